package io.orderflow.fulfilment.notification;

import java.time.Instant;
import java.util.Date;
import java.util.UUID;

import io.orderflow.fulfilment.EngineGateway;
import io.orderflow.notification.NotificationFlow;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/**
 * Deliveries on the process engine: {@code notification.bpmn}. Only starts in the
 * caller's transaction; a job delivers, so that a mail server that is down stops nobody.
 */
@Component
class EngineNotificationFlow implements NotificationFlow {

	private final EngineGateway engine;

	private final RuntimeService runtime;

	EngineNotificationFlow(EngineGateway engine, RuntimeService runtime) {
		this.engine = engine;
		this.runtime = runtime;
	}

	@Override
	public void deliver(UUID deliveryId) {
		start(deliveryId, Variables.createVariables()
			.putValueTyped(NotificationProcess.MESSAGES_EXPECTED, Variables.booleanValue(false, true)));
	}

	@Override
	public void deliverTogether(UUID deliveryId, Instant groupedUntil) {
		start(deliveryId, Variables.createVariables()
			.putValueTyped(NotificationProcess.MESSAGES_EXPECTED, Variables.booleanValue(true, true))
			.putValueTyped(NotificationProcess.GROUPED_UNTIL, Variables.dateValue(Date.from(groupedUntil), true)));
	}

	private void start(UUID deliveryId, VariableMap variables) {
		this.engine.run(() -> this.runtime.startProcessInstanceByKey(NotificationProcess.KEY, deliveryId.toString(),
				variables));
	}

}
