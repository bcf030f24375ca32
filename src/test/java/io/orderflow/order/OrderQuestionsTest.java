package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.orderflow.order.BlockingQuestion.State;
import io.orderflow.order.DeliveryClock.StopReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.util.ReflectionTestUtils;

import static io.orderflow.RefusalAssertions.codeOf;
import static io.orderflow.order.OrderFixtures.DELIVERY_TIME;
import static io.orderflow.order.OrderFixtures.PLACED;
import static io.orderflow.order.OrderFixtures.asked;
import static io.orderflow.order.OrderFixtures.days;
import static io.orderflow.order.OrderFixtures.lines;
import static org.assertj.core.api.Assertions.assertThat;

/** What stops the work between planning and delivery (B1). */
class OrderQuestionsTest {

	private static final List<UUID> FILES = List.of(UUID.randomUUID());

	private static final Instant DUE = PLACED.plus(DELIVERY_TIME);

	private final Order order = OrderFixtures.inProduction(1, PLACED);

	@Test
	void a_question_stops_the_clock_to_the_second() {
		BlockingQuestion asked = this.order.questions().ask("Which fox?", FILES, days(1));
		assertThat(this.order.clock().stopReason()).isEqualTo(StopReason.QUESTION);
		assertThat(this.order.turn()).isEqualTo(OrderStatus.Turn.CLIENT);
		assertThat(this.order.status()).as("the work is where it was").isEqualTo(OrderStatus.IN_PRODUCTION);
		assertThat(this.order.questions().open()).contains(asked);
		assertThat(asked.files()).isEqualTo(FILES);
		assertThat(asked.askedAt()).isEqualTo(days(1));

		UUID file = UUID.randomUUID();
		Instant answered = days(3).plusSeconds(7);
		this.order.questions().answer("The red one", List.of(file), answered);
		assertThat(this.order.clock().dueAt()).isEqualTo(DUE.plus(Duration.ofDays(2)).plusSeconds(7));
		assertThat(this.order.clock().running()).isTrue();
		assertThat(this.order.turn()).isEqualTo(OrderStatus.Turn.FREELANCER);
		assertThat(this.order.questions().open()).isEmpty();
		assertThat(asked.state()).isEqualTo(State.ANSWERED);
		assertThat(asked.answer()).isEqualTo("The red one");
		assertThat(asked.answerFiles()).containsExactly(file);
		assertThat(asked.endedAt()).isEqualTo(answered);
	}

	@Test
	void the_timeline_has_the_words_and_how_the_clock_stood() {
		this.order.questions().ask("Which fox?", List.of(), days(1));
		this.order.questions().answer("The red one", List.of(), days(2));
		this.order.questions().ask("Which sea?", List.of(), days(3));
		this.order.questions().withdraw(days(4));
		assertThat(newest(8)).containsExactly("QUESTION_ASKED lea {no=1, words=Which fox?}",
				"CLOCK_STOPPED null {reason=QUESTION}", "QUESTION_ANSWERED camille {no=1, words=The red one}",
				"CLOCK_RESUMED null {due=" + DUE.plus(Duration.ofDays(1)) + "}",
				"QUESTION_ASKED lea {no=2, words=Which sea?}", "CLOCK_STOPPED null {reason=QUESTION}",
				"QUESTION_WITHDRAWN lea {no=2}", "CLOCK_RESUMED null {due=" + DUE.plus(Duration.ofDays(2)) + "}");
	}

	@Test
	void an_order_has_an_end_of_questions() {
		for (int no = 1; no <= Order.MOST_OF_A_KIND; no++) {
			this.order.questions().ask("Which fox?", List.of(), days(1));
			this.order.questions().withdraw(days(1));
		}
		assertThat(codeOf(() -> this.order.questions().ask("And this one?", List.of(), days(1))))
			.isEqualTo("CONFLICT too-many-of-a-kind");
		assertThat(this.order.clock().running()).isTrue();
	}

	@Test
	void an_update_that_was_due_is_due_no_more_and_at_once_when_the_clock_goes_on() {
		Instant due = Objects.requireNonNull(this.order.updates().nextDueAt());
		Instant asked = due.plusSeconds(60);
		assertThat(this.order.updates().dueSoon(due.minusSeconds(60))).contains(due);
		this.order.questions().ask("Which fox?", List.of(), asked);
		assertThat(this.order.updates().suspended()).isTrue();
		assertThat(this.order.updates().dueSoon(asked)).isEmpty();

		Instant answered = asked.plusSeconds(3_600);
		this.order.questions().answer("The red one", List.of(), answered);
		assertThat(this.order.updates().suspended()).isFalse();
		assertThat(this.order.updates().dueSoon(answered)).contains(answered);
	}

	@Test
	void an_update_that_was_not_due_yet_is_not_suspended() {
		Instant due = Objects.requireNonNull(this.order.updates().nextDueAt());
		this.order.questions().ask("Which fox?", List.of(), due.minusSeconds(1));
		assertThat(this.order.updates().suspended()).isFalse();
		this.order.questions().answer("The red one", List.of(), due);
		assertThat(this.order.updates().dueSoon(due)).contains(due.plusSeconds(1));
		assertThat(this.order.updates().dueSoon(due.minus(Duration.ofHours(2)))).isEmpty();
	}

	@Test
	void one_is_open_at_a_time() {
		this.order.questions().ask("Which fox?", List.of(), days(1));
		assertThat(codeOf(() -> this.order.questions().ask("Which sea?", List.of(), days(1))))
			.isEqualTo("CONFLICT question-open-already");
		assertThat(this.order.questions().all()).hasSize(1);
	}

	@Test
	void what_is_not_asked_is_neither_answered_nor_taken_back() {
		assertThat(codeOf(() -> this.order.questions().answer("Red", List.of(), days(1))))
			.isEqualTo("CONFLICT step-not-open");
		assertThat(codeOf(() -> this.order.questions().withdraw(days(1)))).isEqualTo("CONFLICT no-open-question");
		this.order.questions().ask("Which fox?", List.of(), days(1));
		assertThat(this.order.questions().withdraw(days(2)).state()).isEqualTo(State.WITHDRAWN);
		assertThat(codeOf(() -> this.order.questions().withdraw(days(2)))).isEqualTo("CONFLICT no-open-question");
	}

	@ParameterizedTest
	@EnumSource
	void a_question_is_asked_while_the_freelancer_works_on_a_delivery(OrderStatus status) {
		Order there = OrderFixtures.in(status);
		if (List.of(OrderStatus.PLANNING, OrderStatus.DRAFTING, OrderStatus.IN_PRODUCTION, OrderStatus.IN_REVISION)
			.contains(status)) {
			there.questions().ask("Which fox?", List.of(), days(1));
			assertThat(there.turn()).isEqualTo(OrderStatus.Turn.CLIENT);
		}
		else {
			assertThat(codeOf(() -> there.questions().ask("Which fox?", List.of(), days(1))))
				.isEqualTo(status.closed() ? "CONFLICT order-closed" : "CONFLICT question-not-now");
			assertThat(there.turn()).isEqualTo(status.turn());
		}
	}

	@Test
	void an_order_whose_process_knows_no_questions_takes_none() {
		ReflectionTestUtils.setField(this.order.questions(), "possible", false);
		assertThat(codeOf(() -> this.order.questions().ask("Which fox?", List.of(), days(1))))
			.isEqualTo("CONFLICT questions-unknown");
		assertThat(this.order.clock().running()).isTrue();
	}

	@Test
	void a_draft_takes_it_back_and_the_clock_stands_on_for_the_draft() {
		Order drafting = OrderFixtures.drafting(PLACED);
		drafting.questions().ask("Which fox?", List.of(), days(1));
		drafting.drafts().submit("A sketch", FILES, List.of(), false, days(2));
		assertThat(drafting.questions().all()).extracting(BlockingQuestion::state).containsExactly(State.OVERTAKEN);
		assertThat(drafting.clock().stopReason()).isEqualTo(StopReason.DRAFT);
		drafting.drafts().approve("", days(4));
		assertThat(drafting.clock().dueAt()).isEqualTo(DUE.plus(Duration.ofDays(3)));
	}

	@Test
	void a_delivery_takes_it_back() {
		this.order.questions().ask("Which fox?", List.of(), days(1));
		this.order.rounds().deliver("Voilà", List.of(), Duration.ofDays(3), Duration.ofDays(1), days(2));
		assertThat(this.order.questions().all()).extracting(BlockingQuestion::state).containsExactly(State.OVERTAKEN);
		assertThat(this.order.clock().stopReason()).isEqualTo(StopReason.DELIVERED);
		assertThat(this.order.clock().dueAt()).isEqualTo(DUE.plus(Duration.ofDays(1)));
		assertThat(newest(4)).containsExactly("QUESTION_OVERTAKEN lea {no=1}",
				"CLOCK_RESUMED null {due=" + DUE.plus(Duration.ofDays(1)) + "}",
				"WORK_DELIVERED lea {round=1, words=Voilà}", "CLOCK_STOPPED null {reason=DELIVERED}");
	}

	@Test
	void it_ends_with_the_order() {
		this.order.questions().ask("Which fox?", List.of(), days(1));
		this.order.requests().askForCancellation(asked("camille", days(1)), ResponsibleParty.NOBODY);
		this.order.requests().accept("", days(2));
		this.order.requests().agreeCancellation(1, days(2));
		assertThat(this.order.questions().all()).extracting(BlockingQuestion::state)
			.containsExactly(State.ENDED_WITH_ORDER);
		assertThat(this.order.turn()).isEqualTo(OrderStatus.Turn.NOBODY);
		assertThat(lines(this.order)).contains("QUESTION_ENDED null {no=1}");
		assertThat(codeOf(() -> this.order.questions().withdraw(days(3)))).isEqualTo("CONFLICT order-closed");
	}

	@Test
	void no_update_is_due_meanwhile_and_the_rest_of_the_interval_counts_afterwards() {
		assertThat(this.order.updates().nextDueAt()).isEqualTo(days(2));
		this.order.questions().ask("Which fox?", List.of(), days(1));
		assertThat(this.order.updates().nextDueAt()).isNull();
		assertThat(this.order.updates().ask(days(9)).due()).isFalse();
		assertThat(this.order.updates().remind(days(9))).isFalse();
		this.order.questions().answer("The red one", List.of(), days(9));
		assertThat(this.order.updates().nextDueAt()).isEqualTo(days(10));
	}

	@Test
	void a_later_date_can_be_agreed_meanwhile() {
		this.order.questions().ask("Which fox?", List.of(), days(1));
		ChangeRequest request = this.order.requests()
			.askForExtension(new ChangeRequest.Asked("lea", "Ill", days(1), days(3)), DUE.plus(Duration.ofDays(4)));
		this.order.requests().accept("", days(2));
		this.order.requests().moveDueDate(request.no(), days(2));
		this.order.questions().answer("The red one", List.of(), days(3));
		assertThat(this.order.clock().dueAt()).isEqualTo(DUE.plus(Duration.ofDays(6)));
	}

	private List<String> newest(int count) {
		List<String> all = lines(this.order);
		return all.subList(all.size() - count, all.size());
	}

}
