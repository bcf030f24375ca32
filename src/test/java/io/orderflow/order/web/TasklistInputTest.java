package io.orderflow.order.web;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.ReaderFormats.WrittenDates;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
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
	private Marketplace marketplace;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private TaskService tasks;

	@Autowired
	private RuntimeService runtime;

	private Market market;

	private Visitor lea;

	private Visitor camille;

	@BeforeEach
	void open() {
		this.market = new Market(this.port, this.marketplace);
		this.lea = Visitor.signedIn(this.port, "lea");
		this.camille = Visitor.signedIn(this.port, "camille");
	}

	@Test
	void a_refusal_is_one_plain_sentence_in_the_readers_language_and_the_task_stays() {
		String number = this.market.inReview("NONE");
		HttpResponse<String> answer = submit(this.lea, task(number), Map.of("decision", "clarify", "question", " "));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(read(answer).get("message").asText())
			.isEqualTo("«\u00a0Question to the client\u00a0»\u00a0: Merci d’écrire quelque chose ici.");
		HttpResponse<String> rest = Visitor.withPassword(this.port, "lea", "orderflow")
			.post(REST + task(number) + "/complete", variables(Map.of("decision", "perhaps")));
		assertThat(rest.statusCode()).as(rest.body()).isEqualTo(400);
		assertThat(read(rest).get("message").asText())
			.isEqualTo("«\u00a0Is everything clear?\u00a0»\u00a0: «\u00a0perhaps\u00a0» ne fait pas partie des choix.");
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
		assertThat(submit(oliver, task(number), Map.of("decision", "clear")).statusCode()).isEqualTo(409);
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
		String admin = this.newcomers.person("Ada", Locale.ENGLISH, UserStore.PROCESS_ADMINS);
		assertThat(toldOf(Visitor.withPassword(this.port, admin, Newcomers.PASSWORD), task)).isEqualTo("PLANNING");
		assertThat(toldOf(Visitor.withPassword(this.port, "mona", "orderflow"), task)).as("nothing is disputed")
			.isEmpty();
	}

	@Test
	void what_the_order_does_not_allow_any_more_is_refused_with_how_it_stands() {
		String number = this.market.delivered();
		assertThat(submit(this.camille, task(number), Map.of("decision", "more-time")).statusCode()).isLessThan(300);
		HttpResponse<String> again = this.market.camille()
			.post(REST + task(number) + "/complete", variables(Map.of("decision", "more-time")));
		assertThat(again.statusCode()).as(again.body()).isEqualTo(409);
		assertThat(read(again).get("type").asText()).isEqualTo("more-time-used");
		assertThat(read(again).at("/order/status").asText()).isEqualTo("DELIVERED");
	}

	/** How the order stands, as far as whoever comes too late may know. */
	private static String toldOf(Visitor late, String task) {
		HttpResponse<String> answer = late.post(REST + task + "/complete", variables(Map.of("decision", "clear")));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
		return read(answer).at("/order/status").asText();
	}

	@Test
	void files_put_down_on_the_page_go_along_with_the_task_where_its_form_says_so() {
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
		HttpResponse<String> unsaid = submit(this.lea, task, Map.of("message", "A sketch"));
		assertThat(unsaid.statusCode()).as(unsaid.body()).isEqualTo(400);
		assertThat(unsaid.body()).contains("esquisse.txt");
		assertThat(submit(this.lea, task, Map.of("message", "A sketch", "stagedFiles", "leave")).statusCode())
			.as("a draft without its file")
			.isEqualTo(400);
		HttpResponse<String> with = submit(this.lea, task,
				Map.of("message", "A sketch", "stagedFiles", "send", "playable", true));
		assertThat(with.statusCode()).as(with.body()).isLessThan(300);
		JsonNode order = ok(this.market.camille().get("/api/orders/" + number));
		assertThat(order.at("/drafts/0/files/0/fileName").asText()).isEqualTo("esquisse.txt");
		assertThat(order.at("/drafts/0/playable").asBoolean()).isTrue();
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
	void deadlines_that_are_past_or_after_the_delivery_are_refused_line_by_line() {
		String number = this.market.planning("NONE");
		assertThat(refusal(this.lea, number, Map.of("tasks", "2020-01-01 Yesterday\n2199-01-01 Too late")))
			.contains("«\u00a0Yesterday\u00a0»", "est passée", "«\u00a0Too late\u00a0»", "après la date de livraison");
		assertThat(status(number)).isEqualTo("PLANNING");
	}

	@Test
	void a_day_of_the_plan_is_written_as_its_writer_writes_days() {
		String number = this.market.planning("NONE");
		assertThat(refusal(this.lea, number, Map.of("tasks", "demain Croquis"))).contains("31 décembre ")
			.doesNotContainPattern("\\d{4}-\\d{2}-\\d{2}");
		String day = WrittenDates.day(LocalDate.parse(Market.today()), Locale.FRANCE);
		HttpResponse<String> answer = submit(this.lea, task(number), Map.of("tasks", day + "\u00a0: Croquis"));
		assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
		JsonNode order = ok(this.market.camille().get("/api/orders/" + number));
		assertThat(order.at("/plan/0/deadline").asText()).isEqualTo(Market.today());
		assertThat(order.at("/plan/0/title").asText()).isEqualTo("Croquis");
	}

	@Test
	void a_past_date_in_an_answer_is_refused() {
		String number = this.market.placed();
		assertThat(refusal(this.camille, number,
				Map.of("answer_story", "A fox", "answer_format", "16:9", "answer_by", "2020-01-01")))
			.isEqualTo(
					"«\u00a0Needed by\u00a0»\u00a0: Le 1er janvier 2020 est passé\u00a0; indiquez aujourd’hui ou un jour à venir.");
		assertThat(status(number)).isEqualTo("AWAITING_REQUIREMENTS");
	}

	@Test
	void too_long_a_text_is_refused_with_the_limit() {
		String number = this.market.inReview("NONE");
		assertThat(refusal(this.lea, number, Map.of("decision", "clarify", "question", "?".repeat(5_001))))
			.containsPattern("5.?000")
			.containsPattern("5.?001");
	}

	@Test
	void what_is_no_text_or_cannot_be_stored_is_refused() {
		String number = this.market.inReview("NONE");
		assertThat(refusal(this.lea, number, Map.of("decision", "clarify", "question", "a\0b"))).contains("NUL");
		assertThat(submitTyped(this.lea, task(number), Map.of("decision", Map.of("value", "clarify"), "question",
				Map.of("value", "{\"a\":1}", "type", "Json")))
			.statusCode()).isEqualTo(400);
		String placed = this.market.placed();
		assertThat(
				submitTyped(this.camille, task(placed),
						Map.of("answer_story", Map.of("value", "A fox"), "answer_format", Map.of("value", "16:9"),
								"answer_moods", Map.of("value", "[null]", "type", "Json")))
					.statusCode())
			.isEqualTo(400);
		assertThat(status(number)).isEqualTo("REQUIREMENTS_IN_REVIEW");
		assertThat(status(placed)).isEqualTo("AWAITING_REQUIREMENTS");
	}

	@Test
	void control_characters_and_turned_text_are_stored_as_written() {
		String number = this.market.inReview("NONE");
		String written = "tab\tbell\u0007 \u202Edesrever\u202C end";
		assertThat(submit(this.lea, task(number), Map.of("decision", "clarify", "question", written)).statusCode())
			.isLessThan(300);
		JsonNode order = ok(this.market.camille().get("/api/orders/" + number));
		assertThat(order.at("/clarifications/0/question").asText()).isEqualTo(written);
	}

	@Test
	void a_file_of_the_wrong_type_is_refused_and_too_many_files_too() {
		String number = this.market.placed();
		String text = Market.upload(this.market.camille(), "logo.txt", "not an image");
		Map<String, Object> answers = Map.of("answer_story", "A fox", "answer_format", "16:9");
		assertThat(refusal(this.camille, number, with(answers, "answer_logo", text))).contains("logo.txt", "texte",
				"images");
		String many = IntStream.range(0, 21)
			.mapToObj((i) -> UUID.randomUUID().toString())
			.collect(Collectors.joining(" "));
		assertThat(refusal(this.camille, number, with(answers, "answer_logo", many))).contains("20", "21");
		assertThat(status(number)).isEqualTo("AWAITING_REQUIREMENTS");
	}

	@RepeatedTest(5)
	void of_two_at_once_one_counts_and_the_other_is_told_so() throws Exception {
		String number = this.market.inReview("NONE");
		String task = task(number);
		Visitor elsewhere = Visitor.signedIn(this.port, "lea");
		ExecutorService people = Executors.newFixedThreadPool(2);
		try {
			List<Future<HttpResponse<String>>> answers = people
				.invokeAll(List.of(() -> submit(this.lea, task, Map.of("decision", "clear")),
						() -> submit(elsewhere, task, Map.of("decision", "clarify", "question", "Which fox?"))));
			List<Integer> codes = List.of(answers.get(0).get().statusCode(), answers.get(1).get().statusCode());
			assertThat(codes).filteredOn((code) -> code < 300).hasSize(1);
			assertThat(codes).filteredOn((code) -> code == 409).as("never a 500").hasSize(1);
		}
		finally {
			people.shutdownNow();
		}
		assertThat(status(number)).isIn("PLANNING", "AWAITING_CLARIFICATION");
	}

	@Test
	void text_with_markup_comes_back_as_text_in_the_next_form() {
		String number = this.market.inReview("NONE");
		String nasty = "<img src=x onerror=alert(1)> ${1+1} {{1+1}} 🦊";
		submit(this.lea, task(number), Map.of("decision", "clarify", "question", nasty));
		String task = task(number);
		JsonNode context = read(this.camille.get(TASKLIST + task + "/form-variables"));
		assertThat(context.at("/orderBrief/value").asText()).contains(nasty);
		assertThat(context.at("/orderBrief/type").asText()).isEqualTo("String");
		assertThat(context.at("/orderSummary/value").asText()).contains(number).doesNotContain("<img");
	}

	private HttpResponse<String> submit(Visitor person, String task, Map<String, Object> values) {
		return person.post(TASKLIST + task + "/submit-form", variables(values));
	}

	/** The same with values that say of which type they are. */
	private static HttpResponse<String> submitTyped(Visitor person, String task, Map<String, Object> values) {
		return person.post(TASKLIST + task + "/submit-form", json(Map.of("variables", values)));
	}

	/** What a form of the order's one task is refused with; the task stays. */
	private String refusal(Visitor person, String number, Map<String, Object> values) {
		HttpResponse<String> answer = submit(person, task(number), values);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		return read(answer).get("message").asText();
	}

	private static Map<String, Object> with(Map<String, Object> values, String key, Object value) {
		Map<String, Object> all = new HashMap<>(values);
		all.put(key, value);
		return all;
	}

	private static String variables(Map<String, Object> values) {
		return json(Map.of("variables",
				values.entrySet()
					.stream()
					.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> Map.of("value", entry.getValue())))));
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
