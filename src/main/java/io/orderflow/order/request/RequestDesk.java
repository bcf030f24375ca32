package io.orderflow.order.request;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import io.orderflow.account.AccountService;
import io.orderflow.order.ChangeRequest;
import io.orderflow.order.ChangeRequest.Asked;
import io.orderflow.order.ChangeRequest.Kind;
import io.orderflow.order.lookup.OrderByNumber;
import io.orderflow.order.OrderNumber;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.ResponsibleParty;
import io.orderflow.order.flow.OrderDesk;
import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.SubmittedTime;
import io.orderflow.platform.TextLimits;
import io.orderflow.platform.quota.ChangeTurns;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What people do about requests unasked: ask for a later date or a cancellation, take it
 * back, put a refusal to a moderator; and what moderators rule. Called by pages and API
 * alike; each call is a transaction of its own. The answer of the other side is a step of
 * the order: {@link OrderDesk#decide}.
 */
@Service
public class RequestDesk {

	private static final int MAX_DATE = 40;

	private final OrderDesk desk;

	private final OrderByNumber orders;

	private final RequestFlow flow;

	private final RequestProcessService process;

	private final RequestNotifications notifications;

	private final AccountService accounts;

	private final ChangeTurns turns;

	private final OrderSettings settings;

	private final Clock clock;

	RequestDesk(OrderDesk desk, OrderByNumber orders, RequestFlow flow, RequestProcessService process,
			RequestNotifications notifications, AccountService accounts, ChangeTurns turns, OrderSettings settings,
			Clock clock) {
		this.desk = desk;
		this.orders = orders;
		this.flow = flow;
		this.process = process;
		this.notifications = notifications;
		this.accounts = accounts;
		this.turns = turns;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * One side asks the other (C1, C2).
	 * @throws Refusal on the fields; {@code request-open-already},
	 * {@code nothing-to-extend}, {@code order-closed}, {@code too-many-of-a-kind};
	 * {@code no-such-order} to strangers
	 */
	public void ask(String number, String actor, NewRequest request) {
		ProblemCollector problems = new ProblemCollector();
		Kind kind = problems.choice("kind", request.kind(), Kind.class);
		String reason = problems.text("reason", request.reason(), TextLimits.REASON);
		boolean extension = kind == Kind.EXTENSION;
		ResponsibleParty responsible = extension ? ResponsibleParty.NOBODY
				: problems.choice("responsible", request.responsible(), ResponsibleParty.class);
		Instant due = extension ? time(request.due(), actor, problems) : Instant.EPOCH;
		if (!extension || problems.has("due")) {
			problems.check();
		}
		this.desk.tell(number, actor, (order) -> {
			Instant now = this.clock.instant();
			if (!problems.none()) {
				order.clock().checkLater(due, now, problems);
			}
			problems.check();
			Asked asked = new Asked(actor, reason, now, now.plus(this.settings.requestAnsweredWithin()));
			ChangeRequest made = extension ? order.requests().askForExtension(asked, due)
					: order.requests().askForCancellation(asked, responsible);
			this.flow.asked(new RequestAsked(order.number(), made.no(), made.otherSide(), !extension, made.answerDue(),
					made.answerDue().minus(this.settings.remindedBeforeSilence()),
					this.settings.waitingReminderEvery()));
		});
	}

	/**
	 * Whoever asked takes it back, while an answer or a ruling is awaited (C2).
	 * @param shown the number of the request that was read; null where that is not known
	 * @throws Refusal {@code no-open-request}, {@code request-not-yours};
	 * {@code changed-meanwhile} where another one is open than was read
	 */
	public void withdraw(String number, String actor, @Nullable Integer shown) {
		this.desk.tell(number, actor, (order) -> {
			order.requests().open().ifPresent((open) -> expectShown(shown, open));
			ChangeRequest request = order.requests()
				.withdraw(actor, this.settings.acceptanceReminderBefore(), this.clock.instant());
			this.flow.withdrawn(order.number(), request.no());
		});
	}

	/**
	 * Whoever asked for a cancellation puts its refusal to a moderator (C4): what the
	 * other side asks meanwhile is refused by that.
	 * @param shown the number of the request that was read; null where that is not known
	 * @param why the moderator should rule otherwise
	 * @throws Refusal on {@code reason}; {@code nothing-to-dispute},
	 * {@code request-open-already}; {@code changed-meanwhile} where another refusal is to
	 * be disputed than was read
	 */
	public void dispute(String number, String actor, @Nullable Integer shown, @Nullable String why) {
		ProblemCollector problems = new ProblemCollector();
		String reason = problems.text("reason", why, TextLimits.REASON);
		problems.check();
		this.desk.tell(number, actor, (order) -> {
			Instant now = this.clock.instant();
			Optional<ChangeRequest> meanwhile = order.requests().refuseForDispute(actor, now);
			// of one order one row is open at a time
			meanwhile.ifPresent((refused) -> this.orders.flush());
			ChangeRequest request = order.requests().dispute(actor, reason, now);
			expectShown(shown, request);
			meanwhile.ifPresent((refused) -> {
				this.notifications.answered(order, actor);
				this.flow.withdrawn(order.number(), refused.no());
			});
			this.notifications.disputed(order, request);
			this.flow.disputed(order.number(), request.no());
		});
	}

	/**
	 * A moderator rules (C4). To everybody else nothing is said of the order.
	 * @throws Refusal on the fields; {@code moderators-only-rule};
	 * {@code no-such-dispute}; {@code dispute-ruled-already}, {@code dispute-withdrawn},
	 * {@code dispute-order-closed} to a moderator who is too late;
	 * {@code moderator-is-a-side}
	 */
	public void rule(String number, String moderator, Ruling ruling) {
		OrderByNumber.checkModerator(this.accounts.groupsOf(moderator));
		String canonical = OrderNumber.canonical(number);
		try {
			this.turns.run(moderator, canonical, () -> this.flow.rule(canonical, moderator, ruling));
		}
		catch (Refusal refusal) {
			if (!refusal.code().equals("no-such-dispute")) {
				throw refusal;
			}
			throw this.process.tooLateToRule(canonical, moderator)
				.map((late) -> this.desk.told(canonical, late))
				.orElse(refusal);
		}
	}

	private static void expectShown(@Nullable Integer shown, ChangeRequest request) {
		if (shown != null && shown != request.no()) {
			throw Refusal.conflict("changed-meanwhile");
		}
	}

	private Instant time(@Nullable SubmittedTime submitted, String actor, ProblemCollector problems) {
		String written = problems.optionalText("due", (submitted != null) ? submitted.written() : null, MAX_DATE)
			.strip();
		Instant due = (submitted != null) ? submitted.in(this.accounts.get(actor).zone()) : null;
		if (written.isEmpty()) {
			problems.add("due", "date-missing");
		}
		else if (due == null) {
			problems.add("due", "time-of-day-unreadable", written, Objects.requireNonNull(submitted).example());
		}
		return (due != null) ? due : Instant.EPOCH;
	}

}
