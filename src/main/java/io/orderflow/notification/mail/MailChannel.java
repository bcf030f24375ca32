package io.orderflow.notification.mail;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import io.orderflow.account.Account;
import io.orderflow.account.NotificationChannel;
import io.orderflow.account.NotificationKind;
import io.orderflow.notification.MailSettings;
import io.orderflow.notification.NotificationRows;
import io.orderflow.notification.NotificationText;
import io.orderflow.notification.delivery.DeliveryChannel;
import io.orderflow.notification.delivery.DeliveryOutcome;
import io.orderflow.notification.delivery.PendingDelivery;
import io.orderflow.notification.delivery.RecipientRefusedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * Sends notifications as a mail in the recipient's language, as text and as HTML. Nothing
 * that a person wrote reaches a header but the subject, and that without control
 * characters. Put together by hand, since Spring's helper wraps text and HTML in parts
 * for files, of which there are none.
 */
@Component
class MailChannel implements DeliveryChannel {

	/** Ends a header, or turns the direction in which the rest of it is read. */
	private static final Pattern NOT_FOR_HEADERS = Pattern
		.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+");

	private static final int MAX_SUBJECT = 200;

	private final JavaMailSender mail;

	private final NotificationText text;

	private final MailBody body;

	private final MailSettings settings;

	MailChannel(JavaMailSender mail, NotificationText text, MailBody body, MailSettings settings) {
		this.mail = mail;
		this.text = text;
		this.body = body;
		this.settings = settings;
	}

	@Override
	public NotificationChannel channel() {
		return NotificationChannel.EMAIL;
	}

	@Override
	public DeliveryOutcome send(PendingDelivery delivery, Account recipient, Instant now)
			throws RecipientRefusedException {
		try {
			this.mail.send(message(delivery, recipient, now));
			return DeliveryOutcome.DELIVERED;
		}
		catch (MailException ex) {
			throw RecipientRefusedException.in(ex).orElseThrow(() -> ex);
		}
	}

	private MimeMessage message(PendingDelivery delivery, Account recipient, Instant now)
			throws RecipientRefusedException {
		Locale locale = recipient.locale();
		MimeMessage message = this.mail.createMimeMessage();
		try {
			message.setFrom(new InternetAddress(this.settings.mail().from(), this.text.frame("sender", locale),
					StandardCharsets.UTF_8.name()));
			message.setRecipient(MimeMessage.RecipientType.TO, address(recipient));
			message.setSubject(subject(delivery, locale), StandardCharsets.UTF_8.name());
			message.setContent(content(this.body.write(delivery, recipient)));
			message.setSentDate(Date.from(now));
			message.setHeader("Message-ID", delivery.messageId());
			Optional<String> thread = thread(delivery, recipient);
			if (thread.isPresent()) {
				message.setHeader("In-Reply-To", thread.get());
				message.setHeader("References", thread.get());
			}
			message.setHeader("List-Unsubscribe", "<" + this.body.unsubscribe(delivery, recipient) + ">");
			message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
			message.setHeader("Auto-Submitted", "auto-generated");
			message.setHeader("Content-Language", locale.getLanguage());
		}
		catch (MessagingException | UnsupportedEncodingException ex) {
			throw new IllegalStateException("The mail could not be written", ex);
		}
		return message;
	}

	/** The last part is the one that a mail program prefers. */
	private static Multipart content(MailBody.Written written) throws MessagingException {
		MimeBodyPart text = new MimeBodyPart();
		text.setText(written.text(), StandardCharsets.UTF_8.name());
		MimeBodyPart html = new MimeBodyPart();
		html.setText(written.html(), StandardCharsets.UTF_8.name(), "html");
		return new MimeMultipart("alternative", text, html);
	}

	/** One for each order or conversation, and recipient; no mail has this id. */
	private Optional<String> thread(PendingDelivery delivery, Account recipient) {
		NotificationRows.Row first = delivery.first();
		String about = (first.kind() == NotificationKind.MESSAGE) ? idPart(first.link()) : null;
		return delivery.orderNumber()
			.map((order) -> "order." + idPart(order))
			.or(() -> Optional.ofNullable(about))
			.map((topic) -> "<" + topic + "." + idPart(recipient.id()) + "@" + this.settings.mail().domain() + ">");
	}

	private static String idPart(String text) {
		return text.replaceAll("[^A-Za-z0-9-]", "-");
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

	private String subject(PendingDelivery delivery, Locale locale) {
		int together = delivery.notifications().size();
		String title = this.text.title(delivery.first(), locale);
		String subject = delivery.orderNumber().map((order) -> "[" + order + "] ").orElse("")
				+ ((together > 1) ? this.text.frame("together", locale, title, together) : title);
		String clean = NOT_FOR_HEADERS.matcher(subject).replaceAll(" ");
		return (clean.codePointCount(0, clean.length()) > MAX_SUBJECT)
				? clean.substring(0, clean.offsetByCodePoints(0, MAX_SUBJECT)) + "…" : clean;
	}

}
