package io.orderflow.fulfilment.notification;

import java.util.Date;
import java.util.UUID;

import io.orderflow.notification.delivery.DeliveryOutcome;
import io.orderflow.notification.delivery.NotificationDeliveryService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** One attempt at a delivery; what it throws, the engine tries again (B6). */
@Component
class DeliverNotification implements JavaDelegate {

	private final NotificationDeliveryService deliveries;

	DeliverNotification(NotificationDeliveryService deliveries) {
		this.deliveries = deliveries;
	}

	@Override
	public void execute(DelegateExecution execution) {
		DeliveryOutcome outcome = this.deliveries.attempt(UUID.fromString(execution.getProcessBusinessKey()));
		execution.setVariable(NotificationProcess.OUTCOME, Variables.stringValue(name(outcome), true));
		if (outcome.retryAt() != null) {
			execution.setVariable(NotificationProcess.RETRY_AT,
					Variables.dateValue(Date.from(outcome.retryAt()), true));
		}
	}

	private static String name(DeliveryOutcome outcome) {
		return switch (outcome.kind()) {
			case DELIVERED -> NotificationProcess.DELIVERED;
			case ASKED_TO_WAIT -> NotificationProcess.ASKED_TO_WAIT;
			case UNDELIVERABLE -> "undeliverable";
			case READ -> "read";
		};
	}

}
