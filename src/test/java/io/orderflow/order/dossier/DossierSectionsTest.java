package io.orderflow.order.dossier;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.FileView;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.conversation.MessageKind;
import io.orderflow.conversation.MessageView;
import io.orderflow.order.BlockingQuestion;
import io.orderflow.order.ChangeRequest;
import io.orderflow.order.OrderFixtures;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.RevisionPoint;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.WorkerResult;
import io.orderflow.order.dashboard.DraftView;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViews;
import io.orderflow.order.dashboard.PointView;
import io.orderflow.order.dashboard.QuestionView;
import io.orderflow.order.dashboard.RequestView;
import io.orderflow.order.dossier.DossierContent.Entry;
import io.orderflow.order.dossier.DossierContent.Fact;
import io.orderflow.order.dossier.DossierContent.Section;
import io.orderflow.order.timeline.TimelineLine;
import io.orderflow.order.timeline.WaitingTimes;
import io.orderflow.order.timeline.WaitingTimes.Reason;
import io.orderflow.platform.ReaderFormats;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands in a dossier, section by section. */
class DossierSectionsTest {

	private static final Instant NOON = Instant.parse("2026-12-03T12:00:07Z");

	private final DossierWords words = words(Locale.ENGLISH, "Asia/Tokyo");

	private static DossierWords words(Locale language, String zone) {
		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBasename("messages");
		messages.setDefaultEncoding("UTF-8");
		messages.setFallbackToSystemLocale(false);
		return new DossierWords(messages, ApprovalNeeded.DRAFT_AND_PLAN, language,
				new ReaderFormats(messages, language, ZoneId.of(zone), NOON));
	}

	@Test
	void a_delivery_is_expected_no_longer_once_the_order_is_over() {
		for (OrderStatus status : OrderStatus.values()) {
			OrderView order = new OrderViews().status(status).due(NOON).build();
			List<String> facts = facts(
					new AgreedSections(order, OrderFixtures.placed().terms(), this.words).write().get(0));
			assertThat(facts).as(status.name())
				.anyMatch((fact) -> fact.startsWith(status.closed() ? "Delivery was due: " : "Delivery expected: "));
		}
	}

	@Test
	void what_was_agreed_is_told_with_what_the_client_answered() {
		OrderView order = new OrderViews()
			.clarifications(new OrderView.Question(1, "Which fox?", NOON, "The red one", List.of(), NOON))
			.build();
		List<Section> sections = new AgreedSections(order, OrderFixtures.placed().terms(), this.words).write();
		assertThat(sections).extracting(Section::title)
			.containsExactly("The order and its parties", "Terms, as agreed when it was placed", "Requirements",
					"Clarifications and questions");
		assertThat(facts(sections.get(0))).contains("Client: Camille", "Freelancer: Léa", "Status: Planning");
		assertThat(texts(sections.get(2))).containsExactly(": None.");
		assertThat(texts(sections.get(3))).containsExactly("Question of Léa: Which fox?",
				"Camille’s answer: The red one");
	}

	/** A term that is added to a service is one of the order's too. */
	@Test
	void every_term_is_told_as_it_was_agreed() {
		Map<String, String> told = Map.ofEntries(Map.entry("title", "Service"), Map.entry("description", "Description"),
				Map.entry("language", "Language of the texts"), Map.entry("price", "Price"),
				Map.entry("deliveryTime", "Delivery time"), Map.entry("revisions", "Revisions included"),
				Map.entry("approval", "The client approves first"),
				Map.entry("updateAskedAfter", "Progress update asked for after"),
				Map.entry("updateRemindedAfter", "Reminder of the progress update after"),
				Map.entry("revisionRoundTime", "Time for each revision"));
		Set<String> elsewhere = Set.of("questions", "pictures");
		assertThat(ListingContent.class.getRecordComponents()).filteredOn((term) -> !elsewhere.contains(term.getName()))
			.extracting(RecordComponent::getName)
			.containsExactlyInAnyOrderElementsOf(told.keySet());
		List<Section> sections = agreed(new OrderViews());
		assertThat(sections.subList(0, 2)
			.stream()
			.flatMap((section) -> section.entries().stream())
			.flatMap((entry) -> Stream.concat(entry.facts().stream(), entry.texts().stream()))
			.map(Fact::name)).containsAll(told.values());
		assertThat(facts(sections.get(1))).contains("Progress update asked for after: 2 days",
				"Reminder of the progress update after: 3 days", "Language of the texts: French");
	}

	@Test
	void a_question_of_the_hour_that_comes_twice_is_answered_after_it_was_asked() {
		Instant asked = Instant.parse("2026-10-25T00:40:00Z");
		OrderView order = new OrderViews()
			.clarifications(new OrderView.Question(1, "Which fox?", asked, "The red one", List.of(),
					asked.plus(Duration.ofMinutes(40))))
			.build();
		List<Section> sections = new AgreedSections(order, OrderFixtures.placed().terms(),
				words(Locale.ENGLISH, "Europe/Paris"))
			.write();
		assertThat(facts(sections.get(3)).stream().map((fact) -> fact.replaceAll("\\h", " ")))
			.contains("Asked: Oct 25, 2026, 2:40 AM GMT+2", "Answered: Oct 25, 2026, 2:20 AM GMT+1");
	}

	@Test
	void drafts_messages_and_points_are_told_with_who_said_what() {
		FileView sketch = FileView.of(file("sketch.txt"));
		OrderView order = new OrderViews().plan(new OrderView.Task(1, "Draw", LocalDate.of(2026, 12, 4), null))
			.drafts(new DraftView(1, "A sketch", List.of(sketch), NOON, WorkerResult.MADE, false, List.of(),
					"CHANGES_ASKED", "Less red", NOON, false, false))
			.deliveries(new OrderView.DeliveryView(1, "Here", List.of(), NOON, null, "REVISION_ASKED",
					List.of(new PointView(1, "A longer tail", "story", "Your story?", RevisionPoint.Scope.OUTSIDE,
							"It was agreed", "Done")),
					NOON))
			.requests(OrderViews.request(ChangeRequest.Kind.CANCELLATION, ChangeRequest.State.REFUSED, null))
			.build();
		List<Section> sections = new DoneSections(order,
				new Excerpt<>(List.of(message(MessageKind.MESSAGE, "Hello"), message(MessageKind.UPDATE, "Half of it")),
						false),
				List.of(), this.words)
			.write();
		assertThat(sections.get(0).entries().get(0).table().rows())
			.containsExactly(List.of("1", "Draw", "Friday, December 4, 2026", "–"));
		assertThat(facts(sections.get(1))).contains("Files: sketch.txt", "Decision: changes asked for");
		assertThat(texts(sections.get(1))).containsExactly("Léa: A sketch", "Camille: Less red");
		assertThat(texts(sections.get(2))).containsExactly(": Half of it");
		assertThat(texts(sections.get(3))).containsExactly(": Hello");
		assertThat(facts(sections.get(4))).contains("Files: none", "Decision: a revision asked for",
				"Belongs to: Your story?", "Marked by the client as: outside what was agreed");
		assertThat(texts(sections.get(4))).containsExactly("Léa: Here", "Camille: A longer tail",
				"Léa disagrees: It was agreed", "Léa’s answer: Done");
		assertThat(sections.get(5).entries().get(0).heading()).isEqualTo("Léa asked to cancel the order");
		assertThat(facts(sections.get(5))).contains("State: Refused");
	}

	@Test
	void a_draft_whose_films_and_sounds_the_client_may_play_says_so() {
		FileView sketch = FileView.of(file("sketch.txt"));
		FileView jingle = FileView.of(new Attachment(UUID.randomUUID(), "lea", "jingle.wav", "audio/vnd.wave", 44, "",
				NOON, null, null, "draft/1"));
		OrderView order = new OrderViews()
			.drafts(draft(1, true, jingle), draft(2, true, sketch), draft(3, false, jingle))
			.build();
		List<Entry> drafts = new DoneSections(order, new Excerpt<>(List.of(), false), List.of(), this.words).write()
			.get(1)
			.entries();
		assertThat(drafts).extracting((entry) -> entry.facts().toString().contains("play them before accepting"))
			.as("where there is something to play")
			.containsExactly(true, false, false);
	}

	private static DraftView draft(int no, boolean playable, FileView file) {
		return new DraftView(no, "A draft", List.of(file), NOON, WorkerResult.MADE, false, List.of(), null, null, null,
				false, playable);
	}

	@Test
	void times_are_those_of_the_reader_and_of_utc_and_each_file_stands_once() {
		Attachment picture = file("fox.jpg");
		OrderView order = new OrderViews()
			.deliveries(new OrderView.DeliveryView(1, "Here", List.of(FileView.of(picture), FileView.of(picture)), NOON,
					null, null, List.of(), null))
			.build();
		TimelineLine line = new TimelineLine(1, NOON, "lea", TimelineKind.WORK_DELIVERED,
				Map.of("round", "1", "words", "Here"), null);
		TimelineLine ruled = new TimelineLine(2, NOON, "mona", TimelineKind.RULED_KEPT, Map.of(), null);
		List<Section> sections = records(order, line, ruled);
		Entry timeline = sections.get(1).entries().get(0);
		assertThat(timeline.table().columns()).contains("Time (Tokyo)", "UTC");
		assertThat(timeline.table().rows().get(0))
			.contains("2026-12-03 12:00:07", "Léa", "Work delivered · delivery 1\nHere")
			.anyMatch((cell) -> cell.contains("2026") && cell.contains("9:00:07"));
		assertThat(timeline.table().rows().get(1)).contains("a moderator");
		assertThat(sections.get(2).entries().get(0).table().rows()).singleElement()
			.satisfies((row) -> assertThat(row).contains("ab".repeat(32), "Deliveries and revisions")
				.anyMatch((cell) -> cell.startsWith("Léa\n") && cell.endsWith("\n2026-12-03 12:00:07 UTC")));
		assertThat(sections.get(0).entries().get(0).table().rows()).hasSize(2);
	}

	@Test
	void what_nobody_answered_was_not_answered_and_what_ended_with_the_order_says_so() {
		RequestView silent = new RequestView(1, ChangeRequest.Kind.EXTENSION, ChangeRequest.State.REFUSED, "lea", "Ill",
				null, null, null, NOON, NOON, null, NOON, null, null, null, null, null, null, null, false);
		RequestView answered = new RequestView(2, ChangeRequest.Kind.CANCELLATION, ChangeRequest.State.REFUSED, "lea",
				"Ill", null, null, null, NOON, NOON, "camille", NOON, "No", null, null, null, null, null, NOON, true);
		List<Section> sections = done(new OrderViews().requests(silent, answered).build(), false);
		Entry first = sections.get(5).entries().get(0);
		assertThat(first.facts()).extracting(Fact::name).contains("Answer due").doesNotContain("Answered");
		assertThat(first.texts()).extracting(Fact::text).containsExactly("Ill", "There was no answer in time.");
		Entry second = sections.get(5).entries().get(1);
		assertThat(second.facts()).extracting(Fact::name).contains("Answered");
		assertThat(second.texts()).extracting(Fact::text).containsExactly("Ill", "No", "It ended with the order.");
	}

	@Test
	void when_a_mark_was_objected_to_and_when_a_request_was_withdrawn_is_told() {
		PointView point = new PointView(1, "A longer tail", "story", "Your story?", RevisionPoint.Scope.OUTSIDE,
				"It was agreed", null);
		PointView unopposed = new PointView(2, "Snow", "story", "Your story?", RevisionPoint.Scope.INSIDE, null, null);
		OrderView order = new OrderViews().deliveries(
				new OrderView.DeliveryView(1, "Here", List.of(), NOON, null, "REVISION_ASKED",
						List.of(point, unopposed), NOON),
				new OrderView.DeliveryView(2, "Again", List.of(), NOON, null, "REVISION_ASKED", List.of(point), NOON))
			.requests(new RequestView(1, ChangeRequest.Kind.EXTENSION, ChangeRequest.State.WITHDRAWN, "lea", "Ill",
					null, null, null, NOON, NOON, null, null, null, null, null, null, null, null,
					NOON.plus(Duration.ofDays(3)), false))
			.build();
		List<Section> sections = new DoneSections(order, new Excerpt<>(List.of(), false),
				List.of(line(TimelineKind.WORK_DELIVERED, 0, "round", "1"),
						line(TimelineKind.POINT_OBJECTED, 1, "point", "1"),
						line(TimelineKind.WORK_DELIVERED, 1, "round", "2"),
						line(TimelineKind.POINT_OBJECTED, 2, "point", "1")),
				this.words)
			.write();
		assertThat(facts(sections.get(4)).stream().filter((fact) -> fact.startsWith("Objected to:"))).satisfiesExactly(
				(first) -> assertThat(first).contains("Dec 4, 2026"),
				(second) -> assertThat(second).contains("Dec 5, 2026"));
		assertThat(facts(sections.get(5)))
			.anySatisfy((fact) -> assertThat(fact).startsWith("Withdrawn: ").contains("Dec 6, 2026"));
	}

	/** Of a demand, which is feminine. */
	@Test
	void when_a_request_was_disputed_and_ruled_on_is_told_in_french_as_what_it_is() {
		RequestView ruled = new RequestView(1, ChangeRequest.Kind.CANCELLATION, ChangeRequest.State.ACCEPTED, "lea",
				"Ill", null, null, null, NOON, NOON, "camille", NOON, "No", NOON, NOON, "Why", NOON, "So be it", NOON,
				false);
		List<Section> sections = new DoneSections(new OrderViews().requests(ruled).build(),
				new Excerpt<>(List.of(), false), List.of(), words(Locale.FRENCH, "Europe/Paris"))
			.write();
		assertThat(sections.get(5).entries().get(0).facts()).extracting(Fact::name)
			.contains("Réponse attendue avant le", "Soumise à un modérateur le", "Tranchée le");
	}

	private static TimelineLine line(TimelineKind kind, int days, String detail, String value) {
		return new TimelineLine(1, NOON.plus(Duration.ofDays(days)), "lea", kind, Map.of(detail, value), null);
	}

	@Test
	void who_cancelled_is_told_also_where_no_side_did() {
		assertThat(facts(agreed(new OrderViews().cancelled("camille", "No more")).get(0)))
			.contains("Cancelled by: Camille");
		assertThat(facts(agreed(new OrderViews().cancelled(null, "")).get(0)))
			.contains("Cancelled by: nobody: the requirements did not come in time");
		RequestView ruled = new RequestView(1, ChangeRequest.Kind.CANCELLATION, ChangeRequest.State.ACCEPTED, "lea",
				"Ill", null, null, null, NOON, NOON, "camille", NOON, "No", NOON, NOON, "Why", NOON, "So be it", NOON,
				false);
		assertThat(facts(agreed(new OrderViews().cancelled("lea", "Ill").requests(ruled)).get(0)))
			.contains("Cancelled by: a moderator, who ruled on what Léa had asked");
	}

	@Test
	void what_could_be_answered_is_told_with_what_was_and_a_day_as_every_other_day() {
		RequirementQuestion format = new RequirementQuestion("format", RequirementQuestion.Kind.SINGLE_CHOICE, "Format",
				true, List.of("16:9", "4:3"), List.of());
		RequirementQuestion day = new RequirementQuestion("by", RequirementQuestion.Kind.DATE, "Needed by", false,
				List.of(), List.of());
		RequirementQuestion logo = new RequirementQuestion("logo", RequirementQuestion.Kind.FILE, "Your logo", false,
				List.of(), List.of("image/svg+xml", "application/pdf"));
		Section told = agreed(
				new OrderViews().requirements(new OrderView.Requirement(format, List.of("16:9"), List.of()),
						new OrderView.Requirement(day, List.of("2026-12-24"), List.of()),
						new OrderView.Requirement(logo, List.of(), List.of())))
			.get(2);
		assertThat(facts(told)).containsExactly("Mandatory: yes", "To choose from: 16:9 · 4:3", "Mandatory: no",
				"Mandatory: no", "Files accepted: SVG drawing, PDF");
		assertThat(texts(told)).containsExactly(": 16:9", ": Thursday, December 24, 2026", ": –");
	}

	@Test
	void whose_files_they_are_is_told() {
		QuestionView asked = new QuestionView(1, "May it snow?", List.of(FileView.of(file("snow.txt"))), NOON,
				BlockingQuestion.State.ANSWERED, "Yes", List.of(FileView.of(file("flake.txt"))), NOON);
		assertThat(facts(agreed(new OrderViews().questions(asked)).get(3))).contains("Files: snow.txt",
				"Files of the answer: flake.txt");
	}

	@Test
	void what_was_written_stands_in_the_timeline_in_part_so_that_a_row_fits_on_a_page() {
		List<Section> sections = records(new OrderViews().build(), update("x".repeat(20_000)),
				update("x\n".repeat(99)));
		List<List<String>> rows = sections.get(1).entries().get(0).table().rows();
		assertThat(rows.get(0).get(4)).hasSizeLessThan(600).endsWith("x…");
		assertThat(rows.get(1).get(4).lines().count()).isLessThan(15);
	}

	private List<Section> agreed(OrderViews order) {
		return new AgreedSections(order.build(), OrderFixtures.placed().terms(), this.words).write();
	}

	@Test
	void where_not_all_messages_were_read_it_is_said() {
		assertThat(texts(done(new OrderViews().build(), true).get(3)).get(0)).contains("Older ones");
	}

	private List<Section> done(OrderView order, boolean older) {
		return new DoneSections(order, new Excerpt<>(List.of(), older), List.of(), this.words).write();
	}

	@Test
	void how_long_it_waited_is_what_the_page_says_and_the_parts_make_the_whole() {
		Map<Reason, Duration> reasons = Map.of(Reason.REQUIREMENTS, Duration.ofSeconds(10), Reason.DRAFT,
				Duration.ofSeconds(20), Reason.REVIEW, Duration.ofSeconds(31));
		OrderView order = new OrderViews()
			.waited(new WaitingTimes(new WaitingTimes.Side(Duration.ofSeconds(61), new TreeMap<>(reasons)),
					new WaitingTimes.Side(Duration.ZERO, Map.of())))
			.build();
		assertThat(records(order).get(0).entries().get(0).table().rows()).extracting((row) -> row.get(2))
			.containsExactly("1\u00a0minute 1\u00a0second", "10\u00a0seconds", "20\u00a0seconds", "31\u00a0seconds",
					"0\u00a0seconds");
	}

	private List<Section> records(OrderView order, TimelineLine... lines) {
		return new RecordSections(order, new Excerpt<>(List.of(), false), new Excerpt<>(List.of(lines), false),
				this.words)
			.write();
	}

	private static TimelineLine update(String words) {
		return new TimelineLine(1, NOON, "lea", TimelineKind.UPDATE_POSTED, Map.of("no", "1", "words", words), null);
	}

	private static Entry writing(String text) {
		return Entry.of(null, List.of(), List.of(new Fact("", text)));
	}

	private static Attachment file(String name) {
		return new Attachment(UUID.randomUUID(), "lea", name, "text/plain", Duration.ofHours(1).toSeconds(),
				"ab".repeat(32), NOON, null, "OF-0000-0001", "deliveries/1");
	}

	private static MessageView message(MessageKind kind, String text) {
		return new MessageView(UUID.randomUUID(), "lea", "Léa", null, true, kind, text, null, List.of(), NOON);
	}

	private static List<String> facts(Section section) {
		return said(section.entries().stream().flatMap((entry) -> entry.facts().stream()));
	}

	private static List<String> texts(Section section) {
		return said(section.entries().stream().flatMap((entry) -> entry.texts().stream()));
	}

	private static List<String> said(Stream<Fact> facts) {
		return facts.map(DossierSectionsTest::said).toList();
	}

	private static String said(Fact fact) {
		return (fact.name().endsWith(":") ? fact.name() : fact.name() + ":") + " " + fact.text();
	}

}
