package io.orderflow.order.step;

import java.util.Set;

import io.orderflow.account.AccountService;
import io.orderflow.attachment.AccessRule;
import io.orderflow.attachment.Attachment;
import io.orderflow.order.Order;
import io.orderflow.order.Orders;
import io.orderflow.platform.UserStore;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Both sides of an order read what was attached to its steps (the files of an update are
 * a message's); moderators too, once they were asked to rule on it (C4).
 */
@Component
class OrderAccessRule implements AccessRule {

	private static final Set<String> PURPOSES = Set.of("requirements", "clarification", "draft", "delivery");

	private final Orders orders;

	private final AccountService accounts;

	OrderAccessRule(Orders orders, AccountService accounts) {
		this.orders = orders;
		this.accounts = accounts;
	}

	@Override
	@Transactional(readOnly = true)
	public boolean mayRead(String account, Attachment attachment) {
		String purpose = attachment.purpose();
		String number = attachment.orderNumber();
		return purpose != null && number != null && PURPOSES.contains(purpose.split("/", 2)[0])
				&& this.orders.findByNumber(number).filter((order) -> mayRead(account, order)).isPresent();
	}

	private boolean mayRead(String account, Order order) {
		return order.isSide(account)
				|| (order.requests().everDisputed() && this.accounts.groupsOf(account).contains(UserStore.MODERATORS));
	}

}
