package io.orderflow.notification;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.orderflow.account.Account;
import io.orderflow.account.Accounts;
import io.orderflow.account.NotificationChannel;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.live.LiveSignal;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells people what happened, and lets them read it. */
@Service
public class Notifications {

	private static final Cursor NEWEST = new Cursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

	private final NotificationRows rows;

	private final DeliveryRows deliveries;

	private final NotificationText text;

	private final NotificationFlow flow;

	private final Accounts accounts;

	private final MailSettings settings;

	private final LiveSignal live;

	private final Clock clock;

	/**
	 * The flow comes late: it stands on the engine, whose delegates stand on this.
	 */
	Notifications(NotificationRows rows, DeliveryRows deliveries, NotificationText text, @Lazy NotificationFlow flow,
			Accounts accounts, MailSettings settings, LiveSignal live, Clock clock) {
		this.rows = rows;
		this.deliveries = deliveries;
		this.text = text;
		this.flow = flow;
		this.accounts = accounts;
		this.settings = settings;
		this.live = live;
		this.clock = clock;
	}

	/**
	 * Records the notification in the transaction of what it tells, and with it what the
	 * recipient's preference asks for at this moment (S3, S4). A key that was told before
	 * tells nothing again.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void notify(NewNotification notification) {
		UUID id = UUID.randomUUID();
		if (!this.rows.add(id, notification, now())) {
			return;
		}
		this.live.changed(List.of(notification.recipient()));
		if (this.accounts.get(notification.recipient()).wants(NotificationChannel.EMAIL, notification.kind())) {
			UUID delivery = UUID.randomUUID();
			this.deliveries.add(delivery, id, "<" + delivery + "@" + this.settings.mail().domain() + ">", now());
			this.flow.deliver(delivery);
		}
	}

	/** An account's notifications, newest first, in its language. */
	@Transactional(readOnly = true)
	public Page<NotificationView> page(String account, @Nullable String cursor, @Nullable Integer limit) {
		Cursor from = Cursor.decode(cursor).orElse(NEWEST);
		int size = Cursor.limit(limit);
		Locale locale = this.accounts.find(account).map(Account::locale).orElse(Locale.ENGLISH);
		return Page.of(this.rows.before(account, from, size + 1), size, (row) -> new Cursor(row.createdAt(), row.id()))
			.map((row) -> this.text.view(row, locale));
	}

	/**
	 * Marks one as read; a repeat changes nothing.
	 * @throws Refusal not found, for another's too
	 */
	@Transactional
	public void markRead(String account, UUID id) {
		if (!this.rows.markRead(account, id, now())) {
			throw notFound();
		}
	}

	/** How many the account has not read. */
	@Transactional(readOnly = true)
	public long unread(String account) {
		return this.rows.unread(account);
	}

	/**
	 * How a notification was delivered outside the application, attempt by attempt (B6).
	 * @throws Refusal not found, for another's too
	 */
	@Transactional(readOnly = true)
	public List<DeliveryView> deliveries(String account, UUID id) {
		this.rows.find(id).filter((row) -> row.recipient().equals(account)).orElseThrow(Notifications::notFound);
		return this.deliveries.ofNotification(id)
			.stream()
			.map((delivery) -> new DeliveryView(delivery.id(), delivery.channel(), delivery.state(),
					delivery.createdAt(), delivery.endedAt(), this.deliveries.attempts(delivery.id())))
			.toList();
	}

	private static Refusal notFound() {
		return Refusal.notFound("notification-not-found");
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

}
