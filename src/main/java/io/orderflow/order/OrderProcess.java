package io.orderflow.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import io.orderflow.conversation.ConversationService;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The order's side of its process: what the engine's delegates and listeners call, each
 * once, in the engine's transaction. Every call can be repeated: a job runs at least
 * once.
 */
@Service
@Transactional
public class OrderProcess {

	private final OrderByNumber orders;

	private final StepHandlers handlers;

	private final StepBriefs briefs;

	private final ConversationService conversations;

	private final OrderNotifications notifications;

	private final OrderSettings settings;

	private final Clock clock;

	OrderProcess(OrderByNumber orders, StepHandlers handlers, StepBriefs briefs, ConversationService conversations,
			OrderNotifications notifications, OrderSettings settings, Clock clock) {
		this.orders = orders;
		this.handlers = handlers;
		this.briefs = briefs;
		this.conversations = conversations;
		this.notifications = notifications;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Takes a decision from whichever way it came: checks it, records it, and says what
	 * came of it.
	 * @param actor who decides
	 * @throws Refusal where the order's state or the values do not allow it: the task
	 * then stays open and nothing is written; {@code step-not-yours} for all but the side
	 * whose step it is
	 */
	public StepOutcome record(String number, OrderStep step, String actor, FormValues values) {
		Order order = get(number);
		if (!actor.equals(assigneeOf(order, step))) {
			throw Refusal.forbidden("step-not-yours", number);
		}
		StepHandler handler = this.handlers.of(step);
		Set<String> keys = handler.keys(order);
		values.fields()
			.stream()
			.filter((field) -> !keys.contains(field) && !field.equals(StepHandler.KEY))
			.forEach((field) -> values.problem(field, "unknown-field", field));
		return handler.take(order, new StepHandler.Decision(actor, values, this.clock.instant()));
	}

	/** What a person may submit for a step: the keys of its form. */
	@Transactional(readOnly = true)
	public Set<String> keysOf(String number, OrderStep step) {
		return this.handlers.of(step).keys(get(number));
	}

	/**
	 * A step begins to wait: whoever it waits for is told (S19), and sees what it is
	 * about.
	 */
	public StepContext announce(String number, OrderStep step, String assignee) {
		Order order = get(number);
		if (step != OrderStep.ANSWER_REQUEST) {
			// whoever is asked was told what for, a moment ago
			this.notifications.toDo(order, step, assignee);
		}
		return this.briefs.of(order, step, assignee, this.clock.instant());
	}

	/** What whoever a step waits for sees of the order now. */
	@Transactional(readOnly = true)
	public StepContext context(String number, OrderStep step, String assignee) {
		return this.briefs.of(get(number), step, assignee, this.clock.instant());
	}

	/** The order's conversation, made with it (S7); a repeat finds the one there is. */
	public void openConversation(String number) {
		Order order = get(number);
		this.conversations.openForOrder(order.id(), number, order.title(), order.client(), order.freelancer());
	}

	public void notifyFreelancer(String number) {
		this.notifications.newOrder(get(number));
	}

	/**
	 * Reminds whoever a step waits for, if a reminder is due now: the requirements on the
	 * days that are set (C5), a progress update once, and not while the order waits for
	 * the client (S25), the review of a delivery unless silence accepts nothing now,
	 * every other step each time it is asked.
	 */
	public void remind(String number, OrderStep step) {
		Order order = get(number);
		Instant now = this.clock.instant();
		if (step == OrderStep.PROVIDE_REQUIREMENTS
				&& !order.remindOfRequirements(this.settings.requirementsReminders(), now)) {
			return;
		}
		if (step == OrderStep.POST_PROGRESS_UPDATE && !order.remindOfUpdate(now)) {
			return;
		}
		if (step == OrderStep.REVIEW_DELIVERY && order.silenceWaits()) {
			return;
		}
		order.reminded(step, now);
		this.notifications.reminder(order, step, assigneeOf(order, step));
	}

	public void notifyClientOfDelivery(String number) {
		this.notifications.delivered(get(number));
	}

	/** Accepts a delivery that the client said nothing to (S26); false: wait again. */
	public boolean acceptBySilence(String number) {
		return get(number).acceptBySilence(this.clock.instant());
	}

	public void complete(String number) {
		get(number).complete(this.clock.instant());
	}

	public void notifyBothOfCompletion(String number) {
		this.notifications.completed(get(number));
	}

	/** The process takes its cancelled way: because the client did, or because of C5. */
	public void cancel(String number) {
		get(number).cancelForMissingRequirements(this.clock.instant());
	}

	public void notifyBothOfCancellation(String number) {
		this.notifications.cancelled(get(number));
	}

	@Transactional(readOnly = true)
	public UpdateAnswer updateDue(String number) {
		return get(number).updateDue(this.clock.instant());
	}

	/**
	 * How often to ask whether a freelancer who owes an update is to be reminded of it.
	 */
	@Transactional(readOnly = true)
	public Duration updateReminderEvery(String number) {
		return get(number).updateReminderEvery();
	}

	/**
	 * Whether the work is for the first delivery: a revision round is not planned again.
	 */
	@Transactional(readOnly = true)
	public boolean firstRound(String number) {
		return get(number).round() == 1;
	}

	/** When to remind of a delivery, and when silence accepts it. */
	@Transactional(readOnly = true)
	public ReviewDates reviewDates(String number) {
		Order order = get(number);
		Instant now = this.clock.instant();
		Instant acceptBy = (order.acceptBy() != null) ? order.acceptBy() : now.plus(this.settings.acceptedAfter());
		Instant wakeAt = acceptBy.isAfter(now) ? acceptBy
				: order.silenceAskedAgainAt(this.settings.acceptanceReminderBefore(), now);
		return new ReviewDates(wakeAt.minus(this.settings.acceptanceReminderBefore()), wakeAt);
	}

	/** A worker answered for the newest draft's preview. */
	public void previewAnswered(String number, WorkerResult result) {
		get(number).previewAnswered(result, this.clock.instant());
	}

	/** A worker answered for the dossier (B7). */
	public void dossierAnswered(String number, WorkerResult result) {
		get(number).dossierAnswered(result, this.clock.instant());
	}

	private static String assigneeOf(Order order, OrderStep step) {
		return switch (step) {
			case PROVIDE_REQUIREMENTS, CLARIFY_REQUIREMENTS, REVIEW_DRAFT, REVIEW_DELIVERY -> order.client();
			case REVIEW_REQUIREMENTS, PLAN_WORK, SUBMIT_DRAFT, DELIVER_WORK, POST_PROGRESS_UPDATE -> order.freelancer();
			case ANSWER_REQUEST ->
				order.answerer().orElseThrow(() -> Refusal.conflict("step-not-open", order.number()));
		};
	}

	private Order get(String number) {
		return this.orders.find(number).orElseThrow(() -> Refusal.notFound("no-such-order", number));
	}

}
