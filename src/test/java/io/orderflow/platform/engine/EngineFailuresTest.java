package io.orderflow.platform.engine;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

import io.orderflow.LoggedLines;
import io.orderflow.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is not there, and what cannot be read, is no fault of the server's. */
class EngineFailuresTest extends EngineOverHttp {

	private static void isTold(HttpResponse<String> answer, int status, String code) {
		assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isEqualTo(status);
		assertThat(answer.body()).as(answer.uri().toString())
			.contains("\"type\":\"" + code + "\"")
			.doesNotContain("NullPointer", "org.camunda", "java.");
	}

	@ParameterizedTest
	@CsvSource({ "GET,/task/none/variables", "GET,/task/none/variables/none", "GET,/task/none/variables/none/data",
			"GET,/task/none/localVariables", "GET,/task/none/identity-links", "GET,/task/none/deployed-form",
			"GET,/execution/none/localVariables", "GET,/process-instance/none/variables",
			"GET,/process-instance/none/variables/none", "GET,/process-definition/none/statistics",
			"DELETE,/task/none/variables/none", "DELETE,/process-instance/none/variables/none",
			"PUT,/group/none/members/none" })
	void what_is_not_there_is_not_found(String method, String path) {
		Visitor ada = visitor(REST, "ada");
		isTold(ada.send(ada.request("/engine-rest" + path).method(method, BodyPublishers.noBody())), 404,
				"not-in-the-engine");
		if (method.equals("GET") && !path.endsWith("/statistics")) {
			isTold(visitor(REST, "camille").get("/engine-rest" + path), 404, "not-in-the-engine");
			isTold(Visitor.signedIn(this.port, "camille").get("/camunda/api/engine/engine/default" + path), 404,
					"not-in-the-engine");
		}
	}

	@ParameterizedTest
	@CsvSource({ "POST,/authorization/create", "POST,/group/create", "POST,/identity/password-policy",
			"POST,/migration/execute", "POST,/telemetry/configuration", "PUT,/external-task/none/priority",
			"PUT,/job/none/retries", "POST,/process-definition/none/restart" })
	void what_lacks_everything_cannot_be_understood(String method, String path) {
		Visitor camille = visitor(REST, "camille");
		isTold(camille.send(camille.request("/engine-rest" + path)
			.header("Content-Type", "application/json")
			.method(method, BodyPublishers.ofString("{}"))), 400, "bad-request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "complete", "submit-form" })
	void a_task_that_is_not_there_waits_no_longer(String deed) {
		isTold(visitor(REST, "camille").post("/engine-rest/task/none/" + deed, "{}"), 409, "task-gone");
	}

	/** Around it stand the texts of Tasklist. */
	@ParameterizedTest
	@CsvSource({ "camille,en,This task is not there any more", "oliver,fr,Cette tâche n’existe plus" })
	void tasklist_is_told_in_the_language_of_the_browser(String person, String language, String told) {
		Visitor reader = Visitor.signedIn(this.port, person).reading(language);
		assertThat(reader.post(WEBAPP + "/task/none/submit-form", "{}").body()).contains(told);
	}

	@Test
	void a_file_that_is_none_and_a_class_that_nobody_asked_for_are_refused() {
		Visitor camille = visitor(REST, "camille");
		for (String parts : List.of("name=\"type\"\r\n\r\njava.util.ArrayList",
				"name=\"data\"\r\nContent-Type: application/json\r\n\r\n{}\r\n--part\r\nContent-Disposition: form-data; "
						+ "name=\"type\"\r\n\r\njavax.swing.JEditorPane")) {
			isTold(camille.send(camille.request("/engine-rest/task/none/variables/any/data")
				.header("Content-Type", "multipart/form-data; boundary=part")
				.POST(BodyPublishers
					.ofString("--part\r\nContent-Disposition: form-data; " + parts + "\r\n--part--\r\n"))), 400,
					"bad-request");
		}
	}

	@Test
	void an_object_that_variables_are_asked_for_is_refused() {
		isTold(visitor(REST, "camille").post("/engine-rest/task?maxResults=1",
				"{\"processVariables\":[{\"name\":\"x\",\"operator\":\"eq\",\"value\":{\"a\":1}}]}"), 400,
				"bad-request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e30", "1000000000000000000000000000000", "{}", "\"long\"" })
	void json_that_cannot_be_read_is_refused_without_the_names_of_classes(String duration) {
		String topics = "{\"workerId\":\"A\",\"maxTasks\":1,\"topics\":[{\"topicName\":\"x\",\"lockDuration\":"
				+ duration + "}]}";
		isTold(visitor(REST, "worker").post("/engine-rest/external-task/fetchAndLock", topics), 400, "bad-json");
		for (String restApi : List.of(REST, WEBAPP)) {
			isTold(visitor(restApi, "camille").post(restApi + "/task", "{\"priority\":" + duration + "}"), 400,
					"bad-json");
			isTold(visitor(restApi, "camille").post(restApi + "/task", "{"), 400, "bad-json");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1" })
	void a_lock_of_no_time_is_none(String duration) {
		isTold(visitor(REST, "worker").post("/engine-rest/external-task/fetchAndLock",
				"{\"workerId\":\"A\",\"maxTasks\":1,\"topics\":[{\"topicName\":\"x\",\"lockDuration\":" + duration
						+ "}]}"),
				400, "bad-request");
	}

	/** What reads and writes for the resources fails, before and after any command. */
	@ParameterizedTest
	@CsvSource({ "GET,reading", "POST,reading", "GET,badly", "POST,badly", "GET,writing", "POST,writing" })
	void what_fails_outside_of_commands_is_logged_once_with_its_cause_and_tells_nothing(String method, String how) {
		for (String restApi : List.of(REST, WEBAPP)) {
			Visitor ada = visitor(restApi, "ada");
			try (LoggedLines log = new LoggedLines()) {
				HttpResponse<String> answer = ada.send(ada.request(restApi + "/task/count")
					.header("Content-Type", "application/json")
					.header("X-Test-Fails", how)
					.method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}")));
				assertThat(answer.statusCode()).as(restApi + answer.body()).isEqualTo(500);
				assertThat(answer.body()).as(restApi).contains("internal-error").doesNotContain("secret", "java.");
				assertThat(log.errors()).as(restApi).singleElement().asString().contains(method, "failed", "secret");
				assertThat(log.traces("secret")).as(restApi).hasSize(1);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { REST, WEBAPP })
	void an_answer_that_breaks_off_once_it_has_begun_is_logged(String restApi) {
		Visitor ada = visitor(restApi, "ada");
		try (LoggedLines log = new LoggedLines()) {
			HttpResponse<String> answer = ada.send(ada.request(restApi + "/task/count").header("X-Test-Fails", "late"));
			assertThat(answer.body()).doesNotContain("secret");
			assertThat(log.errors()).singleElement().asString().contains("GET", "/task/count", "secret");
		}
	}

	@Test
	void a_worker_that_does_not_say_who_it_is_is_told_so() {
		for (String path : List.of("/external-task/fetchAndLock", "/external-task/none/complete")) {
			isTold(visitor(REST, "worker").post("/engine-rest" + path, "{}"), 400, "bad-request");
		}
	}

}
