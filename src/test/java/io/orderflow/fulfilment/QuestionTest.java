package io.orderflow.fulfilment;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

import io.orderflow.order.BlockingQuestion;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderStep;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.dashboard.Dashboard;
import io.orderflow.order.dashboard.DashboardService;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.QuestionView;
import io.orderflow.order.step.PostProgressUpdate;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.orderflow.RefusalAssertions.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/** <i>A question in between</i> of {@code orderFulfilment.bpmn} (B1). */
class QuestionTest extends ProcessTest {

	@Autowired
	private DashboardService dashboards;

	@Autowired
	private JdbcClient jdbc;

	@BeforeEach
	void stopTheTime() {
		this.clock.freeze();
	}

	@Test
	void a_question_is_the_clients_to_answer_and_the_due_date_moves_by_the_time_it_waited() {
		OrderScenario order = inWork();
		Instant due = order.due();

		order.question().asked("Which fox?");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_planWork", "gateway_awaitProgress",
				"userTask_answerQuestion");
		OrderView asked = view(order);
		assertThat(asked.turn()).isEqualTo(OrderStatus.Turn.CLIENT);
		assertThat(asked.shown()).isEqualTo(OrderStatus.AWAITING_CLARIFICATION);
		assertThat(asked.clock().stopReason()).isEqualTo("QUESTION");
		assertThat(asked.clock().running()).isFalse();
		assertThat(asked.updates().nextDue()).as("no update while the client is waited for").isNull();
		assertThat(asked.openQuestion()).extracting(QuestionView::question).isEqualTo("Which fox?");

		Duration waited = Duration.ofDays(3).plusSeconds(7);
		this.clock.advance(waited);
		order.question().answered();
		assertThat(order.process()).hasPassed("serviceTask_notifyFreelancerOfAnswer", "event_questionAnswered");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_planWork", "gateway_awaitProgress");
		OrderView answered = view(order);
		assertThat(answered.turn()).isEqualTo(OrderStatus.Turn.FREELANCER);
		assertThat(answered.clock().running()).isTrue();
		assertThat(answered.clock().due()).isEqualTo(due.plus(waited));
		assertThat(answered.questions()).singleElement()
			.satisfies((question) -> assertThat(question.answer()).isEqualTo("The red one"));
	}

	@Test
	void both_sides_are_told_once_and_in_the_others_words() {
		OrderScenario order = inWork();

		order.question().asked("Which fox?").question().answered();

		assertThat(told(order, Marketplace.CLIENT, "order.todo.answerQuestion")).containsExactly("Which fox?");
		assertThat(told(order, Marketplace.FREELANCER, "order.question.answered")).containsExactly("The red one");
	}

	@Test
	void a_client_who_owes_an_answer_is_reminded() {
		OrderScenario order = inWork().question().asked();

		order.timeComesFor("event_questionReminderFellDue").timeComesFor("event_questionReminderFellDue");

		assertThat(order.process()).hasPassed("event_questionReminderSent");
		assertThat(order.waitsAt()).contains("userTask_answerQuestion");
		assertThat(order.timeline(TimelineKind.REMINDED)).isEqualTo(2);
	}

	@Test
	void a_question_that_is_taken_back_is_asked_of_nobody_any_more() {
		OrderScenario order = inWork();
		Instant due = order.due();
		order.question().asked();
		this.clock.advance(Duration.ofHours(5));

		order.question().withdrawn();

		assertThat(order.process()).hasPassed("event_questionTakenBack", "event_questionWithdrawn");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_planWork", "gateway_awaitProgress");
		assertThat(order.due()).isEqualTo(due.plus(Duration.ofHours(5)));
		assertThat(told(order, Marketplace.CLIENT, "order.question.withdrawn")).hasSize(1);
		assertThat(codeOf(() -> order.question().answered())).isEqualTo("CONFLICT step-not-open");
		assertThat(codeOf(() -> order.question().withdrawn())).isEqualTo("CONFLICT no-open-question");
	}

	@Test
	void one_question_is_open_at_a_time_and_another_can_follow() {
		OrderScenario order = inWork().question().asked();
		assertThat(codeOf(() -> order.question().asked("And which sea?"))).isEqualTo("CONFLICT question-open-already");

		order.question().answered().question().asked("And which sea?").question().answered();

		assertThat(view(order).questions()).extracting(QuestionView::no).containsExactly(1, 2);
		assertThat(order.timeline(TimelineKind.QUESTION_ANSWERED)).isEqualTo(2);
	}

	@Test
	void a_draft_takes_the_question_back_and_no_second_is_counted_twice() {
		OrderScenario order = inWork().planned();
		Instant due = order.due();
		order.question().asked();
		this.clock.advance(Duration.ofHours(5));

		order.draftSubmitted();
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("serviceTask_preparePreview", "gateway_awaitProgress");
		assertThat(view(order).questions()).extracting(QuestionView::state)
			.containsExactly(BlockingQuestion.State.OVERTAKEN);
		assertThat(view(order).clock().stopReason()).isEqualTo("DRAFT");
		assertThat(codeOf(() -> order.question().asked())).isEqualTo("CONFLICT question-not-now");

		this.clock.advance(Duration.ofHours(7));
		order.previewAnswered("made").draftApproved();
		assertThat(order.due()).isEqualTo(due.plus(Duration.ofHours(12)));
	}

	@Test
	void a_delivery_takes_the_question_back() {
		OrderScenario order = orderWithoutApproval().requirementsProvided().requirementsClear().planned();
		Instant due = order.due();
		order.question().asked();
		this.clock.advance(Duration.ofHours(5));

		order.delivered();

		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_reviewDelivery");
		assertThat(order.waitingJobs()).as("reminder and silence").isEqualTo(2);
		assertThat(order.due()).isEqualTo(due.plus(Duration.ofHours(5)));
		assertThat(view(order).openQuestion()).isNull();
		assertThat(order.timeline(TimelineKind.QUESTION_OVERTAKEN)).isOne();
	}

	@Test
	void a_revision_round_has_questions_too() {
		OrderScenario order = orderWithoutApproval().requirementsProvided().requirementsClear().planned();
		order.question().asked().question().answered().delivered().revisionAsked();

		order.question().asked("How much longer?");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_deliverWork", "gateway_awaitProgress",
				"userTask_answerQuestion");
		order.question().answered().delivered().accepted().dossierAnswered("made");

		assertThat(order.process()).hasPassed("event_orderCompleted").isEnded();
	}

	@Test
	void a_cancellation_ends_the_question() {
		OrderScenario order = inWork().question().asked();

		order.cancellationAsked(Marketplace.CLIENT).accepted(Marketplace.FREELANCER);

		assertThat(order.waitsAt()).containsExactlyInAnyOrder("serviceTask_buildCancelledDossier");
		assertThat(order.waitingJobs()).isZero();
		assertThat(view(order).turn()).isEqualTo(OrderStatus.Turn.NOBODY);
		assertThat(view(order).questions()).extracting(QuestionView::state)
			.containsExactly(BlockingQuestion.State.ENDED_WITH_ORDER);
		assertThat(codeOf(() -> order.question().answered())).isEqualTo("CONFLICT step-not-open");
		assertThat(codeOf(() -> order.question().withdrawn())).isEqualTo("CONFLICT order-closed");
	}

	@Test
	void no_update_is_asked_for_while_the_client_is_waited_for() {
		OrderScenario order = inWork().question().asked();

		order.timeComesFor("event_updateCheckFellDue");

		assertThat(order.process()).hasNotPassed("userTask_postProgressUpdate");
		assertThat(order.waitsAt()).contains("userTask_answerQuestion", "gateway_awaitProgress");
	}

	@Test
	void an_update_posted_meanwhile_leaves_the_question_open() {
		OrderScenario order = inWork().question().asked();

		this.desk.postUpdate(order.number(), Marketplace.FREELANCER,
				new PostProgressUpdate.Decision("Half done", null, null));

		assertThat(order.waitsAt()).contains("userTask_answerQuestion");
	}

	@Test
	void tasklist_says_when_the_work_is_due_once_the_clock_goes_on() {
		OrderScenario order = inWork();
		Task plan = task(order, "userTask_planWork");
		String before = summary(plan);
		order.question().asked();
		assertThat(summary(task(order, "userTask_answerQuestion"))).contains("Delivery due: ");
		this.clock.advance(Duration.ofDays(2));

		order.question().withdrawn();

		assertThat(summary(plan)).contains("Delivery due: ").isNotEqualTo(before);
	}

	@Test
	void the_dashboards_say_that_it_is_the_clients_turn() {
		OrderScenario order = this.market.anOrderBetweenNewcomers(Locale.ENGLISH)
			.until(OrderStep.PLAN_WORK)
			.question()
			.asked();

		Dashboard sells = dashboard(order.freelancer(), Dashboard.Side.SELLING);
		assertThat(sells.counts()).containsEntry(Dashboard.Filter.CLIENTS_TURN, 1);
		assertThat(sells.orders().items()).singleElement().satisfies((entry) -> {
			assertThat(entry.shown()).isEqualTo(OrderStatus.AWAITING_CLARIFICATION);
			assertThat(entry.mine()).isFalse();
			assertThat(entry.theirs()).isTrue();
			assertThat(entry.clockStopped()).isTrue();
		});
		assertThat(dashboard(order.client(), Dashboard.Side.BUYING).orders().items()).singleElement()
			.satisfies((entry) -> assertThat(entry.mine()).isTrue());
		assertThat(this.reading.list(order.client(), false, null, null).items()).singleElement()
			.satisfies((item) -> assertThat(item.turn()).isEqualTo(OrderStatus.Turn.CLIENT));
	}

	private Dashboard dashboard(String person, Dashboard.Side side) {
		return this.dashboards.of(person, side, Dashboard.Filter.CLIENTS_TURN, ZoneOffset.UTC, null, null);
	}

	/** An order that was placed before its model knew questions goes on without them. */
	@Test
	void an_order_whose_process_knows_no_questions_refuses_them() {
		OrderScenario order = inWork();
		this.jdbc.sql("update orders set takes_questions = false where number = ?").param(order.number()).update();

		assertThat(codeOf(() -> order.question().asked())).isEqualTo("CONFLICT questions-unknown");
		assertThat(view(order).takesQuestion()).isFalse();
	}

	/** An instance of such a model hears nothing of it: then nothing is asked at all. */
	@Test
	void a_question_that_no_process_hears_is_not_asked() {
		OrderScenario order = inWork();
		Instant due = order.due();
		this.jdbc.sql("delete from act_ru_event_subscr where event_name_ = 'question.asked' and proc_inst_id_ = ?")
			.param(order.process().getProcessInstanceId())
			.update();

		assertThat(codeOf(() -> order.question().asked())).isEqualTo("CONFLICT questions-unknown");

		this.clock.advance(Duration.ofHours(5));
		assertThat(view(order).questions()).isEmpty();
		assertThat(view(order).clock().running()).isTrue();
		assertThat(order.due()).isEqualTo(due);
		order.planned().draftSubmitted();
	}

	@ParameterizedTest
	@EnumSource(value = OrderStep.class,
			names = { "PROVIDE_REQUIREMENTS", "REVIEW_REQUIREMENTS", "REVIEW_DRAFT", "REVIEW_DELIVERY" })
	void nothing_is_asked_where_the_freelancer_does_not_work_on_a_delivery(OrderStep before) {
		OrderScenario order = order().until(before);

		assertThat(codeOf(() -> order.question().asked())).isEqualTo("CONFLICT question-not-now");
		assertThat(view(order).takesQuestion()).isFalse();
		assertThat(order.waitsAt()).doesNotContain("userTask_answerQuestion");
	}

	private OrderScenario inWork() {
		return order().requirementsProvided().requirementsClear();
	}

	private OrderView view(OrderScenario order) {
		return this.reading.order(order.number(), Marketplace.CLIENT);
	}

	private Task task(OrderScenario order, String key) {
		return this.engine.getTaskService()
			.createTaskQuery()
			.processInstanceBusinessKey(order.number())
			.taskDefinitionKey(key)
			.singleResult();
	}

	private String summary(Task task) {
		return (String) this.engine.getFormService().getTaskFormVariables(task.getId()).get(TaskContext.SUMMARY);
	}

	/** What was quoted to somebody under a text. */
	private List<String> told(OrderScenario order, String recipient, String text) {
		return this.jdbc.sql("""
				select coalesce(quote, '') from notification
				where order_number = ? and recipient = ? and text_key = ?""")
			.params(order.number(), recipient, text)
			.query(String.class)
			.list();
	}

}
