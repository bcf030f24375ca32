package io.orderflow.catalog;

import java.util.List;
import java.util.UUID;

import io.orderflow.platform.FormValues;
import io.orderflow.platform.Page;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

@Service
public class Listings {

	public UUID create(String freelancer, ListingContent content) {
		throw new UnsupportedOperationException();
	}

	public void change(UUID id, String freelancer, ListingContent content) {
		throw new UnsupportedOperationException();
	}

	public void submit(UUID id, String freelancer) {
		throw new UnsupportedOperationException();
	}

	public boolean review(UUID id, String moderator, FormValues values) {
		throw new UnsupportedOperationException();
	}

	public void approve(UUID id, String moderator) {
		throw new UnsupportedOperationException();
	}

	public void reject(UUID id, String moderator, String reason) {
		throw new UnsupportedOperationException();
	}

	public void notifyOfReview(UUID id) {
		throw new UnsupportedOperationException();
	}

	public Offer offerFor(UUID listingId) {
		throw new UnsupportedOperationException();
	}

	public Page<Offer> search(@Nullable String text, @Nullable String cursor, @Nullable Integer limit) {
		throw new UnsupportedOperationException();
	}

	public ListingView get(UUID id, @Nullable String reader) {
		throw new UnsupportedOperationException();
	}

	public List<ListingView> of(String freelancer) {
		throw new UnsupportedOperationException();
	}

}
