package io.orderflow.fulfilment;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderStep;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.dashboard.RequestView;
import io.orderflow.order.step.AnswerRequest;
import io.orderflow.order.step.ReviewDelivery;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.RequestScenario;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.junit.jupiter.api.Test;

import static io.orderflow.RefusalAssertions.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What requests make of an order's dates, and its dates of requests (C1, S26). */
class RequestsAndTimeTest extends ProcessTest {

	@Test
	void what_both_read_of_a_later_date_while_the_clock_stands_is_what_is_agreed() {
		this.clock.freeze();
		OrderScenario order = order().requirementsProvided().clarificationAsked();
		Instant due = order.due();
		this.clock.advance(Duration.ofDays(3));
		assertThat(order.due()).isEqualTo(due.plus(Duration.ofDays(3)));
		RequestScenario request = order.extensionAsked(Marketplace.FREELANCER, Duration.ofDays(2));
		this.clock.advance(Duration.ofDays(1));

		RequestView asked = this.reading.order(order.number(), Marketplace.CLIENT).requests().get(0);
		assertThat(asked.due()).isEqualTo(due.plus(Duration.ofDays(4)));
		assertThat(asked.newDue()).isEqualTo(due.plus(Duration.ofDays(6)));
		request.accepted(Marketplace.CLIENT);
		assertThat(order.due()).isEqualTo(asked.newDue());
		RequestView agreed = this.reading.order(order.number(), Marketplace.CLIENT).requests().get(0);
		assertThat(agreed.newDue()).as("what was agreed reads as what the clock says").isEqualTo(asked.newDue());
		assertThat(agreed.due()).isEqualTo(asked.due());
		order.clarified();

		assertThat(order.due()).isEqualTo(asked.newDue());
	}

	@Test
	void what_came_to_nothing_moves_the_reminder_and_the_silence_of_the_review() {
		OrderScenario order = delivered();
		RequestScenario request = order.cancellationAsked(Marketplace.CLIENT);
		this.clock.advance(Duration.ofHours(40));
		request.refused(Marketplace.FREELANCER);

		Instant accepted = this.reading.order(order.number(), Marketplace.CLIENT).acceptedBySilenceAt();
		assertThat(order.job("event_reviewTimePassed").getDuedate().toInstant()).isCloseTo(accepted,
				within(1, ChronoUnit.SECONDS));
		assertThat(order.job("event_deliveryReminderFellDue").getDuedate().toInstant())
			.isCloseTo(accepted.minus(Duration.ofDays(1)), within(1, ChronoUnit.SECONDS));

		order.timeComesFor("event_deliveryReminderFellDue");
		assertThat(order.timeline(TimelineKind.REMINDED)).as("although the refusal's process has not heard").isOne();
		order.timeComesFor("event_reviewTimePassed");
		assertThat(order.status()).isEqualTo(OrderStatus.COMPLETED);
		assertThat(Duration.between(accepted, this.clock.instant())).isBetween(Duration.ZERO, Duration.ofMinutes(1));
	}

	@Test
	void a_client_who_was_reminded_before_is_reminded_again_of_a_silence_that_was_put_off() {
		OrderScenario order = delivered().timeComesFor("event_deliveryReminderFellDue");
		RequestScenario request = order.cancellationAsked(Marketplace.CLIENT);
		this.clock.advance(Duration.ofHours(12));
		request.withdrawn(Marketplace.CLIENT);
		Instant accepted = this.reading.order(order.number(), Marketplace.CLIENT).acceptedBySilenceAt();

		order.timeComesFor("event_reviewTimePassed");
		assertThat(this.reading.order(order.number(), Marketplace.CLIENT).acceptedBySilenceAt()).as("what was read")
			.isEqualTo(accepted);
		assertThat(order.timeline(TimelineKind.REMINDED)).isEqualTo(2);
		order.timeComesFor("event_reviewTimePassed");
		assertThat(order.status()).isEqualTo(OrderStatus.COMPLETED);
		assertThat(Duration.between(accepted, this.clock.instant())).isBetween(Duration.ZERO, Duration.ofMinutes(1));
	}

	@Test
	void a_form_that_was_open_while_silence_was_put_off_still_counts() {
		OrderScenario order = delivered();
		Instant shown = reviewedSince(order);
		this.clock.advance(Duration.ofDays(30));
		order.fires("event_reviewTimePassed");
		assertThat(order.status()).as("put off").isEqualTo(OrderStatus.DELIVERED);
		assertThat(reviewedSince(order)).as("the task stays").isEqualTo(shown);

		this.desk.decide(order.number(), order.client(),
				new ReviewDelivery.Decision(ReviewDelivery.Choice.ACCEPT, null), shown);

		assertThat(order.status()).isEqualTo(OrderStatus.COMPLETED);
	}

	@Test
	void an_answer_that_was_open_while_silence_was_put_off_still_counts() {
		OrderScenario order = order().requirementsProvided();
		RequestScenario request = order.extensionAsked(order.freelancer(), Duration.ofDays(2));
		Instant shown = answeredSince(order);
		String task = request.task().getId();
		this.clock.advance(Duration.ofDays(30));
		request.fires("event_answerTimePassed");
		assertThat(request.task().getId()).as("the task stays").isEqualTo(task);
		Instant due = this.reading.order(order.number(), order.client()).requests().get(0).answerDue();
		assertThat(request.task().getDueDate().toInstant()).as("and is due when the page says")
			.isCloseTo(due, within(1, ChronoUnit.SECONDS));

		this.desk.decide(order.number(), order.client(), new AnswerRequest.Decision(AnswerRequest.Choice.ACCEPT, null),
				shown);

		assertThat(order.timeline(TimelineKind.DUE_DATE_MOVED)).isOne();
	}

	@Test
	void the_task_of_an_answer_is_written_only_where_its_own_date_moves() {
		OrderScenario order = order().requirementsProvided();
		RequestScenario request = order.extensionAsked(order.freelancer(), Duration.ofDays(2));
		int version = ((TaskEntity) request.task()).getRevision();
		order.clarificationAsked();
		this.clock.advance(Duration.ofHours(1));
		order.clarified();
		assertThat(((TaskEntity) request.task()).getRevision()).as("the clock stopped and went on").isEqualTo(version);

		this.clock.advance(Duration.ofHours(30));
		request.fires("event_answerReminderFellDue");
		assertThat(request.task().getDueDate().toInstant()).as("a reminder that came late")
			.isCloseTo(this.clock.instant().plus(Duration.ofDays(1)), within(1, ChronoUnit.MINUTES));
	}

	private Instant answeredSince(OrderScenario order) {
		return this.reading.order(order.number(), order.client())
			.steps()
			.stream()
			.filter((open) -> open.step() == OrderStep.ANSWER_REQUEST)
			.findFirst()
			.orElseThrow()
			.since();
	}

	@Test
	void a_form_from_before_more_time_was_asked_for_shows_another_review() {
		OrderScenario order = delivered();
		Instant shown = reviewedSince(order);
		this.clock.advance(Duration.ofHours(1));
		order.moreTimeAsked();
		assertThat(codeOf(() -> this.desk.decide(order.number(), order.client(),
				new ReviewDelivery.Decision(ReviewDelivery.Choice.ACCEPT, null), shown)))
			.isEqualTo("CONFLICT step-came-round");
	}

	private Instant reviewedSince(OrderScenario order) {
		return this.reading.order(order.number(), order.client()).steps().get(0).since();
	}

	private OrderScenario delivered() {
		return orderWithoutApproval().requirementsProvided().requirementsClear().planned().delivered();
	}

}
