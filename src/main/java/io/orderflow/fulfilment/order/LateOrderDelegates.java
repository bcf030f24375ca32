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

	/** Read by sweeps of older models, which went on in one instance while it said so. */
	private static final String SWEEP_OF_BEFORE_GOES_ON = "moreFallenLate";

	/** How many times this sweep has looked. */
	private static final String LOOKS = "looks";

	/**
	 * How often a sweep looks: with the pauses between them it ends before the next one
	 * comes round, so that as a rule no two of them tell at the same time.
	 */
	private static final int MOST_LOOKS = 4;

	private final LateOrderService late;

	LateOrderDelegates(LateOrderService late) {
		this.late = late;
	}

	/**
	 * Finds orders and starts a process for each, in one transaction; says whether there
	 * may be more.
	 */
	@Bean
	JavaDelegate startLateOrders(EngineGateway engine, RuntimeService runtime, TasklistDates dates) {
		return (execution) -> {
			List<FallenLate> found = this.late.find();
			found.forEach((order) -> {
				engine.run(() -> runtime.startProcessInstanceByKey(LateOrderProcess.KEY, order.number(),
						Variables.putValue(LateOrderProcess.NEXT_LATENESS_CHECK, Date.from(order.cancellableFrom()))));
				dates.tellAnew(order.number());
			});
			int looks = (execution.getVariable(LOOKS) instanceof Integer before) ? before + 1 : 1;
			execution.setVariable(LOOKS, looks);
			execution.setVariable(LateOrderProcess.SWEEP_GOES_ON,
					found.size() == LateOrderService.AT_ONCE && looks < MOST_LOOKS);
			execution.setVariable(SWEEP_OF_BEFORE_GOES_ON, Variables.booleanValue(false, true));
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
