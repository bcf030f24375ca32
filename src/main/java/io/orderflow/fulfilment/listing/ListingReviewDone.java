package io.orderflow.fulfilment.listing;

import java.util.List;
import java.util.UUID;

import io.orderflow.catalog.ListingNotices;
import io.orderflow.fulfilment.ModeratorDirectory;
import io.orderflow.notification.NotificationService;
import org.springframework.stereotype.Component;

/** A submission waits for no moderator any more: what asked each of them is read. */
@Component
class ListingReviewDone {

	private final ModeratorDirectory moderators;

	private final NotificationService notifications;

	ListingReviewDone(ModeratorDirectory moderators, NotificationService notifications) {
		this.moderators = moderators;
		this.notifications = notifications;
	}

	void of(UUID listing, int version) {
		this.moderators.all()
			.forEach((moderator) -> this.notifications.markRead(moderator,
					List.of(ListingNotices.toReview(listing, version, moderator))));
	}

}
