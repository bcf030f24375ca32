package io.orderflow.notification;

import java.time.Instant;
import java.util.UUID;

import io.orderflow.account.NotificationKind;
import io.orderflow.platform.TextLimits;
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

	/** The number of the order, where the words do not say which one it is. */
	public @Nullable String unsaidNumber() {
		return (this.orderNumber != null && !this.text.contains(this.orderNumber)) ? this.orderNumber : null;
	}

	/** The same with the beginning of a long quote, of so many characters. */
	NotificationView shortened(int most) {
		NewNotification.Quote beginning = (this.quote == null) ? null
				: new NewNotification.Quote(this.quote.author(), TextLimits.beginning(this.quote.text(), most));
		return new NotificationView(this.id, this.kind, this.orderNumber, this.title, this.text, beginning, this.link,
				this.createdAt, this.read);
	}

}
