package io.orderflow.fulfilment.tasklist;

import io.orderflow.fulfilment.listing.ListingSummary;
import io.orderflow.order.request.RequestProcessService;
import io.orderflow.order.step.StepProcessService;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Puts {@link FormContext} behind the engine's guards, which go by a command's class.
 */
@Component
@Order(2_000)
class FormContextPlugin extends AbstractProcessEnginePlugin {

	private final ObjectProvider<StepProcessService> steps;

	private final ObjectProvider<RequestProcessService> requests;

	private final ObjectProvider<ListingSummary> listings;

	FormContextPlugin(ObjectProvider<StepProcessService> steps, ObjectProvider<RequestProcessService> requests,
			ObjectProvider<ListingSummary> listings) {
		this.steps = steps;
		this.requests = requests;
		this.listings = listings;
	}

	@Override
	public void preInit(ProcessEngineConfigurationImpl engine) {
		engine.getCustomPreCommandInterceptorsTxRequired()
			.add(new FormContext(this.steps, this.requests, this.listings));
		engine.getCustomPreCommandInterceptorsTxRequiresNew()
			.add(new FormContext(this.steps, this.requests, this.listings));
	}

}
