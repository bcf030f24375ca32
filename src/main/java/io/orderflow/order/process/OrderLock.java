package io.orderflow.order.process;

import io.orderflow.order.lookup.OrderByNumber;
import io.orderflow.order.OrderNumber;
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

	/**
	 * Waits for whoever has it. For somebody else's task, which its own listener checks.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void take(String orderNumber) {
		this.orders.findLocked(orderNumber);
	}

	/**
	 * The same for one of its sides: nobody else keeps an order from them, not even for
	 * as long as it takes to refuse it.
	 * @throws io.orderflow.platform.Refusal {@code no-such-order} to strangers too
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void take(String orderNumber, String side) {
		this.orders.lockedOf(orderNumber, side).orElseThrow(() -> OrderNumber.unknown(orderNumber));
	}

	/** The same; takes nothing for strangers. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void takeIfSide(String orderNumber, String account) {
		this.orders.lockedOf(orderNumber, account);
	}

}
