package io.orderflow.fulfilment;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.orderflow.Decisions;
import io.orderflow.fulfilment.order.OrderFulfilmentProcess;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderStep;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.flow.OpenStep;
import io.orderflow.order.flow.OrderFlow;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Every decision completes its user task, whichever way it comes (B9). */
class DecisionsTest extends ProcessTest {

	private static final Map<String, Object> CLEAR = Map.of("decision", "clear");

	@Autowired
	private OrderFlow flow;

	@Autowired
	private EngineGateway entry;

	@AfterEach
	void nobodyIsSignedIn() {
		this.engine.getIdentityService().clearAuthentication();
	}

	@Test
	void the_open_steps_say_whose_turn_it_is() {
		OrderScenario order = order().requirementsProvided();

		assertThat(this.flow.openSteps(order.number())).singleElement()
			.extracting(OpenStep::step, OpenStep::assignee)
			.containsExactly(OrderStep.REVIEW_REQUIREMENTS, Marketplace.FREELANCER);
	}

	@Test
	void a_task_that_somebody_else_completed_after_it_was_read_is_a_lost_race() {
		OrderScenario order = order().requirementsProvided();
		String task = task(order).getId();
		List<Boolean> attempts = new ArrayList<>();

		this.entry.together(() -> {
			boolean open = this.engine.getTaskService().createTaskQuery().taskId(task).count() == 1;
			attempts.add(open);
			if (open) {
				this.engine.getTaskService().createTaskQuery().taskId(task).singleResult();
				CompletableFuture.runAsync(
						() -> order.decided(Marketplace.FREELANCER, Decisions.of(OrderStep.REVIEW_REQUIREMENTS, CLEAR)))
					.join();
				this.engine.getTaskService().complete(task);
			}
		});

		assertThat(attempts).containsExactly(true, false);
	}

	@Test
	void a_plan_goes_on_from_what_stood_in_it_also_after_the_first_deadline() {
		OrderScenario order = order().requirementsProvided().requirementsClear().planned();
		OrderView.Task drawn = plan(order).get(0);
		this.desk.tick(order.number(), Marketplace.FREELANCER, 1, null, true);
		this.clock.advance(Duration.ofDays(4));
		LocalDate soon = LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC).plusDays(2);

		order.decided(Marketplace.FREELANCER, Decisions.of(OrderStep.SUBMIT_DRAFT, Map.of("message", "The plan goes on",
				"tasks", drawn.deadline() + " " + drawn.title() + "\n" + soon + " Colour")));

		assertThat(plan(order)).extracting(OrderView.Task::title).containsExactly(drawn.title(), "Colour");
		assertThat(plan(order).get(0).doneAt()).isNotNull();
		assertThat(order.timeline(TimelineKind.PLAN_CHANGED)).isOne();

		order.previewAnswered("made").changesAsked();
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> order.decided(Marketplace.FREELANCER,
					Decisions.of(OrderStep.SUBMIT_DRAFT,
							Map.of("message", "Too late", "tasks", drawn.deadline() + " Ink"))))
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo("deadline-past"));
	}

	@Test
	void the_deadline_of_a_task_is_today_or_later_where_the_freelancer_is() {
		OrderScenario order = order().requirementsProvided().requirementsClear();
		// half past eleven in the evening in London, the next day in Paris
		this.clock.moveTo(Instant.parse("2031-01-10T23:30:00Z"));
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> order.decided(Decisions.of(OrderStep.PLAN_WORK, Map.of("tasks", "2031-01-10 Draw"))))
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo("deadline-past"));
		order.decided(Decisions.of(OrderStep.PLAN_WORK, Map.of("tasks", "2031-01-11 Draw")));
		assertThat(plan(order)).extracting(OrderView.Task::title).containsExactly("Draw");
	}

	private List<OrderView.Task> plan(OrderScenario order) {
		return this.reading.order(order.number(), Marketplace.FREELANCER).plan();
	}

	@Test
	void what_was_submitted_does_not_stay_in_the_process() {
		OrderScenario order = order().decided(Marketplace.CLIENT, Decisions.of(OrderStep.PROVIDE_REQUIREMENTS,
				Map.of("answer_story", "A fox", "answer_styles", List.of("ink, black", "oil"))));

		assertThat(variables(order).keySet()).doesNotContain("answer_story", "answer_styles");
		assertThat(this.engine.getHistoryService()
			.createHistoricVariableInstanceQuery()
			.processInstanceId(order.process().getId())
			.variableNameLike("answer%")
			.count()).isZero();
	}

	@Test
	void a_refused_decision_leaves_the_task_open_and_nothing_written() {
		OrderScenario order = order();
		Map<String, Object> before = variables(order);

		assertRefused("text-missing", () -> this.flow.complete(order.number(), Marketplace.CLIENT,
				Decisions.requirements(Map.of("story", " "))));

		assertThat(order.waitsAt()).containsExactly("userTask_provideRequirements");
		assertThat(order.status()).isEqualTo(OrderStatus.AWAITING_REQUIREMENTS);
		assertThat(variables(order)).isEqualTo(before);
	}

	@Test
	void a_step_that_is_not_open_or_not_ones_own_is_refused() {
		OrderScenario order = order();

		assertRefused("step-not-open", () -> this.flow.complete(order.number(), Marketplace.FREELANCER,
				Decisions.of(OrderStep.DELIVER_WORK, Map.of())));
		assertRefused("step-not-yours", () -> this.flow.complete(order.number(), Marketplace.FREELANCER,
				Decisions.requirements(Map.of("story", "A hen"))));
		assertRefused("no-such-order", () -> this.flow.complete("OF-0000-0000", Marketplace.FREELANCER,
				Decisions.of(OrderStep.PLAN_WORK, Map.of())));
	}

	@Test
	void a_routing_flag_cannot_be_smuggled_in() {
		OrderScenario order = order();

		assertRefused("unknown-field", () -> this.flow.complete(order.number(), Marketplace.CLIENT,
				Decisions.requirements(Map.of("story", "A fox", OrderFulfilmentProcess.CLIENT, "oliver"))));

		assertThat(variables(order)).containsEntry(OrderFulfilmentProcess.CLIENT, Marketplace.CLIENT);
	}

	@Test
	void a_decision_in_tasklist_is_the_persons_who_is_signed_in_there() {
		OrderScenario order = order();
		Task task = task(order);

		signIn(Marketplace.CLIENT, UserStore.CLIENTS);
		this.engine.getTaskService()
			.complete(task.getId(),
					Variables.createVariables()
						.putValue("answer_story", "A fox")
						.putValue("answer_styles", List.of("ink, black", "chalk")));

		nobodyIsSignedIn();
		assertThat(order.waitsAt()).containsExactly("userTask_reviewRequirements");
		assertThat(this.reading.order(order.number(), Marketplace.CLIENT).requirements())
			.anySatisfy((requirement) -> assertThat(requirement.texts()).containsExactly("ink, black", "chalk"));
		assertThat(variables(order).keySet()).doesNotContain("answer_story", "answer_styles");
	}

	@Test
	void tasklist_says_a_refusal_as_itself_and_keeps_the_task() {
		OrderScenario order = order();
		Task task = task(order);

		signIn(Marketplace.CLIENT, UserStore.CLIENTS);
		assertRefused("text-missing", () -> this.engine.getTaskService()
			.complete(task.getId(), Variables.createVariables().putValue("answer_story", null)));
		assertRefused("not-a-field-of-the-form",
				() -> this.engine.getTaskService().complete(task.getId(), Map.of("deliveryDecision", "accepted")));

		nobodyIsSignedIn();
		assertThat(order.waitsAt()).containsExactly("userTask_provideRequirements");
	}

	@Test
	void another_persons_task_stays_theirs_for_strangers_and_process_admins_alike() {
		OrderScenario order = order();
		Task task = task(order);
		Map<String, Object> answer = Map.of("answer_story", "A hen");

		signIn("oliver", UserStore.CLIENTS);
		assertRefused("task-gone", () -> this.engine.getTaskService().complete(task.getId(), answer));
		signIn("ada", UserStore.PROCESS_ADMINS);
		assertRefused("step-not-yours", () -> this.engine.getTaskService().complete(task.getId(), answer));
	}

	@Test
	void of_two_clicks_one_counts_and_the_other_is_told_so() throws Exception {
		OrderScenario order = order().requirementsProvided();
		CyclicBarrier together = new CyclicBarrier(2);
		ExecutorService clicks = Executors.newFixedThreadPool(2);
		Callable<String> click = () -> {
			together.await();
			try {
				this.flow.complete(order.number(), Marketplace.FREELANCER,
						Decisions.of(OrderStep.REVIEW_REQUIREMENTS, CLEAR));
				return "counted";
			}
			catch (Refusal ex) {
				return ex.code();
			}
		};

		List<String> answers = new ArrayList<>();
		for (Future<String> answer : clicks.invokeAll(List.of(click, click))) {
			answers.add(answer.get());
		}
		clicks.shutdown();

		assertThat(answers).containsExactlyInAnyOrder("counted", "step-not-open");
		assertThat(order.waitsAt()).containsExactlyInAnyOrder("userTask_planWork", "gateway_awaitProgress");
	}

	@Test
	void a_task_shows_what_it_is_about_and_by_when() {
		OrderScenario order = order();
		Task task = task(order);

		VariableMap shown = this.engine.getFormService().getTaskFormVariables(task.getId());

		assertThat(shown).containsKeys(TaskContext.CARD, TaskContext.SUMMARY, TaskContext.BRIEF);
		assertThat((String) shown.get(TaskContext.CARD)).contains(order.number(), "Camille", "Léa");
		assertThat((String) shown.get(TaskContext.SUMMARY)).contains(order.number(), "Léa",
				"/orders/" + order.number());
		assertThat(this.engine.getTaskService().getVariablesLocal(task.getId())).as("kept with the task")
			.containsOnlyKeys(TaskContext.CARD);
		assertThat(task.getDueDate()).isNotNull();
		assertThat(task.getPriority()).isPositive();
	}

	private Task task(OrderScenario order) {
		return this.engine.getTaskService().createTaskQuery().processInstanceId(order.process().getId()).singleResult();
	}

	private Map<String, Object> variables(OrderScenario order) {
		return new HashMap<>(this.engine.getRuntimeService().getVariables(order.process().getId()));
	}

	private void signIn(String person, String group) {
		this.engine.getIdentityService().setAuthentication(person, List.of(group));
	}

	private static void assertRefused(String code, Runnable call) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(call::run)
			.satisfies((refusal) -> assertThat(codes(refusal)).contains(code));
	}

	private static List<String> codes(Refusal refusal) {
		List<String> codes = new ArrayList<>(refusal.problems().stream().map(Refusal.Problem::code).toList());
		codes.add(refusal.code());
		return codes;
	}

}
