package io.orderflow.order.web.api;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.order.web.Market;
import io.orderflow.scenario.Marketplace;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static io.orderflow.order.web.Market.read;
import static io.orderflow.order.web.Market.refused;
import static io.orderflow.order.web.Market.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Questions in between over the API, and by the calls that Tasklist makes (B1). */
@OrderflowTest
class QuestionApiTest {

	private static final String TASKLIST = "/camunda/api/engine/engine/default/task/";

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private TaskService tasks;

	@Autowired
	private JdbcClient jdbc;

	private Market market;

	@BeforeEach
	void open() {
		this.market = new Market(this.port, this.marketplace);
	}

	@Test
	void a_question_is_asked_and_answered_with_files_that_both_sides_read() {
		String number = this.market.inProduction();
		String asks = upload(this.market.lea(), "two.txt", "two foxes");
		JsonNode asked = ok(ask(number, "Which of the two?", asks));
		assertThat(asked.get("turn").asText()).isEqualTo("CLIENT");
		assertThat(asked.at("/clock/stopReason").asText()).isEqualTo("QUESTION");
		assertThat(asked.get("takesQuestion").asBoolean()).isFalse();
		assertThat(asked.at("/questions/0/state").asText()).isEqualTo("WAITING");
		assertThat(asked.at("/questions/0/files/0/fileName").asText()).isEqualTo("two.txt");

		String answers = upload(this.market.camille(), "one.txt", "this one");
		ok(this.market.camille()
			.post(path(number) + "/answer", json(Map.of("answer", "The red one", "files", List.of(answers)))));

		JsonNode list = ok(this.market.lea().get(path(number)));
		assertThat(list.at("/0/answer").asText()).isEqualTo("The red one");
		assertThat(list.at("/0/answerFiles/0/fileName").asText()).isEqualTo("one.txt");
		for (String file : List.of(asks, answers)) {
			assertThat(this.market.lea().get("/api/files/" + file).statusCode()).isEqualTo(200);
			assertThat(this.market.camille().get("/api/files/" + file).statusCode()).isEqualTo(200);
			assertThat(this.market.oliver().get("/api/files/" + file).statusCode()).isEqualTo(404);
		}
		JsonNode order = ok(this.market.lea().get("/api/orders/" + number));
		assertThat(order.get("turn").asText()).isEqualTo("FREELANCER");
		assertThat(order.get("takesQuestion").asBoolean()).isTrue();
		assertThat(this.market.camille().get("/api/orders/" + number + "/timeline?limit=100").body())
			.contains("Which of the two?", "The red one", "QUESTION_ASKED", "QUESTION_ANSWERED");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{}|question|text-missing", "{\"question\":\" \"}|question|text-missing",
					"{\"question\":\"a\\u0000b\"}|question|text-null-character",
					"{\"question\":\"Which?\",\"files\":[null]}|files|wrong-json-type",
					"{\"question\":\"Which?\",\"files\":[\"00000000-0000-0000-0000-000000000000\"]}|files|unknown-file",
					"{\"question\":\"Which?\",\"files\":\"none\"}|files|wrong-json-type" })
	void what_is_wrong_is_told_on_its_field_and_the_clock_runs_on(String body, String field, String code) {
		String number = this.market.inProduction();
		HttpResponse<String> answer = this.market.lea().post(path(number), body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(answer.body()).contains("\"" + field + "\"", code);
		JsonNode order = ok(this.market.lea().get("/api/orders/" + number));
		assertThat(order.get("questions")).isEmpty();
		assertThat(order.at("/clock/running").asBoolean()).isTrue();
	}

	@Test
	void words_are_kept_as_they_were_written_and_have_a_limit() {
		String number = this.market.inProduction();
		refused(ask(number, "x".repeat(5_001)), 400, "text-too-long");
		String nasty = "<img src=x onerror=alert(1)> ${1+1} {{1+1}} \u202eabc 🦊";
		ok(ask(number, nasty));
		assertThat(ok(this.market.camille().get(path(number))).at("/0/question").asText()).isEqualTo(nasty);
		refused(this.market.camille().post(path(number) + "/answer", "{}"), 400, "text-missing");
		refused(answer(number, "x".repeat(5_001)), 400, "text-too-long");
		ok(answer(number, nasty));
	}

	@Test
	void the_freelancer_asks_and_the_client_answers() {
		String number = this.market.inProduction();
		refused(this.market.camille().post(path(number), json(Map.of("question", "When?"))), 403, "freelancer-only");
		refused(answer(number, "The red one"), 409, "step-not-open");
		ok(ask(number, "Which fox?"));
		refused(this.market.lea().post(path(number) + "/answer", json(Map.of("answer", "Mine"))), 403,
				"step-not-yours");
		refused(this.market.camille().post(path(number) + "/withdrawal", ""), 403, "freelancer-only");
		refused(this.market.oliver().post(path(number), json(Map.of("question", "When?"))), 404, "no-such-order");
		refused(this.market.oliver().get(path(number)), 404, "no-such-order");
		for (String way : List.of("/answer", "/withdrawal")) {
			refused(this.market.oliver().post(path(number) + way, "{\"answer\":\"x\"}"), 404, "no-such-order");
		}
	}

	@Test
	void a_second_question_is_refused_with_how_the_order_stands() {
		String number = this.market.inProduction();
		ok(ask(number, "Which fox?"));
		JsonNode problem = refused(ask(number, "Which sea?"), 409, "question-open-already");
		assertThat(problem.at("/order/status").asText()).isEqualTo("IN_PRODUCTION");
		assertThat(problem.at("/order/turn").asText()).isEqualTo("CLIENT");
		assertThat(problem.at("/order/steps").toString()).contains("answerQuestion", "deliverWork");
		ok(this.market.lea().post(path(number) + "/withdrawal", ""));
		refused(this.market.lea().post(path(number) + "/withdrawal", ""), 409, "no-open-question");
		ok(ask(number, "Which sea?"));
	}

	@Test
	void the_database_itself_keeps_a_second_question_from_being_open() {
		String number = this.market.inProduction();
		ok(ask(number, "Which fox?"));
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> this.jdbc.sql("""
				insert into blocking_question (id, order_id, no, question, files, asked_at, state, answer_files)
				select :id, o.id, 2, 'Which sea?', '[]', now(), 'WAITING', '[]' from orders o where o.number = :number
				""").param("id", UUID.randomUUID()).param("number", number).update());
	}

	@Test
	void tasklist_answers_with_the_same_sentences() {
		String number = this.market.inProduction();
		Instant due = due(number);
		ok(ask(number, "Which fox?"));
		String task = this.tasks.createTaskQuery()
			.processInstanceBusinessKey(number)
			.taskDefinitionKey("userTask_answerQuestion")
			.singleResult()
			.getId();
		Visitor camille = Visitor.signedIn(this.port, "camille");
		assertThat(read(camille.get(TASKLIST + task + "/form-variables")).at("/orderBrief/value").asText())
			.isEqualTo("Which fox?");

		HttpResponse<String> empty = submit(camille, task, Map.of("answer", " "));
		assertThat(empty.statusCode()).as(empty.body()).isEqualTo(400);
		assertThat(read(empty).get("message").asText())
			.isEqualTo("«\u00a0Your answer\u00a0»\u00a0: Merci d’écrire quelque chose ici.");
		assertThat(submit(Visitor.signedIn(this.port, "lea"), task, Map.of("answer", "Mine")).statusCode())
			.isEqualTo(409);
		for (String action : List.of("/resolve", "/bpmnError", "/bpmnEscalation", "/delegate")) {
			assertThat(camille.post(TASKLIST + task + action, "{\"variables\":{}}").statusCode()).as(action)
				.isEqualTo(403);
		}
		HttpResponse<String> answered = submit(camille, task, Map.of("answer", "The red one"));
		assertThat(answered.statusCode()).as(answered.body()).isLessThan(300);
		assertThat(submit(camille, task, Map.of("answer", "The red one")).statusCode()).isBetween(400, 499);
		assertThat(ok(this.market.lea().get(path(number))).at("/0/answer").asText()).isEqualTo("The red one");
		assertThat(due(number)).isAfter(due);
	}

	private HttpResponse<String> ask(String number, String question, String... files) {
		return this.market.lea().post(path(number), json(Map.of("question", question, "files", List.of(files))));
	}

	private HttpResponse<String> answer(String number, String answer) {
		return this.market.camille().post(path(number) + "/answer", json(Map.of("answer", answer)));
	}

	private static HttpResponse<String> submit(Visitor person, String task, Map<String, Object> values) {
		return person.post(TASKLIST + task + "/submit-form",
				json(Map.of("variables", values.entrySet()
					.stream()
					.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> Map.of("value", entry.getValue()))))));
	}

	private static String path(String number) {
		return "/api/orders/" + number + "/questions";
	}

	private Instant due(String number) {
		return Instant.parse(ok(this.market.camille().get("/api/orders/" + number)).at("/clock/due").asText());
	}

}
