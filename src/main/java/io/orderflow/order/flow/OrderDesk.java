package io.orderflow.order.flow;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import io.orderflow.order.Order;
import io.orderflow.order.lookup.OrderByNumber;
import io.orderflow.order.OrderNumber;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.Orders;
import io.orderflow.order.PlanTask;
import io.orderflow.platform.ConflictRetry;
import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.TextLimits;
import io.orderflow.platform.quota.AccountQuota;
import io.orderflow.platform.quota.ChangeTurns;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What people do with orders: decide the steps that wait for them, and what they do
 * unasked. Called by pages and API alike; each call is a transaction of its own.
 */
@Service
public class OrderDesk {

	private final OrderByNumber byNumber;

	private final Orders orders;

	private final StepDecision.Recorder steps;

	private final OrderFlow flow;

	private final TransactionOperations transactions;

	private final ChangeTurns turns;

	private final AccountQuota quota;

	private final OrderSettings settings;

	private final Clock clock;

	OrderDesk(OrderByNumber byNumber, Orders orders, StepDecision.Recorder steps, OrderFlow flow,
			TransactionOperations transactions, ChangeTurns turns, AccountQuota quota, OrderSettings settings,
			Clock clock) {
		this.byNumber = byNumber;
		this.orders = orders;
		this.steps = steps;
		this.flow = flow;
		this.transactions = transactions;
		this.turns = turns;
		this.quota = quota;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * A person decides a step that waits for them; the process goes on from there.
	 * @throws Refusal {@code step-not-open}, {@code step-not-yours}, or what the order
	 * refuses; {@code no-such-order} to strangers
	 */
	public void decide(String number, String actor, StepDecision decision) {
		decide(number, actor, decision, null);
	}

	/**
	 * The same, from a page that showed the step a while ago.
	 * @param since since when the step that was shown has been open: one that was done
	 * and has come round again is another, about something that the page did not show
	 * @throws Refusal {@code step-came-round} for such a one, and as above
	 */
	public void decide(String number, String actor, StepDecision decision, @Nullable Instant since) {
		String canonical = OrderNumber.canonical(number);
		try {
			if (since != null && this.flow.openSteps(canonical)
				.stream()
				.anyMatch((open) -> open.step() == decision.step() && open.isOther(since))) {
				throw Refusal.conflict("step-came-round", canonical);
			}
			this.turns.run(actor, canonical, () -> this.flow.complete(canonical, actor, decision));
		}
		catch (Refusal refusal) {
			// Whose step it is may see the order; only who is refused has to be asked.
			this.byNumber.of(number, actor);
			throw told(canonical, refusal);
		}
	}

	/**
	 * The freelancer posts a progress update (S25), asked for or not; either way the
	 * count starts anew. Of several that come at once none is refused for that: with one
	 * key between them one is posted, and without keys each is a message of its own.
	 * @throws Refusal {@code key-reused} where another update was posted under its key,
	 * and as {@link #decide}
	 */
	public void postUpdate(String number, String actor, StepDecision update) {
		String canonical = this.byNumber.of(number, actor).number();
		inTurn(canonical, actor, () -> {
			// whether it is asked for can change until the order is ours
			this.byNumber.locked(canonical);
			if (!this.steps.recorded(canonical, update, actor)) {
				post(canonical, actor, update);
			}
		});
	}

	private void post(String canonical, String actor, StepDecision update) {
		if (this.flow.openSteps(canonical).stream().anyMatch((open) -> open.step() == update.step())) {
			this.flow.complete(canonical, actor, update);
		}
		else {
			this.steps.record(canonical, update, actor);
			this.quota.countTold(actor, canonical);
			this.flow.progressPosted(canonical);
		}
	}

	/**
	 * The client cancels alone: while the requirements are awaited, or once the delivery
	 * is late by a day (C3).
	 * @param why both sides read it
	 * @throws Refusal on {@code reason}; {@code client-only},
	 * {@code cancellation-needs-agreement}; {@code no-such-order} to strangers
	 */
	public void cancel(String number, String actor, @Nullable String why) {
		ProblemCollector problems = new ProblemCollector();
		String reason = problems.text("reason", why, TextLimits.REASON);
		problems.check();
		change(number, actor, (order) -> {
			if (!order.client().equals(actor)) {
				throw Refusal.forbidden("client-only");
			}
			order.cancelByClient(reason, this.settings.cancellableAfterLate(), this.clock.instant());
			this.flow.cancelled(order.number());
		});
	}

	/**
	 * The freelancer ticks off a task of the plan, or takes the tick back (S21).
	 * @param mark of the task that was read ({@link PlanTask#mark}); null where that is
	 * not known
	 * @throws Refusal {@code freelancer-only}; {@code no-such-task},
	 * {@code order-closed}; {@code changed-meanwhile} where the plan has another task
	 * there than was read
	 */
	public void tick(String number, String actor, int task, @Nullable Integer mark, boolean done) {
		change(number, actor, (order) -> {
			if (!order.freelancer().equals(actor)) {
				throw Refusal.forbidden("freelancer-only");
			}
			if (mark != null && order.plan().stream().noneMatch((one) -> one.no() == task && one.mark() == mark)) {
				throw Refusal.conflict("changed-meanwhile");
			}
			order.tick(task, done, this.clock.instant());
		});
	}

	/**
	 * Changes an order in a transaction of its own, for one of its sides; its row is
	 * locked first.
	 * @throws Refusal {@code no-such-order} to strangers, {@code too-many-changes}, and
	 * what the change refuses, with how the order stands
	 */
	public void change(String number, String actor, Consumer<Order> change) {
		String canonical = this.byNumber.of(number, actor).number();
		inTurn(canonical, actor, () -> {
			change.accept(this.byNumber.locked(canonical));
			this.quota.count(actor, AccountQuota.Made.CHANGE);
		});
	}

	/**
	 * The same of what the other side is told of at once, and unasked: a question, a
	 * request, that either is taken back.
	 * @throws Refusal {@code too-many-told} too
	 */
	public void tell(String number, String actor, Consumer<Order> change) {
		change(number, actor, change.andThen((order) -> this.quota.countTold(actor, order.number())));
	}

	/**
	 * In a transaction of its own, once what the same account does to the order is done.
	 * A refusal because of the order's state says what that is now.
	 */
	private void inTurn(String number, String actor, Runnable action) {
		try {
			this.turns.run(actor, number,
					() -> ConflictRetry.run(() -> this.transactions.executeWithoutResult((tx) -> action.run())));
		}
		catch (Refusal refusal) {
			throw told(number, refusal);
		}
	}

	/**
	 * The same of a refusal that somebody else has.
	 * @param number of an order that whoever is refused may see
	 */
	public Refusal told(String number, Refusal refusal) {
		return (refusal.kind() == Refusal.Kind.CONFLICT) ? refusal.showing("order", state(number)) : refusal;
	}

	/** The same for whoever it may be: who is no side of the order learns nothing. */
	public Refusal toldToSide(String number, String account, Refusal refusal) {
		boolean side = this.orders.findByNumber(number).filter((order) -> order.isSide(account)).isPresent();
		return side ? told(number, refusal) : refusal;
	}

	private State state(String number) {
		Order order = this.orders.findByNumber(number).orElseThrow();
		return new State(number, order.status(), order.turn(), this.flow.openSteps(number));
	}

	/** Where an order stands: what whoever was refused needs to go on. */
	public record State(String number, OrderStatus status, OrderStatus.Turn turn, List<OpenStep> steps) {

	}

}
