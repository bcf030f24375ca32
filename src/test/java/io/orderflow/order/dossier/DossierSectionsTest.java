package io.orderflow.order.dossier;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.FileView;
import io.orderflow.conversation.MessageKind;
import io.orderflow.conversation.MessageView;
import io.orderflow.order.ChangeRequest;
import io.orderflow.order.OrderFixtures;
import io.orderflow.order.RevisionPoint;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.WorkerResult;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViews;
import io.orderflow.order.dashboard.PointView;
import io.orderflow.order.dossier.DossierContent.Entry;
import io.orderflow.order.dossier.DossierContent.Fact;
import io.orderflow.order.dossier.DossierContent.Section;
import io.orderflow.order.timeline.TimelineLine;
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
		return new DossierWords(messages, language, new ReaderFormats(messages, language, ZoneId.of(zone), NOON));
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
				"Answer of Camille: The red one");
	}

	@Test
	void drafts_messages_and_points_are_told_with_who_said_what() {
		FileView sketch = FileView.of(file("sketch.txt"));
		OrderView order = new OrderViews().plan(new OrderView.Task(1, "Draw", LocalDate.of(2026, 12, 4), null))
			.drafts(new OrderView.DraftView(1, "A sketch", List.of(sketch), NOON, WorkerResult.MADE, List.of(),
					"CHANGES_ASKED", "Less red", NOON))
			.deliveries(new OrderView.DeliveryView(1, "Here", List.of(), NOON, null, "REVISION_ASKED",
					List.of(new PointView(1, "A longer tail", "story", "Your story?", RevisionPoint.Scope.OUTSIDE,
							"It was agreed", "Done")),
					NOON))
			.requests(OrderViews.request(ChangeRequest.Kind.CANCELLATION, ChangeRequest.State.REFUSED, null))
			.build();
		List<Section> sections = new DoneSections(order,
				List.of(message(MessageKind.MESSAGE, "Hello"), message(MessageKind.UPDATE, "Half of it")), this.words)
			.write();
		assertThat(sections.get(0).entries().get(0).table().rows())
			.containsExactly(List.of("1", "Draw", "Friday, December 4, 2026", "–"));
		assertThat(facts(sections.get(1))).contains("Files: sketch.txt", "Decision: changes asked for");
		assertThat(texts(sections.get(1))).containsExactly("Léa: A sketch", "Camille: Less red");
		assertThat(texts(sections.get(2))).containsExactly(": Half of it");
		assertThat(texts(sections.get(3))).containsExactly(": Hello");
		assertThat(facts(sections.get(4))).contains("Decision: a revision asked for", "Belongs to: Your story?",
				"Marked by the client as: outside of what was agreed");
		assertThat(texts(sections.get(4))).containsExactly("Léa: Here", "Camille: A longer tail",
				"Léa sees that otherwise: It was agreed", "Answer of Léa: Done");
		assertThat(sections.get(5).entries().get(0).heading()).isEqualTo("Léa asked to cancel the order");
		assertThat(facts(sections.get(5))).contains("State: Refused");
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
		List<Section> sections = new RecordSections(order, List.of(), List.of(line, ruled), this.words).write();
		Entry timeline = sections.get(1).entries().get(0);
		assertThat(timeline.table().columns()).contains("Time (Japan Time)", "UTC");
		assertThat(timeline.table().rows().get(0))
			.contains("2026-12-03 12:00:07", "Léa", "Work delivered · round 1\nHere")
			.anyMatch((cell) -> cell.contains("9:00"));
		assertThat(timeline.table().rows().get(1)).contains("a moderator");
		assertThat(sections.get(2).entries().get(0).table().rows()).singleElement()
			.satisfies((row) -> assertThat(row).contains("ab".repeat(32), "Deliveries and revisions"));
		assertThat(sections.get(0).entries().get(0).table().rows()).hasSize(2);
	}

	private static Attachment file(String name) {
		return new Attachment(UUID.randomUUID(), "lea", name, "text/plain", Duration.ofHours(1).toSeconds(),
				"ab".repeat(32), NOON, null, "OF-0000-0001", "deliveries/1");
	}

	private static MessageView message(MessageKind kind, String text) {
		return new MessageView(UUID.randomUUID(), "lea", "Léa", true, kind, text, List.of(), NOON);
	}

	private static List<String> facts(Section section) {
		return section.entries()
			.stream()
			.flatMap((entry) -> entry.facts().stream())
			.map(DossierSectionsTest::said)
			.toList();
	}

	private static List<String> texts(Section section) {
		return section.entries()
			.stream()
			.flatMap((entry) -> entry.texts().stream())
			.map(DossierSectionsTest::said)
			.toList();
	}

	private static String said(Fact fact) {
		return (fact.name().endsWith(":") ? fact.name() : fact.name() + ":") + " " + fact.text();
	}

}
