package io.orderflow.order.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.timeline.WaitingTimes.Event;
import io.orderflow.order.timeline.WaitingTimes.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/** Who waited for whom, read off the timeline (S20). */
class WaitingTimesTest {

	private static final Instant PLACED = Instant.parse("2026-10-24T22:30:00Z");

	private final List<Event> events = new ArrayList<>();

	private Instant now = PLACED;

	@Test
	void each_moment_counts_for_the_side_and_the_reason_that_the_order_waits_for() {
		after(0, TimelineKind.ORDER_PLACED);
		after(3600, TimelineKind.REQUIREMENTS_SUBMITTED, TimelineKind.CLOCK_STARTED);
		after(60, TimelineKind.CLARIFICATION_ASKED);
		after(7, TimelineKind.CLARIFICATION_ANSWERED);
		after(30, TimelineKind.REQUIREMENTS_CLEAR);
		after(20, TimelineKind.WORK_PLANNED);
		after(100, TimelineKind.DRAFT_SUBMITTED);
		after(500, TimelineKind.CHANGES_ASKED);
		after(40, TimelineKind.QUESTION_ASKED);
		after(11, TimelineKind.QUESTION_ANSWERED);
		after(60, TimelineKind.DRAFT_SUBMITTED);
		after(50, TimelineKind.DRAFT_APPROVED);
		after(1000, TimelineKind.WORK_DELIVERED);
		after(300, TimelineKind.REVISION_ASKED, TimelineKind.CLOCK_STARTED);
		after(200, TimelineKind.WORK_DELIVERED);
		after(100, TimelineKind.ORDER_COMPLETED);
		this.now = this.now.plusSeconds(9_999);

		WaitingTimes waited = waited(ApprovalNeeded.DRAFT_AND_PLAN);

		assertThat(waited.client().reasons()).containsOnly(entry(Reason.REQUIREMENTS, seconds(3600)),
				entry(Reason.CLARIFICATION, seconds(7)), entry(Reason.DRAFT, seconds(550)),
				entry(Reason.QUESTION, seconds(11)), entry(Reason.REVIEW, seconds(400)));
		assertThat(waited.freelancer().reasons()).containsOnly(entry(Reason.PLANNING, seconds(110)),
				entry(Reason.DRAFTING, seconds(200)), entry(Reason.WORK, seconds(1000)),
				entry(Reason.REVISION, seconds(200)));
		assertThat(waited.client().total()).isEqualTo(seconds(4568));
		assertThat(waited.freelancer().total()).isEqualTo(seconds(1510));
	}

	@Test
	void requirements_that_came_with_the_order_are_waited_for_by_nobody() {
		after(0, TimelineKind.ORDER_PLACED, TimelineKind.CLOCK_STARTED);
		after(60, TimelineKind.REQUIREMENTS_CLEAR);
		after(60, TimelineKind.WORK_PLANNED);
		this.now = this.now.plusSeconds(30);
		WaitingTimes waited = waited(ApprovalNeeded.NONE);
		assertThat(waited.client().total()).isZero();
		assertThat(waited.client().reasons()).isEmpty();
		assertThat(waited.freelancer().reasons()).containsOnly(entry(Reason.PLANNING, seconds(120)),
				entry(Reason.WORK, seconds(30)));
	}

	@Test
	void a_plan_written_while_a_question_is_open_leaves_the_order_waiting_for_the_answer() {
		after(0, TimelineKind.ORDER_PLACED);
		after(1, TimelineKind.REQUIREMENTS_SUBMITTED, TimelineKind.CLOCK_STARTED);
		after(1, TimelineKind.REQUIREMENTS_CLEAR);
		after(10, TimelineKind.QUESTION_ASKED);
		after(20, TimelineKind.WORK_PLANNED);
		after(300, TimelineKind.QUESTION_ANSWERED);
		this.now = this.now.plusSeconds(4000);
		WaitingTimes waited = waited(ApprovalNeeded.NONE);
		assertThat(waited.client().reasons()).containsEntry(Reason.QUESTION, seconds(320));
		assertThat(waited.freelancer().reasons()).containsOnly(entry(Reason.PLANNING, seconds(11)),
				entry(Reason.WORK, seconds(4000)));
	}

	@Test
	void a_question_taken_back_leaves_the_order_waiting_for_what_it_waited_for() {
		after(0, TimelineKind.ORDER_PLACED);
		after(1, TimelineKind.REQUIREMENTS_SUBMITTED);
		after(1, TimelineKind.REQUIREMENTS_CLEAR);
		after(1, TimelineKind.WORK_PLANNED);
		after(1, TimelineKind.QUESTION_ASKED);
		after(5, TimelineKind.QUESTION_WITHDRAWN);
		after(2, TimelineKind.QUESTION_ASKED);
		after(5, TimelineKind.QUESTION_OVERTAKEN, TimelineKind.DRAFT_SUBMITTED);
		this.now = this.now.plusSeconds(4);
		WaitingTimes waited = waited(ApprovalNeeded.PLAN);
		assertThat(waited.client().reasons()).containsEntry(Reason.QUESTION, seconds(10))
			.containsEntry(Reason.DRAFT, seconds(4));
		assertThat(waited.freelancer().reasons()).containsEntry(Reason.DRAFTING, seconds(3));
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 })
	void whatever_happens_both_together_are_the_age_of_the_order(long seed) {
		Random random = new Random(seed);
		List<TimelineKind> kinds = WaitingTimes.TURNING.stream()
			.filter((kind) -> kind != TimelineKind.ORDER_COMPLETED && kind != TimelineKind.ORDER_CANCELLED)
			.toList();
		after(0, TimelineKind.ORDER_PLACED);
		for (int i = 0; i < 200; i++) {
			after(random.nextInt(100_000), kinds.get(random.nextInt(kinds.size())));
		}
		this.now = this.now.plusSeconds(random.nextInt(1_000));
		WaitingTimes waited = waited(ApprovalNeeded.DRAFT_AND_PLAN);
		assertThat(waited.client().total().plus(waited.freelancer().total()))
			.isEqualTo(Duration.between(PLACED, this.now));
		assertThat(waited.client().reasons().values().stream().reduce(Duration.ZERO, Duration::plus))
			.isEqualTo(waited.client().total());
	}

	@Test
	void what_is_told_to_the_second_adds_up() {
		for (TimelineKind kind : List.of(TimelineKind.ORDER_PLACED, TimelineKind.REQUIREMENTS_SUBMITTED,
				TimelineKind.WORK_PLANNED, TimelineKind.DRAFT_SUBMITTED, TimelineKind.DRAFT_APPROVED,
				TimelineKind.WORK_DELIVERED)) {
			this.events.add(new Event(this.now, kind));
			this.now = this.now.plusMillis(10_700);
		}
		WaitingTimes waited = waited(ApprovalNeeded.DRAFT_AND_PLAN);
		for (WaitingTimes.Side side : List.of(waited.client(), waited.freelancer())) {
			assertThat(side.reasons().values()).allSatisfy((time) -> assertThat(time.toNanosPart()).isZero());
			assertThat(side.reasons().values().stream().mapToLong(Duration::toSeconds).sum())
				.isEqualTo(side.total().toSeconds());
		}
		assertThat(waited.client().total().plus(waited.freelancer().total())).as("6 times 10.7 seconds")
			.isEqualTo(seconds(64));
	}

	private void after(long seconds, TimelineKind... kinds) {
		this.now = this.now.plusSeconds(seconds);
		for (TimelineKind kind : kinds) {
			this.events.add(new Event(this.now, kind));
		}
	}

	private WaitingTimes waited(ApprovalNeeded approval) {
		return WaitingTimes.of(this.events, approval, this.now);
	}

	private static Duration seconds(long seconds) {
		return Duration.ofSeconds(seconds);
	}

}
