package io.orderflow.fulfilment;

import java.util.Set;
import java.util.TreeSet;

import io.orderflow.order.OrderProcess;
import io.orderflow.order.RequestProcess;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.engine.TaskFormKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * What a person may submit with a task. Everything else would become a variable of the
 * process, where it could pass for a routing flag.
 */
@Component
class FormKeys implements TaskFormKeys {

	private final OrderProcess orders;

	/** The engine asks for this bean when it is asked, long after it has started. */
	FormKeys(@Lazy OrderProcess orders) {
		this.orders = orders;
	}

	@Override
	public Set<String> keysOf(String processDefinitionKey, String taskDefinitionKey, @Nullable String businessKey) {
		return switch (processDefinitionKey) {
			case OrderFulfilmentProcess.KEY -> stepKeys(businessKey, taskDefinitionKey);
			case ChangeRequestProcess.KEY -> taskDefinitionKey.equals(ChangeRequestProcess.RULE_ON_DISPUTE)
					? RequestProcess.RULING_KEYS : stepKeys(businessKey, taskDefinitionKey);
			case ListingApprovalProcess.KEY -> ListingApprovalProcess.REVIEW_KEYS;
			default -> Set.of();
		};
	}

	private Set<String> stepKeys(@Nullable String orderNumber, String userTask) {
		return (orderNumber != null) ? this.orders.keysOf(orderNumber, OrderFulfilmentProcess.step(userTask))
				: Set.of();
	}

	/** Refuses every key that the form does not have, each on its own field. */
	static void refuseUnknown(Set<String> submitted, Set<String> known) {
		Set<String> unknown = new TreeSet<>(submitted);
		unknown.removeAll(known);
		if (!unknown.isEmpty()) {
			throw Refusal
				.invalid(unknown.stream().map((key) -> new Refusal.Problem(key, "unknown-field", key)).toList());
		}
	}

}
