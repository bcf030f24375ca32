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

}
