package io.orderflow.order.step;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.orderflow.account.Account;
import io.orderflow.account.AccountService;
import io.orderflow.order.Order;
import io.orderflow.order.lookup.OrderByNumber;
import io.orderflow.order.OrderStep;
import io.orderflow.order.brief.StepBrief;
import io.orderflow.order.flow.StepDecision;
import io.orderflow.order.process.OrderNotifications;
import io.orderflow.order.step.StepSchedule.Urgency;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.quota.AccountQuota;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The steps as the process sees them: what the engine's listeners call, in the engine's
 * transaction. Every call can be repeated: a job runs at least once.
 */
@Service
@Transactional
public class StepProcessService implements StepDecision.Recorder {

	private final OrderByNumber orders;

	private final StepRegistry steps;

	private final OrderNotifications notifications;

	private final AccountService accounts;

	private final AccountQuota quota;

	private final Clock clock;

	StepProcessService(OrderByNumber orders, StepRegistry steps, OrderNotifications notifications,
			AccountService accounts, AccountQuota quota, Clock clock) {
		this.orders = orders;
		this.steps = steps;
		this.notifications = notifications;
		this.accounts = accounts;
		this.quota = quota;
		this.clock = clock;
	}

	/**
	 * Takes a decision of the page or the API: checks it, records it, and says what came
	 * of it.
	 * @param actor who decides
	 * @throws Refusal where the order's state or the decision do not allow it: the task
	 * then stays open and nothing is written; {@code step-not-yours} for all but the side
	 * whose step it is
	 */
	public StepOutcome take(String number, StepDecision decision, String actor) {
		Order order = order(number, decision.step(), actor);
		return take(this.steps.get(decision.step()), order, decision,
				new Submission(actor, this.clock.instant(), new ProblemCollector()));
	}

	private <D extends StepDecision> StepOutcome take(Step<D> step, Order order, StepDecision decision,
			Submission submission) {
		boolean asked = order.questions().open().isPresent();
		StepOutcome outcome = step.take(order, step.decisionType().cast(decision), submission);
		this.quota.count(submission.actor(), AccountQuota.Made.CHANGE);
		this.notifications.done(order, submission.actor(), step.toldAs());
		if (asked && step.id() != OrderStep.ANSWER_QUESTION && order.questions().open().isEmpty()) {
			// overtaken by a draft or a delivery
			this.notifications.done(order, order.client(), AnswerQuestion.TOLD_AS);
		}
		return outcome;
	}

	@Override
	public void record(String orderNumber, StepDecision decision, String actor) {
		take(orderNumber, decision, actor);
	}

	@Override
	@Transactional(readOnly = true)
	public boolean recorded(String orderNumber, StepDecision decision, String actor) {
		return recorded(this.steps.get(decision.step()), orderNumber, decision, actor);
	}

	private static <D extends StepDecision> boolean recorded(Step<D> step, String number, StepDecision decision,
			String actor) {
		return step.recorded(number, step.decisionType().cast(decision), actor);
	}

	/**
	 * The same of what was submitted in Tasklist, where everything is text.
	 * @throws Refusal {@code unknown-field} of what the step's form does not have
	 */
	public StepOutcome takeForm(String number, OrderStep step, FormValues form, String actor) {
		return takeForm(this.steps.get(step), order(number, step, actor), form, actor);
	}

	private <D extends StepDecision> StepOutcome takeForm(Step<D> step, Order order, FormValues form, String actor) {
		Set<String> keys = step.keys(order);
		form.fields()
			.stream()
			.filter((field) -> !keys.contains(field))
			.forEach((field) -> form.problem(field, "unknown-field", field));
		D decision = step.fromTasklist(order, form);
		return take(step, order, decision, new Submission(actor, this.clock.instant(), form.problems()));
	}

	private Order order(String number, OrderStep step, String actor) {
		Order order = this.orders.get(number);
		if (!actor.equals(this.steps.get(step).assignee(order))) {
			throw Refusal.forbidden("step-not-yours", number);
		}
		return order;
	}

	/** What a person may submit for a step in Tasklist: the keys of its form. */
	@Transactional(readOnly = true)
	public Set<String> keysOf(String number, OrderStep step) {
		return this.steps.get(step).keys(this.orders.get(number));
	}

	/** What fields of its form in Tasklist are called that the model does not name. */
	@Transactional(readOnly = true)
	public Map<String, String> labelsOf(String number, OrderStep step) {
		return this.steps.get(step).labels(this.orders.get(number));
	}

	/**
	 * A step begins to wait: whoever it waits for is told (S19), but not of what their
	 * own act leads to.
	 * @return by when it should be decided
	 */
	public StepSchedule announce(String number, OrderStep step, String assignee) {
		Order order = this.orders.get(number);
		Step<?> asked = this.steps.get(step);
		if (asked.toldWhenAsked()) {
			this.notifications.toDo(order, step, assignee, asked.occasion(order), asked.quote(order),
					asked.toldWithOrder(order));
		}
		return schedule(order, step);
	}

	/** What whoever a step waits for sees of the order now. */
	@Transactional(readOnly = true)
	public StepBrief brief(String number, OrderStep id) {
		Order order = this.orders.get(number);
		Step<?> step = this.steps.get(id);
		String assignee = step.assignee(order);
		Instant now = this.clock.instant();
		String role = assignee.equals(order.client()) ? "Freelancer" : "Client";
		String other = this.accounts.get(order.otherSide(assignee)).displayName();
		return new StepBrief(order.number(), order.title(), List.of(new StepBrief.Party(role, other)),
				this.accounts.get(assignee).zone(), Optional.of(StepBrief.Due.of(order.clock(), now)),
				step.otherwise(order),
				new StepBrief.Link("/orders/" + order.number(), "Order page, with files and conversation"),
				step.brief(order));
	}

	/** Which order it is, and between whom, on one line of plain text. */
	@Transactional(readOnly = true)
	public String card(String number) {
		Order order = this.orders.get(number);
		String sides = this.accounts.all(List.of(order.client(), order.freelancer()))
			.stream()
			.map(Account::displayName)
			.collect(Collectors.joining(" · "));
		return order.number() + " · " + sides + " · " + order.title();
	}

	/** By when a step should be decided, as the order stands now. */
	@Transactional(readOnly = true)
	public StepSchedule schedule(String number, OrderStep step) {
		return schedule(this.orders.get(number), step);
	}

	private StepSchedule schedule(Order order, OrderStep id) {
		Step<?> step = this.steps.get(id);
		Instant now = this.clock.instant();
		return new StepSchedule(step.due(order, now), step.urgent(order, now) ? Urgency.URGENT : Urgency.ORDINARY);
	}

	/** Whether the step is due when the order says, whenever it was asked for. */
	public boolean dueWithOrder(OrderStep step) {
		return this.steps.get(step).dueWithOrder();
	}

	/** When a step is to be decided, UTC. */
	@Transactional(readOnly = true)
	public Instant due(String number, OrderStep step) {
		Instant now = this.clock.instant();
		return Objects.requireNonNullElse(this.steps.get(step).due(this.orders.get(number), now), now);
	}

	/**
	 * Reminds whoever a step waits for, if a reminder is due now.
	 * @param since since when it waits
	 * @return whether silence decides it later by that, since it came late
	 */
	public boolean remind(String number, OrderStep id, Instant since) {
		Order order = this.orders.locked(number);
		Step<?> step = this.steps.get(id);
		Instant now = this.clock.instant();
		Optional<Instant> before = step.silenceDecides(order);
		if (step.remind(order, since, now)) {
			remind(order, step, now);
		}
		return !before.equals(step.silenceDecides(order));
	}

	private void remind(Order order, Step<?> step, Instant now) {
		Instant until = step.silenceDecides(order).orElse(null);
		order.reminded(step.id(), step.assignee(order), until, now);
		this.notifications.reminder(order, step.id(), step.assignee(order), step.reminded(order), until);
	}

	/**
	 * The time for a step is over.
	 * @return whether the order is cancelled for it; false where whoever it waits for is
	 * reminded first, and has a while from then on
	 */
	public boolean cancelsUndecided(String number, OrderStep id) {
		Order order = this.orders.locked(number);
		Step<?> step = this.steps.get(id);
		Instant now = this.clock.instant();
		boolean cancels = step.cancelsUndecided(order, now);
		if (!cancels && step.remindAnew(order, now)) {
			remind(order, step, now);
		}
		return cancels;
	}

}
