package io.orderflow.catalog;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.orderflow.account.NotificationKind;
import io.orderflow.notification.NewNotification;

/** What people are told about the review of a service, and its keys. */
public final class ListingNotices {

	/** Submissions of before whose notifications a look at the service settles. */
	private static final int BEFORE = 20;

	private ListingNotices() {
	}

	/** That a moderator can decide on a submission. */
	public static String toReview(UUID listing, int version, String moderator) {
		return "listing/" + listing + "/" + version + "/review/" + moderator;
	}

	/** That its freelancer can read what was decided. */
	static String reviewed(UUID listing, int version) {
		return "listing/" + listing + "/" + version + "/reviewed";
	}

	/** To its freelancer, what was decided. */
	static NewNotification reviewed(Listing listing) {
		String ready = listing.edited().offSale() ? "listing-approved-off-sale" : "listing-approved";
		return new NewNotification(listing.freelancer(), NotificationKind.STATUS,
				reviewed(listing.getId(), listing.version()), null,
				listing.lastSubmissionIsApproved() ? ready : "listing-rejected",
				List.of(listing.content().title(), listing.rejectionReason().orElse("")),
				"/sell/listings/" + listing.getId());
	}

	/** All that somebody who reads the service now was told of it. */
	public static List<String> readBy(ListingView listing, String reader) {
		return IntStream.rangeClosed(Math.max(0, listing.version() - BEFORE), listing.version())
			.boxed()
			.flatMap((version) -> Stream.of(reviewed(listing.id(), version), toReview(listing.id(), version, reader)))
			.toList();
	}

}
