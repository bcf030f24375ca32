package io.orderflow.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import io.orderflow.account.AccountMailer;
import io.orderflow.account.NotificationChannel;
import io.orderflow.notification.MailSettings;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records mails about accounts, to be delivered, in the caller's transaction. They are no
 * notifications: their recipient may have no account, and none of them is shown in the
 * application.
 */
@Component
class AccountMailOutbox implements AccountMailer {

	/** What was sent says who somebody is: not for longer than the log of it helps. */
	private static final Duration KEPT = Duration.ofDays(30);

	private final AccountMailRows rows;

	private final DeliverySignal signal;

	private final MailSettings settings;

	private final Clock clock;

	AccountMailOutbox(AccountMailRows rows, DeliverySignal signal, MailSettings settings, Clock clock) {
		this.rows = rows;
		this.signal = signal;
		this.settings = settings;
		this.clock = clock;
	}

	@Override
	@Transactional(propagation = Propagation.MANDATORY)
	public void send(Mail mail) {
		UUID delivery = UUID.randomUUID();
		this.rows.add(delivery, this.settings.messageId(delivery), mail, this.clock.instant());
		this.signal.afterCommit(NotificationChannel.EMAIL);
	}

	/** Removes what has ended long ago. */
	@Scheduled(initialDelayString = "PT9M", fixedDelayString = "PT6H")
	void forget() {
		this.rows.removeEnded(this.clock.instant().minus(KEPT));
	}

}
