package io.orderflow.fulfilment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.orderflow.HeldOrders;
import io.orderflow.account.NotificationKind;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.flow.OrderFlow;
import io.orderflow.order.step.ReviewDraft;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/** {@code orderFulfilment.bpmn} but for its updates: see {@link ProgressUpdatesTest}. */
class OrderFulfilmentTest extends ProcessTest {

	@Autowired
	private OrderFlow flow;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private HeldOrders held;

	@Test
	void an_order_goes_from_placement_to_acceptance() {
		OrderScenario order = order();
		assertThat(order.process()).hasPassed("serviceTask_openConversation", "serviceTask_notifyFreelancer");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_provideRequirements");

		order.requirementsProvided();
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_reviewRequirements");

		order.requirementsClear();
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_planWork", "gateway_awaitProgress");

		order.planned().draftSubmitted();
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("serviceTask_preparePreview", "gateway_awaitProgress");

		order.previewAnswered("made");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_reviewDraft", "gateway_awaitProgress");
		assertThat(order.timeline(TimelineKind.PREVIEW_NOT_MADE)).as("there was nothing to make one of").isZero();

		order.draftApproved();
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_deliverWork", "gateway_awaitProgress");

		order.delivered();
		assertThat(order.process()).hasPassed("event_workDelivered", "serviceTask_notifyClientOfDelivery");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_reviewDelivery");

		order.accepted();
		assertThat(order.process()).hasPassed("event_deliveryAccepted", "serviceTask_completeOrder",
				"serviceTask_notifyBoth");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("serviceTask_buildDossier");
		assertThat(order.status()).as("completed for everyone while the dossier is built")
			.isEqualTo(OrderStatus.COMPLETED);

		order.dossierAnswered("notMade");
		assertThat(order.process()).hasPassed("event_orderCompleted").isEnded();
		assertThat(order.timeline(TimelineKind.DOSSIER_NOT_MADE)).isOne();
	}

	@Test
	void an_order_of_a_service_that_asks_nothing_starts_with_the_review() {
		OrderScenario order = orderWithoutQuestions();

		assertThat(order.process()).hasNotPassed("userTask_provideRequirements");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_reviewRequirements");
	}

	@Test
	void answers_given_when_ordering_skip_the_next_step_and_the_clock_starts_at_placement() {
		this.clock.freeze();
		OrderScenario order = orderWithAnswers(Map.of("story", "A fox"));

		assertThat(order.process()).hasNotPassed("userTask_provideRequirements");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_reviewRequirements");
		OrderView placed = this.reading.order(order.number(), Marketplace.CLIENT);
		assertThat(placed.clock().running()).isTrue();
		assertThat(placed.clock().due()).isEqualTo(placed.placedAt().plus(Duration.ofDays(20)));
		assertThat(order.timeline(TimelineKind.REQUIREMENTS_SUBMITTED)).isOne();
		assertThat(order.timeline(TimelineKind.CLOCK_STARTED)).isOne();
	}

	@Test
	void a_client_who_owes_the_requirements_is_reminded_on_days_1_3_and_7() {
		OrderScenario order = order();

		for (int day = 1; day <= 7; day++) {
			order.timeComesFor("event_requirementsReminderFellDue");
			assertThat(order.timeline(TimelineKind.REMINDED)).as("reminders until day %d", day)
				.isEqualTo((day < 3) ? 1 : (day < 7) ? 2 : 3);
		}

		assertThat(order.process()).hasPassed("event_requirementsReminderSent");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_provideRequirements");
	}

	@Test
	void timers_and_workers_wait_for_whoever_has_the_order() throws Exception {
		OrderScenario order = order();
		this.clock.advance(Duration.ofDays(8));
		this.held.whileHeld(order.number(), () -> order.fires("event_requirementsReminderFellDue"));
		assertThat(order.timeline(TimelineKind.REMINDED)).isOne();
		this.held.whileHeld(order.number(), () -> order.timeComesFor("event_requirementsDeadlinePassed"));
		assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);

		OrderScenario drafted = order().requirementsProvided().requirementsClear().planned().draftSubmitted();
		this.held.whileHeld(drafted.number(), () -> drafted.previewAnswered("made"));
		assertThat(drafted.status()).isEqualTo(OrderStatus.DRAFT_IN_REVIEW);
	}

	@Test
	void an_order_without_requirements_is_cancelled_in_the_end() {
		OrderScenario order = order();
		this.clock.advance(Duration.ofDays(8));
		order.fires("event_requirementsReminderFellDue").timeComesFor("event_requirementsDeadlinePassed");

		assertThat(order.process()).hasPassed("event_requirementsMissing", "event_requirementsNeverCame",
				"serviceTask_cancelOrder", "serviceTask_notifyBothOfCancellation");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("serviceTask_buildCancelledDossier");
		assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);

		order.dossierAnswered("made");
		assertThat(order.process()).hasPassed("event_orderCancelled").isEnded();
	}

	@Test
	void a_client_cancels_while_the_requirements_are_open() {
		OrderScenario order = order();

		this.desk.cancel(order.number(), Marketplace.CLIENT, "Changed my mind");

		assertThat(order.process()).hasPassed("event_cancellationDecided");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("serviceTask_buildCancelledDossier");
		assertThat(order.timeline(TimelineKind.ORDER_CANCELLED)).isOne();
	}

	@Test
	void a_cancellation_ends_everything_that_the_order_waits_for() {
		OrderScenario order = order();
		assertThat(order.waitingJobs()).as("reminder and deadline").isEqualTo(2);

		this.desk.cancel(order.number(), Marketplace.CLIENT, "Changed my mind");

		assertThat(order.waitingJobs()).isZero();
		assertThat(this.flow.openSteps(order.number())).isEmpty();
	}

	@Test
	void unclear_requirements_go_back_to_the_client_until_they_are_clear() {
		OrderScenario order = order().requirementsProvided().clarificationAsked();
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_clarifyRequirements");

		order.timeComesFor("event_clarificationReminderFellDue").timeComesFor("event_clarificationReminderFellDue");
		assertThat(order.process()).hasPassed("event_clarificationReminderSent");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_clarifyRequirements");
		assertThat(order.timeline(TimelineKind.REMINDED)).isEqualTo(2);

		order.clarified().clarificationAsked().clarified();
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_reviewRequirements");
	}

	@Test
	void a_draft_goes_round_until_it_is_approved() {
		OrderScenario order = order().requirementsProvided()
			.requirementsClear()
			.planned()
			.draftSubmitted()
			.previewAnswered("notMade");

		order.timeComesFor("event_draftReminderFellDue");
		assertThat(order.process()).hasPassed("event_draftReminderSent");
		assertThat(order.waitsAt()).contains("userTask_reviewDraft");
		assertThat(order.timeline(TimelineKind.REMINDED)).isOne();

		order.changesAsked();
		assertThat(order.waitsAt()).contains("userTask_submitDraft");

		order.draftSubmitted().previewAnswered("made").draftApproved();
		assertThat(order.waitsAt()).contains("userTask_deliverWork");
	}

	@Test
	void the_client_is_reminded_often_at_first_and_seldom_later() {
		OrderScenario order = order().requirementsProvided().requirementsClear().planned().draftSubmitted();
		this.clock.advance(Duration.ofDays(9));
		order.previewAnswered("notMade");
		List<Integer> reminded = new ArrayList<>();
		for (int time = 1; time <= 12; time++) {
			long before = order.timeline(TimelineKind.REMINDED);
			order.timeComesFor("event_draftReminderFellDue");
			if (order.timeline(TimelineKind.REMINDED) > before) {
				reminded.add(time);
			}
		}
		assertThat(reminded).containsExactly(1, 2, 3, 4, 5, 8, 12);
	}

	@Test
	void a_service_that_needs_no_approval_goes_from_the_plan_to_the_delivery() {
		OrderScenario order = orderWithoutApproval().requirementsProvided().requirementsClear().planned();

		assertThat(order.process()).hasNotPassed("userTask_submitDraft");
		assertThat(order.waitsAt()).contains("userTask_deliverWork");
	}

	@Test
	void a_client_who_says_nothing_is_reminded_and_then_accepts_by_silence() {
		OrderScenario order = delivered();

		order.timeComesFor("event_deliveryReminderFellDue");
		assertThat(order.process()).hasPassed("event_deliveryReminderSent");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_reviewDelivery");
		assertThat(order.timeline(TimelineKind.REMINDED)).isOne();

		order.timeComesFor("event_reviewTimePassed");
		assertThat(order.process()).hasPassed("event_acceptedBySilence");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("serviceTask_buildDossier");
		assertThat(order.status()).isEqualTo(OrderStatus.COMPLETED);
		assertThat(order.timeline(TimelineKind.ACCEPTED_BY_SILENCE)).isOne();
	}

	@Test
	void silence_accepts_nothing_before_the_order_says_so() {
		OrderScenario order = delivered();
		String task = this.market.openTask(order.number(), "userTask_reviewDelivery");
		order.fires("event_reviewTimePassed");

		assertThat(order.process()).hasNotPassed("event_acceptedBySilence");
		assertThat(this.market.openTask(order.number(), "userTask_reviewDelivery"))
			.as("the same task, with what is half written in it")
			.isEqualTo(task);
		assertThat(order.status()).isEqualTo(OrderStatus.DELIVERED);

		order.timeComesFor("event_deliveryReminderFellDue").timeComesFor("event_reviewTimePassed");
		assertThat(order.process()).hasPassed("event_acceptedBySilence");
	}

	@Test
	void more_time_puts_the_silence_off() {
		OrderScenario order = delivered();
		var before = order.job("event_reviewTimePassed").getDuedate();

		order.moreTimeAsked();

		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_reviewDelivery");
		assertThat(order.job("event_reviewTimePassed").getDuedate()).isAfter(before);
		assertThat(order.job("event_deliveryReminderFellDue").getDuedate()).isAfter(before);
	}

	@Test
	void a_revision_is_delivered_without_a_new_plan_or_draft() {
		OrderScenario order = delivered().revisionAsked();
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_deliverWork", "gateway_awaitProgress");

		order.delivered().accepted().dossierAnswered("made");
		assertThat(order.process()).hasPassed("event_orderCompleted").isEnded();
	}

	@Test
	void who_is_told_of_a_step_is_told_what_led_to_it_in_the_words_of_the_other_side() {
		OrderScenario drafted = order().requirementsProvided()
			.clarificationAsked("Which fox?")
			.clarified("The red one");
		drafted.requirementsClear().planned().draftSubmitted().previewAnswered("made").changesAsked().draftSubmitted();
		drafted.previewAnswered("made").draftApproved();
		assertThat(toldToDo(drafted, Marketplace.FREELANCER)).containsExactly("order.todo.reviewRequirements: ",
				"order.todo.reviewRequirements.clarified: The red one", "order.todo.submitDraft.planChanges: Less red",
				"order.todo.deliverWork.planApproved: ");

		OrderScenario revised = delivered().revisionAsked();
		assertThat(toldToDo(revised, Marketplace.FREELANCER)).containsExactly("order.todo.reviewRequirements: ",
				"order.todo.deliverWork.revision: A longer tail");
	}

	@Test
	void the_client_is_told_of_a_question_a_draft_and_a_delivery_in_the_words_of_the_freelancer() {
		OrderScenario order = order().requirementsProvided().clarificationAsked("Which fox?").clarified("The red one");
		order.requirementsClear().planned().draftSubmitted().previewAnswered("made");
		order.decided(new ReviewDraft.Decision(ReviewDraft.Choice.APPROVE, "Lovely tail")).delivered();

		assertThat(toldToDo(order, Marketplace.CLIENT)).containsExactly("order.todo.clarifyRequirements: Which fox?",
				"order.todo.reviewDraft.plan: A sketch", "order.todo.reviewDelivery.until: Here it is");
		assertThat(toldToDo(order, Marketplace.FREELANCER))
			.contains("order.todo.deliverWork.planApproved: Lovely tail");
		order.moreTimeAsked();
		assertThat(toldToDo(order, Marketplace.CLIENT)).filteredOn((told) -> told.contains("reviewDelivery"))
			.hasSize(1);
	}

	private List<String> toldToDo(OrderScenario order, String recipient) {
		return told(order, recipient, NotificationKind.TO_DO);
	}

	/** The texts' keys, with what is quoted. */
	private List<String> told(OrderScenario order, String recipient, NotificationKind kind) {
		return this.jdbc.sql("""
				select text_key || ': ' || coalesce(quote, '') from notification
				where order_number = ? and recipient = ? and kind = ? order by created_at""")
			.params(order.number(), recipient, kind.name())
			.query(String.class)
			.list();
	}

	@Test
	void a_message_that_nobody_waits_for_harms_nothing() {
		OrderScenario order = order();

		this.flow.progressPosted(order.number());
		this.flow.progressPosted("OF-0000-0000");
		this.flow.cancelled("OF-0000-0000");

		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_provideRequirements");
	}

	@Test
	void a_completed_order_cannot_be_cancelled_any_more() {
		OrderScenario order = delivered().accepted();

		this.flow.cancelled(order.number());

		assertThat(order.process()).hasNotPassed("event_cancellationDecided");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("serviceTask_buildDossier");
	}

	private OrderScenario delivered() {
		return orderWithoutApproval().requirementsProvided().requirementsClear().planned().delivered();
	}

}
