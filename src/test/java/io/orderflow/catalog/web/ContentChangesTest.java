package io.orderflow.catalog.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.Contents;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.ListingPicture;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.catalog.web.ContentChanges.Change;
import io.orderflow.platform.MoneyJson;
import io.orderflow.platform.ReaderFormats;
import org.junit.jupiter.api.Test;

import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each change stands there with what it was, and nothing that has not changed. */
class ContentChangesTest {

	private final ListingContent before = Contents.logo();

	private final List<RequirementQuestion> asked = this.before.questions();

	@Test
	void nothing_is_said_of_what_is_the_same() {
		assertThat(between(this.before, this.before)).isEmpty();
	}

	@Test
	void each_fact_stands_there_as_it_was_and_as_it_is_to_be() {
		ListingContent now = new ListingContent("A logo", "Two proposals.", "fr", MoneyJson.of("140.00", "EUR"),
				Duration.ofDays(4), 2, ApprovalNeeded.PLAN, Duration.ofDays(3), Duration.ofDays(5), Duration.ofDays(2),
				this.asked);
		assertThat(between(this.before, now)).containsExactly(
				new Change("my-service.name", "Logo for your brand", "A logo"),
				new Change("my-service.price", "€120.00", "€140.00"),
				new Change("my-service.delivery-time", "5 days", "4 days"),
				new Change("my-service.revisions", "1", "2"), new Change("my-service.round-time", "3 days", "2 days"),
				new Change("my-service.approval", text("listing.approval.DRAFT_AND_PLAN"),
						text("listing.approval.PLAN")),
				new Change("service.updates", "at most 2 days apart", "at most 3 days apart"),
				new Change("service.reminder", "after 3 days", "after 5 days"),
				new Change("my-service.language", "English", "French"),
				new Change("my-service.description", this.before.description(), null));
	}

	@Test
	void questions_are_new_changed_gone_or_in_another_order() {
		RequirementQuestion brand = this.asked.get(0);
		RequirementQuestion style = new RequirementQuestion("style", RequirementQuestion.Kind.SINGLE_CHOICE,
				"Which style?", false, List.of("Plain", "Odd"), List.of());
		RequirementQuestion day = new RequirementQuestion("day", RequirementQuestion.Kind.DATE, "By when?", true);
		assertThat(between(this.before, asking(style, brand, day))).containsExactly(
				new Change("review.change.question", "Which style? (One choice · Plain, Playful)",
						"Which style? (One choice, optional · Plain, Odd)"),
				new Change("review.change.question.new", null, "By when? (Date, today or later)"),
				new Change("review.change.question.gone", null, "Anything to show? (Files, optional · pictures)"),
				new Change("review.change.question.order", null, null));
	}

	@Test
	void pictures_are_told_by_what_they_show() {
		ListingPicture fox = picture("A fox");
		ListingPicture hen = picture("A hen");
		ListingPicture owl = picture("An owl");
		ListingContent shown = this.before.withPictures(List.of(fox, hen));
		ListingPicture red = new ListingPicture(fox.id(), 10, 10, "A red fox");
		assertThat(between(shown, this.before.withPictures(List.of(owl, red)))).containsExactly(
				new Change("review.change.picture.new", null, "An owl"),
				new Change("review.change.picture", "A fox", "A red fox"),
				new Change("review.change.picture.gone", null, "A hen"));
	}

	private ListingContent asking(RequirementQuestion... questions) {
		return Contents.with(this.before.title(), "120.00", List.of(questions));
	}

	private static ListingPicture picture(String shows) {
		return new ListingPicture(UUID.randomUUID(), 10, 10, shows);
	}

	private static List<Change> between(ListingContent before, ListingContent now) {
		ReaderFormats formats = new ReaderFormats(messages(), Locale.ENGLISH, ZoneOffset.UTC, Instant.EPOCH);
		return new ContentChanges(formats, messages(), Locale.ENGLISH).between(before, now);
	}

	private static String text(String key) {
		return messages().getMessage(key, null, Locale.ENGLISH);
	}

	private static ResourceBundleMessageSource messages() {
		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBasename("messages");
		messages.setDefaultEncoding("UTF-8");
		messages.setFallbackToSystemLocale(false);
		return messages;
	}

}
