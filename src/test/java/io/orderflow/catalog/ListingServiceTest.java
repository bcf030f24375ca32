package io.orderflow.catalog;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import io.orderflow.Decisions;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.QueryPlans;
import io.orderflow.notification.NotificationService;
import io.orderflow.notification.NotificationView;
import io.orderflow.platform.Columns;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import org.camunda.bpm.engine.IdentityService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A service from the first draft to its sale, with the real review process. */
@OrderflowTest
class ListingServiceTest {

	@Autowired
	private ListingService listings;

	@Autowired
	private ListingFlow flow;

	@Autowired
	private NotificationService notifications;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private IdentityService identity;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private QueryPlans plans;

	private String freelancer;

	private String moderator;

	@BeforeEach
	void arrive() {
		this.freelancer = this.newcomers.freelancer();
		this.moderator = this.newcomers.moderator();
	}

	@Test
	void only_an_approved_service_can_be_ordered_and_the_reason_is_told() {
		UUID id = this.listings.create(this.freelancer, Contents.logo());
		assertThat(refusal(() -> this.listings.offerFor(id)).code()).isEqualTo("listing-not-approved");
		this.listings.submit(id, this.freelancer);
		assertThat(refusal(() -> this.listings.offerFor(id)).code()).isEqualTo("listing-waits-for-review");
		reject(id, "Please say what is included.");
		assertThat(refusal(() -> this.listings.offerFor(id)).code()).isEqualTo("listing-rejected");
		this.listings.submit(id, this.freelancer);
		approve(id);
		assertThat(this.listings.offerFor(id)).isEqualTo(new Offer(id, 2, this.freelancer, Contents.logo()));
	}

	@Test
	void what_was_approved_stays_on_sale_while_a_change_is_reviewed() {
		UUID id = onSale("Logo");
		this.listings.change(id, this.freelancer, Contents.titled("Logo and more"));
		assertThat(this.listings.offerFor(id).content().title()).isEqualTo("Logo");
		this.listings.submit(id, this.freelancer);
		assertThat(this.listings.get(id, this.newcomers.client()).content().title()).isEqualTo("Logo");
		reject(id, "No.");
		assertThat(this.listings.offerFor(id).version()).isEqualTo(1);
		ListingView mine = this.listings.get(id, this.freelancer);
		assertThat(mine.state()).isEqualTo(ListingState.REJECTED);
		assertThat(mine.rejectionReason()).isEqualTo("No.");
		assertThat(mine.content().title()).isEqualTo("Logo and more");
		assertThat(mine.versionOnSale()).isEqualTo(1);
		this.listings.submit(id, this.freelancer);
		approve(id);
		assertThat(this.listings.offerFor(id).content().title()).isEqualTo("Logo and more");
		assertThat(this.listings.offerFor(id).version()).isEqualTo(3);
	}

	@Test
	void nothing_is_submitted_twice_nor_changed_under_the_moderators_eyes() {
		UUID id = this.listings.create(this.freelancer, Contents.logo());
		this.listings.submit(id, this.freelancer);
		assertThat(refusal(() -> this.listings.submit(id, this.freelancer)).code()).isEqualTo("listing-under-review");
		assertThat(refusal(() -> this.listings.change(id, this.freelancer, Contents.titled("Other"))).code())
			.isEqualTo("listing-under-review");
		approve(id);
		assertThat(refusal(() -> this.listings.submit(id, this.freelancer)).code())
			.isEqualTo("listing-approved-already");
		this.listings.change(id, this.freelancer, Contents.logo());
		assertThat(this.listings.get(id, this.freelancer).state()).isEqualTo(ListingState.APPROVED);
	}

	@Test
	void only_freelancers_sell() {
		String client = this.newcomers.client();
		assertThat(refusal(() -> this.listings.create(client, Contents.logo())).code()).isEqualTo("not-a-freelancer");
		UUID id = this.listings.create(this.freelancer, Contents.logo());
		this.identity.deleteMembership(this.freelancer, UserStore.FREELANCERS);
		assertThat(refusal(() -> this.listings.submit(id, this.freelancer)).code()).isEqualTo("not-a-freelancer");
	}

	@Test
	void a_moderator_reads_what_was_submitted_and_nothing_before() {
		UUID id = this.listings.create(this.freelancer, Contents.titled("Logo"));
		assertThat(refusal(() -> this.listings.get(id, this.moderator)).code()).isEqualTo("listing-not-found");
		this.listings.submit(id, this.freelancer);
		assertThat(this.listings.get(id, this.moderator).state()).isEqualTo(ListingState.SUBMITTED);
		approve(id);
		this.listings.change(id, this.freelancer, Contents.titled("Logo and more"));
		assertThat(this.listings.get(id, this.moderator).content().title()).isEqualTo("Logo");
		assertThat(this.listings.get(id, this.freelancer).content().title()).isEqualTo("Logo and more");
	}

	@Test
	void a_second_decision_is_told_that_it_comes_too_late() {
		UUID id = this.listings.create(this.freelancer, Contents.logo());
		this.listings.submit(id, this.freelancer);
		approve(id);
		assertThat(refusal(() -> reject(id, "Too late.")).code()).isEqualTo("listing-not-under-review");
	}

	@Test
	void only_moderators_decide_and_a_rejection_needs_a_reason() {
		UUID id = this.listings.create(this.freelancer, Contents.logo());
		this.listings.submit(id, this.freelancer);
		assertThat(refusal(() -> this.flow.review(id, this.freelancer, Decisions.review(Map.of("decision", "approve"))))
			.code()).isEqualTo("moderators-only");
		Refusal refusal = refusal(() -> reject(id, " "));
		assertThat(refusal.problems()).extracting(Refusal.Problem::field).containsExactly("reason");
		assertThat(refusal(() -> this.flow.review(id, this.moderator, new ListingReview(null, ""))).problems())
			.extracting(Refusal.Problem::code)
			.containsExactly("choice-missing");
		assertThat(this.listings.get(id, this.freelancer).state()).isEqualTo(ListingState.SUBMITTED);
		approve(id);
	}

	@Test
	void a_service_of_another_is_not_even_there() {
		UUID id = this.listings.create(this.freelancer, Contents.logo());
		String stranger = this.newcomers.freelancer();
		assertThat(refusal(() -> this.listings.get(id, stranger)).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
		assertThat(refusal(() -> this.listings.submit(id, stranger)).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
		assertThat(refusal(() -> this.listings.change(id, stranger, Contents.logo())).kind())
			.isEqualTo(Refusal.Kind.NOT_FOUND);
		assertThat(this.listings.get(id, this.freelancer).state()).isEqualTo(ListingState.DRAFT);
	}

	@Test
	void the_freelancer_is_told_of_every_decision() {
		UUID id = this.listings.create(this.freelancer, Contents.titled("Logo"));
		this.listings.submit(id, this.freelancer);
		reject(id, "Too short.");
		this.listings.submit(id, this.freelancer);
		approve(id);
		List<NotificationView> told = this.notifications.page(this.freelancer, null, null).items();
		assertThat(told).extracting(NotificationView::title)
			.containsExactly("Your service is on sale: Logo", "Your service needs a change: Logo");
		assertThat(told.get(1).text()).contains("Too short.");
	}

	@Test
	void services_on_sale_are_found_by_the_beginnings_of_their_words() {
		String word = "zq" + UUID.randomUUID().toString().substring(0, 8);
		UUID id = onSale("Création de " + word + "works");
		this.listings.create(this.freelancer, Contents.titled(word + " not approved"));
		assertThat(found(word + " CREATION")).containsExactly(id);
		assertThat(found(word + " missing")).isEmpty();
		assertThat(found("!&|")).isEmpty();
		assertThat(refusal(() -> this.listings.search("x".repeat(201), null, null)).code()).isEqualTo("text-too-long");
	}

	@Test
	void pages_follow_one_another_newest_first() {
		String word = "zq" + UUID.randomUUID().toString().substring(0, 8);
		List<UUID> ids = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			ids.add(0, onSale(word + " number " + i));
		}
		List<UUID> read = new ArrayList<>();
		String cursor = null;
		do {
			Page<ListedOffer> page = this.listings.search(word, cursor, 2);
			assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
			page.items().forEach((offer) -> read.add(offer.listingId()));
			cursor = page.next();
		}
		while (cursor != null);
		assertThat(read).isEqualTo(ids);
		assertThat(this.listings.ofFreelancer(this.freelancer, null, 100).items()).extracting(ListedService::id)
			.isEqualTo(ids);
		assertThat(refusal(() -> this.listings.search(null, "nonsense", null)).code()).isEqualTo("bad-cursor");
	}

	@Test
	void pages_follow_one_another_by_price_and_by_time() {
		String word = "zq" + UUID.randomUUID().toString().substring(0, 8);
		Map<String, UUID> ids = new HashMap<>();
		for (String sold : List.of("30 P2D", "7.50 P9D", "100 PT12H", "7.50 P3D", "250 P1D")) {
			String[] parts = sold.split(" ");
			ids.put(sold, onSale(Contents.within(word, parts[0], Duration.parse(parts[1]))));
		}
		assertThat(inPages(word, ListingSort.TIME)).containsExactly(ids.get("100 PT12H"), ids.get("250 P1D"),
				ids.get("30 P2D"), ids.get("7.50 P3D"), ids.get("7.50 P9D"));
		List<UUID> byPrice = inPages(word, ListingSort.PRICE);
		assertThat(byPrice.subList(0, 2)).containsExactlyInAnyOrder(ids.get("7.50 P9D"), ids.get("7.50 P3D"));
		assertThat(byPrice.subList(2, 5)).containsExactly(ids.get("30 P2D"), ids.get("100 PT12H"), ids.get("250 P1D"));
		String newest = this.listings.find(ListingSearch.of(word), null, 2).next();
		for (String cursor : List.of(newest, "UFJJQ0U", encoded("PRICE " + UUID.randomUUID() + " 1e9999"),
				encoded("PRICE " + UUID.randomUUID() + " -1"))) {
			assertThat(refusal(() -> this.listings.find(by(word, ListingSort.PRICE), cursor, 2)).code())
				.isEqualTo("bad-cursor");
		}
		assertThat(refusal(() -> this.listings.find(ListingSearch.of(word),
				encoded("NEWEST " + UUID.randomUUID() + " +999999999-01-01T00:00:00Z"), 2))
			.code()).isEqualTo("bad-cursor");
	}

	private static String encoded(String cursor) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(StandardCharsets.UTF_8));
	}

	private static ListingSearch by(String word, ListingSort sort) {
		return new ListingSearch(word, null, null, null, sort);
	}

	private List<UUID> inPages(String word, ListingSort sort) {
		List<UUID> read = new ArrayList<>();
		String cursor = null;
		do {
			Page<ListedOffer> page = this.listings.find(by(word, sort), cursor, 2);
			page.items().forEach((offer) -> read.add(offer.listingId()));
			cursor = page.next();
		}
		while (cursor != null);
		return read;
	}

	@Test
	void long_descriptions_make_more_pages_and_no_larger_ones() {
		String word = "zq" + UUID.randomUUID().toString().substring(0, 8);
		Set<UUID> all = new HashSet<>();
		for (int i = 0; i < 24; i++) {
			all.add(onSale(word));
		}
		this.jdbc.sql("""
				update listing set content = long.content, approved_content = long.content
				from (select id, jsonb_set(content, '{description}', to_jsonb(repeat('😀', 10000))) as content
					from listing where freelancer = :freelancer) long
				where listing.id = long.id
				""").param("freelancer", this.freelancer).update();
		assertThat(small((cursor) -> this.listings.find(ListingSearch.of(word), cursor, 100)))
			.extracting(ListedOffer::listingId)
			.containsExactlyInAnyOrderElementsOf(all);
		assertThat(small((cursor) -> this.listings.ofFreelancer(this.freelancer, cursor, 100)))
			.extracting(ListedService::id)
			.containsAll(all)
			.doesNotHaveDuplicates();
	}

	/** All of a list, of which no page has more characters than are read at once. */
	private static <T> List<T> small(Function<@Nullable String, Page<T>> pages) {
		List<T> read = new ArrayList<>();
		String cursor = null;
		do {
			Page<T> page = pages.apply(cursor);
			assertThat(Columns.json(page).length()).isLessThan(250_000);
			read.addAll(page.items());
			cursor = page.next();
		}
		while (cursor != null);
		return read;
	}

	@Test
	void what_was_kept_with_more_than_its_bound_is_read_and_in_lists_without_its_questions() {
		String word = "zq" + UUID.randomUUID().toString().substring(0, 8);
		UUID id = onSale(word);
		this.jdbc.sql("""
				update listing set content = large.content, approved_content = large.content
				from (select jsonb_set(content, '{questions,0,prompt}', to_jsonb(repeat('x', 500000))) as content
					from listing where id = :id) large
				where id = :id
				""").param("id", id).update();
		assertThat(this.listings.offerFor(id).content().questions().get(0).prompt()).hasSize(500_000);
		assertThat(Columns.json(this.listings.ofFreelancer(this.freelancer, null, 100))).contains(word)
			.hasSizeLessThan(1_000);
		assertThat(Columns.json(this.listings.search(word, null, 100))).contains(word).hasSizeLessThan(1_000);
	}

	@Test
	void lists_are_read_from_an_index() {
		UUID model = onSale("Model");
		String other = this.newcomers.freelancer();
		this.plans.amid(() -> this.jdbc.sql("""
				insert into listing (id, freelancer, lock_version, state, content, version, approved_content,
					approved_version, approved_at, price_amount, price_currency, search_text, created_at)
				select gen_random_uuid(), ?, 0, 'APPROVED', l.content, 1, l.content, 1, now() - n * interval '1 minute',
					n, 'EUR', 'plan number' || n, now() - n * interval '1 minute'
				from generate_series(1, 20000) n, (select content from listing where id = ?) l
				""").params(other, model).update(), () -> {
			Map<String, Object> page = new HashMap<>(
					Map.of("at", OffsetDateTime.now(ZoneOffset.UTC), "id", UUID.randomUUID(), "rows", 21));
			page.put("language", null);
			page.put("price", null);
			page.put("days", 7);
			page.put("words", "number777");
			Map<ListingSort, String> indexes = Map.of(ListingSort.NEWEST, "listing_on_sale on", ListingSort.PRICE,
					"listing_on_sale_by_price", ListingSort.TIME, "listing_on_sale_by_time");
			Map<ListingSort, Object> places = Map.of(ListingSort.NEWEST, page.get("at"), ListingSort.PRICE,
					BigDecimal.TEN, ListingSort.TIME, 3_600);
			indexes.forEach((sort, index) -> {
				page.put("value", places.get(sort));
				for (boolean first : List.of(true, false)) {
					assertThat(this.plans.of(ListingRows.onSale(sort, first, false), page)).contains(index)
						.doesNotContain("Seq Scan")
						.doesNotContain("Sort");
					assertThat(this.plans.of(ListingRows.onSale(sort, first, true), page)).contains("listing_words")
						.doesNotContain("Seq Scan");
				}
			});
			page.put("freelancer", this.freelancer);
			page.put("reader", other);
			assertThat(this.plans.ofFewRows(ListingRows.TO_REVIEW, page)).contains("listing_to_review")
				.doesNotContain("Sort", "Seq Scan");
			assertThat(this.plans.of(ListingRows.OF_FREELANCER, page)).contains("listing_by_freelancer")
				.doesNotContain("Seq Scan");
		});
	}

	private UUID onSale(String title) {
		return onSale(Contents.titled(title));
	}

	private UUID onSale(ListingContent content) {
		UUID id = this.listings.create(this.freelancer, content);
		this.listings.submit(id, this.freelancer);
		approve(id);
		return id;
	}

	private void approve(UUID id) {
		this.flow.review(id, this.moderator, Decisions.review(Map.of("decision", "approve")));
	}

	private void reject(UUID id, String reason) {
		this.flow.review(id, this.moderator, Decisions.review(Map.of("decision", "reject", "reason", reason)));
	}

	private List<UUID> found(String text) {
		return this.listings.search(text, null, null).items().stream().map(ListedOffer::listingId).toList();
	}

	private static Refusal refusal(Runnable refused) {
		return catchThrowableOfType(Refusal.class, refused::run);
	}

}
