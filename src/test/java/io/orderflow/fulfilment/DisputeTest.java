package io.orderflow.fulfilment;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.orderflow.Decisions;
import io.orderflow.account.AccountService;
import io.orderflow.notification.NotificationView;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.request.Ruling;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.RequestScenario;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/** {@code changeRequest.bpmn}: a refused cancellation that a moderator rules on (C4). */
class DisputeTest extends RequestProcessTest {

	@Autowired
	private AccountService accounts;

	@Test
	void a_refused_cancellation_stands_when_nobody_asks_a_moderator() {
		OrderScenario order = underWay();
		RequestScenario request = cancellation(order, Marketplace.CLIENT).refused(Marketplace.FREELANCER);
		assertThat(request.process()).hasPassed("serviceTask_notifyOfRefusal");
		assertThat(request.waitsAt()).containsExactlyInAnyOrder("gateway_awaitDispute");

		request.timeComesFor("event_disputeCheckFellDue");
		assertThat(request.waitsAt()).as("a day is left").containsExactlyInAnyOrder("gateway_awaitDispute");
		request.timeComesFor("event_disputeCheckFellDue");

		assertThat(request.process()).hasPassed("serviceTask_keepRefusal", "event_refusalStood", "event_requestRefused")
			.isEnded();
		assertThat(order.timeline(TimelineKind.REFUSAL_STOOD)).isOne();
		refused("nothing-to-dispute", () -> request.disputed(Marketplace.CLIENT));
		assertThat(told(Marketplace.CLIENT, order)).filteredOn((title) -> title.contains("refus")).hasSize(2);
	}

	@Test
	void a_moderator_cancels_what_the_two_could_not_agree_on() {
		OrderScenario order = underWay();
		RequestScenario request = cancellation(order, Marketplace.CLIENT).refused(Marketplace.FREELANCER);

		refused("nothing-to-dispute", () -> request.disputed(Marketplace.FREELANCER));
		request.disputed(Marketplace.CLIENT);
		assertThat(request.process()).hasPassed("event_refusalDisputed");
		assertThat(request.waitsAt()).containsExactlyInAnyOrder("userTask_ruleOnDispute");
		refused("request-open-already", () -> extension(order));
		request.ruled(Ruling.Choice.ACCEPT);

		assertThat(request.process()).hasPassed("event_disputeRuled", "event_requestAccepted").isEnded();
		assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
		for (String side : List.of(Marketplace.CLIENT, Marketplace.FREELANCER)) {
			assertThat(told(side, order)).anyMatch((title) -> title.contains("a tranché"));
		}
		refused("dispute-ruled-already", () -> request.ruled(Ruling.Choice.ACCEPT));
	}

	@Test
	void a_dispute_refuses_what_the_other_side_asks_meanwhile() {
		OrderScenario order = underWay();
		RequestScenario request = cancellation(order, Marketplace.CLIENT).refused(Marketplace.FREELANCER);
		RequestScenario meanwhile = extension(order);

		request.disputed(Marketplace.CLIENT);

		assertThat(meanwhile.process()).hasPassed("event_withdrawalDecided", "event_requestWithdrawn").isEnded();
		assertThat(order.waitsAt()).doesNotContain("userTask_answerRequest");
		assertThat(request.waitsAt()).containsExactlyInAnyOrder("userTask_ruleOnDispute");
		assertThat(order.timeline(TimelineKind.EXTENSION_REFUSED)).isOne();
		assertThat(told(Marketplace.FREELANCER, order)).filteredOn((title) -> title.contains("refusé")).hasSize(1);
		assertThat(unread(Marketplace.CLIENT, order)).as("nothing is left to answer")
			.noneMatch((title) -> title.contains("plus tardive est demandée"));
		refused("request-open-already", () -> extension(order));
	}

	@Test
	void a_cancellation_that_a_dispute_refuses_is_the_moderators_to_decide_and_its_side_hears_so() {
		OrderScenario order = underWay();
		RequestScenario request = cancellation(order, Marketplace.CLIENT).refused(Marketplace.FREELANCER);
		cancellation(order, Marketplace.FREELANCER);

		request.disputed(Marketplace.CLIENT);

		assertThat(this.market.told(Marketplace.FREELANCER))
			.filteredOn((told) -> order.number().equals(told.orderNumber()))
			.extracting(NotificationView::text)
			.anyMatch((text) -> text.contains("votre propre refus"));
		refused("nothing-to-dispute", () -> request.disputed(Marketplace.FREELANCER));
	}

	private List<String> unread(String person, OrderScenario order) {
		return this.market.told(person)
			.stream()
			.filter((told) -> order.number().equals(told.orderNumber()) && !told.read())
			.map(NotificationView::title)
			.toList();
	}

	@Test
	void a_moderator_lets_the_order_go_on() {
		OrderScenario order = underWay();

		RequestScenario request = cancellation(order, Marketplace.CLIENT).refused(Marketplace.FREELANCER)
			.disputed(Marketplace.CLIENT)
			.ruled(Ruling.Choice.REFUSE);

		assertThat(request.process()).hasPassed("event_disputeRuled", "event_requestRefused").isEnded();
		assertThat(order.waitsAt()).contains("userTask_planWork");
		assertThat(order.timeline(TimelineKind.RULED_KEPT)).isOne();
	}

	@Test
	void a_ruling_needs_a_moderator_and_a_reason() {
		OrderScenario order = underWay();
		cancellation(order, Marketplace.CLIENT).refused(Marketplace.FREELANCER).disputed(Marketplace.CLIENT);

		refused("moderators-only-rule", () -> this.requests.rule(order.number(), Marketplace.CLIENT,
				Decisions.ruling(Map.of("decision", "accept", "reason", "Mine"))));
		refused("text-missing", () -> this.requests.rule(order.number(), Marketplace.MODERATOR,
				Decisions.ruling(Map.of("decision", "accept", "reason", " "))));
		assertThat(order.status()).isEqualTo(OrderStatus.PLANNING);
	}

	@Test
	void a_moderator_rules_in_tasklist_and_nobody_else_does() {
		OrderScenario order = underWay();
		RequestScenario request = cancellation(order, Marketplace.CLIENT).refused(Marketplace.FREELANCER)
			.disputed(Marketplace.CLIENT);
		Task task = request.task();
		assertThat((String) this.engine.getFormService().getTaskFormVariables(task.getId()).get(TaskContext.BRIEF))
			.contains("No longer needed", "We had a deal", "The deal was another");

		signIn(Marketplace.CLIENT, UserStore.CLIENTS);
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.engine.getTaskService().complete(task.getId(), ruling()))
			.extracting(Refusal::code)
			.isEqualTo("task-gone");
		signIn(Marketplace.MODERATOR, UserStore.MODERATORS);
		this.engine.getTaskService().claim(task.getId(), Marketplace.MODERATOR);
		this.engine.getTaskService().complete(task.getId(), ruling());
		nobodyIsSignedIn();

		assertThat(request.process()).isEnded();
		assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
	}

	@Test
	void tasklist_tells_a_moderator_when_the_delivery_is_due_where_the_moderator_is_and_whether_it_is_late() {
		OrderScenario order = underWay();
		RequestScenario request = cancellation(order, Marketplace.CLIENT).refused(Marketplace.FREELANCER)
			.disputed(Marketplace.CLIENT);
		String zone = this.accounts.get(Marketplace.MODERATOR).zone().getId();
		assertThat(summary(request)).contains("Delivery due: ", "(" + zone + ")");

		this.clock.moveTo(order.due().plusSeconds(60));
		assertThat(summary(request)).contains("a request is still open: meanwhile no time counts as late");
		request.withdrawn(Marketplace.CLIENT);
		RequestScenario second = cancellation(order, Marketplace.CLIENT).refused(Marketplace.FREELANCER)
			.disputed(Marketplace.CLIENT);
		this.clock.advance(Duration.ofHours(1));
		assertThat(summary(second)).as("the client's second of this date keeps nothing").contains("**Late since: ");
	}

	private String summary(RequestScenario request) {
		signIn(Marketplace.MODERATOR, UserStore.MODERATORS);
		String task = request.task().getId();
		String summary = (String) this.engine.getFormService().getTaskFormVariables(task).get(TaskContext.SUMMARY);
		nobodyIsSignedIn();
		return summary;
	}

	@Test
	void moderators_are_reminded_of_a_dispute_until_somebody_rules() {
		OrderScenario order = underWay();
		RequestScenario request = cancellation(order, Marketplace.CLIENT).refused(Marketplace.FREELANCER)
			.disputed(Marketplace.CLIENT);
		request.timeComesFor("event_rulingReminderFellDue");
		request.timeComesFor("event_rulingReminderFellDue");

		assertThat(request.process()).hasPassed("event_moderatorsReminded");
		assertThat(request.waitsAt()).contains("userTask_ruleOnDispute");
		assertThat(order.timeline(TimelineKind.RULING_REMINDED)).isEqualTo(2);
		assertThat(reminders(Marketplace.MODERATOR, order)).hasSize(2);
		assertThat(told(Marketplace.CLIENT, order)).noneMatch((title) -> title.contains("trancher"));

		request.ruled(Ruling.Choice.REFUSE);
		assertThat(reminders(Marketplace.MODERATOR, order)).hasSize(2).allMatch(NotificationView::read);
		assertThat(toBeRuled(order)).isFalse();
	}

	@Test
	void a_moderator_who_is_a_side_is_reminded_of_no_dispute_of_their_own() {
		OrderScenario order = underWay();
		RequestScenario request = cancellation(order, Marketplace.CLIENT).refused(Marketplace.FREELANCER)
			.disputed(Marketplace.CLIENT);
		this.engine.getIdentityService().createMembership(Marketplace.FREELANCER, UserStore.MODERATORS);
		try {
			request.timeComesFor("event_rulingReminderFellDue");
		}
		finally {
			this.engine.getIdentityService().deleteMembership(Marketplace.FREELANCER, UserStore.MODERATORS);
		}
		assertThat(reminders(Marketplace.FREELANCER, order)).isEmpty();
		assertThat(reminders(Marketplace.MODERATOR, order)).hasSize(1);
	}

	private List<NotificationView> reminders(String person, OrderScenario order) {
		return this.market.told(person)
			.stream()
			.filter((told) -> told.link().equals("/disputes/" + order.number())
					&& told.title().matches("(Still|Toujours).*"))
			.toList();
	}

	@Test
	void a_moderator_hears_of_the_dispute_and_where_to_rule() {
		OrderScenario order = underWay();
		cancellation(order, Marketplace.CLIENT).refused(Marketplace.FREELANCER).disputed(Marketplace.CLIENT);

		assertThat(this.market.told(Marketplace.MODERATOR)).extracting(NotificationView::link)
			.contains("/disputes/" + order.number());
	}

	@Test
	void nothing_is_left_to_rule_on_once_a_dispute_is_ruled_taken_back_or_ended_with_its_order() {
		OrderScenario ruled = underWay();
		RequestScenario ruling = cancellation(ruled, Marketplace.CLIENT).refused(Marketplace.FREELANCER)
			.disputed(Marketplace.CLIENT);
		OrderScenario kept = underWay();
		RequestScenario keeping = cancellation(kept, Marketplace.CLIENT).refused(Marketplace.FREELANCER)
			.disputed(Marketplace.CLIENT);
		OrderScenario takenBack = underWay();
		RequestScenario withdrawal = cancellation(takenBack, Marketplace.CLIENT).refused(Marketplace.FREELANCER)
			.disputed(Marketplace.CLIENT);
		OrderScenario accepted = delivered();
		cancellation(accepted, Marketplace.CLIENT).refused(Marketplace.FREELANCER).disputed(Marketplace.CLIENT);
		OrderScenario open = underWay();
		cancellation(open, Marketplace.CLIENT).refused(Marketplace.FREELANCER).disputed(Marketplace.CLIENT);
		List<OrderScenario> settled = List.of(ruled, kept, takenBack, accepted);
		assertThat(settled).allMatch(this::toBeRuled);

		ruling.ruled(Ruling.Choice.ACCEPT);
		keeping.ruled(Ruling.Choice.REFUSE);
		withdrawal.withdrawn(Marketplace.CLIENT);
		accepted.accepted();

		assertThat(settled).noneMatch(this::toBeRuled);
		assertThat(toBeRuled(open)).isTrue();
	}

	private boolean toBeRuled(OrderScenario order) {
		return this.market.told(Marketplace.MODERATOR)
			.stream()
			.anyMatch((told) -> !told.read() && told.link().equals("/disputes/" + order.number()));
	}

	private static Map<String, Object> ruling() {
		return Map.of("decision", "accept", "reason", "So be it");
	}

}
