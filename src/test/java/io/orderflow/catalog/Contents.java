package io.orderflow.catalog;

import java.time.Duration;
import java.util.List;

import io.orderflow.platform.MoneyJson;

/** Services to sell, for tests. */
public final class Contents {

	private Contents() {
	}

	/** A logo for 120 EUR in five days, with three questions. */
	public static ListingContent logo() {
		return titled("Logo for your brand");
	}

	public static ListingContent titled(String title) {
		return with(title, "120.00",
				List.of(new RequirementQuestion("brand", RequirementQuestion.Kind.TEXT, "What is it for?", true),
						new RequirementQuestion("style", RequirementQuestion.Kind.SINGLE_CHOICE, "Which style?", true,
								List.of("Plain", "Playful"), List.of()),
						new RequirementQuestion("pictures", RequirementQuestion.Kind.FILE, "Anything to show?", false,
								List.of(), List.of("image/*"))));
	}

	public static ListingContent with(String title, String price, List<RequirementQuestion> questions) {
		return sold(title, price, Duration.ofDays(5), questions);
	}

	/** One that asks nothing. */
	public static ListingContent within(String title, String price, Duration deliveryTime) {
		return sold(title, price, deliveryTime, List.of());
	}

	private static ListingContent sold(String title, String price, Duration deliveryTime,
			List<RequirementQuestion> questions) {
		return new ListingContent(title, "Three proposals, one of them worked out.", "en", MoneyJson.of(price, "EUR"),
				deliveryTime, 1, ApprovalNeeded.DRAFT_AND_PLAN, Duration.ofDays(2), Duration.ofDays(3),
				Duration.ofDays(3), questions);
	}

	/** What a list tells of one. */
	public static ListedContent listed(ListingContent content) {
		return new ListedContent(content.title(), content.description(), content.language(), content.price(),
				content.deliveryTime(), content.revisions(), content.approval(), content.updateAskedAfter(),
				content.updateRemindedAfter(), content.revisionRoundTime(), content.pictures());
	}

}
