package io.orderflow.order;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.orderflow.account.AccountService;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The order's side of the process that a request takes: what the engine's delegates and
 * listeners call, in the engine's transaction. Every call can be repeated.
 */
@Service
@Transactional
public class RequestProcess {

	/** What a moderator may submit. */
	public static final Set<String> RULING_KEYS = Set.of("decision", "reason");

	private final OrderByNumber orders;

	private final RequestNotifications notifications;

	private final RequestBriefs briefs;

	private final AccountService accounts;

	private final OrderSettings settings;

	private final Clock clock;

	RequestProcess(OrderByNumber orders, RequestNotifications notifications, RequestBriefs briefs,
			AccountService accounts, OrderSettings settings, Clock clock) {
		this.orders = orders;
		this.notifications = notifications;
		this.briefs = briefs;
		this.accounts = accounts;
		this.settings = settings;
		this.clock = clock;
	}

	/** Tells the side that is to answer, which is also how it hears of its step (S19). */
	public void notifyOtherSide(String number, int no) {
		Order order = get(number);
		this.notifications.asked(order, order.request(no));
	}

	/** Tells what has become of a request, each thing once. */
	public void notifyOfOutcome(String number, int no) {
		Order order = get(number);
		this.notifications.outcome(order, order.request(no));
	}

	/**
	 * Nobody answered in time.
	 * @return whether the request counts as accepted
	 */
	public boolean takeDefaultAnswer(String number, int no) {
		return get(number).takeDefaultAnswer(no, this.clock.instant());
	}

	/** Until when the refusal that was just given can be put to a moderator (C4). */
	@Transactional(readOnly = true)
	public Instant disputeUntil(String number, int no) {
		return get(number).request(no).disputeUntil();
	}

	/** Nobody put the refusal to a moderator in time. */
	public void keepRefusal(String number, int no) {
		get(number).keepRefusal(no, this.clock.instant());
	}

	public void moveDueDate(String number, int no) {
		get(number).moveDueDate(no, this.clock.instant());
	}

	/** Closes the order; its own process has yet to be told. */
	public void agreeCancellation(String number, int no) {
		get(number).agreeCancellation(no, this.clock.instant());
	}

	/**
	 * A dispute begins to wait: the moderators are told, but for one who is a side of the
	 * order, and see what it is about.
	 */
	public StepContext announceDispute(String number, int no, List<String> moderators) {
		Order order = get(number);
		ChangeRequest request = order.request(no);
		moderators.stream()
			.filter((moderator) -> !order.isSide(moderator))
			.forEach((moderator) -> this.notifications.toRule(order, request, moderator));
		return this.briefs.dispute(order, request, this.clock.instant());
	}

	/**
	 * Takes a moderator's ruling: {@code decision} (accept, refuse) and {@code reason}.
	 * @return whether the order is cancelled by it
	 * @throws Refusal on the fields; {@code moderators-only-rule},
	 * {@code no-such-dispute}, {@code moderator-is-a-side}
	 */
	public boolean rule(String number, String moderator, FormValues values) {
		if (!this.accounts.groupsOf(moderator).contains(UserStore.MODERATORS)) {
			throw Refusal.forbidden("moderators-only-rule");
		}
		AnswerRequest.Choice choice = values.choice("decision", AnswerRequest.Choice.class);
		String reason = values.text("reason", RequestDesk.MAX_REASON);
		values.check();
		boolean accepted = choice == AnswerRequest.Choice.ACCEPT;
		get(number).rule(moderator, accepted, reason, this.settings.acceptanceReminderBefore(), this.clock.instant());
		return accepted;
	}

	/** Whether something waited for a request of the order when that was closed. */
	@Transactional(readOnly = true)
	public boolean endedWithOrder(String number) {
		return get(number).requestEndedWithOrder();
	}

	/** The extension that the delivery just made pointless, if there was one. */
	@Transactional(readOnly = true)
	public Optional<Integer> overtakenByDelivery(String number) {
		return get(number).overtakenExtension().map(ChangeRequest::no);
	}

	private Order get(String number) {
		return this.orders.find(number).orElseThrow(() -> Refusal.notFound("no-such-order", number));
	}

}
