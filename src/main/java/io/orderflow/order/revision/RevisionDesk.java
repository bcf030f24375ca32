package io.orderflow.order.revision;

import java.time.Clock;
import java.time.Instant;

import io.orderflow.account.NotificationKind;
import io.orderflow.order.flow.OrderDesk;
import io.orderflow.order.process.OrderNotifications;
import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.TextLimits;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The freelancer objects to the mark of a point, unasked (B5). Called by pages and API
 * alike; each call is a transaction of its own.
 */
@Service
public class RevisionDesk {

	private static final String PLACE = "#deliveries";

	private final OrderDesk desk;

	private final OrderNotifications notifications;

	private final Clock clock;

	RevisionDesk(OrderDesk desk, OrderNotifications notifications, Clock clock) {
		this.desk = desk;
		this.notifications = notifications;
		this.clock = clock;
	}

	/**
	 * The client's mark stays beside the objection; both sides read why.
	 * @param point from 1, of the revision that is under way
	 * @param round of the delivery that the point is about, as it was read; null where
	 * that is not known
	 * @throws Refusal on {@code reason}; {@code freelancer-only}; {@code no-such-point},
	 * {@code objected-already}, {@code step-not-open} where no revision is under way;
	 * {@code changed-meanwhile} where another one is than was read; {@code no-such-order}
	 * to strangers
	 */
	public void object(String number, String actor, int point, @Nullable Integer round, @Nullable String why) {
		ProblemCollector problems = new ProblemCollector();
		String reason = problems.text("reason", why, TextLimits.REASON);
		problems.check();
		this.desk.change(number, actor, (order) -> {
			if (!order.freelancer().equals(actor)) {
				throw Refusal.forbidden("freelancer-only");
			}
			Instant now = this.clock.instant();
			order.rounds().expectPointsOf(round);
			order.rounds().objectTo(point, reason, now);
			this.notifications.tell(order, order.client(), NotificationKind.STATUS,
					"objection/" + order.rounds().round() + "/" + point, "order.point.objected", PLACE, reason);
		});
	}

}
