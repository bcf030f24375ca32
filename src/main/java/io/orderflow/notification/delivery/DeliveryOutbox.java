package io.orderflow.notification.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.account.Account;
import io.orderflow.account.AccountService;
import io.orderflow.account.NotificationChannel;
import io.orderflow.notification.MailSettings;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationFlow;
import io.orderflow.notification.NotificationSettings;
import io.orderflow.notification.Outbox;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Writes a notification with what the recipient's preferences ask for at this moment (S3,
 * S4), and starts the deliveries, all in the caller's transaction.
 */
@Component
class DeliveryOutbox implements Outbox {

	private final NewNotificationRows inserts;

	private final NotificationFlow flow;

	private final AccountService accounts;

	private final MailSettings settings;

	private final NotificationSettings grouping;

	/**
	 * The flow comes late: it stands on the engine, whose delegates stand on this.
	 */
	DeliveryOutbox(NewNotificationRows inserts, @Lazy NotificationFlow flow, AccountService accounts,
			MailSettings settings, NotificationSettings grouping) {
		this.inserts = inserts;
		this.flow = flow;
		this.accounts = accounts;
		this.settings = settings;
		this.grouping = grouping;
	}

	@Override
	public boolean put(NewNotification notification, Instant now) {
		UUID id = UUID.randomUUID();
		Account recipient = this.accounts.get(notification.recipient());
		boolean push = recipient.wants(NotificationChannel.PUSH, notification.kind());
		NewNotificationRows.Mail mail = recipient.wants(NotificationChannel.EMAIL, notification.kind())
				? mail(notification, now) : null;
		UUID joined = open(mail, now);
		NewNotificationRows.Written written = this.inserts.add(id, notification, (joined != null) ? null : mail, joined,
				push, now);
		if (written.told()) {
			written.pushes().forEach(this.flow::deliver);
			if (mail != null && joined == null) {
				deliver(id, mail, written.mailed(), now);
			}
		}
		return written.told();
	}

	private @Nullable UUID open(NewNotificationRows.@Nullable Mail mail, Instant now) {
		return (mail != null && mail.group() != null) ? this.inserts.open(mail.group(), now).orElse(null) : null;
	}

	/**
	 * What came within two minutes of another shares its mail. When another was opened at
	 * this very moment, joins that one; when that one is being sent already, opens a new
	 * one.
	 */
	private void deliver(UUID id, NewNotificationRows.Mail mail, boolean mailed, Instant now) {
		if (mail.group() == null || mail.groupedUntil() == null) {
			this.flow.deliver(mail.id());
			return;
		}
		if (mailed || this.inserts.mail(id, mail, now)) {
			this.flow.deliverTogether(mail.id(), mail.groupedUntil());
			return;
		}
		Optional<UUID> other = this.inserts.open(mail.group(), now);
		if (other.isPresent()) {
			this.inserts.join(id, other.get());
			return;
		}
		deliver(id, mail, false, now);
	}

	private NewNotificationRows.Mail mail(NewNotification notification, Instant now) {
		UUID delivery = UUID.randomUUID();
		String messageId = this.settings.messageId(delivery);
		if (notification.group() == null || this.grouping.messagesGroupedFor().isZero()) {
			return new NewNotificationRows.Mail(delivery, messageId, null, null);
		}
		return new NewNotificationRows.Mail(delivery, messageId, notification.recipient() + "/" + notification.group(),
				now.plus(this.grouping.messagesGroupedFor()));
	}

}
