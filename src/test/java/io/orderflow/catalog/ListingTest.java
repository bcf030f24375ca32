package io.orderflow.catalog;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.test.util.ReflectionTestUtils;

import static io.orderflow.RefusalAssertions.codeOf;
import static io.orderflow.RefusalAssertions.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a service between its freelancer and the moderators. */
class ListingTest {

	private static final Instant MONDAY = Instant.parse("2026-11-30T09:00:00Z");

	private static final Instant TUESDAY = Instant.parse("2026-12-01T09:00:00Z");

	private static final BooleanSupplier A_MODERATOR = () -> true;

	private static final BooleanSupplier NO_MODERATOR = () -> false;

	private static final BooleanSupplier SELLS = () -> true;

	private final UUID id = UUID.randomUUID();

	private final Listing listing = new Listing(this.id, "lea", Contents.titled("Logo"), MONDAY);

	@Test
	void a_new_service_is_a_draft_of_its_freelancer() {
		assertThat(this.listing.getId()).isEqualTo(this.id);
		assertThat(this.listing.freelancer()).isEqualTo("lea");
		assertThat(this.listing.state()).isEqualTo(ListingState.DRAFT);
		assertThat(this.listing.content()).isEqualTo(Contents.titled("Logo"));
		assertThat(this.listing.version()).isZero();
		assertThat(this.listing.createdAt()).isEqualTo(MONDAY);
		assertThat(this.listing.onSale()).isEmpty();
		assertThat(this.listing.approvedAt()).isEmpty();
		assertThat(this.listing.lastSubmissionIsApproved()).isFalse();
	}

	@Test
	void what_no_service_may_say_makes_none() {
		assertThat(codeOf(() -> new Listing(this.id, "lea", Contents.titled(" "), MONDAY)))
			.isEqualTo("INVALID text-missing");
		assertThat(codeOf(() -> this.listing.change(Contents.titled(" "), null))).isEqualTo("INVALID text-missing");
	}

	@Test
	void pictures_of_what_is_edited_and_of_what_is_on_sale_are_needed() {
		UUID fox = UUID.randomUUID();
		UUID hen = UUID.randomUUID();
		Listing shown = new Listing(this.id, "lea", with(fox), MONDAY);
		shown.submit(MONDAY);
		shown.approve("mona", "Léa", MONDAY);
		shown.change(with(hen), null);
		assertThat(shown.pictures()).containsExactlyInAnyOrder(fox, hen);
		shown.submit(MONDAY);
		shown.approve("mona", "Léa", TUESDAY);
		assertThat(shown.pictures()).containsExactly(hen);
	}

	private static ListingContent with(UUID picture) {
		return Contents.titled("Logo").withPictures(List.of(new ListingPicture(picture, 60, 40, "A picture")));
	}

	@Test
	void it_is_new_until_it_was_stored() {
		assertThat(this.listing.isNew()).isTrue();
		assertThat(this.listing.edition()).isZero();
		stored(7);
		assertThat(this.listing.isNew()).isFalse();
		assertThat(this.listing.edition()).isEqualTo(7);
	}

	@Test
	void a_submission_is_with_the_moderators_and_counted() {
		assertThat(this.listing.submit(MONDAY)).isEqualTo(1);
		assertThat(this.listing.state()).isEqualTo(ListingState.SUBMITTED);
		assertThat(this.listing.version()).isEqualTo(1);
		this.listing.reject("mona", "Say what is included.");
		assertThat(this.listing.submit(MONDAY)).isEqualTo(2);
	}

	@Test
	void nothing_is_submitted_twice_nor_changed_while_it_is_looked_at() {
		this.listing.submit(MONDAY);
		assertThat(codeOf(() -> this.listing.submit(MONDAY))).isEqualTo("CONFLICT listing-under-review");
		assertThat(codeOf(() -> this.listing.change(Contents.titled("Other"), null)))
			.isEqualTo("CONFLICT listing-under-review");
		this.listing.approve("mona", "Léa", TUESDAY);
		assertThat(codeOf(() -> this.listing.submit(MONDAY))).isEqualTo("CONFLICT listing-approved-already");
	}

	@Test
	void what_waits_for_a_moderator_is_taken_back_and_nothing_else() {
		assertThat(codeOf(this.listing::takeBack)).isEqualTo("CONFLICT listing-not-under-review");
		this.listing.submit(MONDAY);
		this.listing.takeBack();
		assertThat(this.listing.state()).isEqualTo(ListingState.DRAFT);
		this.listing.change(Contents.titled("Other"), null);
		assertThat(this.listing.submit(MONDAY)).isEqualTo(2);
		this.listing.approve("mona", "Léa", TUESDAY);
		assertThat(codeOf(this.listing::takeBack)).isEqualTo("CONFLICT listing-not-under-review");
	}

	@Test
	void what_was_approved_is_on_sale() {
		this.listing.submit(MONDAY);
		this.listing.approve("mona", "Léa", TUESDAY);
		assertThat(this.listing.state()).isEqualTo(ListingState.APPROVED);
		assertThat(this.listing.approvedAt()).contains(TUESDAY);
		assertThat(this.listing.offer()).isEqualTo(new Offer(this.id, 1, "lea", Contents.titled("Logo")));
		assertThat(this.listing.onSale()).contains(this.listing.offer());
		assertThat(this.listing.lastSubmissionIsApproved()).isTrue();
	}

	@Test
	void what_is_on_sale_can_be_searched_and_compared() {
		this.listing.submit(MONDAY);
		this.listing.approve("mona", "Léa", TUESDAY);
		assertThat(this.listing).extracting("searchText", "priceCurrency")
			.containsExactly("logo three proposals one of them worked out lea", "EUR");
		assertThat(this.listing).extracting("priceAmount")
			.asInstanceOf(InstanceOfAssertFactories.BIG_DECIMAL)
			.isEqualByComparingTo("120");
	}

	@Test
	void what_was_sent_back_says_why_until_it_is_written_anew() {
		this.listing.submit(MONDAY);
		this.listing.reject("mona", "Say what is included.");
		assertThat(this.listing.state()).isEqualTo(ListingState.REJECTED);
		assertThat(this.listing.rejectionReason()).contains("Say what is included.");
		assertThat(this.listing.lastSubmissionIsApproved()).isFalse();
		this.listing.change(Contents.titled("Logo, two proposals"), null);
		assertThat(this.listing.state()).isEqualTo(ListingState.DRAFT);
		assertThat(this.listing.rejectionReason()).isEmpty();
	}

	@Test
	void what_was_sent_back_can_be_submitted_as_it_stands() {
		this.listing.submit(MONDAY);
		this.listing.reject("mona", "Say what is included.");
		this.listing.submit(MONDAY);
		assertThat(this.listing.rejectionReason()).isEmpty();
		assertThat(this.listing.state()).isEqualTo(ListingState.SUBMITTED);
	}

	@Test
	void what_is_on_sale_stays_so_while_a_change_is_written_reviewed_and_sent_back() {
		this.listing.submit(MONDAY);
		this.listing.approve("mona", "Léa", MONDAY);
		this.listing.change(Contents.titled("Logo and more"), null);
		assertThat(this.listing.state()).isEqualTo(ListingState.DRAFT);
		assertThat(this.listing.content().title()).isEqualTo("Logo and more");
		assertThat(this.listing.offer().content().title()).isEqualTo("Logo");
		this.listing.submit(MONDAY);
		assertThat(this.listing.offer().content().title()).isEqualTo("Logo");
		this.listing.reject("mona", "No.");
		assertThat(this.listing.offer()).isEqualTo(new Offer(this.id, 1, "lea", Contents.titled("Logo")));
		assertThat(this.listing.lastSubmissionIsApproved()).isFalse();
		this.listing.submit(MONDAY);
		this.listing.approve("mona", "Léa", TUESDAY);
		assertThat(this.listing.offer()).isEqualTo(new Offer(this.id, 3, "lea", Contents.titled("Logo and more")));
		assertThat(this.listing.approvedAt()).contains(TUESDAY);
	}

	@Test
	void a_change_that_changes_nothing_needs_no_review() {
		this.listing.submit(MONDAY);
		this.listing.approve("mona", "Léa", TUESDAY);
		this.listing.change(Contents.titled("Logo"), null);
		assertThat(this.listing.state()).isEqualTo(ListingState.APPROVED);
	}

	@Test
	void a_change_of_what_was_changed_meanwhile_is_refused() {
		stored(7);
		assertThat(codeOf(() -> this.listing.change(Contents.titled("Other"), 6L)))
			.isEqualTo("CONFLICT changed-meanwhile");
		this.listing.change(Contents.titled("Other"), 7L);
		assertThat(this.listing.content().title()).isEqualTo("Other");
	}

	@Test
	void why_it_cannot_be_ordered_is_told() {
		assertThat(codeOf(this.listing::offer)).isEqualTo("CONFLICT listing-not-approved");
		this.listing.submit(MONDAY);
		assertThat(codeOf(this.listing::offer)).isEqualTo("CONFLICT listing-waits-for-review");
		this.listing.reject("mona", "No.");
		assertThat(codeOf(this.listing::offer)).isEqualTo("CONFLICT listing-rejected");
		assertThat(refusalOf(this.listing::offer).args()).as("no word that nobody has approved").isEmpty();
	}

	@Test
	void only_what_was_submitted_is_decided_on_and_only_once() {
		assertThat(codeOf(() -> this.listing.approve("mona", "Léa", TUESDAY)))
			.isEqualTo("CONFLICT listing-not-under-review");
		assertThat(codeOf(() -> this.listing.reject("mona", "No."))).isEqualTo("CONFLICT listing-not-under-review");
		this.listing.submit(MONDAY);
		this.listing.approve("mona", "Léa", TUESDAY);
		assertThat(codeOf(() -> this.listing.reject("mona", "No."))).isEqualTo("CONFLICT listing-not-under-review");
	}

	@Test
	void nobody_decides_on_a_service_of_their_own() {
		this.listing.submit(MONDAY);
		assertThat(codeOf(() -> this.listing.approve("lea", "Léa", TUESDAY)))
			.isEqualTo("FORBIDDEN listing-is-ones-own");
		assertThat(codeOf(() -> this.listing.reject("lea", "No."))).isEqualTo("FORBIDDEN listing-is-ones-own");
		assertThat(this.listing.state()).isEqualTo(ListingState.SUBMITTED);
	}

	@Test
	void its_freelancer_reads_it_as_it_is_edited() {
		this.listing.submit(MONDAY);
		this.listing.approve("mona", "Léa", TUESDAY);
		this.listing.change(Contents.titled("Logo and more"), null);
		this.listing.submit(MONDAY);
		this.listing.reject("mona", "No.");
		stored(4);
		assertThat(this.listing.readBy("lea", NO_MODERATOR, SELLS))
			.contains(new ListingView(this.id, 2, "lea", ListingState.REJECTED, Contents.titled("Logo and more"), "No.",
					1, TUESDAY, null, 4, null, new ListingView.SentBack(2, "No.")));
		assertThat(this.listing.edited()).isEqualTo(this.listing.readBy("lea", NO_MODERATOR, SELLS).orElseThrow());
	}

	@Test
	void everyone_else_reads_what_is_on_sale() {
		assertThat(this.listing.readBy("camille", NO_MODERATOR, SELLS)).isEmpty();
		assertThat(this.listing.readBy(null, NO_MODERATOR, SELLS)).isEmpty();
		this.listing.submit(MONDAY);
		assertThat(this.listing.readBy("camille", NO_MODERATOR, SELLS)).isEmpty();
		this.listing.approve("mona", "Léa", TUESDAY);
		this.listing.change(Contents.titled("Logo and more"), null);
		this.listing.submit(MONDAY);
		stored(4);
		ListingView onSale = new ListingView(this.id, 1, "lea", ListingState.APPROVED, Contents.titled("Logo"), null, 1,
				TUESDAY, null, 4, null, null);
		assertThat(this.listing.readBy("camille", NO_MODERATOR, SELLS)).contains(onSale);
		assertThat(this.listing.readBy(null, NO_MODERATOR, SELLS)).contains(onSale);
	}

	@Test
	void what_is_off_sale_is_neither_ordered_nor_read_by_others_until_it_is_put_back() {
		assertThat(codeOf(() -> this.listing.takeOffSale(MONDAY))).isEqualTo("CONFLICT listing-nothing-approved");
		assertThat(codeOf(this.listing::putBackOnSale)).isEqualTo("CONFLICT listing-nothing-approved");
		this.listing.submit(MONDAY);
		this.listing.approve("mona", "Léa", MONDAY);
		Offer offer = this.listing.offer();
		this.listing.takeOffSale(TUESDAY);
		assertThat(codeOf(this.listing::offer)).isEqualTo("CONFLICT listing-off-sale");
		assertThat(this.listing.onSale()).isEmpty();
		assertThat(codeOf(() -> this.listing.readBy("camille", NO_MODERATOR, SELLS)))
			.isEqualTo("NOT_FOUND listing-off-sale");
		ListingView own = this.listing.readBy("lea", NO_MODERATOR, SELLS).orElseThrow();
		assertThat(own).extracting("state", "versionOnSale", "approvedAt", "offSaleSince")
			.containsExactly(ListingState.APPROVED, null, MONDAY, TUESDAY);
		assertThat(own.standing()).isEqualTo("OFF_SALE");
		assertThat(own.asOnSale()).isFalse();
		assertThat(own.offSaleMeanwhile()).isFalse();
		this.listing.takeOffSale(MONDAY);
		assertThat(this.listing.edited().offSaleSince()).as("pressed twice").isEqualTo(TUESDAY);
		this.listing.putBackOnSale();
		this.listing.putBackOnSale();
		assertThat(this.listing.offer()).isEqualTo(offer);
		assertThat(this.listing.edited().standing()).isEqualTo("APPROVED");
	}

	@Test
	void what_is_approved_while_off_sale_stays_off_sale() {
		this.listing.submit(MONDAY);
		this.listing.approve("mona", "Léa", MONDAY);
		this.listing.takeOffSale(MONDAY);
		this.listing.change(Contents.titled("Logo and more"), null);
		this.listing.submit(MONDAY);
		assertThat(this.listing.edited().standing()).isEqualTo("SUBMITTED");
		assertThat(this.listing.edited().offSaleMeanwhile()).isTrue();
		this.listing.approve("mona", "Léa", TUESDAY);
		assertThat(codeOf(this.listing::offer)).isEqualTo("CONFLICT listing-off-sale");
		assertThat(this.listing.approved()).map(Offer::version).contains(2);
		this.listing.putBackOnSale();
		assertThat(this.listing.offer().content().title()).isEqualTo("Logo and more");
	}

	@Test
	void a_change_is_dropped_for_what_was_approved_before_it_and_what_follows_is_a_version_of_its_own() {
		assertThat(codeOf(this.listing::discardChange)).isEqualTo("CONFLICT listing-nothing-approved");
		assertThat(this.listing.edited().discardable()).isFalse();
		this.listing.submit(MONDAY);
		assertThat(codeOf(this.listing::discardChange)).isEqualTo("CONFLICT listing-nothing-approved");
		this.listing.approve("mona", "Léa", MONDAY);
		this.listing.change(Contents.titled("Logo and more"), null);
		assertThat(this.listing.edited().discardable()).isTrue();
		this.listing.submit(TUESDAY);
		assertThat(codeOf(this.listing::discardChange)).isEqualTo("CONFLICT listing-under-review");
		assertThat(this.listing.edited().discardable()).isFalse();
		this.listing.reject("mona", "No.");
		assertThat(this.listing.edited().discardable()).isTrue();
		this.listing.discardChange();
		this.listing.discardChange();
		ListingView kept = this.listing.edited();
		assertThat(kept).extracting("version", "state", "content", "rejectionReason", "versionOnSale")
			.containsExactly(1, ListingState.APPROVED, Contents.titled("Logo"), null, 1);
		assertThat(kept.discardable()).isFalse();
		assertThat(kept.decidedAs(new ListingReview(ListingReview.Choice.APPROVE, null, 2)))
			.as("version 2 was never approved")
			.isFalse();
		this.listing.change(Contents.titled("Logo and less"), null);
		assertThat(this.listing.submit(TUESDAY)).isEqualTo(3);
	}

	@Test
	void a_moderator_reads_what_was_submitted_and_nothing_before() {
		assertThat(this.listing.readBy("mona", A_MODERATOR, SELLS)).isEmpty();
		this.listing.submit(MONDAY);
		assertThat(this.listing.readBy("mona", A_MODERATOR, SELLS)).contains(this.listing.edited());
	}

	private void stored(long lockVersion) {
		ReflectionTestUtils.setField(this.listing, "lockVersion", lockVersion);
	}

}
