package io.orderflow.notification.mail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import io.orderflow.account.Account;
import io.orderflow.account.NotificationChannel;
import io.orderflow.account.NotificationKind;
import io.orderflow.notification.MailSettings;
import io.orderflow.notification.NotificationRows;
import io.orderflow.notification.NotificationText;
import io.orderflow.notification.delivery.DeliveryChannel;
import io.orderflow.notification.delivery.DeliveryOutcome;
import io.orderflow.notification.delivery.OpenChannel;
import io.orderflow.notification.delivery.PendingAccountMail;
import io.orderflow.notification.delivery.PendingDelivery;
import io.orderflow.notification.delivery.RecipientRefusedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import org.springframework.stereotype.Component;

/**
 * Sends notifications as a mail in the recipient's language, as text and as HTML. Put
 * together by hand, since Spring's helper wraps text and HTML in parts for files, of
 * which there are none.
 */
@Component
class MailChannel implements DeliveryChannel {

	private final OutgoingMail mail;

	private final AccountMailSender accountMails;

	private final NotificationText text;

	private final MailBody body;

	private final MailSettings settings;

	MailChannel(OutgoingMail mail, AccountMailSender accountMails, NotificationText text, MailBody body,
			MailSettings settings) {
		this.mail = mail;
		this.accountMails = accountMails;
		this.text = text;
		this.body = body;
		this.settings = settings;
	}

	@Override
	public NotificationChannel channel() {
		return NotificationChannel.EMAIL;
	}

	@Override
	public OpenChannel open(Duration patience) {
		return new OpenMail(this.mail.connection());
	}

	/** Mails over one connection. */
	private final class OpenMail implements OpenChannel {

		private final MailConnection connection;

		private OpenMail(MailConnection connection) {
			this.connection = connection;
		}

		@Override
		public DeliveryOutcome send(PendingDelivery delivery, Account recipient, Instant now)
				throws RecipientRefusedException {
			return MailChannel.this.send(this.connection, delivery, recipient, now);
		}

		@Override
		public DeliveryOutcome send(PendingAccountMail pending, Instant now) throws RecipientRefusedException {
			return MailChannel.this.accountMails.send(this.connection, pending, now);
		}

		@Override
		public void close() {
			this.connection.close();
		}

	}

	private DeliveryOutcome send(MailConnection connection, PendingDelivery delivery, Account recipient, Instant now)
			throws RecipientRefusedException {
		Locale locale = recipient.locale();
		this.mail.send(connection, recipient.email(), locale, subject(delivery, locale), delivery.messageId(), now,
				(message) -> {
					MailBody.Written written = this.body.write(delivery, recipient);
					message.setContent(content(written));
					Optional<String> thread = thread(delivery, recipient);
					if (thread.isPresent()) {
						message.setHeader("In-Reply-To", thread.get());
						message.setHeader("References", thread.get());
					}
					message.setHeader("List-Unsubscribe", "<" + written.unsubscribe() + ">");
					message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
				});
		return DeliveryOutcome.DELIVERED;
	}

	/** The last part is the one that a mail program prefers. */
	private static Multipart content(MailBody.Written written) throws MessagingException {
		return new MimeMultipart("alternative", part(written.text(), "plain"), part(written.html(), "html"));
	}

	/** Encoded as suits our languages: which way is shortest is not tried each time. */
	private static MimeBodyPart part(String text, String kind) throws MessagingException {
		MimeBodyPart part = new MimeBodyPart();
		part.setText(text, StandardCharsets.UTF_8.name(), kind);
		part.setHeader("Content-Transfer-Encoding", "quoted-printable");
		return part;
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

	private String subject(PendingDelivery delivery, Locale locale) {
		int together = delivery.together();
		String title = this.text.title(delivery.first(), locale);
		return delivery.orderNumber().map((order) -> "[" + order + "] ").orElse("")
				+ ((together > 1) ? this.text.frame("together", locale, title, together) : title);
	}

}
