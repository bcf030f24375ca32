package io.orderflow.order;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import io.orderflow.account.AccountService;
import io.orderflow.order.ChangeRequest.Asked;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.Refusal;
import org.springframework.stereotype.Service;

/**
 * What people do about requests unasked: ask for a later date or a cancellation, take it
 * back, put a refusal to a moderator; and what moderators rule. Called by pages and API
 * alike; each call is a transaction of its own. The answer of the other side is a step of
 * the order: {@link OrderDesk#decide}.
 */
@Service
public class RequestDesk {

	static final int MAX_REASON = 2_000;

	private static final int MAX_DATE = 40;

	private final OrderDesk desk;

	private final RequestFlow flow;

	private final RequestNotifications notifications;

	private final AccountService accounts;

	private final OrderSettings settings;

	private final Clock clock;

	RequestDesk(OrderDesk desk, RequestFlow flow, RequestNotifications notifications, AccountService accounts,
			OrderSettings settings, Clock clock) {
		this.desk = desk;
		this.flow = flow;
		this.notifications = notifications;
		this.accounts = accounts;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * One side asks the other (C1, C2).
	 * @param values {@code kind} (extension, cancellation) and {@code reason}; to extend
	 * {@code due}, a time with or without a zone, the account's own where it has none; to
	 * cancel {@code responsible} (client, freelancer, nobody)
	 * @throws Refusal on the fields; {@code request-open-already},
	 * {@code nothing-to-extend}, {@code order-closed}; {@code no-such-order} to strangers
	 */
	public void ask(String number, String actor, Map<String, Object> values) {
		FormValues form = new FormValues(values);
		RequestKind kind = form.choice("kind", RequestKind.class);
		String reason = form.text("reason", MAX_REASON);
		boolean extension = kind == RequestKind.EXTENSION;
		ResponsibleParty responsible = extension ? ResponsibleParty.NOBODY
				: form.choice("responsible", ResponsibleParty.class);
		Instant due = extension ? time(form, "due", actor) : Instant.EPOCH;
		form.check();
		this.desk.change(number, actor, (order) -> {
			Instant now = this.clock.instant();
			Asked asked = new Asked(actor, reason, now, now.plus(this.settings.requestAnsweredWithin()));
			ChangeRequest request = extension ? order.askForExtension(asked, due)
					: order.askForCancellation(asked, responsible);
			this.flow.asked(new RequestAsked(order.number(), request.no(), request.otherSide(), !extension,
					request.answerDue()));
		});
	}

	/**
	 * Whoever asked takes it back, while an answer or a ruling is awaited (C2).
	 * @throws Refusal {@code no-open-request}, {@code request-not-yours}
	 */
	public void withdraw(String number, String actor) {
		this.desk.change(number, actor, (order) -> {
			ChangeRequest request = order.withdrawRequest(actor, this.settings.acceptanceReminderBefore(),
					this.clock.instant());
			this.flow.withdrawn(order.number(), request.no());
		});
	}

	/**
	 * Whoever asked for a cancellation puts its refusal to a moderator (C4).
	 * @param values {@code reason}
	 * @throws Refusal on {@code reason}; {@code nothing-to-dispute},
	 * {@code request-open-already}
	 */
	public void dispute(String number, String actor, Map<String, Object> values) {
		FormValues form = new FormValues(values);
		String reason = form.text("reason", MAX_REASON);
		form.check();
		this.desk.change(number, actor, (order) -> {
			ChangeRequest request = order.disputeRefusal(actor, reason, this.clock.instant());
			this.notifications.disputed(order, request);
			this.flow.disputed(order.number(), request.no());
		});
	}

	/**
	 * A moderator rules (C4).
	 * @param values {@code decision} (accept: the order is cancelled; refuse: it goes on)
	 * and {@code reason}, which both sides read
	 * @throws Refusal on the fields; {@code moderators-only-rule};
	 * {@code no-such-dispute}; {@code moderator-is-a-side}
	 */
	public void rule(String number, String moderator, Map<String, Object> values) {
		String canonical = OrderNumber.parse(number)
			.map(OrderNumber::value)
			.orElseThrow(() -> Refusal.notFound("no-such-order", number));
		this.flow.rule(canonical, moderator, values);
	}

	/** As pages send it, in the account's zone; or with an offset of its own. */
	private Instant time(FormValues form, String field, String actor) {
		String given = form.optionalText(field, MAX_DATE).strip();
		if (given.isEmpty()) {
			form.problem(field, "date-missing");
			return Instant.EPOCH;
		}
		ZoneId zone = this.accounts.get(actor).zone();
		List<Reading> readings = List.of((text) -> LocalDateTime.parse(text).atZone(zone).toInstant(),
				(text) -> OffsetDateTime.parse(text).toInstant());
		for (Reading reading : readings) {
			try {
				return reading.read(given);
			}
			catch (DateTimeException ex) {
				// the next way, else it is told
			}
		}
		form.problem(field, "time-of-day-unreadable", given);
		return Instant.EPOCH;
	}

	private interface Reading {

		Instant read(String text);

	}

}
