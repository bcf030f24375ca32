package io.orderflow.order.flow;

import java.time.Instant;

import io.orderflow.order.OrderStep;
import org.jspecify.annotations.Nullable;

/**
 * A decision that is waited for.
 *
 * @param step which
 * @param assignee whose it is
 * @param since when it began to wait
 * @param due by when it should be made
 */
public record OpenStep(OrderStep step, String assignee, Instant since, @Nullable Instant due) {

	/**
	 * Whether it is another than was shown: that one was done and has come round again,
	 * about something else.
	 * @param shown since when the one that was shown had been open; null where no page
	 * showed one
	 */
	public boolean isOther(@Nullable Instant shown) {
		return shown != null && !this.since.equals(shown);
	}

}
