package io.orderflow.notification;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.regex.Pattern;

import io.orderflow.account.Account;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * Sends a notification as a plain text mail in the recipient's language. Nothing that a
 * person wrote reaches a header but the subject, and that without control characters.
 */
@Component
class MailChannel implements DeliveryChannel {

	/** Ends a header, or turns the direction in which the rest of it is read. */
	private static final Pattern NOT_FOR_HEADERS = Pattern
		.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+");

	private static final int MAX_SUBJECT = 200;

	private final JavaMailSender mail;

	private final NotificationText text;

	private final MailSettings settings;

	MailChannel(JavaMailSender mail, NotificationText text, MailSettings settings) {
		this.mail = mail;
		this.text = text;
		this.settings = settings;
	}

	@Override
	public DeliveryOutcome send(Outgoing delivery, Account recipient, Instant now) throws RecipientRefusedException {
		try {
			this.mail.send(message(delivery.first(), recipient, delivery.messageId(), now));
			return DeliveryOutcome.DELIVERED;
		}
		catch (MailException ex) {
			throw RecipientRefusedException.in(ex).orElseThrow(() -> ex);
		}
	}

	private MimeMessage message(NotificationRows.Row notification, Account recipient, String messageId, Instant now)
			throws RecipientRefusedException {
		Locale locale = recipient.locale();
		MimeMessage message = this.mail.createMimeMessage();
		try {
			message.setFrom(new InternetAddress(this.settings.mail().from(), this.text.frame("sender", locale),
					StandardCharsets.UTF_8.name()));
			message.setRecipient(MimeMessage.RecipientType.TO, address(recipient));
			message.setSubject(subject(notification, locale), StandardCharsets.UTF_8.name());
			message.setText(body(notification, recipient), StandardCharsets.UTF_8.name());
			message.setSentDate(Date.from(now));
			message.setHeader("Message-ID", messageId);
			message.setHeader("Auto-Submitted", "auto-generated");
			message.setHeader("Content-Language", locale.getLanguage());
		}
		catch (MessagingException | UnsupportedEncodingException ex) {
			throw new IllegalStateException("The mail could not be written", ex);
		}
		return message;
	}

	private static InternetAddress address(Account recipient) throws RecipientRefusedException {
		try {
			InternetAddress address = new InternetAddress(recipient.email(), true);
			if (NOT_FOR_HEADERS.matcher(recipient.email()).find()) {
				throw new AddressException("Control characters in the address");
			}
			return address;
		}
		catch (AddressException ex) {
			throw new RecipientRefusedException("Not an address: " + ex.getMessage());
		}
	}

	private String subject(NotificationRows.Row notification, Locale locale) {
		String number = (notification.orderNumber() != null) ? "[" + notification.orderNumber() + "] " : "";
		String subject = NOT_FOR_HEADERS.matcher(number + this.text.title(notification, locale)).replaceAll(" ");
		return (subject.codePointCount(0, subject.length()) > MAX_SUBJECT)
				? subject.substring(0, subject.offsetByCodePoints(0, MAX_SUBJECT)) + "…" : subject;
	}

	private String body(NotificationRows.Row notification, Account recipient) {
		Locale locale = recipient.locale();
		return String.join("\r\n\r\n", this.text.frame("greeting", locale, recipient.displayName()),
				this.text.text(notification, locale), this.settings.absolute(notification.link()),
				"-- \r\n" + this.text.frame("footer", locale, this.settings.absolute("/")));
	}

}
