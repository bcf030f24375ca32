package io.orderflow.fulfilment;

import java.time.Duration;
import java.time.Instant;

import io.orderflow.order.ChangeRequest;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.request.Ruling;
import io.orderflow.scenario.LateScenario;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.RequestScenario;
import org.junit.jupiter.api.Test;

import static io.orderflow.RefusalAssertions.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/**
 * Nothing ran for thirty days: what silence would have decided meanwhile it decides a day
 * after a reminder, not at once (C2, C5, S26).
 */
class OutageTest extends ProcessTest {

	private static final Duration OUTAGE = Duration.ofDays(30);

	private static final Duration A_DAY = Duration.ofDays(1);

	@Test
	void requirements_that_never_came_cancel_nothing_before_a_reminder_and_a_day() {
		OrderScenario order = order().timeComesFor("event_requirementsReminderFellDue");
		assertThat(order.timeline(TimelineKind.REMINDED)).isOne();

		this.clock.advance(OUTAGE);
		Instant back = this.clock.instant();
		order.fires("event_requirementsDeadlinePassed");

		assertThat(order.process()).hasPassed("gateway_silenceCancels", "event_deadlinePutOff");
		assertThat(order.status()).isEqualTo(OrderStatus.AWAITING_REQUIREMENTS);
		assertThat(order.timeline(TimelineKind.REMINDED)).as("reminded at once").isEqualTo(2);

		while (order.status() == OrderStatus.AWAITING_REQUIREMENTS) {
			order.timeComesFor("event_requirementsDeadlinePassed");
			assertThat(this.clock.instant()).isBefore(back.plus(A_DAY).plus(Duration.ofHours(2)));
		}
		assertThat(this.clock.instant()).isAfterOrEqualTo(back.plus(A_DAY));
		assertThat(order.process()).hasPassed("event_requirementsMissing");
		assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
	}

	@Test
	void requirements_whose_last_reminder_an_outage_swallowed_cancel_nothing_just_after_the_deadline() {
		OrderScenario order = order().timeComesFor("event_requirementsReminderFellDue");
		Instant placed = this.clock.instant().minus(A_DAY);
		this.clock.moveTo(placed.plus(Duration.ofDays(3)));
		order.fires("event_requirementsReminderFellDue");
		assertThat(order.timeline(TimelineKind.REMINDED)).isEqualTo(2);

		this.clock.moveTo(placed.plus(Duration.ofDays(14)).plus(Duration.ofHours(1)));
		order.fires("event_requirementsDeadlinePassed");

		assertThat(order.status()).as("the deadline's job came before that of the reminder")
			.isEqualTo(OrderStatus.AWAITING_REQUIREMENTS);
		assertThat(order.timeline(TimelineKind.REMINDED)).isEqualTo(3);
	}

	@Test
	void requirements_can_still_be_given_after_an_outage() {
		OrderScenario order = order();
		this.clock.advance(OUTAGE);
		order.fires("event_requirementsDeadlinePassed").requirementsProvided();
		assertThat(order.status()).isEqualTo(OrderStatus.REQUIREMENTS_IN_REVIEW);
		assertThat(order.waitingJobs()).as("nothing of the deadline is left").isZero();
	}

	@Test
	void what_fell_due_meanwhile_is_not_cancelled_alone_before_both_have_known_for_nearly_a_day() {
		OrderScenario order = orderWithoutApproval().requirementsProvided().requirementsClear().planned();
		this.clock.advance(OUTAGE);
		cancellableByAgreementOnly(order);

		this.market.deadlinesAreSwept();
		Instant told = this.clock.instant();
		LateScenario late = this.market.watching(order);
		assertThat(late.waitsAt()).as("told of the lateness, and of nothing more")
			.containsExactly("gateway_awaitLatenessEnd");
		cancellableByAgreementOnly(order);
		assertThat(this.reading.order(order.number(), order.client()).late().clientMayCancelFrom())
			.isBetween(told.plus(Duration.ofHours(21)), told.plus(Duration.ofHours(22)));

		late.timeComesFor("event_cancellationCheckFellDue");
		assertThat(late.waitsAt()).containsExactly("event_latenessEndedAfterOffer");
		assertThat(Duration.between(told, this.clock.instant())).isBetween(Duration.ofHours(21), Duration.ofHours(23));
		order.cancelledByClient("Too late");
		assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
	}

	private void cancellableByAgreementOnly(OrderScenario order) {
		assertThat(codeOf(() -> order.cancelledByClient("Too late")))
			.isEqualTo("CONFLICT cancellation-needs-agreement");
		assertThat(this.reading.order(order.number(), order.client()).cancellableAlone()).isFalse();
	}

	@Test
	void a_delivery_is_not_accepted_before_a_reminder_and_a_day() {
		OrderScenario order = orderWithoutApproval().requirementsProvided().requirementsClear().planned().delivered();

		this.clock.advance(OUTAGE);
		Instant back = this.clock.instant();
		order.fires("event_reviewTimePassed");
		assertThat(order.status()).isEqualTo(OrderStatus.DELIVERED);

		assertThat(order.timeline(TimelineKind.REMINDED)).as("at once").isOne();
		order.fires("event_deliveryReminderFellDue");
		assertThat(order.timeline(TimelineKind.REMINDED)).as("and once").isOne();
		order.timeComesFor("event_reviewTimePassed");
		assertThat(this.clock.instant()).isBetween(back.plus(A_DAY), back.plus(A_DAY).plusSeconds(60));
		assertThat(order.status()).isEqualTo(OrderStatus.COMPLETED);
	}

	@Test
	void a_delivery_whose_client_was_reminded_before_the_outage_is_reminded_of_again() {
		OrderScenario order = orderWithoutApproval().requirementsProvided().requirementsClear().planned().delivered();
		order.timeComesFor("event_deliveryReminderFellDue");
		this.clock.advance(OUTAGE);
		order.fires("event_reviewTimePassed");
		assertThat(order.status()).isEqualTo(OrderStatus.DELIVERED);
		assertThat(order.timeline(TimelineKind.REMINDED)).isEqualTo(2);
		order.timeComesFor("event_reviewTimePassed");
		assertThat(order.status()).isEqualTo(OrderStatus.COMPLETED);
	}

	@Test
	void a_request_is_not_answered_before_a_reminder_and_a_day() {
		OrderScenario order = orderWithoutApproval().requirementsProvided();
		RequestScenario request = order.cancellationAsked(Marketplace.FREELANCER);

		this.clock.advance(OUTAGE);
		Instant back = this.clock.instant();
		request.fires("event_answerTimePassed");
		assertThat(request.process()).isNotEnded();
		assertThat(order.status()).isEqualTo(OrderStatus.REQUIREMENTS_IN_REVIEW);
		assertThat(state(order)).isEqualTo(ChangeRequest.State.WAITING);

		assertThat(order.timeline(TimelineKind.REMINDED)).as("at once").isOne();
		request.fires("event_answerReminderFellDue");
		assertThat(request.process()).hasPassed("event_answerReminderSent");
		assertThat(order.timeline(TimelineKind.REMINDED)).as("and once").isOne();
		request.timeComesFor("event_answerTimePassed");
		assertThat(this.clock.instant()).isBetween(back.plus(A_DAY), back.plus(A_DAY).plusSeconds(60));
		took(order, "changeRequest.flow_takeDefaultAnswer");
		assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
		assertThat(state(order)).isEqualTo(ChangeRequest.State.ACCEPTED);
	}

	@Test
	void a_refusal_stands_only_after_a_reminder_and_a_day() {
		OrderScenario order = orderWithoutApproval().requirementsProvided().requirementsClear().planned().delivered();
		RequestScenario request = order.cancellationAsked(Marketplace.CLIENT).refused(Marketplace.FREELANCER);

		this.clock.advance(OUTAGE);
		Instant back = this.clock.instant();
		request.fires("event_disputeCheckFellDue");
		assertThat(state(order)).isEqualTo(ChangeRequest.State.DISPUTABLE);
		assertThat(order.timeline(TimelineKind.DISPUTE_REMINDED)).isOne();
		assertThat(this.reading.order(order.number(), Marketplace.CLIENT).acceptedBySilenceAt())
			.as("silence accepts no delivery before that and a day")
			.isBetween(back.plus(A_DAY.multipliedBy(2)), back.plus(A_DAY.multipliedBy(2)).plusSeconds(60));
		assertThat(order.job("event_deliveryReminderFellDue").getDuedate().toInstant())
			.isBetween(back.plus(A_DAY).minusSeconds(1), back.plus(A_DAY).plusSeconds(60));

		request.timeComesFor("event_disputeCheckFellDue");
		assertThat(this.clock.instant()).isBetween(back.plus(A_DAY), back.plus(A_DAY).plusSeconds(60));
		took(order, "changeRequest.flow_waitOn", "changeRequest.flow_keepRefusal");
		assertThat(request.process()).hasPassed("event_refusalStood").isEnded();
		assertThat(state(order)).isEqualTo(ChangeRequest.State.REFUSED);
		assertThat(order.timeline(TimelineKind.DISPUTE_REMINDED)).isOne();
	}

	@Test
	void a_refusal_can_be_disputed_on_the_day_after_an_outage() {
		OrderScenario order = orderWithoutApproval().requirementsProvided();
		RequestScenario request = order.cancellationAsked(Marketplace.CLIENT).refused(Marketplace.FREELANCER);
		request.timeComesFor("event_disputeCheckFellDue");
		assertThat(order.timeline(TimelineKind.DISPUTE_REMINDED)).isOne();

		this.clock.advance(OUTAGE);
		request.fires("event_disputeCheckFellDue");
		assertThat(order.timeline(TimelineKind.DISPUTE_REMINDED)).as("reminded anew").isEqualTo(2);
		request.disputed(Marketplace.CLIENT).ruled(Ruling.Choice.ACCEPT);

		assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
	}

	private ChangeRequest.State state(OrderScenario order) {
		return this.reading.order(order.number(), Marketplace.CLIENT).requests().get(0).state();
	}

}
