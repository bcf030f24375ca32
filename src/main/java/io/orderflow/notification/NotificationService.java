package io.orderflow.notification;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.orderflow.account.Account;
import io.orderflow.account.AccountService;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.live.LiveNotifier;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells people what happened, and lets them read it. */
@Service
public class NotificationService {

	private final NotificationRows rows;

	private final Outbox outbox;

	private final DeliveryLog deliveries;

	private final NotificationText text;

	private final AccountService accounts;

	private final LiveNotifier live;

	private final Clock clock;

	NotificationService(NotificationRows rows, Outbox outbox, DeliveryLog deliveries, NotificationText text,
			AccountService accounts, LiveNotifier live, Clock clock) {
		this.rows = rows;
		this.outbox = outbox;
		this.deliveries = deliveries;
		this.text = text;
		this.accounts = accounts;
		this.live = live;
		this.clock = clock;
	}

	/**
	 * Records the notification in the transaction of what it tells, and with it what the
	 * recipient's preferences ask for at this moment (S3, S4): a mail, and a push to
	 * every subscribed browser. A key that was told before tells nothing again.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void notify(NewNotification notification) {
		if (this.outbox.put(notification, this.clock.instant())) {
			this.live.changed(List.of(notification.recipient()));
		}
	}

	/** An account's notifications, newest first, in its language. */
	@Transactional(readOnly = true)
	public Page<NotificationView> page(String account, @Nullable String cursor, @Nullable Integer limit) {
		Cursor from = Cursor.decode(cursor).orElse(Cursor.NEWEST);
		int size = Cursor.limit(limit);
		Locale locale = this.accounts.find(account).map(Account::locale).orElse(Locale.ENGLISH);
		return Page
			.of(this.rows.before(account, from, size + 1), size, (row) -> new Cursor(row.createdAt(), row.id()),
					NotificationService::characters)
			.map((row) -> this.text.view(row, locale));
	}

	private static int characters(NotificationRows.Row row) {
		return (row.quote() != null) ? row.quote().text().length() : 0;
	}

	/**
	 * Marks one as read; a repeat changes nothing.
	 * @throws Refusal not found, for another's too
	 */
	@Transactional
	public void markRead(String account, UUID id) {
		if (!this.rows.markRead(account, id, this.clock.instant())) {
			throw notFound();
		}
	}

	/**
	 * Opens one: it is read then; a repeat changes nothing.
	 * @return the path of the page that it leads to
	 * @throws Refusal not found, for another's too
	 */
	@Transactional
	public String open(String account, UUID id) {
		markRead(account, id);
		return this.rows.find(id).map(NotificationRows.Row::link).orElseThrow(NotificationService::notFound);
	}

	/**
	 * Marks as read everything up to one that the account has before it, that one too;
	 * what came after it stays unread.
	 * @throws Refusal not found, for another's too
	 */
	@Transactional
	public void markAllRead(String account, UUID newest) {
		this.rows.find(newest)
			.filter((row) -> row.recipient().equals(account))
			.orElseThrow(NotificationService::notFound);
		this.rows.markReadUpTo(account, newest, this.clock.instant());
	}

	/**
	 * Marks as read what the account was told under some keys, because it has read what
	 * they tell of. Its open pages hear of it.
	 * @return how many were unread
	 */
	@Transactional
	public int markRead(String account, Collection<String> keys) {
		return keys.isEmpty() ? 0 : heard(account, this.rows.markRead(account, keys, this.clock.instant()));
	}

	/**
	 * The same of what the account was told about an order that it looks at, but for
	 * messages. What is told while it looks is read too: open pages hear of what happened
	 * and show it.
	 */
	@Transactional
	public int markRead(String account, String orderNumber) {
		return heard(account, this.rows.markRead(account, orderNumber, this.clock.instant()));
	}

	/**
	 * Marks as read what asked the account for something that it has done now.
	 * @param textKeys of the notifications, with all that begin with one of them and a
	 * dot
	 */
	@Transactional
	public void settle(String account, String orderNumber, Collection<String> textKeys) {
		heard(account, this.rows.settle(account, orderNumber, textKeys, this.clock.instant()));
	}

	/**
	 * Marks as read what asked any of several accounts for something that is done now,
	 * whoever of them did it.
	 * @param textKeys of the notifications
	 */
	@Transactional
	public void settle(Collection<String> accounts, String orderNumber, Collection<String> textKeys) {
		List<String> had = accounts.isEmpty() ? List.of()
				: this.rows.settle(accounts, orderNumber, textKeys, this.clock.instant());
		if (!had.isEmpty()) {
			this.live.changed(had);
		}
	}

	/**
	 * Marks as read what is no longer so. Open pages of all who were told of it hear of
	 * that, whether they had read it or not.
	 * @param keys of the notifications, whoever got them
	 */
	@Transactional
	public void overtaken(Collection<String> keys) {
		List<String> told = keys.isEmpty() ? List.of() : this.rows.overtake(keys, this.clock.instant());
		if (!told.isEmpty()) {
			this.live.changed(told);
		}
	}

	private int heard(String account, int read) {
		if (read > 0) {
			this.live.changed(List.of(account));
		}
		return read;
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
		this.rows.find(id).filter((row) -> row.recipient().equals(account)).orElseThrow(NotificationService::notFound);
		return told(account, this.deliveries.of(id));
	}

	/** As its recipient reads it, who is told what it means and not what failed where. */
	private List<DeliveryView> told(String account, List<DeliveryView> deliveries) {
		Locale locale = this.accounts.find(account).map(Account::locale).orElse(Locale.ENGLISH);
		return deliveries.stream()
			.map((delivery) -> delivery.told((attempt) -> this.text.outcome(attempt.outcome(), locale)))
			.toList();
	}

	/**
	 * A notification, and how it was delivered outside the application, in four
	 * statements.
	 */
	public record Log(NotificationView notification, List<DeliveryView> deliveries) {

	}

	/**
	 * The whole log of one.
	 * @throws Refusal not found, for another's too
	 */
	@Transactional(readOnly = true)
	public Log log(String account, UUID id) {
		NotificationRows.Row row = this.rows.find(id)
			.filter((found) -> found.recipient().equals(account))
			.orElseThrow(NotificationService::notFound);
		Locale locale = this.accounts.find(account).map(Account::locale).orElse(Locale.ENGLISH);
		return new Log(this.text.view(row, locale), told(account, this.deliveries.of(id)));
	}

	/**
	 * The log of one delivery, by the id that is its business key in Cockpit (B6): how it
	 * went, nothing of what it says. For its recipient and for process admins, who alone
	 * read the technical cause.
	 * @throws Refusal not found, for another's too
	 */
	@Transactional(readOnly = true)
	public DeliveryView delivery(String account, UUID id) {
		boolean admin = this.accounts.groupsOf(account).contains(UserStore.PROCESS_ADMINS);
		boolean readable = admin || this.deliveries.recipient(id).filter(account::equals).isPresent();
		DeliveryView found = this.deliveries.find(id)
			.filter((delivery) -> readable)
			.orElseThrow(() -> Refusal.notFound("delivery-not-found"));
		return admin ? found : told(account, List.of(found)).get(0);
	}

	private static Refusal notFound() {
		return Refusal.notFound("notification-not-found");
	}

}
