package io.orderflow.order;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.orderflow.order.PlaceOrder.Placed;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.ConflictRetry;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What people do with orders: place them, decide the steps that wait for them, and what
 * they do unasked. Called by pages and API alike; each call is a transaction of its own.
 */
@Service
public class OrderDesk {

	private static final int ATTEMPTS = 3;

	private static final int MAX_REASON = 2_000;

	private final OrderPlacing placing;

	private final Orders orders;

	private final OrderProcess process;

	private final OrderFlow flow;

	private final TransactionOperations transactions;

	private final Clock clock;

	OrderDesk(OrderPlacing placing, Orders orders, OrderProcess process, OrderFlow flow,
			TransactionOperations transactions, Clock clock) {
		this.placing = placing;
		this.orders = orders;
		this.process = process;
		this.flow = flow;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * A client orders a service. Repeated with the same idempotency key it returns the
	 * first order.
	 * @throws Refusal {@code listing-not-approved} (S1), {@code listing-changed},
	 * {@code own-listing}, {@code not-a-client}, {@code idempotency-key-reused}, or what
	 * is wrong with the answers
	 */
	public Placed place(String client, PlaceOrder wish) {
		for (int attempt = 1;; attempt++) {
			Optional<Placed> earlier = this.placing.earlier(client, wish);
			if (earlier.isPresent()) {
				return earlier.get();
			}
			try {
				return this.placing.place(client, wish);
			}
			catch (DataIntegrityViolationException ex) {
				// the same key at the same moment, or a number that was drawn twice
				if (attempt == ATTEMPTS) {
					throw ex;
				}
			}
		}
	}

	/**
	 * A person decides a step that waits for them; the process goes on from there.
	 * @throws Refusal {@code step-not-open}, {@code step-not-yours}, or what the order
	 * refuses; {@code no-such-order} to strangers
	 */
	public void decide(String number, OrderStep step, String actor, Map<String, Object> values) {
		decide(number, step, actor, values, null);
	}

	/**
	 * The same, from a page that showed the step a while ago.
	 * @param since since when the step that was shown has been open: one that was done
	 * and has come round again is another, about something that the page did not show
	 * @throws Refusal {@code step-came-round} for such a one, and as above
	 */
	public void decide(String number, OrderStep step, String actor, Map<String, Object> values,
			@Nullable Instant since) {
		String canonical = OrderNumber.parse(number).map(OrderNumber::value).orElseThrow(() -> noSuchOrder(number));
		try {
			if (since != null && this.flow.openSteps(canonical)
				.stream()
				.anyMatch((open) -> open.step() == step && !open.since().equals(since))) {
				throw Refusal.conflict("step-came-round", canonical);
			}
			this.flow.complete(canonical, step, actor, values);
		}
		catch (Refusal refusal) {
			// Whose step it is may see the order; only who is refused has to be asked.
			visible(number, actor);
			throw told(canonical, refusal);
		}
	}

	/**
	 * The freelancer posts a progress update (S25), asked for or not; either way the
	 * count starts anew.
	 * @param key names this one update: repeated, it is posted once; null where the
	 * caller has no name for it
	 * @throws Refusal {@code key-reused} where another update was posted under it, and as
	 * {@link #decide}
	 */
	public void postUpdate(String number, String actor, Map<String, Object> values, @Nullable String key) {
		String canonical = visible(number, actor);
		Map<String, Object> named = new LinkedHashMap<>(values);
		if (key != null) {
			named.put(StepHandler.KEY, key);
		}
		telling(canonical, () -> post(canonical, actor, named));
	}

	private void post(String canonical, String actor, Map<String, Object> values) {
		boolean asked = this.flow.openSteps(canonical)
			.stream()
			.anyMatch((open) -> open.step() == OrderStep.POST_PROGRESS_UPDATE);
		if (asked) {
			this.flow.complete(canonical, OrderStep.POST_PROGRESS_UPDATE, actor, values);
			return;
		}
		ConflictRetry.run(() -> this.transactions.executeWithoutResult((tx) -> {
			this.process.record(canonical, OrderStep.POST_PROGRESS_UPDATE, actor, new FormValues(values));
			this.flow.progressPosted(canonical);
		}));
	}

	/** The client cancels alone while the requirements are awaited (C3). */
	public void cancel(String number, String actor, Map<String, Object> values) {
		FormValues form = new FormValues(values);
		String reason = form.text("reason", MAX_REASON);
		form.check();
		change(number, actor, (order) -> {
			if (!order.client().equals(actor)) {
				throw Refusal.forbidden("client-only");
			}
			order.cancelByClient(reason, now());
			this.flow.cancelled(order.number());
		});
	}

	/** The freelancer ticks off a task of the plan, or takes the tick back (S21). */
	public void tick(String number, String actor, int task, boolean done) {
		change(number, actor, (order) -> {
			if (!order.freelancer().equals(actor)) {
				throw Refusal.forbidden("freelancer-only");
			}
			order.tick(task, done, now());
		});
	}

	/**
	 * Changes an order in a transaction of its own, for one of its sides.
	 * @throws Refusal {@code no-such-order} to strangers, and what the change refuses,
	 * with how the order stands
	 */
	void change(String number, String actor, Consumer<Order> change) {
		String canonical = visible(number, actor);
		telling(canonical, () -> ConflictRetry.run(() -> this.transactions
			.executeWithoutResult((tx) -> change.accept(this.orders.findByNumber(canonical).orElseThrow()))));
	}

	/** A refusal because of the order's state says what that is now. */
	private void telling(String number, Runnable deed) {
		try {
			deed.run();
		}
		catch (Refusal refusal) {
			throw told(number, refusal);
		}
	}

	private Refusal told(String number, Refusal refusal) {
		return (refusal.kind() == Refusal.Kind.CONFLICT) ? refusal.showing("order", state(number)) : refusal;
	}

	private State state(String number) {
		Order order = this.orders.findByNumber(number).orElseThrow();
		return new State(number, order.status(), order.status().turn(), this.flow.openSteps(number));
	}

	/** Where an order stands: what whoever was refused needs to go on. */
	public record State(String number, OrderStatus status, OrderStatus.Turn turn, List<OpenStep> steps) {

	}

	/** The order's number as it is kept, to those who may know of the order. */
	private String visible(String written, String reader) {
		return OrderNumber.parse(written)
			.flatMap((number) -> this.orders.findByNumber(number.value()))
			.filter((order) -> order.isSide(reader))
			.map(OrderState::number)
			.orElseThrow(() -> noSuchOrder(written));
	}

	private static Refusal noSuchOrder(String written) {
		return Refusal.notFound("no-such-order", written);
	}

	private Instant now() {
		return this.clock.instant();
	}

}
