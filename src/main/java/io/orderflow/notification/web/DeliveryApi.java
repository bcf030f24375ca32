package io.orderflow.notification.web;

import java.util.UUID;

import io.orderflow.notification.DeliveryView;
import io.orderflow.notification.NotificationService;
import io.orderflow.platform.CurrentReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The log of one delivery, for whoever comes from its incident in Cockpit. */
@RestController
@Tag(name = "Notifications")
class DeliveryApi {

	private final NotificationService notifications;

	private final CurrentReader reader;

	DeliveryApi(NotificationService notifications, CurrentReader reader) {
		this.notifications = notifications;
		this.reader = reader;
	}

	@GetMapping("/api/deliveries/{id}")
	@Operation(summary = "How one delivery went, attempt by attempt; the id is its business key in Cockpit",
			description = "For its recipient and for process admins. It tells nothing of what was delivered.")
	DeliveryView delivery(@PathVariable UUID id) {
		return this.notifications.delivery(this.reader.signedIn().accountId(), id);
	}

}
