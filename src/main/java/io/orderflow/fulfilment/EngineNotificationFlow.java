package io.orderflow.fulfilment;

import java.util.UUID;

import io.orderflow.notification.NotificationFlow;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/**
 * Deliveries on the process engine: {@code notification.bpmn}. Only starts in the
 * caller's transaction; a job delivers, so that a mail server that is down stops nobody.
 */
@Component
class EngineNotificationFlow implements NotificationFlow {

	private final EngineEntry engine;

	private final RuntimeService runtime;

	EngineNotificationFlow(EngineEntry engine, RuntimeService runtime) {
		this.engine = engine;
		this.runtime = runtime;
	}

	@Override
	public void deliver(UUID deliveryId) {
		this.engine.run(() -> this.runtime.startProcessInstanceByKey(NotificationProcess.KEY, deliveryId.toString()));
	}

}
