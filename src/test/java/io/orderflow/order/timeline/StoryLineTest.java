package io.orderflow.order.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.orderflow.order.DeliveryClock.Reading;
import io.orderflow.order.DeliveryClock.StopReason;
import io.orderflow.order.TimelineKind;
import io.orderflow.platform.Readers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How the clock stands is told once, where it changes (B1, B7). */
class StoryLineTest {

	private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

	private static final Instant DUE = NOON.plus(Duration.ofDays(3));

	@Test
	void that_it_stopped_is_told_by_what_stopped_it() {
		List<TimelineLine> lines = List.of(line(1, NOON, TimelineKind.WORK_PLANNED, running()),
				line(2, NOON.plusSeconds(60), TimelineKind.DRAFT_SUBMITTED, standing(null)),
				line(3, NOON.plusSeconds(60), TimelineKind.CLOCK_STOPPED, standing(null)),
				line(4, NOON.plusSeconds(360), TimelineKind.PREVIEW_MADE, standing(null)),
				line(5, NOON.plusSeconds(960), TimelineKind.DRAFT_APPROVED, standing(null)),
				line(6, NOON.plusSeconds(960), TimelineKind.CLOCK_RESUMED, running()));

		assertThat(told(StoryLine.of(lines, Readers.english(NOON)))).containsExactly("1 running", "2 DRAFT", "4 ",
				"5 DRAFT,since", "6 running");
		assertThat(told(StoryLine.each(lines, Readers.english(NOON)))).as("a dossier has each line")
			.containsExactly("1 running", "2 DRAFT", "3 ", "4 ", "5 DRAFT,since", "6 running");
	}

	@Test
	void of_a_late_order_too() {
		Reading late = standing(Duration.ofHours(1));
		assertThat(
				told(StoryLine.of(
						List.of(line(1, NOON.plusSeconds(60), TimelineKind.WORK_DELIVERED, late),
								line(2, NOON.plusSeconds(60), TimelineKind.CLOCK_STOPPED, late)),
						Readers.english(NOON))))
			.containsExactly("1 DRAFT,late");
	}

	@Test
	void where_a_page_begins_with_it_or_it_was_written_long_ago_it_is_told_itself() {
		TimelineLine stopped = line(3, NOON.plusSeconds(60), TimelineKind.CLOCK_STOPPED, standing(null));
		assertThat(told(StoryLine.of(List.of(stopped), Readers.english(NOON)))).containsExactly("3 DRAFT");
		TimelineLine before = line(2, NOON, TimelineKind.DRAFT_SUBMITTED, null);
		TimelineLine unread = line(3, NOON, TimelineKind.CLOCK_STOPPED, null);
		assertThat(StoryLine.of(List.of(before, unread), Readers.english(NOON))).hasSize(2);
	}

	@Test
	void that_the_client_may_play_a_draft_is_told_with_it() {
		TimelineLine plain = new TimelineLine(1, NOON, "lea", TimelineKind.DRAFT_SUBMITTED, Map.of("no", "1"), null);
		TimelineLine played = new TimelineLine(2, NOON, "lea", TimelineKind.DRAFT_SUBMITTED,
				Map.of("no", "2", "playable", "true"), null);
		assertThat(StoryLine.of(List.of(plain, played), Readers.english(NOON)))
			.extracting((told) -> told.facts().stream().map(StoryLine.Fact::key).toList())
			.containsExactly(List.of("order.event.no"), List.of("order.event.no", "order.event.playable"));
	}

	/** The number of each, and what it says of the clock. */
	private static List<String> told(List<StoryLine> lines) {
		return lines.stream()
			.map((told) -> told.line().no() + " "
					+ String.join(",",
							told.clock().stream().map((fact) -> fact.key().replaceAll(".*\\.", "")).toList()))
			.toList();
	}

	private static TimelineLine line(int no, Instant at, TimelineKind kind, @Nullable Reading clock) {
		return new TimelineLine(no, at, null, kind, Map.of("reason", "DRAFT"), clock);
	}

	private static Reading running() {
		return new Reading(true, DUE, null, null, null, false);
	}

	private static Reading standing(@Nullable Duration lateFor) {
		return new Reading(false, null, NOON.plusSeconds(60), StopReason.DRAFT, lateFor, false);
	}

}
