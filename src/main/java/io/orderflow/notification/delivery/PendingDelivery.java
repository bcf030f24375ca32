package io.orderflow.notification.delivery;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.account.NotificationChannel;
import io.orderflow.notification.DeliveryState;
import io.orderflow.notification.NotificationRows;
import org.jspecify.annotations.Nullable;

/**
 * A delivery to be attempted, and what it delivers. However much joined it, what is read
 * of it is bounded: all that one side writes within two minutes is one mail.
 *
 * @param subscription the browser, for a push
 * @param messageId the same at every attempt: the Message-ID of a mail, the Topic of a
 * push
 * @param notifications the first of them, at least one, oldest first, with no more than
 * {@link #MOST_CHARACTERS} of what was written; several only in a mail
 * @param together how many there are, with those that are not read
 */
public record PendingDelivery(UUID id, NotificationChannel channel, DeliveryState state, @Nullable UUID subscription,
		String messageId, List<NotificationRows.Row> notifications, int together) {

	/** How many notifications are told by one delivery; of more it says how many. */
	public static final int MOST_NOTIFICATIONS = 50;

	/** As long as one message may be. */
	public static final int MOST_CHARACTERS = 20_000;

	public NotificationRows.Row first() {
		return this.notifications.get(0);
	}

	/** The order that all of it is about. */
	public Optional<String> orderNumber() {
		return Optional.ofNullable(first().orderNumber());
	}

}
