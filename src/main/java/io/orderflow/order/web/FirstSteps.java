package io.orderflow.order.web;

import java.util.List;

import io.orderflow.catalog.ListedService;
import io.orderflow.catalog.ListingState;
import io.orderflow.order.dashboard.Dashboard.Side;
import org.jspecify.annotations.Nullable;

/**
 * What somebody new does first, on the dashboard until the first order is there.
 *
 * @param steps in their order
 */
record FirstSteps(List<Step> steps) {

	/**
	 * One of them.
	 *
	 * @param text ends the keys of its words
	 * @param href where it is done, or read about; null where somebody else does it
	 * @param next whether it is the first that is left
	 * @param said what somebody wrote about it
	 */
	record Step(String text, boolean done, boolean next, @Nullable String href, @Nullable String said) {

		Step(String text, boolean done, boolean next, @Nullable String href) {
			this(text, done, next, href, null);
		}

		/** How it is shown. */
		public String state() {
			if (this.done) {
				return "done";
			}
			return this.next ? "next" : "";
		}

	}

	/** For a freelancer, by what they have on sale; for a client. */
	static FirstSteps of(Side side, List<ListedService> listings) {
		if (side == Side.BUYING) {
			return new FirstSteps(List.of(new Step("find", false, true, "/services"),
					new Step("order", false, false, null), new Step("follow", false, false, null)));
		}
		// what was approved stays so while another version of it is written
		boolean written = listings.stream()
			.anyMatch((listing) -> listing.state() != ListingState.DRAFT || listing.version() > 0);
		boolean approved = listings.stream().anyMatch((listing) -> listing.approvedAt() != null);
		String write = listings.isEmpty() ? "/sell/listings/new" : "/sell/listings";
		return new FirstSteps(List.of(new Step("write", written, !written, written ? null : write),
				(written && !approved) ? approval(listings) : new Step("approval", approved, false, null),
				new Step("first", false, approved, "/guides")));
	}

	/** Of what was submitted once and is not on sale: whose turn it is. */
	private static Step approval(List<ListedService> listings) {
		if (listings.stream().anyMatch((listing) -> listing.state() == ListingState.SUBMITTED)) {
			return new Step("approval", false, true, "/sell/listings");
		}
		ListedService left = listings.stream()
			.filter(ListedService::rejected)
			.findFirst()
			.or(() -> listings.stream().filter((listing) -> listing.version() > 0).findFirst())
			.orElseThrow();
		return new Step(left.rejected() ? "sent-back" : "unsent", false, true, "/sell/listings/" + left.id(),
				left.rejectionReason());
	}

}
