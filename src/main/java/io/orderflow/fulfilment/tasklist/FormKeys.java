package io.orderflow.fulfilment.tasklist;

import java.util.Set;
import java.util.TreeSet;

import io.orderflow.catalog.ListingReview;
import io.orderflow.fulfilment.listing.ListingApprovalProcess;
import io.orderflow.fulfilment.order.ChangeRequestProcess;
import io.orderflow.fulfilment.order.OrderFulfilmentProcess;
import io.orderflow.order.request.Ruling;
import io.orderflow.order.step.StepProcessService;
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

	private final StepProcessService steps;

	/** The engine asks for this bean when it is asked, long after it has started. */
	FormKeys(@Lazy StepProcessService steps) {
		this.steps = steps;
	}

	@Override
	public Set<String> keysOf(String processDefinitionKey, String taskDefinitionKey, @Nullable String businessKey) {
		return switch (processDefinitionKey) {
			case OrderFulfilmentProcess.KEY -> stepKeys(businessKey, taskDefinitionKey);
			case ChangeRequestProcess.KEY -> taskDefinitionKey.equals(ChangeRequestProcess.RULE_ON_DISPUTE)
					? Ruling.KEYS : stepKeys(businessKey, taskDefinitionKey);
			case ListingApprovalProcess.KEY -> ListingReview.KEYS;
			default -> Set.of();
		};
	}

	private Set<String> stepKeys(@Nullable String orderNumber, String userTask) {
		return (orderNumber != null) ? this.steps.keysOf(orderNumber, OrderFulfilmentProcess.step(userTask)) : Set.of();
	}

}
