package io.orderflow.notification.web;

import java.util.List;
import java.util.UUID;

import io.orderflow.notification.DeliveryView;
import io.orderflow.notification.NotificationService;
import io.orderflow.notification.NotificationView;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/notifications")
@Tag(name = "Notifications", description = "What I was told, and how it was delivered")
class NotificationApi {

	private final NotificationService notifications;

	private final CurrentReader reader;

	NotificationApi(NotificationService notifications, CurrentReader reader) {
		this.notifications = notifications;
		this.reader = reader;
	}

	/** A page of notifications, and how many of all are unread. */
	record Listed(List<NotificationView> items, @Nullable String next, long unread) {

	}

	@GetMapping
	@Operation(operationId = "notifications", summary = "My notifications, newest first")
	Listed page(@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer limit) {
		Page<NotificationView> page = this.notifications.page(account(), cursor, limit);
		return new Listed(page.items(), page.next(), this.notifications.unread(account()));
	}

	@PostMapping("/{id}/read")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(operationId = "readNotification", summary = "Mark one as read")
	void read(@PathVariable UUID id) {
		this.notifications.markRead(account(), id);
	}

	@GetMapping("/{id}/deliveries")
	@Operation(summary = "How one was delivered, attempt by attempt")
	List<DeliveryView> deliveries(@PathVariable UUID id) {
		return this.notifications.deliveries(account(), id);
	}

	private String account() {
		return this.reader.signedIn().accountId();
	}

}
