package io.orderflow.order;

import java.util.Set;

import io.orderflow.attachment.AccessRule;
import io.orderflow.attachment.Attachment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Both sides of an order read what was attached to its steps. */
@Component
class OrderFiles implements AccessRule {

	private static final Set<String> PURPOSES = Set.of("requirements", "clarification", "draft", "delivery");

	private final Orders orders;

	OrderFiles(Orders orders) {
		this.orders = orders;
	}

	@Override
	@Transactional(readOnly = true)
	public boolean mayRead(String account, Attachment attachment) {
		String purpose = attachment.purpose();
		String number = attachment.orderNumber();
		return purpose != null && number != null && PURPOSES.contains(purpose.split("/", 2)[0])
				&& this.orders.findByNumber(number).filter((order) -> order.isSide(account)).isPresent();
	}

}
