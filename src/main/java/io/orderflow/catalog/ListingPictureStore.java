package io.orderflow.catalog;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import io.orderflow.attachment.picture.ShownPictureService;

import org.springframework.stereotype.Component;

/** Keeps the pictures that services are shown with, and removes what none needs. */
@Component
class ListingPictureStore {

	private final ShownPictureService pictures;

	ListingPictureStore(ShownPictureService pictures) {
		this.pictures = pictures;
	}

	/** Those of a content, in the caller's transaction. */
	void keep(UUID listing, String freelancer, ListingContent content) {
		this.pictures.keep(freelancer, content.pictures().stream().map(ListingPicture::id).toList(),
				ListingPictureRule.subject(listing), (number) -> "pictures[" + number + "].id");
	}

	/** Those that neither what is edited nor what is on sale has any more. */
	void removeUnused(Set<UUID> before, Listing listing) {
		Set<UUID> unused = new HashSet<>(before);
		unused.removeAll(listing.pictures());
		this.pictures.remove(unused);
	}

	void removeAll(Listing listing) {
		this.pictures.remove(listing.pictures());
	}

}
