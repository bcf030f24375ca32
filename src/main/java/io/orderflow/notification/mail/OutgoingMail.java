package io.orderflow.notification.mail;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.regex.Pattern;

import io.orderflow.notification.MailSettings;
import io.orderflow.notification.NotificationText;
import io.orderflow.notification.delivery.RecipientRefusedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/**
 * What all our mails have in common, and how they are sent. Nothing that a person wrote
 * reaches a header but the subject, and that without control characters.
 */
@Component
class OutgoingMail {

	/** Ends a header, or turns the direction in which the rest of it is read. */
	private static final Pattern NOT_FOR_HEADERS = Pattern
		.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+");

	private static final int MAX_SUBJECT = 200;

	private final JavaMailSenderImpl server;

	private final NotificationText text;

	private final MailSettings settings;

	OutgoingMail(JavaMailSenderImpl server, NotificationText text, MailSettings settings) {
		this.server = server;
		this.text = text;
		this.settings = settings;
	}

	/** Writes what is particular to a mail. */
	@FunctionalInterface
	interface Content {

		void write(MimeMessage message) throws MessagingException;

	}

	/** Reaches the mail server with the first mail that is sent. */
	MailConnection connection() {
		return new MailConnection(this.server);
	}

	/**
	 * Sends one mail.
	 * @param messageId the same at every attempt
	 * @throws RecipientRefusedException when it can never arrive
	 * @throws MailException when it may at another attempt
	 */
	void send(MailConnection connection, String to, Locale locale, String subject, String messageId, Instant now,
			Content content) throws RecipientRefusedException {
		MimeMessage message = connection.message();
		InternetAddress recipient = address(to);
		try {
			message.setFrom(new InternetAddress(this.settings.mail().from(), this.text.frame("sender", locale),
					StandardCharsets.UTF_8.name()));
			message.setRecipient(MimeMessage.RecipientType.TO, recipient);
			message.setSubject(subject(subject), StandardCharsets.UTF_8.name());
			message.setSentDate(Date.from(now));
			message.setHeader("Message-ID", messageId);
			message.setHeader("Auto-Submitted", "auto-generated");
			message.setHeader("Content-Language", locale.getLanguage());
			content.write(message);
		}
		catch (MessagingException | UnsupportedEncodingException ex) {
			throw new IllegalStateException("The mail could not be written", ex);
		}
		try {
			connection.send(message);
		}
		catch (MailException ex) {
			throw RecipientRefusedException.in(ex).orElseThrow(() -> ex);
		}
	}

	private static InternetAddress address(String email) throws RecipientRefusedException {
		try {
			InternetAddress address = new InternetAddress(email, true);
			if (NOT_FOR_HEADERS.matcher(email).find()) {
				throw new AddressException("Control characters in the address");
			}
			return address;
		}
		catch (AddressException ex) {
			throw new RecipientRefusedException("Not an address: " + ex.getMessage());
		}
	}

	private static String subject(String subject) {
		String clean = NOT_FOR_HEADERS.matcher(subject).replaceAll(" ");
		return (clean.codePointCount(0, clean.length()) > MAX_SUBJECT)
				? clean.substring(0, clean.offsetByCodePoints(0, MAX_SUBJECT)) + "…" : clean;
	}

}
