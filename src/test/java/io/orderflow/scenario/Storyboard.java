package io.orderflow.scenario;

import java.time.Duration;
import java.util.List;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.catalog.RequirementQuestion.Kind;
import io.orderflow.platform.MoneyJson;

/**
 * The service that orders of tests are about: six images for 120 EUR in five days, with
 * one revision, whose plan the client approves.
 *
 * @param approval what the client approves before the delivery
 * @param revisions how many are included
 * @param deliveryTime from the requirements to the delivery
 * @param questions what the client is asked up front
 */
public record Storyboard(ApprovalNeeded approval, int revisions, Duration deliveryTime,
		List<RequirementQuestion> questions) {

	public static final RequirementQuestion STORY = new RequirementQuestion("story", Kind.TEXT, "Your story?", true);

	public static final RequirementQuestion FORMAT = new RequirementQuestion("format", Kind.SINGLE_CHOICE, "Format",
			true, List.of("16:9", "4:3"), List.of());

	public static final RequirementQuestion MOODS = new RequirementQuestion("moods", Kind.MULTIPLE_CHOICE, "Moods",
			false, List.of("Night", "Day"), List.of());

	public static final RequirementQuestion STYLES = new RequirementQuestion("styles", Kind.MULTIPLE_CHOICE,
			"Which styles?", false, List.of("ink, black", "oil", "chalk"), List.of());

	public static final RequirementQuestion BY = new RequirementQuestion("by", Kind.DATE, "Needed by", false);

	public static final RequirementQuestion LOGO = new RequirementQuestion("logo", Kind.FILE, "Logo", false, List.of(),
			List.of("image/*"));

	/** Silence after which an update is asked for. */
	public static final Duration UPDATE_ASKED_AFTER = Duration.ofDays(2);

	/** Silence after which it is reminded of. */
	public static final Duration UPDATE_REMINDED_AFTER = Duration.ofDays(3);

	/** One that asks for the story. */
	public static Storyboard ordinary() {
		return new Storyboard(ApprovalNeeded.PLAN, 1, Duration.ofDays(5), List.of(STORY));
	}

	/**
	 * One that asks a question of every kind, of which only the story must be answered.
	 */
	public static Storyboard asksEverything() {
		return ordinary().asking(STORY, new RequirementQuestion("format", Kind.SINGLE_CHOICE, "Format", false,
				List.of("16:9", "4:3"), List.of()), MOODS, BY,
				new RequirementQuestion("logo", Kind.FILE, "Logo", false));
	}

	public Storyboard approving(ApprovalNeeded what) {
		return new Storyboard(what, this.revisions, this.deliveryTime, this.questions);
	}

	public Storyboard revisedAtMost(int times) {
		return new Storyboard(this.approval, times, this.deliveryTime, this.questions);
	}

	public Storyboard deliveredWithin(Duration time) {
		return new Storyboard(this.approval, this.revisions, time, this.questions);
	}

	/** Asks these questions, and no others. */
	public Storyboard asking(RequirementQuestion... these) {
		return new Storyboard(this.approval, this.revisions, this.deliveryTime, List.of(these));
	}

	/** What a freelancer writes of it. */
	public ListingContent content() {
		return new ListingContent("Storyboard", "Six images", "fr", MoneyJson.of("120.00", "EUR"), this.deliveryTime,
				this.revisions, this.approval, UPDATE_ASKED_AFTER, UPDATE_REMINDED_AFTER, Duration.ofDays(3),
				this.questions);
	}

}
