package io.orderflow.fulfilment;

import java.util.List;
import java.util.Map;

import io.orderflow.Visitor;
import io.orderflow.order.OrderStatus;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.RequestScenario;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import static io.orderflow.order.web.Market.json;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process admin may move a process anywhere in Cockpit. That decides nothing for a side
 * of its order: the order does only what its own rows say.
 */
class MovedProcessTest extends RequestProcessTest {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "serviceTask_agreeCancellation", "serviceTask_takeDefaultAnswer" })
	void no_move_agrees_to_a_cancellation(String activity) {
		OrderScenario order = underWay();
		RequestScenario asked = cancellation(order, Marketplace.CLIENT);
		move(asked.process(), activity);
		assertThat(order.status()).isEqualTo(OrderStatus.PLANNING);
		asked.refused(Marketplace.FREELANCER);
		move(asked.process(), activity);
		assertThat(order.status()).as("refused").isEqualTo(OrderStatus.PLANNING);
		assertThat(order.client()).isEqualTo(Marketplace.CLIENT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "serviceTask_moveDueDate", "serviceTask_takeDefaultAnswer" })
	void no_move_grants_a_later_date(String activity) {
		OrderScenario order = underWay();
		var due = order.due();
		RequestScenario asked = extension(order);
		move(asked.process(), activity);
		assertThat(order.due()).isEqualTo(due);
		asked.refused(Marketplace.CLIENT);
		assertThat(order.due()).isEqualTo(due);
	}

	@ParameterizedTest
	@ValueSource(strings = { "serviceTask_cancelOrder", "serviceTask_completeOrder", "serviceTask_acceptBySilence" })
	void no_move_ends_an_order(String activity) {
		OrderScenario placed = order().placed();
		move(placed.process(), activity);
		assertThat(placed.status()).isEqualTo(OrderStatus.AWAITING_REQUIREMENTS);
		OrderScenario delivered = delivered();
		move(delivered.process(), activity);
		assertThat(delivered.status()).isEqualTo(OrderStatus.DELIVERED);
	}

	@Test
	void no_signal_passes_over_a_step() {
		OrderScenario order = underWay();
		Task task = cancellation(order, Marketplace.CLIENT).task();
		var signalled = ada().post("/engine-rest/execution/" + task.getExecutionId() + "/signal",
				json(Map.of("variables", Map.of("requestAccepted", Map.of("value", true)))));
		assertThat(signalled.statusCode()).isEqualTo(403);
		assertThat(signalled.body()).contains("task-is-completed");
		assertThat(order.status()).isEqualTo(OrderStatus.PLANNING);
	}

	@Test
	void nobody_takes_a_step_from_its_side() {
		OrderScenario order = underWay();
		RequestScenario asked = cancellation(order, Marketplace.CLIENT);
		String task = "/engine-rest/task/" + asked.task().getId();
		for (String person : List.of("ada", Marketplace.CLIENT)) {
			for (String way : List.of("/assignee", "/claim", "/delegate")) {
				assertThat(ada().post(task + way, json(Map.of("userId", person))).statusCode()).as(way).isIn(403, 409);
			}
			var put = ada().put(task, json(Map.of("name", "x", "priority", 50, "assignee", person)));
			assertThat(put.statusCode()).isEqualTo(403);
			assertThat(put.body()).contains("task-is-somebodys");
		}
		assertThat(ada().post(task + "/unclaim", "{}").statusCode()).isEqualTo(403);
		assertThat(asked.task().getAssignee()).isEqualTo(Marketplace.FREELANCER);
		asked.refused(Marketplace.FREELANCER);
	}

	/** What fails is an incident in Cockpit, or told at once. */
	private void move(ProcessInstance process, String activity) {
		ada().post("/engine-rest/process-instance/" + process.getId() + "/modification",
				json(Map.of("instructions", List.of(Map.of("type", "startBeforeActivity", "activityId", activity)))));
		for (Job job : this.engine.getManagementService()
			.createJobQuery()
			.processInstanceId(process.getId())
			.messages()
			.list()) {
			try {
				this.engine.getManagementService().executeJob(job.getId());
			}
			catch (ProcessEngineException | IllegalStateException ex) {
				assertThat(ex).isNotNull();
			}
		}
	}

	private Visitor ada() {
		return Visitor.withPassword(this.port, "ada", "orderflow");
	}

}
