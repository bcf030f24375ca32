package io.orderflow.fulfilment;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderStep;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.request.Ruling;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.RequestScenario;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/** {@code changeRequest.bpmn}: what one side asks of the other (C1, C2, C4). */
class ChangeRequestTest extends RequestProcessTest {

	@Test
	void an_extension_that_is_accepted_moves_the_due_date() {
		OrderScenario order = underWay();
		Instant due = due(order);

		RequestScenario request = extension(order).accepted(Marketplace.CLIENT);

		assertThat(request.process())
			.hasPassed("serviceTask_notifyOtherSide", "event_requestAnswered", "serviceTask_moveDueDate",
					"serviceTask_notifyOfAcceptance", "event_requestAccepted")
			.isEnded();
		assertThat(due(order)).isEqualTo(due.plus(TWO_DAYS));
		assertThat(order.timeline(TimelineKind.DUE_DATE_MOVED)).isOne();
		assertThat(order.waitsAt()).contains("userTask_planWork");
		assertThat(told(Marketplace.FREELANCER, order)).anyMatch((title) -> title.contains("nouvelle date"));
	}

	@Test
	void a_step_that_is_due_with_the_work_is_due_later_too() {
		OrderScenario order = orderWithoutApproval().requirementsProvided().requirementsClear().planned();

		extension(order).accepted(Marketplace.CLIENT);

		Task deliver = this.engine.getTaskService()
			.createTaskQuery()
			.processInstanceBusinessKey(order.number())
			.taskDefinitionKey("userTask_deliverWork")
			.singleResult();
		assertThat(deliver.getDueDate().toInstant()).isCloseTo(due(order), within(1, ChronoUnit.SECONDS));
	}

	@Test
	void a_clock_that_stands_keeps_what_was_agreed_on_top() {
		OrderScenario order = order().requirementsProvided().clarificationAsked();
		Instant due = due(order);
		RequestScenario request = extension(order);
		this.clock.advance(Duration.ofDays(1));

		request.accepted(Marketplace.CLIENT);
		order.clarified();

		assertThat(Duration.between(due.plus(TWO_DAYS).plus(Duration.ofDays(1)), due(order)).abs())
			.isLessThan(Duration.ofMinutes(5));
	}

	@Test
	void an_extension_that_is_refused_leaves_the_date_and_cannot_be_disputed() {
		OrderScenario order = underWay();
		Instant due = due(order);

		RequestScenario request = extension(order).refused(Marketplace.CLIENT);

		assertThat(request.process()).hasPassed("serviceTask_notifyOfOutcome", "event_requestRefused").isEnded();
		assertThat(due(order)).isEqualTo(due);
		refused("nothing-to-dispute", () -> request.disputed(Marketplace.FREELANCER));
	}

	@Test
	void an_extension_that_nobody_answers_is_refused_after_48_hours() {
		OrderScenario order = underWay();
		Instant due = due(order);
		Instant asked = this.clock.instant();

		RequestScenario request = extension(order).timeComesFor("event_answerReminderFellDue")
			.timeComesFor("event_answerTimePassed");

		assertThat(Duration.between(asked, this.clock.instant())).isBetween(Duration.ofHours(48),
				Duration.ofHours(48).plusMinutes(1));
		assertThat(request.process())
			.hasPassed("serviceTask_takeDefaultAnswer", "event_defaultAnswerTaken", "event_requestRefused")
			.isEnded();
		assertThat(due(order)).isEqualTo(due);
		assertThat(order.timeline(TimelineKind.EXTENSION_UNANSWERED)).isOne();
	}

	@Test
	void a_cancellation_that_is_accepted_cancels_the_order() {
		OrderScenario order = underWay();

		RequestScenario request = cancellation(order, Marketplace.FREELANCER).accepted(Marketplace.CLIENT);

		assertThat(request.process()).hasPassed("serviceTask_agreeCancellation", "event_requestAccepted").isEnded();
		assertThat(order.process()).hasPassed("event_cancellationDecided", "serviceTask_notifyBothOfCancellation");
		assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
		assertThat(order.timeline(TimelineKind.ORDER_CANCELLED)).isOne();
		assertThat(order.timeline(TimelineKind.REQUEST_ENDED)).isZero();
	}

	@Test
	void a_cancellation_that_nobody_answers_is_accepted_after_48_hours() {
		OrderScenario order = underWay();

		RequestScenario request = cancellation(order, Marketplace.CLIENT).timeComesFor("event_answerReminderFellDue")
			.timeComesFor("event_answerTimePassed");

		assertThat(request.process()).hasPassed("event_defaultAnswerTaken", "event_requestAccepted").isEnded();
		assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
		assertThat(told(Marketplace.FREELANCER, order)).anyMatch((title) -> title.contains("faute de réponse"));
	}

	@Test
	void a_request_is_withdrawn_while_it_waits_by_whoever_asked() {
		OrderScenario order = underWay();
		RequestScenario request = cancellation(order, Marketplace.CLIENT);

		refused("request-not-yours", () -> request.withdrawn(Marketplace.FREELANCER));
		request.withdrawn(Marketplace.CLIENT);

		assertThat(request.process())
			.hasPassed("event_withdrawalDecided", "serviceTask_notifyOfWithdrawal", "event_requestWithdrawn")
			.isEnded();
		assertThat(order.waitsAt()).contains("userTask_planWork");
		refused("no-open-request", () -> request.withdrawn(Marketplace.CLIENT));
		refused("step-not-open", () -> request.accepted(Marketplace.FREELANCER));
	}

	@Test
	void one_request_is_open_at_a_time() {
		OrderScenario order = underWay();
		RequestScenario request = cancellation(order, Marketplace.CLIENT);

		refused("request-open-already", () -> cancellation(order, Marketplace.FREELANCER));
		refused("request-open-already", () -> extension(order));
		refused("step-not-yours", () -> request.accepted(Marketplace.CLIENT));
		request.refused(Marketplace.FREELANCER);

		RequestScenario own = order.extensionAsked(Marketplace.CLIENT, TWO_DAYS);
		assertThat(own.waitsAt()).containsExactlyInAnyOrder("userTask_answerRequest");
		refused("request-open-already", () -> request.disputed(Marketplace.CLIENT));
	}

	@Test
	void an_answer_comes_from_tasklist_as_well() {
		OrderScenario order = underWay();
		RequestScenario request = extension(order);
		Task task = request.task();
		assertThat(task.getDueDate().toInstant()).isAfter(this.clock.instant().plus(Duration.ofHours(47)));
		assertThat((String) this.engine.getFormService().getTaskFormVariables(task.getId()).get(TaskContext.BRIEF))
			.contains("later delivery", "The fox is shy");

		signIn(Marketplace.CLIENT, UserStore.CLIENTS);
		this.engine.getTaskService().complete(task.getId(), Map.of("decision", "accept"));
		nobodyIsSignedIn();

		assertThat(request.process()).isEnded();
		assertThat(order.timeline(TimelineKind.EXTENSION_ACCEPTED)).isOne();
	}

	@Test
	void an_order_that_is_closed_ends_the_request_wherever_it_waits() {
		OrderScenario answer = delivered();
		RequestScenario waiting = cancellation(answer, Marketplace.CLIENT);
		answer.accepted();
		assertThat(waiting.process()).hasPassed("event_orderClosed", "event_requestEndedWithOrder").isEnded();
		assertThat(answer.timeline(TimelineKind.REQUEST_ENDED)).isOne();

		OrderScenario refusal = delivered();
		RequestScenario disputable = cancellation(refusal, Marketplace.CLIENT).refused(Marketplace.FREELANCER);
		refusal.accepted();
		assertThat(disputable.process()).hasPassed("event_requestEndedWithOrder").isEnded();

		OrderScenario ruling = delivered();
		RequestScenario disputed = cancellation(ruling, Marketplace.CLIENT).refused(Marketplace.FREELANCER)
			.disputed(Marketplace.CLIENT);
		ruling.accepted();
		assertThat(disputed.process()).hasPassed("event_requestEndedWithOrder").isEnded();

		OrderScenario alone = order();
		RequestScenario cancelled = cancellation(alone, Marketplace.FREELANCER);
		this.desk.cancel(alone.number(), Marketplace.CLIENT, "Changed my mind");
		assertThat(cancelled.process()).hasPassed("event_requestEndedWithOrder").isEnded();
		refused("order-closed", () -> cancellation(alone, Marketplace.CLIENT));
	}

	@Test
	void a_delivery_ends_the_request_for_a_later_one() {
		OrderScenario order = underWay().planned();
		RequestScenario request = extension(order);

		order.draftSubmitted().previewAnswered("made").draftApproved().delivered();

		assertThat(request.process()).hasPassed("event_requestWithdrawn").isEnded();
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_reviewDelivery");
		refused("nothing-to-extend", () -> extension(order));
	}

	@Test
	void silence_accepts_no_delivery_while_a_cancellation_or_a_ruling_is_open() {
		OrderScenario order = delivered();
		this.clock.moveTo(order.job("event_reviewTimePassed").getDuedate().toInstant().minusSeconds(600));
		RequestScenario request = cancellation(order, Marketplace.CLIENT);

		order.timeComesFor("event_reviewTimePassed");
		assertThat(order.status()).isEqualTo(OrderStatus.DELIVERED);
		assertThat(order.process()).hasNotPassed("event_acceptedBySilence");
		assertThat(Duration.between(this.clock.instant(), order.job("event_reviewTimePassed").getDuedate().toInstant()))
			.as("asks again when the answer must be there")
			.isGreaterThan(Duration.ofHours(40));

		order.fires("event_deliveryReminderFellDue");
		assertThat(order.timeline(TimelineKind.REMINDED)).as("nothing to remind of").isZero();

		request.refused(Marketplace.FREELANCER).disputed(Marketplace.CLIENT);
		order.timeComesFor("event_reviewTimePassed");
		assertThat(order.status()).isEqualTo(OrderStatus.DELIVERED);

		request.ruled(Ruling.Choice.REFUSE);
		Instant ruled = this.clock.instant();
		while (order.status() == OrderStatus.DELIVERED
				&& this.clock.instant().isBefore(ruled.plus(Duration.ofDays(9)))) {
			order.timeComesFor("event_reviewTimePassed");
		}
		assertThat(order.status()).isEqualTo(OrderStatus.COMPLETED);
		assertThat(this.clock.instant()).as("a day is left to look at it").isAfter(ruled.plus(Duration.ofHours(23)));
	}

	@Test
	void the_answer_is_a_step_of_the_order_for_whoever_is_asked() {
		OrderScenario order = underWay();
		cancellation(order, Marketplace.CLIENT);

		assertThat(this.reading.order(order.number(), Marketplace.FREELANCER).steps()).anyMatch(
				(step) -> step.step() == OrderStep.ANSWER_REQUEST && step.assignee().equals(Marketplace.FREELANCER));
	}

	private Instant due(OrderScenario order) {
		return this.reading.order(order.number(), Marketplace.CLIENT).clock().due();
	}

}
