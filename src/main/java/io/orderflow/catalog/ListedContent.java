package io.orderflow.catalog;

import java.time.Duration;
import java.util.List;

import javax.money.MonetaryAmount;

import io.orderflow.platform.text.Summary;
import org.jspecify.annotations.Nullable;

/**
 * What a list tells of a service: all of its {@link ListingContent} but the questions,
 * which may be the most of it and are read with the service itself.
 */
public record ListedContent(String title, String description, String language, MonetaryAmount price,
		Duration deliveryTime, int revisions, ApprovalNeeded approval, Duration updateAskedAfter,
		Duration updateRemindedAfter, Duration revisionRoundTime, List<ListingPicture> pictures) {

	/** Prices, times and ids. */
	private static final int OF_NUMBERS = 500;

	public ListedContent(String title, String description, String language, MonetaryAmount price, Duration deliveryTime,
			int revisions, ApprovalNeeded approval, Duration updateAskedAfter, Duration updateRemindedAfter,
			Duration revisionRoundTime, @Nullable List<ListingPicture> pictures) {
		this.title = title;
		this.description = description;
		this.language = language;
		this.price = price;
		this.deliveryTime = deliveryTime;
		this.revisions = revisions;
		this.approval = approval;
		this.updateAskedAfter = updateAskedAfter;
		this.updateRemindedAfter = updateRemindedAfter;
		this.revisionRoundTime = revisionRoundTime;
		this.pictures = (pictures != null) ? List.copyOf(pictures) : List.of();
	}

	/** The first sentences of the description, as one paragraph. */
	public String summary() {
		return Summary.of(this.description);
	}

	/** Whether its price is known: none is on sale without one. */
	public boolean hasPrice() {
		return !this.price.isZero();
	}

	/** What it takes of a page. */
	int characters() {
		return OF_NUMBERS + this.title.length() + this.description.length()
				+ this.pictures.stream().mapToInt((picture) -> picture.alternativeText().length()).sum();
	}

}
