package io.orderflow.fulfilment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.notification.NotificationView;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.scenario.LateScenario;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.RequestScenario;
import io.orderflow.scenario.Storyboard;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.orderflow.RefusalAssertions.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/**
 * Orders that are late (S20, B2, C3): {@code deadlineSweep.bpmn} and
 * {@code lateOrder.bpmn}.
 */
class LateOrderTest extends ProcessTest {

	private static final Duration A_DAY = Duration.ofDays(1);

	@Autowired
	private JdbcClient jdbc;

	@Test
	void an_order_past_its_due_date_is_found_late_and_both_are_told_once() {
		OrderScenario order = inProduction();
		this.clock.moveTo(order.due().minusSeconds(1));
		this.market.deadlinesAreSwept();
		assertThat(order.timeline(TimelineKind.FELL_LATE)).as("still in time").isZero();

		this.clock.moveTo(order.due().plusSeconds(1));
		this.market.deadlinesAreSwept();
		this.market.deadlinesAreSwept();

		hasEndedAt("event_sweepEnded");
		assertThat(order.timeline(TimelineKind.FELL_LATE)).isOne();
		assertThat(this.market.watching(order).process()).hasPassed("serviceTask_notifyBothOfLateness");
		assertThat(this.market.watching(order).waitsAt()).containsExactly("gateway_awaitLatenessEnd");
		assertThat(told(order.client())).filteredOn((title) -> title.startsWith("Late · ")).hasSize(1);
		assertThat(told(order.freelancer())).filteredOn((title) -> title.startsWith("Late · ")).hasSize(1);
		assertThat(late(order).since()).isEqualTo(order.due());
	}

	@Test
	void nodes_that_sweep_at_once_tell_of_each_order_once() throws Exception {
		List<OrderScenario> orders = Stream.generate(this::inProduction).limit(6).toList();
		this.clock.moveTo(orders.get(5).due().plusSeconds(1));
		for (int node = 0; node < 3; node++) {
			this.engine.getRuntimeService()
				.createProcessInstanceByKey("deadlineSweep")
				.startBeforeActivity("serviceTask_startLateOrders")
				.execute();
		}
		List<Job> sweeps = this.engine.getManagementService()
			.createJobQuery()
			.activityId("serviceTask_startLateOrders")
			.list();
		assertThat(sweeps).hasSize(3);

		CyclicBarrier together = new CyclicBarrier(sweeps.size());
		ExecutorService nodes = Executors.newFixedThreadPool(sweeps.size());
		try {
			List<Callable<Void>> looks = sweeps.stream().map((sweep) -> (Callable<Void>) () -> {
				together.await(30, TimeUnit.SECONDS);
				this.engine.getManagementService().executeJob(sweep.getId());
				return null;
			}).toList();
			for (Future<Void> look : nodes.invokeAll(looks)) {
				look.get(120, TimeUnit.SECONDS);
			}
		}
		finally {
			nodes.shutdownNow();
		}
		this.market.deadlinesAreSwept();

		for (OrderScenario order : orders) {
			assertThat(order.timeline(TimelineKind.FELL_LATE)).isOne();
			assertThat(this.engine.getRuntimeService()
				.createProcessInstanceQuery()
				.processDefinitionKey("lateOrder")
				.processInstanceBusinessKey(order.number())
				.count()).isOne();
			assertThat(told(order.client())).filteredOn((title) -> title.startsWith("Late · ")).hasSize(1);
			assertThat(told(order.freelancer())).filteredOn((title) -> title.startsWith("Late · ")).hasSize(1);
		}
	}

	@Test
	void a_delivery_ends_it_and_says_how_late_it_was() {
		OrderScenario order = foundLate();
		LateScenario late = this.market.watching(order);
		this.clock.moveTo(order.due().plus(Duration.ofHours(5)));

		order.delivered();

		assertThat(late.process()).hasPassed("event_latenessEnded", "event_orderSettled").isEnded();
		assertThat(order.timeline(TimelineKind.LATENESS_ENDED)).isOne();
		assertThat(view(order).late()).isNull();
		this.market.deadlinesAreSwept();
		assertThat(order.timeline(TimelineKind.FELL_LATE)).isOne();
	}

	@Test
	void a_day_late_the_client_may_cancel_alone_and_is_told_so() {
		OrderScenario order = foundLate();
		LateScenario late = this.market.watching(order);
		assertThat(late(order).clientMayCancel()).isFalse();
		assertThat(codeOf(() -> order.cancelledByClient("Too late")))
			.isEqualTo("CONFLICT cancellation-needs-agreement");

		late.timeComesFor("event_cancellationCheckFellDue");

		assertThat(Duration.between(order.due(), this.clock.instant())).isBetween(A_DAY, A_DAY.plusMinutes(1));
		assertThat(late.waitsAt()).containsExactly("event_latenessEndedAfterOffer");
		assertThat(told(order.client())).anyMatch((title) -> title.startsWith("You can now cancel alone · "));
		assertThat(late(order).clientMayCancel()).isTrue();

		order.cancelledByClient("Too late");
		assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
		assertThat(late.process()).hasPassed("event_latenessEndedAfterOffer", "event_orderSettledAfterOffer").isEnded();
		assertThat(order.process()).hasPassed("event_cancellationDecided");
	}

	@Test
	void a_question_hides_no_day_of_lateness_and_the_client_may_still_cancel_alone() {
		OrderScenario order = foundLate();
		this.market.watching(order).timeComesFor("event_cancellationCheckFellDue");
		this.clock.advance(Duration.ofHours(6));
		order.question().asked("Which fox?");

		OrderView read = view(order);
		assertThat(read.late()).as("the clock stands").isNull();
		assertThat(read.clock().lateBefore()).isBetween(Duration.ofHours(30), Duration.ofHours(31));
		assertThat(read.cancellableAlone()).isTrue();
		order.cancelledByClient("Too late");
		assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
	}

	@Test
	void a_question_before_a_day_has_counted_puts_off_that_the_client_may_cancel_alone() {
		OrderScenario order = foundLate();
		this.clock.moveTo(order.due().plus(Duration.ofHours(20)));
		order.question().asked("Which fox?");
		this.clock.advance(Duration.ofHours(10));
		assertThat(view(order).cancellableAlone()).isFalse();
		assertThat(codeOf(() -> order.cancelledByClient("Too late")))
			.isEqualTo("CONFLICT cancellation-needs-agreement");
	}

	@Test
	void a_later_date_makes_it_on_time_again_and_past_that_it_is_late_anew() {
		OrderScenario order = foundLate();
		LateScenario late = this.market.watching(order);

		order.extensionAsked(order.freelancer(), Duration.ofDays(3)).accepted(order.client());

		assertThat(late.process()).hasPassed("event_orderSettled").isEnded();
		assertThat(view(order).late()).isNull();
		this.clock.moveTo(order.due().plusSeconds(1));
		this.market.deadlinesAreSwept();
		assertThat(order.timeline(TimelineKind.FELL_LATE)).isEqualTo(2);
		assertThat(told(order.client())).filteredOn((title) -> title.startsWith("Late · ")).hasSize(2);
	}

	@Test
	void a_request_that_waits_makes_nothing_late_and_what_it_was_worth_is_told() {
		OrderScenario order = inProduction();
		Instant due = order.due();
		this.clock.moveTo(due.minus(Duration.ofHours(1)));
		RequestScenario request = order.extensionAsked(order.freelancer(), Duration.ofDays(2));

		this.clock.moveTo(due.plus(Duration.ofHours(10)));
		this.market.deadlinesAreSwept();
		assertThat(order.timeline(TimelineKind.FELL_LATE)).as("a request waits").isZero();
		assertThat(view(order).clock().lateHeld()).isTrue();
		assertThat(view(order).late()).isNull();

		request.refused(order.client());
		Instant refused = this.clock.instant();
		assertThat(order.timeline(TimelineKind.LATENESS_HELD)).isOne();
		assertThat(view(order).clock().lateHeld()).isFalse();
		this.clock.moveTo(refused.plusSeconds(2));
		this.market.deadlinesAreSwept();
		assertThat(order.timeline(TimelineKind.FELL_LATE)).isOne();
		assertThat(late(order).since()).isBetween(refused.minusSeconds(2), refused);

		order.extensionAsked(order.freelancer(), Duration.ofDays(2));
		assertThat(view(order).late()).as("a second one of the same side").isNotNull();
	}

	@Test
	void a_clock_that_stops_puts_off_that_the_client_may_cancel_and_nobody_is_told_again() {
		OrderScenario order = orderWithoutQuestionsShort();
		this.clock.moveTo(order.due().plusSeconds(1));
		this.market.deadlinesAreSwept();
		LateScenario late = this.market.watching(order);
		this.clock.moveTo(order.due().plus(Duration.ofHours(20)));
		order.clarificationAsked();
		assertThat(view(order).late()).as("the clock stands").isNull();

		late.timeComesFor("event_cancellationCheckFellDue");
		assertThat(late.waitsAt()).containsExactly("gateway_awaitLatenessEnd");

		order.clarified();
		assertThat(late(order).clientMayCancel()).isFalse();
		this.market.deadlinesAreSwept();
		assertThat(order.timeline(TimelineKind.FELL_LATE)).as("told once").isOne();
		Instant cancellable = late(order).clientMayCancelFrom();
		assertThat(Duration.between(this.clock.instant(), cancellable)).isBetween(Duration.ofMinutes(235),
				Duration.ofHours(4));
		late.timeComesFor("event_cancellationCheckFellDue");
		assertThat(late.waitsAt()).as("at the moment").containsExactly("event_latenessEndedAfterOffer");
		assertThat(this.clock.instant()).isBetween(cancellable, cancellable.plusSeconds(2));
	}

	@Test
	void a_request_that_ends_a_day_late_lets_the_client_know_at_once() {
		OrderScenario order = foundLate();
		LateScenario late = this.market.watching(order);
		this.clock.moveTo(order.due().plus(Duration.ofHours(23)));
		RequestScenario request = order.extensionAsked(order.freelancer(), Duration.ofDays(9));
		late.timeComesFor("event_cancellationCheckFellDue");
		assertThat(late.waitsAt()).as("nothing counts").containsExactly("gateway_awaitLatenessEnd");
		this.clock.advance(Duration.ofHours(3).plusSeconds(20));

		request.refused(order.client());
		Instant cancellable = late(order).clientMayCancelFrom();
		assertThat(Duration.between(this.clock.instant(), cancellable)).isBetween(Duration.ofMinutes(59),
				Duration.ofHours(1));
		late.timeComesFor("event_cancellationCheckFellDue");

		assertThat(this.clock.instant()).isBetween(cancellable, cancellable.plusSeconds(2));
		assertThat(told(order.client())).anyMatch((title) -> title.startsWith("You can now cancel alone · "));
		took(order, "lateOrder.flow_waitOn", "lateOrder.flow_offerCancellation");
	}

	@Test
	void an_order_of_which_nobody_can_be_told_holds_up_no_other() {
		OrderScenario unlucky = inProduction();
		OrderScenario order = inProduction();
		this.clock.moveTo(order.due().plusSeconds(5));
		this.market.lateOrdersAreFound();

		Job job = this.market.watching(unlucky).job();
		this.jdbc
			.sql("alter table notification add constraint unlucky check (order_number is distinct from '"
					+ unlucky.number() + "') not valid")
			.update();
		try {
			assertThatThrownBy(() -> this.engine.getManagementService().executeJob(job.getId()))
				.hasStackTraceContaining("unlucky");
		}
		finally {
			this.jdbc.sql("alter table notification drop constraint unlucky").update();
		}
		this.engine.getManagementService().executeJob(this.market.watching(order).job().getId());
		assertThat(told(order.client())).anyMatch((title) -> title.startsWith("Late · "));
		assertThat(late(unlucky)).as("found with it").isNotNull();
		assertThat(this.market.watching(unlucky).job()).as("tried again, and told then").isNotNull();
	}

	@Test
	void what_is_delivered_before_anybody_was_told_is_told_to_nobody() {
		OrderScenario order = inProduction();
		this.clock.moveTo(order.due().plusSeconds(1));
		this.market.lateOrdersAreFound();
		LateScenario late = this.market.watching(order);

		order.delivered();

		assertThat(late.process()).isEnded();
		assertThat(told(order.client())).noneMatch((title) -> title.startsWith("Late · "));
	}

	@Test
	void tasklist_says_from_when_on_before_anybody_has_looked() {
		OrderScenario order = inProduction();
		assertThat(summary(order)).contains("Delivery due: ", "; late after that").doesNotContain("Late since");
		order.question().asked("Which fox?");
		assertThat(summary(order)).contains("later by as long as the clock is stopped").doesNotContain("late after");
	}

	@Test
	void tasklist_says_late_no_longer_once_a_question_stops_the_clock() {
		OrderScenario order = foundLate();
		assertThat(summary(order)).contains("**Late since: ");
		order.question().asked("Which fox?");
		assertThat(summary(order)).doesNotContain("Late since");
	}

	@Test
	void tasklist_says_so_too() {
		OrderScenario order = foundLate();
		assertThat(summary(order)).contains("**Late since: ");

		order.extensionAsked(order.freelancer(), Duration.ofDays(3));
		assertThat(summary(order)).doesNotContain("Late since")
			.contains("; a request is still open: meanwhile no time counts as late");
	}

	private String summary(OrderScenario order) {
		String task = this.engine.getTaskService()
			.createTaskQuery()
			.processInstanceBusinessKey(order.number())
			.taskDefinitionKey("userTask_deliverWork")
			.singleResult()
			.getId();
		return (String) this.engine.getFormService().getTaskFormVariables(task).get(TaskContext.SUMMARY);
	}

	/** Of the sweep no history is kept; it has one end, and nothing of it waits. */
	private void hasEndedAt(String event) {
		assertThat(Models.all(Models.ALL.get("deadlineSweep.bpmn"), EndEvent.class)).extracting(EndEvent::getId)
			.containsExactly(event);
		assertThat(this.engine.getRuntimeService()
			.createProcessInstanceQuery()
			.processDefinitionKey("deadlineSweep")
			.count()).isZero();
	}

	private OrderView.Late late(OrderScenario order) {
		OrderView.Late late = view(order).late();
		assertThat(late).as("that the order is late").isNotNull();
		return late;
	}

	private OrderView view(OrderScenario order) {
		return this.reading.order(order.number(), order.client());
	}

	private List<String> told(String person) {
		return this.market.told(person).stream().map(NotificationView::title).toList();
	}

	private OrderScenario foundLate() {
		OrderScenario order = inProduction();
		this.clock.moveTo(order.due().plusSeconds(1));
		this.market.deadlinesAreSwept();
		return order;
	}

	private OrderScenario inProduction() {
		return of(Storyboard.ordinary().approving(ApprovalNeeded.NONE)).withRequirements()
			.requirementsClear()
			.planned();
	}

	private OrderScenario orderWithoutQuestionsShort() {
		return of(Storyboard.ordinary()).withRequirements().placed();
	}

	private OrderScenario of(Storyboard service) {
		return this.market.anOrderBetweenNewcomers(Locale.ENGLISH).of(service);
	}

}
