package io.orderflow.notification.delivery;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.account.NotificationChannel;
import io.orderflow.notification.DeliveryState;
import io.orderflow.notification.NotificationRows;
import org.jspecify.annotations.Nullable;

/**
 * A delivery to be attempted, and what it delivers.
 *
 * @param subscription the browser, for a push
 * @param messageId the same at every attempt: the Message-ID of a mail, the Topic of a
 * push
 * @param notifications at least one, oldest first; several only in a mail
 */
public record PendingDelivery(UUID id, NotificationChannel channel, DeliveryState state, @Nullable UUID subscription,
		String messageId, List<NotificationRows.Row> notifications) {

	public NotificationRows.Row first() {
		return this.notifications.get(0);
	}

	public NotificationRows.Row last() {
		return this.notifications.get(this.notifications.size() - 1);
	}

	/** The order that all of it is about. */
	public Optional<String> orderNumber() {
		return Optional.ofNullable(first().orderNumber());
	}

}
