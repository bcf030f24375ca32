package io.orderflow.fulfilment;

import java.time.Duration;
import java.util.Map;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.OrderStatus;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/** Ways out of gateways that lead to where others lead too, in the time that passes. */
class GatewayWaysTest extends ProcessTest {

	@Test
	void the_longest_way_to_an_acceptance() {
		OrderScenario order = order().timeComesFor("event_requirementsReminderFellDue").requirementsProvided();
		this.clock.advance(Duration.ofHours(30));
		order.clarificationAsked();
		this.clock.advance(Duration.ofHours(30));
		order.clarified().requirementsClear().planned().draftSubmitted().previewAnswered("made");
		order.timeComesFor("event_draftReminderFellDue").changesAsked().draftSubmitted().previewAnswered("notMade");
		this.clock.advance(Duration.ofHours(30));
		order.draftApproved();
		while (order.waitsAt().contains("gateway_awaitProgress")) {
			order.timeComesFor("event_updateCheckFellDue");
		}
		order.progressPosted("Half of it is drawn").delivered();
		order.timeComesFor("event_deliveryReminderFellDue").moreTimeAsked();
		this.clock.advance(Duration.ofDays(2));
		order.revisionAsked();
		this.clock.advance(Duration.ofDays(1));
		order.delivered().accepted().dossierAnswered("made");

		took(order, "orderFulfilment.flow_requestRequirements", "orderFulfilment.flow_requestClarification",
				"orderFulfilment.flow_acceptRequirements", "orderFulfilment.flow_askFirstRound",
				"orderFulfilment.flow_keepClientInformed", "orderFulfilment.flow_planFirstRound",
				"orderFulfilment.flow_seekApproval", "orderFulfilment.flow_changeDraft",
				"orderFulfilment.flow_followApproval", "orderFulfilment.flow_requestUpdate",
				"orderFulfilment.flow_awaitProgress", "orderFulfilment.flow_grantMoreTime",
				"orderFulfilment.flow_reviseWork", "orderFulfilment.flow_skipPlanAndDraft",
				"orderFulfilment.flow_acceptDelivery");
		assertThat(order.process()).hasPassed("event_orderCompleted").isEnded();
	}

	@Test
	void the_shortest_way_and_a_silence_that_is_put_off() {
		OrderScenario order = this.market.anOrder()
			.of(STORYBOARD.approving(ApprovalNeeded.NONE))
			.withAnswers(Map.of("story", "A fox looks for the sea."))
			.placed()
			.requirementsClear()
			.planned()
			.delivered();
		order.cancellationAsked(Marketplace.FREELANCER).refused(Marketplace.CLIENT);
		order.timeComesFor("event_reviewTimePassed");
		assertThat(order.status()).as("a refusal can still be disputed").isEqualTo(OrderStatus.DELIVERED);
		while (order.status() == OrderStatus.DELIVERED) {
			order.timeComesFor("event_reviewTimePassed");
		}

		took(order, "orderFulfilment.flow_skipRequirements", "orderFulfilment.flow_skipDraft",
				"orderFulfilment.flow_acceptBySilence");
		assertThat(order.status()).isEqualTo(OrderStatus.COMPLETED);
	}

	@Test
	void an_answer_that_leads_to_nothing_more() {
		OrderScenario order = order().requirementsProvided();
		order.extensionAsked(Marketplace.FREELANCER, Duration.ofDays(2)).refused(Marketplace.CLIENT);
		took(order, "changeRequest.flow_endAnswered", "changeRequest.flow_followRefusal");

		order.extensionAsked(Marketplace.FREELANCER, Duration.ofDays(2)).accepted(Marketplace.CLIENT);
		took(order, "changeRequest.flow_followAcceptance", "changeRequest.flow_moveDueDate");

		order.cancellationAsked(Marketplace.FREELANCER).accepted(Marketplace.CLIENT);
		took(order, "changeRequest.flow_agreeCancellation");
	}

}
