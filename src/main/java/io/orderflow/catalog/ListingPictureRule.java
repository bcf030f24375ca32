package io.orderflow.catalog;

import java.util.UUID;

import io.orderflow.attachment.picture.PictureRule;
import io.orderflow.attachment.picture.ShownPicture;
import io.orderflow.platform.UserStore;
import org.springframework.stereotype.Component;

/**
 * A picture of a service is seen by whoever sees the content that it stands in: what is
 * on sale by everybody, what waits for a moderator or was sent back by moderators.
 */
@Component
class ListingPictureRule implements PictureRule {

	private static final String PREFIX = "listing/";

	private final ListingRows rows;

	private final UserStore users;

	ListingPictureRule(ListingRows rows, UserStore users) {
		this.rows = rows;
		this.users = users;
	}

	/** What pictures of the service show, in the words of whoever keeps them. */
	static String subject(UUID listing) {
		return PREFIX + listing;
	}

	@Override
	public boolean maySee(String account, ShownPicture picture) {
		String subject = picture.subject();
		return subject != null && subject.startsWith(PREFIX)
				&& this.rows.shown(UUID.fromString(subject.substring(PREFIX.length())), picture.id())
					.filter((shown) -> shown.onSale()
							|| (shown.submitted() && this.users.groupsOf(account).contains(UserStore.MODERATORS)))
					.isPresent();
	}

}
