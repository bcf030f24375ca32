package io.orderflow.order.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static io.orderflow.order.web.Market.read;
import static org.assertj.core.api.Assertions.assertThat;

/** The same decisions, right and wrong, by the calls that Tasklist makes. */
@OrderflowTest
class TasklistInputTest {

	private static final String TASKLIST = "/camunda/api/engine/engine/default/task/";

	private static final String REST = "/engine-rest/task/";

	@LocalServerPort
	private int port;

	@Autowired
	private ExternalTaskService externalTasks;

	@Autowired
	private TaskService tasks;

	@Autowired
	private RuntimeService runtime;

	private Market market;

	private Visitor lea;

	@BeforeEach
	void open() {
		this.market = new Market(this.port, this.externalTasks);
		this.lea = Visitor.signedIn(this.port, "lea");
	}

	@Test
	void a_refusal_is_one_plain_sentence_in_the_readers_language_and_the_task_stays() {
		String number = this.market.inReview("NONE");
		HttpResponse<String> answer = submit(this.lea, task(number), Map.of("decision", "clarify", "question", " "));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(read(answer).get("message").asText()).isEqualTo("Merci d’écrire quelque chose ici.");
		HttpResponse<String> rest = Visitor.withPassword(this.port, "lea", "orderflow")
			.post(REST + task(number) + "/complete", variables(Map.of("decision", "perhaps")));
		assertThat(rest.statusCode()).as(rest.body()).isEqualTo(400);
		assertThat(read(rest).get("message").asText()).isEqualTo("« perhaps » ne fait pas partie des choix.");
		assertThat(status(number)).isEqualTo("REQUIREMENTS_IN_REVIEW");
		assertThat(variablesOf(number)).doesNotContain("decision", "question");
	}

	@Test
	void what_a_form_submits_is_recorded_and_leaves_no_variable_behind() {
		String number = this.market.inReview("NONE");
		String question = "How long? " + "Really. ".repeat(500);
		assertThat(question.length()).as("longer than a text variable's column").isGreaterThan(4_000);
		HttpResponse<String> answer = submit(this.lea, task(number),
				Map.of("decision", "clarify", "question", question));
		assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
		JsonNode order = ok(this.market.camille().get("/api/orders/" + number));
		assertThat(order.at("/clarifications/0/question").asText()).isEqualTo(question);
		assertThat(variablesOf(number)).doesNotContain("decision", "question");
	}

	@Test
	void a_routing_flag_cannot_be_smuggled_in_with_a_form() {
		String number = this.market.drafting();
		HttpResponse<String> answer = submit(this.lea, task(number),
				Map.of("message", "A sketch", "draftApproved", true));
		assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 403);
		assertThat(status(number)).isEqualTo("DRAFTING");
		assertThat(variablesOf(number)).doesNotContain("draftApproved");
	}

	@Test
	void somebody_elses_task_is_neither_seen_nor_done() {
		String number = this.market.inReview("NONE");
		Visitor oliver = Visitor.signedIn(this.port, "oliver");
		assertThat(submit(oliver, task(number), Map.of("decision", "clear")).statusCode()).isBetween(400, 404);
		assertThat(read(oliver.post("/engine-rest/task?maxResults=50", "{}"))).isNotNull();
		assertThat(oliver.get(TASKLIST + task(number)).statusCode()).isBetween(401, 404);
		assertThat(status(number)).isEqualTo("REQUIREMENTS_IN_REVIEW");
	}

	@Test
	void the_same_task_twice_counts_once_and_the_second_is_told_so() {
		String number = this.market.inReview("NONE");
		String task = task(number);
		assertThat(submit(this.lea, task, Map.of("decision", "clear")).statusCode()).isLessThan(300);
		HttpResponse<String> again = submit(this.lea, task, Map.of("decision", "clear"));
		assertThat(again.statusCode()).as(again.body()).isBetween(400, 499);
		assertThat(status(number)).isEqualTo("PLANNING");
	}

	@Test
	void files_put_down_on_the_page_go_along_with_the_task() {
		String number = this.market.drafting();
		String task = task(number);
		HttpResponse<String> without = submit(this.lea, task, Map.of("message", "A sketch"));
		assertThat(without.statusCode()).as(without.body()).isEqualTo(400);
		HttpResponse<String> upload = this.lea
			.send(this.lea.request("/orders/" + number + "/files?slot=" + number + "/submitDraft/files")
				.header("Content-Type", "multipart/form-data; boundary=b")
				.POST(java.net.http.HttpRequest.BodyPublishers
					.ofString("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"esquisse.txt\"\r\n"
							+ "Content-Type: text/plain\r\n\r\nEsquisse\r\n--b--\r\n")));
		assertThat(upload.statusCode()).as(upload.body()).isEqualTo(302);
		assertThat(this.lea.get("/orders/" + number).body()).contains("esquisse.txt");
		HttpResponse<String> with = submit(this.lea, task, Map.of("message", "A sketch"));
		assertThat(with.statusCode()).as(with.body()).isLessThan(300);
		JsonNode order = ok(this.market.camille().get("/api/orders/" + number));
		assertThat(order.at("/drafts/0/files/0/fileName").asText()).isEqualTo("esquisse.txt");
	}

	@Test
	void a_plan_of_too_many_lines_is_refused_with_the_limit() {
		String number = this.market.planning("NONE");
		String plan = String.join("\n",
				IntStream.range(0, 101).mapToObj((i) -> Market.today() + " Task " + i).toList());
		HttpResponse<String> answer = submit(this.lea, task(number), Map.of("tasks", plan));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(read(answer).get("message").asText()).contains("100", "101");
	}

	@Test
	void text_with_markup_comes_back_as_text_in_the_next_form() {
		String number = this.market.inReview("NONE");
		String nasty = "<img src=x onerror=alert(1)> ${1+1} {{1+1}} 🦊";
		submit(this.lea, task(number), Map.of("decision", "clarify", "question", nasty));
		String task = task(number);
		Visitor camille = Visitor.signedIn(this.port, "camille");
		JsonNode context = read(camille.get(TASKLIST + task + "/form-variables"));
		assertThat(context.at("/orderBrief/value").asText()).contains(nasty);
		assertThat(context.at("/orderSummary/value").asText()).contains(number).doesNotContain("<img");
	}

	private HttpResponse<String> submit(Visitor person, String task, Map<String, Object> values) {
		return person.post(TASKLIST + task + "/submit-form", variables(values));
	}

	private static String variables(Map<String, Object> values) {
		return json(Map.of("variables",
				values.entrySet()
					.stream()
					.collect(java.util.stream.Collectors.toMap(Map.Entry::getKey,
							(entry) -> Map.of("value", entry.getValue())))));
	}

	private String task(String number) {
		return this.tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult().getId();
	}

	private List<String> variablesOf(String number) {
		String instance = this.runtime.createProcessInstanceQuery()
			.processDefinitionKey("orderFulfilment")
			.processInstanceBusinessKey(number)
			.singleResult()
			.getId();
		return this.runtime.createVariableInstanceQuery()
			.processInstanceIdIn(instance)
			.list()
			.stream()
			.map((variable) -> variable.getName())
			.toList();
	}

	private String status(String number) {
		return ok(this.market.camille().get("/api/orders/" + number)).get("status").asText();
	}

}
