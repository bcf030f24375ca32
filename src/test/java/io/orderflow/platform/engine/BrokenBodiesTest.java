package io.orderflow.platform.engine;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.orderflow.LoggedLines;
import io.orderflow.Visitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Bodies that are broken, at every address of the engine that takes one: never a 500. */
class BrokenBodiesTest extends EngineOverHttp {

	private static final List<String> BODIES = List.of("", "null", "{bad", "[null]");

	private static final Map<String, String> VARIABLES = Map.of("Json", "{bad", "Xml", "<a", "Object", "rubbish",
			"Integer", "twelve", "Date", "yesterday", "Bytes", "$$", "File", "x", "None", "y");

	@Test
	void whatever_is_no_body_is_refused() {
		Visitor ada = Visitor.withPassword(this.port, "ada", "orderflow").reading("en");
		List<String> failed = new ArrayList<>();
		int tried = 0;
		try (LoggedLines log = new LoggedLines()) {
			for (String address : EngineAddresses.all()) {
				String method = address.split(" ")[0];
				if (method.equals("GET") || method.equals("OPTIONS") || address.contains("clean")) {
					continue;
				}
				String path = address.split(" ")[1].replaceAll("\\{[^}]*}", "none");
				for (String body : BODIES) {
					tried++;
					HttpResponse<String> answer = ada.send(ada.request("/engine-rest" + path)
						.header("Content-Type", "application/json")
						.method(method, BodyPublishers.ofString(body)));
					if (answer.statusCode() >= 500) {
						failed.add(address + " " + body + ": " + answer.statusCode() + " " + answer.body());
					}
				}
			}
			assertThat(failed).as("of " + tried).isEmpty();
			assertThat(log.errors()).isEmpty();
			assertThat(log.traces("ENGINE-REST")).isEmpty();
		}
		assertThat(tried).isGreaterThan(800);
	}

	@Test
	void variables_that_are_none_are_refused_wherever_they_are_sent() {
		Visitor ada = Visitor.withPassword(this.port, "ada", "orderflow").reading("en");
		List<String> failed = new ArrayList<>();
		VARIABLES.forEach((type, value) -> {
			String variable = "{\"value\":\"" + value + "\",\"type\":\"" + type + "\"}";
			String given = "{\"variables\":{\"a\":" + variable + "},\"modifications\":{\"a\":" + variable
					+ "},\"processVariables\":{\"a\":" + variable + "},\"messageName\":\"none\",\"workerId\":\"w\","
					+ "\"name\":\"none\",\"correlationKeys\":{\"a\":" + variable + "}}";
			for (String address : List.of("POST /task/none/complete", "POST /task/none/submit-form",
					"POST /task/none/localVariables", "POST /task/none/variables", "PUT /task/none/variables/a",
					"POST /process-instance/none/variables", "POST /process-definition/key/orderFulfilment/start",
					"POST /process-definition/key/none/submit-form", "POST /message", "POST /signal", "POST /condition",
					"POST /execution/none/signal", "POST /execution/none/messageSubscriptions/none/trigger",
					"POST /external-task/none/complete", "POST /external-task/none/bpmnError",
					"POST /case-definition/key/none/create", "POST /decision-definition/key/none/evaluate")) {
				String body = address.endsWith("/a") ? variable : given;
				HttpResponse<String> answer = ada.send(ada.request("/engine-rest" + address.split(" ")[1])
					.header("Content-Type", "application/json")
					.method(address.split(" ")[0], BodyPublishers.ofString(body)));
				if (answer.statusCode() >= 500) {
					failed.add(address + " " + type + ": " + answer.statusCode() + " " + answer.body());
				}
			}
		});
		assertThat(failed).isEmpty();
	}

	@Test
	void a_choice_of_language_or_encoding_that_is_none_is_passed_over() {
		for (String header : List.of("Accept-Language", "Accept-Encoding", "Accept-Charset")) {
			for (String choice : List.of("x;q=abc", ",,,", "fr_FR@x=y", ";")) {
				Visitor program = Visitor.withPassword(this.port, "ada", "orderflow");
				Visitor browser = Visitor.signedIn(this.port, "ada");
				assertThat(program.send(program.request("/engine-rest/task?maxResults=1").header(header, choice).GET())
					.statusCode()).as(header + " " + choice).isEqualTo(200);
				assertThat(browser
					.send(browser.request("/camunda/api/engine/engine/default/task?maxResults=1")
						.header(header, choice)
						.GET())
					.statusCode()).as(header + " " + choice).isEqualTo(200);
			}
		}
	}

	@Test
	void what_no_model_has_a_place_for_is_no_fault_of_ours() {
		String task = "/engine-rest/task/" + this.oneTaskProcess.taskOf("camille").getId();
		Visitor ada = Visitor.withPassword(this.port, "ada", "orderflow");
		assertThat(ada.post(task + "/bpmnError", "{\"errorCode\":\"x\"}").statusCode()).isEqualTo(400);
		assertThat(ada.post(task + "/bpmnEscalation", "{\"escalationCode\":\"x\"}").statusCode()).isEqualTo(400);
		assertThat(ada.delete(task).statusCode()).isEqualTo(400);
	}

}
