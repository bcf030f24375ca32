package io.orderflow.fulfilment;

import java.util.UUID;

import io.orderflow.notification.DeliveryOutcome;
import io.orderflow.notification.NotificationDeliveries;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** One attempt at a delivery; what it throws, the engine tries again (B6). */
@Component
class DeliverNotification implements JavaDelegate {

	private final NotificationDeliveries deliveries;

	DeliverNotification(NotificationDeliveries deliveries) {
		this.deliveries = deliveries;
	}

	@Override
	public void execute(DelegateExecution execution) {
		DeliveryOutcome outcome = this.deliveries.attempt(UUID.fromString(execution.getProcessBusinessKey()));
		execution.setVariable(NotificationProcess.DELIVERED, outcome == DeliveryOutcome.DELIVERED);
	}

}
