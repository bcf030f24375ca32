package io.orderflow.order.timeline;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.orderflow.order.DeliveryClock;
import io.orderflow.order.TimelineKind;
import org.jspecify.annotations.Nullable;

/**
 * A line of an order's timeline (B7).
 *
 * @param no from 1, without gaps
 * @param at when, UTC
 * @param actor the account; null where the process did it
 * @param details what there is to know of it; {@code words} are what somebody wrote
 * @param clock how the clock stood; null before it starts and once the order is closed
 */
public record TimelineLine(int no, Instant at, @Nullable String actor, TimelineKind kind, Map<String, String> details,
		DeliveryClock.@Nullable Reading clock) {

	/** Without the words of an update, which was posted in the conversation (S25). */
	TimelineLine withoutConversation() {
		if (this.kind != TimelineKind.UPDATE_POSTED) {
			return this;
		}
		Map<String, String> rest = new HashMap<>(this.details);
		rest.remove("words");
		return new TimelineLine(this.no, this.at, this.actor, this.kind, rest, this.clock);
	}

}
