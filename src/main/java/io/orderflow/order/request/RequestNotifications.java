package io.orderflow.order.request;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.orderflow.account.NotificationKind;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationService;
import io.orderflow.order.ChangeRequest;
import io.orderflow.order.Order;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.process.OrderNotifications;
import io.orderflow.order.process.OrderNotifications.Detail;
import io.orderflow.order.step.AnswerRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells who is asked, who asked, and who is to rule, each thing once (S19, C1, C2, C4).
 */
@Component
class RequestNotifications {

	private static final String PLACE = "#requests";

	private static final String TO_RULE = "dispute-to-rule";

	private static final String STILL_TO_RULE = "dispute-still-to-rule";

	private final OrderNotifications order;

	private final NotificationService notifications;

	private final OrderSettings settings;

	RequestNotifications(OrderNotifications order, NotificationService notifications, OrderSettings settings) {
		this.order = order;
		this.notifications = notifications;
		this.settings = settings;
	}

	void asked(Order order, ChangeRequest request) {
		boolean granting = this.settings.extensionUnanswered() == OrderSettings.Unanswered.GRANTED;
		tell(order, request, request.otherSide(), NotificationKind.REQUEST,
				request.either(granting ? "asked-granting" : "asked", "asked"), "#now");
	}

	/** Whoever was asked has answered, if not by the step that asks for it. */
	void answered(Order order, String account) {
		this.order.done(order, account, AnswerRequest.TOLD_AS);
	}

	/** The side that refused hears that a moderator is asked. */
	void disputed(Order order, ChangeRequest request) {
		tell(order, request, request.otherSide(), NotificationKind.STATUS, "disputed", PLACE);
	}

	/** Whoever asked hears that the refusal is about to stand; once for each time. */
	void disputeEnds(Order order, ChangeRequest request) {
		this.order.tell(order, request.askedBy(), NotificationKind.REMINDER,
				"request/" + request.no() + "/dispute-ends/" + request.disputeUntil(),
				"order.cancellation.dispute-ends", PLACE, null, Detail.of(request.disputeUntil()));
	}

	void toRule(Order order, ChangeRequest request, String moderator) {
		tellModerator(order, moderator, NotificationKind.TO_DO, "request/" + request.no() + "/rule", TO_RULE);
	}

	/** The timeline's length tells one reminder from the next. */
	void stillToRule(Order order, String moderator) {
		tellModerator(order, moderator, NotificationKind.REMINDER, "rule/" + order.timelineLength(), STILL_TO_RULE);
	}

	private void tellModerator(Order order, String moderator, NotificationKind kind, String purpose, String text) {
		this.notifications.notify(new NewNotification(moderator, kind, order.number() + "/" + purpose + "/" + moderator,
				order.number(), text, List.of(order.number(), order.title()), "/disputes/" + order.number()));
	}

	/**
	 * There is nothing to rule on any more: who was told so, or reminded, has it read.
	 */
	void nothingToRule(Order order, List<String> moderators) {
		this.notifications.settle(moderators, order.number(), Set.of(TO_RULE, STILL_TO_RULE));
	}

	/**
	 * What came of it: whoever asked hears the answer, both hear what nobody answered or
	 * a moderator ruled, and whoever was asked that it was taken back. What was not
	 * answered is not to do any more.
	 */
	void outcome(Order order, ChangeRequest request) {
		if (request.answeredBy() == null) {
			answered(order, request.otherSide());
		}
		boolean ruled = request.ruledBy() != null;
		String from = ruled ? "ruled-" : (request.answeredBy() != null) ? "" : "unanswered-";
		switch (request.state()) {
			case ACCEPTED, REFUSED, DISPUTABLE -> {
				String what = (request.state() == ChangeRequest.State.ACCEPTED) ? "accepted"
						: refusedByDispute(order, request) ? "refused-disputing" : "refused";
				status(order, request, request.askedBy(), from + what);
				if (!from.isEmpty()) {
					status(order, request, request.otherSide(), from + what);
				}
			}
			case WITHDRAWN -> status(order, request, request.otherSide(), "withdrawn");
			case WAITING, DISPUTED, DELIVERED, ENDED_WITH_ORDER -> {
			}
		}
	}

	/** A cancellation: no moderator can be asked for it, since one is already. */
	private static boolean refusedByDispute(Order order, ChangeRequest request) {
		return request.kind() == ChangeRequest.Kind.CANCELLATION && request.state() == ChangeRequest.State.REFUSED
				&& request.ruledBy() == null
				&& order.requests().open().filter((open) -> open.state() == ChangeRequest.State.DISPUTED).isPresent();
	}

	private void status(Order order, ChangeRequest request, String recipient, String what) {
		String ruling = request.ruling();
		if (ruling != null) {
			this.order.tellRuling(order, recipient, purpose(request, what), textKey(request, what), PLACE, ruling);
			return;
		}
		tell(order, request, recipient, NotificationKind.STATUS, what, PLACE);
	}

	private static String purpose(ChangeRequest request, String what) {
		return "request/" + request.no() + "/" + what;
	}

	private static String textKey(ChangeRequest request, String what) {
		return "order." + request.kind().name().toLowerCase(Locale.ROOT) + "." + what;
	}

	private void tell(Order order, ChangeRequest request, String recipient, NotificationKind kind, String what,
			String place) {
		this.order.tell(order, recipient, kind, purpose(request, what), textKey(request, what), place,
				quote(request, what), date(order, request, what));
	}

	/**
	 * The date that is asked for, or agreed, and until when to answer or to dispute a
	 * refusal. While the clock stands the first two move, and only the page can tell
	 * them.
	 */
	private static @Nullable Detail date(Order order, ChangeRequest request, String what) {
		if (request.state() == ChangeRequest.State.DISPUTABLE) {
			return Detail.of(request.disputeUntil());
		}
		boolean dated = request.kind() == ChangeRequest.Kind.EXTENSION && order.clock().running();
		return switch (what) {
			case "asked", "asked-granting" ->
				dated ? Detail.until(order.clock().dueAt().plus(request.extension()), request.answerDue())
						: Detail.until(request.answerDue());
			case "accepted" -> dated ? Detail.of(order.clock().dueAt()) : null;
			default -> null;
		};
	}

	/** What the other side wrote with it; a ruling is the moderator's. */
	private static @Nullable String quote(ChangeRequest request, String what) {
		return switch (what) {
			case "asked", "asked-granting" -> request.reason();
			case "accepted", "refused" -> request.answer();
			case "disputed" -> request.disputeReason();
			default -> null;
		};
	}

}
