package io.orderflow.fulfilment.order;

import java.util.Date;
import java.util.List;

import io.orderflow.fulfilment.EngineGateway;
import io.orderflow.order.late.LateOrderService;
import io.orderflow.order.late.LateOrderService.FallenLate;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What {@code deadlineSweep.bpmn} and {@code lateOrder.bpmn} do, each under the name by
 * which the model calls it.
 */
@Configuration(proxyBeanMethods = false)
class LateOrderDelegates {

	/**
	 * Read by sweeps of older models, which look again in the same instance while one of
	 * these says so.
	 */
	private static final List<String> SWEEP_OF_BEFORE_GOES_ON = List.of("moreFallenLate", "sweepGoesOn");

	private final LateOrderService late;

	LateOrderDelegates(LateOrderService late) {
		this.late = late;
	}

	/** Finds orders and starts a process for each, in one transaction. */
	@Bean
	JavaDelegate startLateOrders(EngineGateway engine, RuntimeService runtime, TasklistDates dates) {
		return (execution) -> {
			List<FallenLate> found = this.late.find();
			found.forEach((order) -> {
				engine.run(() -> runtime.startProcessInstanceByKey(LateOrderProcess.KEY, order.number(),
						Variables.putValue(LateOrderProcess.NEXT_LATENESS_CHECK, Date.from(order.cancellableFrom()))));
				dates.tellAnew(order.number());
			});
			SWEEP_OF_BEFORE_GOES_ON.forEach((name) -> execution.setVariable(name, Variables.booleanValue(false, true)));
		};
	}

	@Bean
	JavaDelegate notifyBothOfLateness() {
		return (execution) -> this.late.notifyBoth(execution.getProcessBusinessKey());
	}

	/** The dates of the timer behind the gateway are set before it is made. */
	@Bean
	ExecutionListener askCancellableAlone() {
		return (execution) -> {
			LateOrderService.Answer answer = this.late.ask(execution.getProcessBusinessKey());
			execution.setVariable(LateOrderProcess.CANCELLABLE_ALONE, answer.cancellable());
			execution.setVariable(LateOrderProcess.NEXT_LATENESS_CHECK, Date.from(answer.nextCheck()));
		};
	}

	@Bean
	JavaDelegate offerCancellation() {
		return (execution) -> this.late.offerCancellation(execution.getProcessBusinessKey());
	}

}
