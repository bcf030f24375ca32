package io.orderflow.fulfilment;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import io.orderflow.Visitor;
import io.orderflow.fulfilment.order.OrderFulfilmentProcess;
import io.orderflow.order.OrderStatus;
import io.orderflow.scenario.OrderScenario;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** What the account of the workers can do to an order over {@code /engine-rest}. */
class WorkerAuthorizationTest extends ProcessTest {

	private static final String TOPIC = "draft.preparePreview";

	@LocalServerPort
	private int port;

	private Visitor worker;

	private OrderScenario order;

	private String task;

	@BeforeEach
	void aLockedTask() {
		this.worker = Visitor.withPassword(this.port, "worker", "orderflow").reading("en");
		this.order = order().requirementsProvided().requirementsClear().planned().draftSubmitted();
		ExternalTask waiting = task();
		this.task = "/engine-rest/external-task/" + waiting.getId();
		assertThat(this.worker.post(this.task + "/lock", "{\"workerId\":\"w\",\"lockDuration\":60000}").statusCode())
			.isEqualTo(204);
	}

	@Test
	void it_answers_with_its_result_and_nothing_else() {
		assertThat(complete("variables", "result").statusCode()).isEqualTo(204);
		assertThat(this.order.waitsAt()).contains("userTask_reviewDraft");
	}

	@Test
	void its_answer_may_be_local_to_the_task() {
		assertThat(complete("localVariables", "result").statusCode()).isEqualTo(204);
		assertThat(this.order.waitsAt()).contains("userTask_reviewDraft");
	}

	@Test
	void it_overwrites_no_variable_of_the_process() {
		Map<String, Object> before = variables();
		for (String variables : List.of("variables", "localVariables")) {
			for (String name : List.of(OrderFulfilmentProcess.FREELANCER, OrderFulfilmentProcess.CLIENT,
					"draftApproved", "answer", "Result")) {
				for (HttpResponse<String> answer : List.of(complete(variables, name), fail(variables, name))) {
					assertThat(answer.statusCode()).as(variables + " " + name).isEqualTo(400);
					assertThat(answer.body()).contains("not-an-answer-of-the-task")
						.contains("“" + name + "” is nothing that this task is answered with.");
				}
			}
		}
		assertThat(variables()).isEqualTo(before);
		assertThat(this.order.waitsAt()).contains("serviceTask_preparePreview");
	}

	@Test
	void no_bpmn_error_of_its_own_ends_the_order() {
		HttpResponse<String> answer = this.worker.post(this.task + "/bpmnError",
				"{\"workerId\":\"w\",\"errorCode\":\"requirements.missing\"}");
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(this.order.waitsAt()).contains("serviceTask_preparePreview");
		assertThat(this.order.status()).isNotEqualTo(OrderStatus.CANCELLED);
	}

	@Test
	void it_says_that_it_failed_and_gives_a_task_back() {
		assertThat(
				this.worker.post(this.task + "/extendLock", "{\"workerId\":\"w\",\"newDuration\":90000}").statusCode())
			.isEqualTo(204);
		assertThat(
				this.worker.post(this.task + "/failure", "{\"workerId\":\"w\",\"errorMessage\":\"full\",\"retries\":2}")
					.statusCode())
			.isEqualTo(204);
		assertThat(task().getErrorMessage()).isEqualTo("full");
		assertThat(this.worker.post(this.task + "/unlock", "").statusCode()).isEqualTo(204);
	}

	@Test
	void it_moves_nothing_but_its_tasks() {
		String instance = "/engine-rest/process-instance/" + this.order.process().getId();
		String value = "{\"value\":\"oliver\",\"type\":\"String\"}";
		for (HttpResponse<String> answer : List.of(this.worker.put(instance + "/variables/freelancer", value),
				this.worker.delete(instance), this.worker.put(instance + "/suspended", "{\"suspended\":true}"),
				this.worker.put(this.task + "/retries", "{\"retries\":0}"),
				this.worker.put(this.task + "/priority", "{\"priority\":9}"), this.worker.post("/engine-rest/message",
						"{\"messageName\":\"order.cancelled\",\"businessKey\":\"" + this.order.number() + "\"}"))) {
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
		}
	}

	private HttpResponse<String> complete(String variables, String name) {
		return this.worker.post(this.task + "/complete",
				"{\"workerId\":\"w\",\"" + variables + "\":{\"" + name + "\":{\"value\":\"notMade\"}}}");
	}

	private HttpResponse<String> fail(String variables, String name) {
		return this.worker.post(this.task + "/failure",
				"{\"workerId\":\"w\",\"retries\":1,\"" + variables + "\":{\"" + name + "\":{\"value\":\"oliver\"}}}");
	}

	private ExternalTask task() {
		return this.engine.getExternalTaskService()
			.createExternalTaskQuery()
			.processInstanceId(this.order.process().getId())
			.topicName(TOPIC)
			.singleResult();
	}

	private Map<String, Object> variables() {
		return this.engine.getRuntimeService().getVariables(this.order.process().getId());
	}

}
