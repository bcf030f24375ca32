package io.orderflow.fulfilment;

import java.util.List;
import java.util.Locale;

import io.orderflow.OrderflowTest;
import io.orderflow.Statements;
import io.orderflow.order.OrderStep;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.Storyboard;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What the engine asks the database for while an order takes its steps. */
@OrderflowTest
class EngineStatementsTest {

	@Autowired
	private Marketplace market;

	@Autowired
	private Statements statements;

	@Autowired
	private HistoryService history;

	@Test
	void no_step_reads_what_is_known_or_cannot_be() {
		OrderScenario order = placed();
		OrderScenario.STEPS.forEach((step) -> {
			List<String> read = reads(order, step);
			assertThat(read).as("history, row by row: " + step.id())
				.noneMatch((sql) -> sql.matches(".*from act_hi_\\w+ \\w+ where \\w+\\.id_ = \\?.*"));
			assertThat(read).as("incidents: " + step.id()).noneMatch((sql) -> sql.contains("from act_ru_incident"));
			assertThat(read).as("parts of tasks: " + step.id()).noneMatch((sql) -> sql.contains("parent_task_id_ = ?"));
			assertThat(read).as("other tasks: " + step.id())
				.noneMatch((sql) -> sql.matches(".*from act_ru_task \\w+ where \\w*\\.?execution_id_ = \\?.*"));
			assertThat(read).as("variables of a task: " + step.id())
				.noneMatch((sql) -> sql.matches(".*from act_ru_variable .*where task_id_ = \\?.*"));
		});
	}

	@Test
	void a_decision_reads_the_variables_of_its_process_once() {
		OrderScenario order = placed();
		order.requirementsProvided();
		assertThat(reads(order, OrderStep.REVIEW_REQUIREMENTS)).filteredOn((sql) -> sql.contains("act_ru_variable"))
			.singleElement()
			.asString()
			.contains("proc_inst_id_ = ?");
	}

	@Test
	void a_worker_that_answers_is_not_told_to_be_stuck_no_more() {
		OrderScenario order = placed();
		OrderScenario.STEPS.forEach(order::takes);
		assertThat(this.statements.of(() -> order.dossierAnswered("made"))).isNotEmpty()
			.noneMatch((sql) -> sql.contains("stuck_since = ?"));
	}

	@Test
	void history_tells_how_long_each_activity_and_task_took() {
		OrderScenario order = placed();
		String process = order.process().getId();
		OrderScenario.STEPS.forEach(order::takes);
		order.dossierAnswered("made");
		List<HistoricActivityInstance> activities = this.history.createHistoricActivityInstanceQuery()
			.processInstanceId(process)
			.list();
		assertThat(activities).hasSizeGreaterThan(20)
			.allSatisfy((activity) -> assertThat(activity.getDurationInMillis()).as(activity.getActivityId())
				.isEqualTo(activity.getEndTime().getTime() - activity.getStartTime().getTime()));
		List<HistoricTaskInstance> tasks = this.history.createHistoricTaskInstanceQuery()
			.processInstanceId(process)
			.list();
		assertThat(tasks).hasSameSizeAs(OrderScenario.STEPS)
			.allSatisfy((task) -> assertThat(task.getDurationInMillis()).as(task.getTaskDefinitionKey())
				.isEqualTo(task.getEndTime().getTime() - task.getStartTime().getTime()));
		HistoricProcessInstance whole = this.history.createHistoricProcessInstanceQuery()
			.processInstanceId(process)
			.singleResult();
		assertThat(whole.getDurationInMillis())
			.isEqualTo(whole.getEndTime().getTime() - whole.getStartTime().getTime());
	}

	private OrderScenario placed() {
		return this.market.anOrderBetweenNewcomers(Locale.ENGLISH).of(Storyboard.ordinary()).placed();
	}

	private List<String> reads(OrderScenario order, OrderStep step) {
		return this.statements.of(() -> order.takes(step))
			.stream()
			.map((sql) -> sql.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT))
			.filter((sql) -> sql.contains("select"))
			.toList();
	}

}
