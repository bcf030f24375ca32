package io.orderflow.fulfilment;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.orderflow.Visitor;
import io.orderflow.fulfilment.order.OrderFulfilmentProcess;
import io.orderflow.order.OrderStatus;
import io.orderflow.scenario.OrderScenario;
import org.camunda.bpm.engine.ExternalTaskService;
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
						.contains("“" + name + "” is not part of the answer to this task.");
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
	void a_lock_from_before_names_had_an_account_is_given_back_by_any_worker() {
		ExternalTaskService tasks = this.engine.getExternalTaskService();
		tasks.unlock(task().getId());
		tasks.lock(task().getId(), "worker-1", Duration.ofHours(1).toMillis());
		assertThat(this.worker.post(this.task + "/unlock", "").statusCode()).isEqualTo(204);
		assertThat(task().getWorkerId()).isNull();
	}

	@Test
	void it_keeps_no_task_for_longer_than_a_day_at_a_time() {
		long day = Duration.ofDays(1).toMillis();
		for (String kept : List.of("/lock lockDuration", "/extendLock newDuration", "/failure retryTimeout")) {
			String[] way = kept.split(" ");
			HttpResponse<String> longer = keep(way, day + 1);
			assertThat(longer.statusCode()).as(kept).isEqualTo(400);
			assertThat(longer.body()).contains("lock-too-long");
			assertThat(keep(way, day).statusCode()).as(kept).isEqualTo(204);
		}
		assertThat(this.worker
			.post("/engine-rest/external-task/fetchAndLock",
					"{\"workerId\":\"w\",\"maxTasks\":1,\"topics\":[{\"topicName\":\"any\",\"lockDuration\":"
							+ (day + 1) + "}]}")
			.body()).contains("lock-too-long");
	}

	private HttpResponse<String> keep(String[] way, long millis) {
		return this.worker.post(this.task + way[0], "{\"workerId\":\"w\",\"" + way[1] + "\":" + millis
				+ (way[0].equals("/failure") ? ",\"retries\":2}" : "}"));
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

	@Test
	void it_reads_nothing_of_an_order() {
		String instance = this.order.process().getId();
		String definition = this.order.process().getProcessDefinitionId();
		for (String path : List.of("variable-instance?maxResults=100&processInstanceIdIn=" + instance,
				"process-instance?maxResults=10", "process-instance/" + instance,
				"process-instance/" + instance + "/variables", "process-instance/" + instance + "/activity-instances",
				"process-instance/" + instance + "/variables/freelancer", "execution?maxResults=10",
				"execution/" + instance + "/localVariables", "task?maxResults=10", "history/task?maxResults=10",
				"history/variable-instance?maxResults=10", "history/process-instance?maxResults=10",
				"history/activity-instance?maxResults=10", "history/external-task-log?maxResults=10",
				"history/user-operation?maxResults=10", "history/incident?maxResults=10", "filter?maxResults=10",
				"user?maxResults=10", "user/lea/profile", "group?maxResults=10", "identity/groups?userId=lea",
				"authorization?maxResults=10", "process-definition?maxResults=10", "process-definition/" + definition,
				"process-definition/" + definition + "/xml", "deployment?maxResults=10", "job?maxResults=10",
				"job-definition?maxResults=10", "incident?maxResults=10", "event-subscription?maxResults=10",
				"batch?maxResults=10", "tenant?maxResults=10", "message", "schema/log?maxResults=10", "metrics",
				"telemetry/data", "decision-definition?maxResults=10", "case-instance?maxResults=10")) {
			HttpResponse<String> answer = this.worker.get("/engine-rest/" + path);
			assertThat(answer.statusCode()).as(path + " " + answer.body()).isIn(403, 404, 405);
			assertThat(answer.body()).as(path).doesNotContain(this.order.number(), "Léa", "Moreau", "lea@");
		}
		for (String path : List.of("variable-instance", "process-instance", "execution", "task",
				"history/variable-instance", "history/process-instance")) {
			HttpResponse<String> answer = this.worker.post("/engine-rest/" + path + "?maxResults=10", "{}");
			assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(403);
		}
		assertThat(this.worker.post("/engine-rest/identity/verify", "{\"username\":\"lea\",\"password\":\"orderflow\"}")
			.body()).doesNotContain("true");
	}

	@Test
	void a_task_brings_its_own_variables_and_no_others_of_the_order() {
		assertThat(this.worker.post(this.task + "/unlock", "").statusCode()).isEqualTo(204);
		this.engine.getRuntimeService().setVariableLocal(task().getExecutionId(), "size", "large");
		for (String wanted : List.of("", ",\"localVariables\":false",
				",\"variables\":[\"freelancer\",\"client\",\"size\"],\"localVariables\":false")) {
			HttpResponse<String> fetched = fetch(wanted);
			assertThat(fetched.statusCode()).isEqualTo(200);
			assertThat(fetched.body()).contains(this.order.number(), "\"size\"")
				.doesNotContain("\"freelancer\"", "\"client\"");
			assertThat(this.worker.post(this.task + "/unlock", "").statusCode()).isEqualTo(204);
		}
		assertThat(fetch(",\"processVariables\":{\"freelancer\":\"" + this.order.freelancer() + "\"}").statusCode())
			.as("a question about a variable")
			.isEqualTo(403);
	}

	private HttpResponse<String> fetch(String wanted) {
		return this.worker.post("/engine-rest/external-task/fetchAndLock",
				"{\"workerId\":\"w\",\"maxTasks\":1,\"topics\":[{\"topicName\":\"" + TOPIC + "\",\"businessKey\":\""
						+ this.order.number() + "\",\"lockDuration\":60000" + wanted + "}]}");
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
