package io.orderflow.order.file;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.orderflow.account.AccountService;
import io.orderflow.attachment.AccessRule;
import io.orderflow.attachment.Attachment;
import io.orderflow.order.Order;
import io.orderflow.order.Orders;
import io.orderflow.order.step.Step;
import io.orderflow.order.step.StepRegistry;
import io.orderflow.platform.UserStore;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Both sides of an order read what was attached to its steps (the files of an update are
 * a message's); moderators too, once they were asked to rule on it (C4).
 */
@Component
class OrderAccessRule implements AccessRule {

	private final Orders orders;

	private final AccountService accounts;

	private final Set<String> purposes;

	OrderAccessRule(Orders orders, AccountService accounts, StepRegistry steps) {
		this.orders = orders;
		this.accounts = accounts;
		this.purposes = steps.all()
			.stream()
			.map(Step::purpose)
			.flatMap(Optional::stream)
			.collect(Collectors.toUnmodifiableSet());
	}

	@Override
	@Transactional(readOnly = true)
	public boolean mayRead(String account, Attachment attachment) {
		String purpose = attachment.purpose();
		String number = attachment.orderNumber();
		return purpose != null && number != null && this.purposes.contains(purpose.split("/", 2)[0])
				&& this.orders.findByNumber(number).filter((order) -> mayRead(account, order)).isPresent();
	}

	private boolean mayRead(String account, Order order) {
		return order.isSide(account)
				|| (order.requests().everDisputed() && this.accounts.groupsOf(account).contains(UserStore.MODERATORS));
	}

}
