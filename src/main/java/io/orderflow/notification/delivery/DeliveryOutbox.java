package io.orderflow.notification.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.orderflow.account.Account;
import io.orderflow.account.AccountService;
import io.orderflow.account.NotificationChannel;
import io.orderflow.notification.MailSettings;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationSettings;
import io.orderflow.notification.Outbox;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes a notification with what the recipient's preferences ask for at this moment (S3,
 * S4), and with when that is due, all in the caller's transaction.
 */
@Component
class DeliveryOutbox implements Outbox {

	private final NewNotificationRows inserts;

	private final DeliverySignal signal;

	private final AccountService accounts;

	private final MailSettings settings;

	private final NotificationSettings grouping;

	DeliveryOutbox(NewNotificationRows inserts, DeliverySignal signal, AccountService accounts, MailSettings settings,
			NotificationSettings grouping) {
		this.inserts = inserts;
		this.signal = signal;
		this.accounts = accounts;
		this.settings = settings;
		this.grouping = grouping;
	}

	@Override
	public boolean put(NewNotification notification, Instant now) {
		UUID id = UUID.randomUUID();
		Set<NotificationChannel> channels = channels(notification);
		boolean push = channels.contains(NotificationChannel.PUSH);
		NewNotificationRows.Mail mail = channels.contains(NotificationChannel.EMAIL) ? mail(notification, now) : null;
		UUID joined = open(mail, now).orElse(null);
		NewNotificationRows.Written written = this.inserts.add(id, notification, (joined != null) ? null : mail, joined,
				push, now);
		if (written.told() && mail != null && joined == null && !written.mailed()) {
			gather(id, mail, now);
		}
		if (written.pushed()) {
			this.signal.afterCommit(NotificationChannel.PUSH);
		}
		if (written.mailed()) {
			this.signal.afterCommit(NotificationChannel.EMAIL);
		}
		return written.told();
	}

	/** Where it goes besides the application. */
	private Set<NotificationChannel> channels(NewNotification notification) {
		if (notification.keptOnly()) {
			return Set.of();
		}
		Account recipient = this.accounts.get(notification.recipient());
		return Stream.of(NotificationChannel.values())
			.filter((channel) -> recipient.isTold(channel, notification.kind()))
			.collect(Collectors.toSet());
	}

	/**
	 * What comes within two minutes of another shares its mail.
	 */
	private Optional<UUID> open(NewNotificationRows.@Nullable Mail mail, Instant now) {
		return (mail != null && mail.group() != null) ? this.inserts.open(mail.group(), now) : Optional.empty();
	}

	/**
	 * Another mail of the group was opened at this very moment: joins that one; when that
	 * one is being sent already, opens a new one.
	 */
	private void gather(UUID id, NewNotificationRows.Mail mail, Instant now) {
		Optional<UUID> other = open(mail, now);
		if (other.isPresent()) {
			this.inserts.join(id, other.get());
		}
		else if (!this.inserts.mail(id, mail, now)) {
			gather(id, mail, now);
		}
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
