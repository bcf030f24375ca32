package io.orderflow.fulfilment.order;

import io.orderflow.fulfilment.EngineGateway;
import io.orderflow.fulfilment.ProcessMessages;
import io.orderflow.order.late.LateOrderService;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/**
 * Tells the process of a late order that it is late no more: delivered, closed, or due
 * later. An order that was never found late costs nothing here.
 */
@Component
class LatenessMessages {

	private final LateOrderService late;

	private final ProcessMessages messages;

	private final EngineGateway engine;

	private final RuntimeService runtime;

	LatenessMessages(LateOrderService late, ProcessMessages messages, EngineGateway engine, RuntimeService runtime) {
		this.late = late;
		this.messages = messages;
		this.engine = engine;
		this.runtime = runtime;
	}

	/** Where both sides have not been told yet, they need not be any more. */
	void tellEnded(String orderNumber) {
		if (this.late.takeEnded(orderNumber)
				&& this.messages.send(LateOrderProcess.LATENESS_ENDED, LateOrderProcess.KEY, orderNumber) == 0) {
			this.engine.run(() -> this.runtime.createProcessInstanceQuery()
				.processDefinitionKey(LateOrderProcess.KEY)
				.processInstanceBusinessKey(orderNumber)
				.list()
				.forEach((untold) -> this.runtime.deleteProcessInstance(untold.getProcessInstanceId(),
						"Late no more before anybody was told")));
		}
	}

}
