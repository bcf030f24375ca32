package io.orderflow.fulfilment.listing;

import java.util.UUID;

import io.orderflow.catalog.ListingNotices;
import io.orderflow.fulfilment.ModeratorDirectory;
import io.orderflow.notification.NotificationService;
import org.springframework.stereotype.Component;

/**
 * A submission waits for no moderator any more: what asked each of them is read, and
 * whoever has its page open sees that.
 */
@Component
class ListingReviewDone {

	private final ModeratorDirectory moderators;

	private final NotificationService notifications;

	ListingReviewDone(ModeratorDirectory moderators, NotificationService notifications) {
		this.moderators = moderators;
		this.notifications = notifications;
	}

	void of(UUID listing, int version) {
		this.notifications.overtaken(this.moderators.all()
			.stream()
			.map((moderator) -> ListingNotices.toReview(listing, version, moderator))
			.toList());
	}

}
