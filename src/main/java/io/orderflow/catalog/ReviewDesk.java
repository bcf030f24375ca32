package io.orderflow.catalog;

import java.util.UUID;

import io.orderflow.platform.Cursor;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where moderators find the services that wait for them, and decide. */
@Service
public class ReviewDesk {

	private final ListingService listings;

	private final Listings repository;

	private final ListingRows rows;

	private final UserStore users;

	private final ListingFlow flow;

	/** The flow comes late, as in {@link ListingService}. */
	ReviewDesk(ListingService listings, Listings repository, ListingRows rows, UserStore users,
			@Lazy ListingFlow flow) {
		this.listings = listings;
		this.repository = repository;
		this.users = users;
		this.rows = rows;
		this.flow = flow;
	}

	/**
	 * What waits for a decision, the oldest first, without the moderator's own, on which
	 * another one decides.
	 * @throws Refusal forbidden {@code moderators-only}; {@code bad-cursor}
	 */
	@Transactional(readOnly = true)
	public Page<ListingToReview> waiting(String moderator, @Nullable String cursor) {
		this.listings.checkModerator(moderator);
		int size = Cursor.limit(null);
		return Page.of(this.rows.toReview(moderator, Cursor.decode(cursor).orElse(Cursor.OLDEST), size + 1), size,
				ListingToReview::place);
	}

	/** Whether an account is a moderator's whose own the service is not. */
	@Transactional(readOnly = true)
	public boolean mayReview(UUID listing, String account) {
		return this.users.groupsOf(account).contains(UserStore.MODERATORS)
				&& this.repository.findById(listing).filter((one) -> !one.freelancer().equals(account)).isPresent();
	}

	/**
	 * Decides, as Tasklist does, by the task that waits for it.
	 * @throws Refusal as {@link ListingService#review}; forbidden
	 * {@code listing-claimed-by-another}
	 */
	public void decide(UUID listing, String moderator, ListingReview review) {
		this.listings.checkModerator(moderator);
		this.flow.review(listing, moderator, review);
	}

}
