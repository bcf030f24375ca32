package io.orderflow.fulfilment;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

import io.orderflow.Decisions;
import io.orderflow.HeldOrders;
import io.orderflow.order.OrderStep;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.flow.OrderFlow;
import io.orderflow.order.step.PostProgressUpdate;
import io.orderflow.order.step.StepProcessService;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.Storyboard;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/**
 * The branch of {@code orderFulfilment.bpmn} that keeps the client informed (S25, B4).
 */
class ProgressUpdatesTest extends ProcessTest {

	private static final Map<String, Object> UPDATE = Map.of("message", "Half of it is drawn");

	@Autowired
	private OrderFlow flow;

	@Autowired
	private StepProcessService steps;

	@Autowired
	private HeldOrders held;

	@Test
	void an_update_is_asked_for_after_two_silent_days_and_reminded_of_on_the_third() {
		OrderScenario order = inWork();
		Date asked = order.job("event_updateCheckFellDue").getDuedate();

		order.timeComesFor("event_updateCheckFellDue");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_planWork", "userTask_postProgressUpdate");

		Date reminded = order.job("event_updateReminderFellDue").getDuedate();
		assertThat(Duration.between(asked.toInstant(), reminded.toInstant()))
			.isCloseTo(Storyboard.UPDATE_REMINDED_AFTER.minus(Storyboard.UPDATE_ASKED_AFTER), Duration.ofMinutes(1));

		order.timeComesFor("event_updateReminderFellDue");
		assertThat(order.process()).hasPassed("event_updateReminderSent");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_planWork", "userTask_postProgressUpdate");
		assertThat(order.timeline(TimelineKind.REMINDED)).isOne();
	}

	@Test
	void an_update_that_was_asked_for_starts_the_count_again() {
		OrderScenario order = inWork().timeComesFor("event_updateCheckFellDue");

		order.decided(Marketplace.FREELANCER, Decisions.of(OrderStep.POST_PROGRESS_UPDATE, UPDATE));

		assertCountedFromNow(order);
	}

	@Test
	void an_update_posted_unasked_starts_the_count_again() {
		OrderScenario order = inWork();
		this.clock.advance(Duration.ofDays(1));

		this.desk.postUpdate(order.number(), Marketplace.FREELANCER,
				Decisions.of(OrderStep.POST_PROGRESS_UPDATE, UPDATE));

		assertThat(order.process()).hasPassed("event_progressPosted");
		assertCountedFromNow(order);
	}

	@Test
	void a_repeat_of_an_update_does_nothing_for_what_has_been_asked_for_since() {
		OrderScenario order = inWork();
		PostProgressUpdate.Decision update = new PostProgressUpdate.Decision("Half of it is drawn", null, "api/1");
		this.desk.postUpdate(order.number(), Marketplace.FREELANCER, update);
		order.updateAskedFor();

		this.desk.postUpdate(order.number(), Marketplace.FREELANCER, update);

		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_planWork", "userTask_postProgressUpdate");
		assertThat(order.timeline(TimelineKind.UPDATE_POSTED)).isOne();
	}

	@Test
	void an_update_posted_elsewhere_at_the_same_moment_ends_the_question() {
		OrderScenario order = inWork().timeComesFor("event_updateCheckFellDue");
		this.steps.record(order.number(), Decisions.of(OrderStep.POST_PROGRESS_UPDATE, UPDATE), Marketplace.FREELANCER);

		this.flow.progressPosted(order.number());

		assertThat(order.process()).hasPassed("event_progressPostedElsewhere");
		assertCountedFromNow(order);
	}

	@Test
	void nothing_is_asked_for_while_the_order_waits_for_the_client() {
		OrderScenario order = inWork().planned().draftSubmitted().previewAnswered("made");

		order.timeComesFor("event_updateCheckFellDue");

		assertThat(order.process()).hasNotPassed("userTask_postProgressUpdate");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_reviewDraft", "gateway_awaitProgress");
	}

	@Test
	void a_draft_ends_the_question_for_an_update_and_it_comes_again_when_the_clock_goes_on() {
		OrderScenario order = inWork().planned().timeComesFor("event_updateCheckFellDue");
		this.clock.advance(Duration.ofHours(1));
		order.draftSubmitted().previewAnswered("made");

		assertThat(order.process()).hasPassed("event_updateSuspended");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_reviewDraft", "gateway_awaitProgress");
		order.timeComesFor("event_updateCheckFellDue");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_reviewDraft", "gateway_awaitProgress");

		order.changesAsked();
		assertThat(order.job("event_updateCheckFellDue").getDuedate().toInstant()).as("at once")
			.isBeforeOrEqualTo(this.clock.instant());
		order.fires("event_updateCheckFellDue").timeComesFor("event_updateReminderFellDue");
		assertThat(order.timeline(TimelineKind.REMINDED)).isOne();

		order.timeComesFor("event_updateReminderFellDue");
		assertThat(order.timeline(TimelineKind.REMINDED)).as("once for each update").isOne();
	}

	@Test
	void a_question_ends_the_question_for_an_update_and_it_comes_again_after_the_answer() {
		OrderScenario order = inWork().planned().timeComesFor("event_updateCheckFellDue");

		order.question().asked();
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_submitDraft", "gateway_awaitProgress",
				"userTask_answerQuestion");

		this.clock.advance(Duration.ofMinutes(5));
		order.question().withdrawn();
		order.fires("event_updateCheckFellDue");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_submitDraft", "userTask_postProgressUpdate");
	}

	@Test
	void what_was_left_until_the_reminder_when_the_clock_stopped_is_left_when_it_goes_on() {
		OrderScenario order = inWork().planned().timeComesFor("event_updateCheckFellDue");
		this.clock.advance(Duration.ofHours(20));
		order.question().asked();
		this.clock.advance(Duration.ofDays(5));
		order.question().answered().fires("event_updateCheckFellDue");

		assertThat(Duration.between(this.clock.instant(), reminderDue(order))).isCloseTo(Duration.ofHours(4),
				Duration.ofMinutes(2));
		order.timeComesFor("event_updateReminderFellDue");
		assertThat(order.timeline(TimelineKind.REMINDED)).isOne();
	}

	@Test
	void whoever_is_first_asked_when_a_reminder_was_due_already_has_a_day_before_it() {
		OrderScenario order = order().requirementsProvided();
		this.clock.advance(Duration.ofDays(4));
		order.requirementsClear().planned();
		assertThat(order.waitsAt()).contains("userTask_postProgressUpdate");

		this.clock.advance(Duration.ofHours(10));
		order.question().asked();
		this.clock.advance(Duration.ofDays(2));
		order.question().answered().fires("event_updateCheckFellDue");

		assertThat(Duration.between(this.clock.instant(), reminderDue(order))).isCloseTo(Duration.ofHours(14),
				Duration.ofMinutes(2));
		order.timeComesFor("event_updateReminderFellDue");
		assertThat(order.timeline(TimelineKind.REMINDED)).isOne();
	}

	private static Instant reminderDue(OrderScenario order) {
		return order.job("event_updateReminderFellDue").getDuedate().toInstant();
	}

	@Test
	void an_update_is_not_asked_for_beside_a_question() throws Exception {
		OrderScenario order = inWork().planned();

		this.held.whileHeld(order.number(), () -> order.timeComesFor("event_updateCheckFellDue"),
				() -> order.question().asked());

		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_submitDraft", "gateway_awaitProgress",
				"userTask_answerQuestion");
	}

	@Test
	void the_question_for_an_update_says_when_the_work_is_due_once_the_clock_goes_on() {
		OrderScenario order = inWork().planned().timeComesFor("event_updateCheckFellDue");
		String before = summary(order);
		order.draftSubmitted().previewAnswered("made");
		this.clock.advance(Duration.ofDays(2));

		order.draftApproved().fires("event_updateCheckFellDue");

		assertThat(summary(order)).contains("Delivery due: ").isNotEqualTo(before);
	}

	@Test
	void the_delivery_ends_the_question_for_an_update() {
		OrderScenario order = orderWithoutApproval().requirementsProvided()
			.requirementsClear()
			.planned()
			.timeComesFor("event_updateCheckFellDue");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_deliverWork", "userTask_postProgressUpdate");

		order.delivered();

		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_reviewDelivery");
	}

	private OrderScenario inWork() {
		return order().requirementsProvided().requirementsClear();
	}

	private String summary(OrderScenario order) {
		String task = this.engine.getTaskService()
			.createTaskQuery()
			.processInstanceBusinessKey(order.number())
			.taskDefinitionKey("userTask_postProgressUpdate")
			.singleResult()
			.getId();
		return (String) this.engine.getFormService().getTaskFormVariables(task).get(TaskContext.SUMMARY);
	}

	private void assertCountedFromNow(OrderScenario order) {
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_planWork", "gateway_awaitProgress");
		Date expected = Date.from(this.clock.instant().plus(Storyboard.UPDATE_ASKED_AFTER));
		assertThat(order.job("event_updateCheckFellDue").getDuedate()).isCloseTo(expected,
				Duration.ofMinutes(1).toMillis());
	}

}
