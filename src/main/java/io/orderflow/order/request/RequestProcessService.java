package io.orderflow.order.request;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.orderflow.account.AccountService;
import io.orderflow.order.ChangeRequest;
import io.orderflow.order.Order;
import io.orderflow.order.lookup.OrderByNumber;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.Requests;
import io.orderflow.order.brief.StepBrief;
import io.orderflow.order.step.StepSchedule;
import io.orderflow.order.step.StepSchedule.Urgency;
import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.TextLimits;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.audit.AuditKind;
import io.orderflow.platform.audit.AuditTrail;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The order's side of the process that a request takes: what the engine's delegates and
 * listeners call, in the engine's transaction. Every call can be repeated.
 */
@Service
@Transactional
public class RequestProcessService {

	private final OrderByNumber orders;

	private final RequestNotifications notifications;

	private final DisputeBrief briefs;

	private final AccountService accounts;

	private final OrderSettings settings;

	private final AuditTrail audit;

	private final Clock clock;

	RequestProcessService(OrderByNumber orders, RequestNotifications notifications, DisputeBrief briefs,
			AccountService accounts, OrderSettings settings, AuditTrail audit, Clock clock) {
		this.orders = orders;
		this.notifications = notifications;
		this.briefs = briefs;
		this.accounts = accounts;
		this.settings = settings;
		this.audit = audit;
		this.clock = clock;
	}

	/** Tells the side that is to answer, which is also how it hears of its step (S19). */
	public void notifyOtherSide(String number, int no) {
		Order order = this.orders.get(number);
		this.notifications.asked(order, order.requests().get(no));
	}

	/** Tells what has become of a request, each thing once. */
	public void notifyOfOutcome(String number, int no) {
		Order order = this.orders.get(number);
		this.notifications.outcome(order, order.requests().get(no));
	}

	/**
	 * Nobody answered in time.
	 * @return whether the request counts as accepted
	 */
	public boolean takeDefaultAnswer(String number, int no) {
		return this.orders.locked(number)
			.requests()
			.takeDefaultAnswer(no, this.settings.extensionUnanswered(), this.settings.remindedBeforeSilence(),
					this.clock.instant());
	}

	/**
	 * The time to answer is over.
	 * @return whether silence answers now; false where the other side is reminded first,
	 * and has a while from then on
	 */
	public boolean silenceAnswers(String number, int no) {
		return this.orders.locked(number)
			.requests()
			.get(no)
			.silenceAnswers(this.settings.remindedBeforeSilence(), this.clock.instant());
	}

	/**
	 * When the time to answer is over, and when the other side is reminded of that; UTC.
	 */
	public record AnswerTimes(Instant reminderAt, Instant due) {

	}

	@Transactional(readOnly = true)
	public AnswerTimes answerTimes(String number, int no) {
		Instant due = this.orders.get(number).requests().get(no).answerDue();
		return new AnswerTimes(due.minus(this.settings.remindedBeforeSilence()), due);
	}

	/**
	 * Whether a refusal stands, and if not, when to ask again; UTC.
	 */
	public record DisputeCheck(boolean stands, Instant next) {

	}

	/**
	 * The time to put a refusal to a moderator is over, or nearly: whoever asked is
	 * reminded first, and has a while from then on.
	 */
	public DisputeCheck askRefusalStands(String number, int no) {
		Order order = this.orders.locked(number);
		ChangeRequest request = order.requests().get(no);
		Instant now = this.clock.instant();
		Duration notice = this.settings.remindedBeforeSilence();
		Duration grace = this.settings.acceptanceReminderBefore();
		boolean stands = request.refusalStands(notice, grace, now);
		if (!stands && request.remindOfDispute(notice, grace, now)) {
			this.notifications.disputeEnds(order, request);
		}
		return new DisputeCheck(stands, request.nextDisputeCheck(notice));
	}

	/** Nobody put the refusal to a moderator in time. */
	public void keepRefusal(String number, int no) {
		this.orders.locked(number).requests().keepRefusal(no, this.clock.instant());
	}

	public void moveDueDate(String number, int no) {
		this.orders.locked(number).requests().moveDueDate(no, this.clock.instant());
	}

	/** Closes the order; its own process has yet to be told. */
	public void agreeCancellation(String number, int no) {
		this.orders.locked(number).requests().agreeCancellation(no, this.clock.instant());
	}

	/**
	 * A dispute begins to wait: the moderators are told, but for one who is a side of the
	 * order.
	 * @return by when it should be ruled on
	 */
	public StepSchedule announceDispute(String number, int no, List<String> moderators) {
		Order order = this.orders.get(number);
		ChangeRequest request = order.requests().get(no);
		moderators.stream()
			.filter((moderator) -> !order.isSide(moderator))
			.forEach((moderator) -> this.notifications.toRule(order, request, moderator));
		return new StepSchedule(this.clock.instant().plus(this.settings.answerWithin()), Urgency.RULING);
	}

	/**
	 * Nobody has ruled yet: the moderators are reminded, but for one who is a side of the
	 * order, and less often after a while. Who has claimed the task has not ruled either.
	 * @param moderators all there are; asked for only where a dispute waits
	 */
	public void remindModerators(String number, int no, Supplier<List<String>> moderators) {
		Order order = this.orders.locked(number);
		if (order.requests().remindOfRuling(no, this.settings.waitingReminderEvery(), this.clock.instant())) {
			moderators.get()
				.stream()
				.filter((moderator) -> !order.isSide(moderator))
				.forEach((moderator) -> this.notifications.stillToRule(order, moderator));
		}
	}

	/**
	 * What a moderator is to rule on, as it stands now.
	 * @param reader account of whoever reads it; null where nobody is signed in
	 */
	@Transactional(readOnly = true)
	public StepBrief disputeBrief(String number, int no, @Nullable String reader) {
		Order order = this.orders.get(number);
		return this.briefs.of(order, order.requests().get(no), reader, this.clock.instant());
	}

	/**
	 * A dispute is ruled, was taken back or has ended with its order: no moderator has to
	 * do with it any more, whoever ruled.
	 * @param moderators all there are; asked for only where there was a dispute
	 */
	public void settleDispute(String number, Supplier<List<String>> moderators) {
		Order order = this.orders.get(number);
		order.requests()
			.disputed()
			.filter((request) -> request.state() != ChangeRequest.State.DISPUTED)
			.ifPresent((request) -> this.notifications.nothingToRule(order, moderators.get()));
	}

	/**
	 * Takes a moderator's ruling.
	 * @param problems what was wrong with it where it was read
	 * @return whether the order is cancelled by it
	 * @throws Refusal on the fields; {@code moderators-only-rule},
	 * {@code no-such-dispute}, {@code moderator-is-a-side}; {@code changed-meanwhile}
	 * where another request waits than was read
	 */
	public boolean rule(String number, String moderator, Ruling ruling, ProblemCollector problems) {
		OrderByNumber.checkModerator(this.accounts.groupsOf(moderator));
		Ruling.Choice choice = problems.choice("decision", ruling.decision(), Ruling.Choice.class);
		String reason = problems.text("reason", ruling.reason(), TextLimits.REASON);
		problems.check();
		boolean accepted = choice == Ruling.Choice.ACCEPT;
		Requests requests = this.orders.locked(number).requests();
		if (ruling.request() != null && requests.disputed().filter((one) -> one.no() != ruling.request()).isPresent()) {
			throw Refusal.conflict("changed-meanwhile");
		}
		requests.rule(moderator, accepted, reason, this.settings.acceptanceReminderBefore(), this.clock.instant());
		this.audit.record(AuditKind.RULING, moderator, number, accepted ? "order cancelled" : "order kept");
		return accepted;
	}

	/**
	 * Why a moderator is too late to rule: somebody did before, it was taken back, or the
	 * order is closed. Empty to all others, to whom nothing is said of it.
	 */
	@Transactional(readOnly = true)
	public Optional<Refusal> tooLateToRule(String number, String account) {
		return this.accounts.groupsOf(account).contains(UserStore.MODERATORS) && disputedByOthers(number, account)
				? this.orders.get(number).requests().disputed().map((request) -> switch (request.state()) {
					case WITHDRAWN -> Refusal.conflict("dispute-withdrawn", number);
					case ENDED_WITH_ORDER -> Refusal.conflict("dispute-order-closed", number);
					default -> Refusal.conflict("dispute-ruled-already", number);
				}) : Optional.empty();
	}

	/**
	 * Whether a moderator was ever asked to rule on the order, and the account is no side
	 * of it: what one who is a moderator may read.
	 */
	@Transactional(readOnly = true)
	public boolean disputedByOthers(String number, String account) {
		return this.orders.find(number)
			.filter((order) -> !order.isSide(account) && order.requests().disputed().isPresent())
			.isPresent();
	}

	/** Whether an account is a moderator's who is no side of the order. */
	@Transactional(readOnly = true)
	public boolean mayRule(String number, String account) {
		return this.accounts.groupsOf(account).contains(UserStore.MODERATORS)
				&& this.orders.find(number).filter((order) -> !order.isSide(account)).isPresent();
	}

	/** Whether something waited for a request of the order when that was closed. */
	@Transactional(readOnly = true)
	public boolean endedWithOrder(String number) {
		return this.orders.get(number).requests().endedWithOrder();
	}

	/** Whether one keeps silence from accepting a delivery (S26). */
	@Transactional(readOnly = true)
	public boolean holdSilence(String number) {
		return this.orders.get(number).rounds().silenceHeld();
	}

	/** Whether a request waits for an answer. */
	@Transactional(readOnly = true)
	public boolean awaitAnswer(String number) {
		return this.orders.get(number).requests().answerer().isPresent();
	}

	/** The extension that the delivery just made pointless, if there was one. */
	@Transactional(readOnly = true)
	public Optional<Integer> overtakenByDelivery(String number) {
		return this.orders.get(number).requests().overtakenExtension().map(ChangeRequest::no);
	}

}
