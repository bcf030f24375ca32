package io.orderflow.notification;

import java.util.UUID;

import org.springframework.stereotype.Service;

@Service
public class NotificationDeliveries {

	public DeliveryOutcome attempt(UUID deliveryId) {
		throw new UnsupportedOperationException();
	}

}
