package io.orderflow.fulfilment;

import io.orderflow.order.OrderProcess;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the service tasks and the reminding end events of {@code orderFulfilment.bpmn} do,
 * each under the name by which the model calls it: one call of the order, which knows
 * whether it has been made before.
 */
@Configuration(proxyBeanMethods = false)
class OrderDelegates {

	private final OrderProcess orders;

	OrderDelegates(OrderProcess orders) {
		this.orders = orders;
	}

	@Bean
	JavaDelegate openConversation() {
		return (execution) -> this.orders.openConversation(execution.getProcessBusinessKey());
	}

	@Bean
	JavaDelegate notifyFreelancer() {
		return (execution) -> this.orders.notifyFreelancer(execution.getProcessBusinessKey());
	}

	@Bean
	JavaDelegate remindOfStep() {
		return (execution) -> this.orders.remind(execution.getProcessBusinessKey(),
				OrderFulfilmentProcess.remindedBy(execution.getCurrentActivityId()));
	}

	@Bean
	JavaDelegate notifyClientOfDelivery(ReviewSchedule reviews) {
		return (execution) -> {
			this.orders.notifyClientOfDelivery(execution.getProcessBusinessKey());
			reviews.set(execution);
		};
	}

	@Bean
	JavaDelegate completeOrder() {
		return (execution) -> this.orders.complete(execution.getProcessBusinessKey());
	}

	@Bean
	JavaDelegate notifyBothOfCompletion() {
		return (execution) -> this.orders.notifyBothOfCompletion(execution.getProcessBusinessKey());
	}

	@Bean
	JavaDelegate cancelOrder() {
		return (execution) -> this.orders.cancel(execution.getProcessBusinessKey());
	}

	@Bean
	JavaDelegate notifyBothOfCancellation() {
		return (execution) -> this.orders.notifyBothOfCancellation(execution.getProcessBusinessKey());
	}

	/** At the end of the external task {@code draft.preparePreview}. */
	@Bean
	ExecutionListener recordPreview() {
		return new WorkerAnswer(this.orders::previewAnswered);
	}

	/** At the end of the external tasks {@code order.buildDossier}. */
	@Bean
	ExecutionListener recordDossier() {
		return new WorkerAnswer(this.orders::dossierAnswered);
	}

}
