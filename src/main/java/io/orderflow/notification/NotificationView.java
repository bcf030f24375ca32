package io.orderflow.notification;

import java.time.Instant;
import java.util.UUID;

import io.orderflow.account.NotificationKind;

import org.jspecify.annotations.Nullable;

/**
 * A notification as its recipient reads it, in the recipient's language.
 *
 * @param quote what the other side wrote, if anything
 * @param link path of the page to open
 * @param read whether the recipient has marked it as read
 */
public record NotificationView(UUID id, NotificationKind kind, @Nullable String orderNumber, String title, String text,
		NewNotification.@Nullable Quote quote, String link, Instant createdAt, boolean read) {

}
