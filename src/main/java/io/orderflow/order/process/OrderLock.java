package io.orderflow.order.process;

import io.orderflow.order.OrderByNumber;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps an order from everybody else until the transaction ends. Whoever brings a
 * decision to the engine takes it first: what the engine then finds of the order's
 * process is what the last one left, and nobody works on a step that somebody else has
 * just ended.
 */
@Component
public class OrderLock {

	private final OrderByNumber orders;

	OrderLock(OrderByNumber orders) {
		this.orders = orders;
	}

	/** Waits for whoever has it. Of an order that there is not, nobody has anything. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void take(String orderNumber) {
		this.orders.findLocked(orderNumber);
	}

}
