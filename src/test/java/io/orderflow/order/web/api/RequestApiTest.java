package io.orderflow.order.web.api;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.account.AccountService;
import io.orderflow.account.NewAccount;
import io.orderflow.order.web.Market;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import org.camunda.bpm.engine.RuntimeService;
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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Requests over the API, and by the calls that Tasklist makes: right and wrong. */
@OrderflowTest
class RequestApiTest {

	private static final String TASKLIST = "/camunda/api/engine/engine/default/task/";

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private TaskService tasks;

	@Autowired
	private RuntimeService runtime;

	@Autowired
	private AccountService accounts;

	@Autowired
	private JdbcClient jdbc;

	private Market market;

	private Visitor mona;

	@BeforeEach
	void open() {
		this.market = new Market(this.port, this.marketplace);
		this.mona = Visitor.withPassword(this.port, "mona", "orderflow").reading("en");
	}

	@Test
	void a_later_date_is_asked_for_in_the_askers_zone_and_granted() {
		String number = this.market.inProduction();
		ZoneId zone = ZoneId.of(ok(this.market.lea().get("/api/me/preferences")).get("timeZone").asText());
		LocalDateTime wanted = LocalDateTime.ofInstant(due(number), zone).plusDays(2).truncatedTo(ChronoUnit.MINUTES);

		JsonNode asked = ok(ask(this.market.lea(), number, extension(wanted.toString())));
		assertThat(asked.at("/requests/0/state").asText()).isEqualTo("WAITING");
		assertThat(asked.at("/requests/0/newDue").asText()).isEqualTo(wanted.atZone(zone).toInstant().toString());
		ok(this.market.camille().post(path(number) + "/answer", "{\"decision\":\"accept\",\"answer\":\"Fine\"}"));

		assertThat(due(number)).isEqualTo(wanted.atZone(zone).toInstant());
		JsonNode list = ok(this.market.camille().get(path(number)));
		assertThat(list).hasSize(1);
		assertThat(list.at("/0/answer").asText()).isEqualTo("Fine");
		assertThat(list.at("/0/answeredBy").asText()).isEqualTo("camille");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{}|kind|choice-missing",
			"{\"kind\":\"holiday\",\"reason\":\"x\",\"responsible\":\"nobody\",\"due\":\"2030-01-01T10:00\"}|kind|choice-unknown",
			"{\"kind\":\"extension\",\"reason\":\" \",\"due\":\"2030-01-01T10:00\"}|reason|text-missing",
			"{\"kind\":\"extension\",\"reason\":\"x\"}|due|date-missing",
			"{\"kind\":\"extension\",\"reason\":\"x\",\"due\":\"tomorrow\"}|due|time-of-day-unreadable",
			"{\"kind\":\"extension\",\"reason\":\"x\",\"due\":\"2026-02-30T10:00\"}|due|time-of-day-unreadable",
			"{\"kind\":\"extension\",\"reason\":\"x\",\"due\":\"2020-01-01T10:00\"}|due|due-not-later",
			"{\"kind\":\"extension\",\"reason\":\"x\",\"due\":\"9999-01-01T10:00\"}|due|due-too-far",
			"{\"kind\":\"extension\",\"reason\":\"x\",\"due\":\"+999999999-12-31T23:59:59Z\"}|due|due-too-far",
			"{\"kind\":\"cancellation\",\"reason\":\"x\"}|responsible|choice-missing",
			"{\"kind\":\"cancellation\",\"reason\":\"x\",\"responsible\":\"weather\"}|responsible|choice-unknown" })
	void what_is_wrong_is_told_on_its_field_and_nothing_is_asked(String body, String field, String code) {
		String number = this.market.inProduction();
		HttpResponse<String> answer = ask(this.market.lea(), number, body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(answer.body()).contains("\"" + field + "\"", code);
		assertThat(ok(this.market.lea().get(path(number)))).isEmpty();
	}

	@Test
	void a_reason_is_kept_as_it_was_written_and_has_a_limit() {
		String number = this.market.inProduction();
		refused(ask(this.market.lea(), number, cancellation("x".repeat(2_001))), 400, "text-too-long");
		refused(ask(this.market.lea(), number, cancellation("a\0b")), 400, "text-null-character");
		String nasty = "<img src=x onerror=alert(1)> ${1+1} {{1+1}} \u202eabc 🦊";
		ok(ask(this.market.lea(), number, cancellation(nasty)));
		assertThat(ok(this.market.camille().get(path(number))).at("/0/reason").asText()).isEqualTo(nasty);
	}

	@Test
	void to_strangers_there_is_no_order_to_ask_about() {
		String number = this.market.inProduction();
		refused(ask(this.market.oliver(), number, cancellation("x")), 404, "no-such-order");
		refused(this.market.oliver().get(path(number)), 404, "no-such-order");
		Map.of("/answer", "{\"decision\":\"accept\"}", "/withdrawal", "", "/dispute", "{\"reason\":\"x\"}")
			.forEach((way, body) -> refused(this.market.oliver().post(path(number) + way, body), 404, "no-such-order"));
		refused(this.market.oliver().get(path(number) + "/dispute"), 403, "moderators-only-rule");
	}

	@Test
	void asking_twice_counts_once_and_the_second_is_told_so() {
		String number = this.market.inProduction();
		ok(ask(this.market.lea(), number, cancellation("x")));
		JsonNode problem = refused(ask(this.market.lea(), number, cancellation("x")), 409, "request-open-already");
		assertThat(problem.at("/order/status").asText()).isEqualTo("IN_PRODUCTION");
		refused(ask(this.market.camille(), number, extension("2030-01-01T10:00")), 409, "request-open-already");
		assertThat(ok(this.market.lea().get(path(number)))).hasSize(1);
	}

	@Test
	void an_answer_is_the_other_sides_and_counts_once() {
		String number = this.market.inProduction();
		refused(this.market.camille().post(path(number) + "/answer", "{\"decision\":\"accept\"}"), 409,
				"step-not-open");
		ok(ask(this.market.lea(), number, cancellation("x")));
		refused(this.market.lea().post(path(number) + "/answer", "{\"decision\":\"accept\"}"), 403, "step-not-yours");
		refused(this.market.camille().post(path(number) + "/answer", "{\"decision\":\"refuse\"}"), 400, "text-missing");
		refused(this.market.camille().post(path(number) + "/answer", "{}"), 400, "choice-missing");
		ok(this.market.camille().post(path(number) + "/answer", "{\"decision\":\"accept\"}"));
		JsonNode order = ok(this.market.lea().get("/api/orders/" + number));
		assertThat(order.get("status").asText()).isEqualTo("CANCELLED");
		assertThat(order.at("/cancellation/by").asText()).isEqualTo("lea");
		refused(this.market.camille().post(path(number) + "/answer", "{\"decision\":\"accept\"}"), 409,
				"step-not-open");
		refused(ask(this.market.lea(), number, cancellation("x")), 409, "order-closed");
	}

	@Test
	void what_cannot_be_extended_can_still_be_called_off() {
		String waiting = this.market.placed();
		refused(ask(this.market.lea(), waiting, extension("2030-01-01T10:00")), 409, "nothing-to-extend");
		ok(ask(this.market.lea(), waiting, cancellation("x")));
		String delivered = this.market.delivered();
		refused(ask(this.market.lea(), delivered, extension("2030-01-01T10:00")), 409, "nothing-to-extend");
	}

	@Test
	void a_refusal_is_put_to_a_moderator_who_reads_all_of_the_order_and_rules() {
		String number = this.market.draftInReview();
		ok(ask(this.market.camille(), number, cancellation("Not what I meant")));
		refused(this.mona.get(path(number) + "/dispute"), 404, "no-such-dispute");
		ok(this.market.lea()
			.post(path(number) + "/answer", "{\"decision\":\"refuse\",\"answer\":\"It is what was agreed\"}"));
		refused(this.market.camille().post(path(number) + "/dispute", "{}"), 400, "text-missing");
		JsonNode order = ok(
				this.market.camille().post(path(number) + "/dispute", "{\"reason\":\"Look at the brief\"}"));
		assertThat(order.at("/requests/0/state").asText()).isEqualTo("DISPUTED");
		refused(this.market.camille().post(path(number) + "/dispute", "{\"reason\":\"Again\"}"), 409,
				"nothing-to-dispute");

		assertThat(this.market.camille().post("/api/orders/" + number + "/dossier", "").statusCode()).isEqualTo(202);
		JsonNode dispute = ok(this.mona.get(path(number) + "/dispute"));
		assertThat(dispute.at("/order/ownDossier/making").asText()).as("the client's").isEqualTo("false");
		assertThat(dispute.at("/request/disputeReason").asText()).isEqualTo("Look at the brief");
		assertThat(dispute.at("/request/answer").asText()).isEqualTo("It is what was agreed");
		String file = dispute.at("/order/drafts/0/files/0/id").asText();
		assertThat(this.mona.get("/api/files/" + file).statusCode()).isEqualTo(200);
		assertThat(this.market.oliver().get("/api/files/" + file).statusCode()).isEqualTo(404);

		for (Visitor side : List.of(this.market.camille(), this.market.lea(), this.market.oliver())) {
			refused(this.rule(side, number, "accept"), 403, "moderators-only-rule");
		}
		refused(this.mona.post(path(number) + "/ruling", "{\"decision\":\"accept\"}"), 400, "text-missing");
		refused(this.mona.post(path(number) + "/ruling",
				"{\"decision\":\"accept\",\"reason\":\"So be it\",\"requestAccepted\":true}"), 400, "unknown-field");
		refused(this.mona.post(path(number) + "/ruling",
				"{\"decision\":\"accept\",\"reason\":\"As was agreed\",\"request\":2}"), 409, "changed-meanwhile");
		ok(this.mona.post(path(number) + "/ruling", "{\"decision\":\"accept\",\"reason\":\"As was agreed\",\"request\":"
				+ dispute.at("/request/no") + "}"));
		JsonNode late = refused(rule(this.mona, number, "accept"), 409, "dispute-ruled-already");
		assertThat(late.at("/order/status").asText()).isEqualTo("CANCELLED");
		refused(rule(this.market.camille(), number, "accept"), 403, "moderators-only-rule");
		refused(rule(this.market.camille(), this.market.placed(), "accept"), 403, "moderators-only-rule");
		JsonNode ended = ok(this.market.lea().get("/api/orders/" + number));
		assertThat(ended.get("status").asText()).isEqualTo("CANCELLED");
		assertThat(ended.at("/requests/0/ruling").asText()).isEqualTo("As was agreed");
		assertThat(ended.toString()).doesNotContain("mona");
	}

	@Test
	void a_moderator_neither_reads_nor_rules_on_an_order_of_their_own() {
		String id = "milo" + UUID.randomUUID().toString().replace("-", "");
		this.accounts.register(new NewAccount(id, "Milo", "Both", id + "@orderflow.example", Locale.ENGLISH,
				ZoneId.of("UTC"), Newcomers.PASSWORD, Set.of(UserStore.CLIENTS, UserStore.MODERATORS)));
		Visitor milo = Visitor.withPassword(this.port, id, Newcomers.PASSWORD);
		String number = Market.created(milo.post("/api/orders", json(Map.of("listing", this.market.storyboard()))))
			.get("number")
			.asText();
		ok(ask(milo, number, cancellation("x")));
		ok(this.market.lea().post(path(number) + "/answer", "{\"decision\":\"refuse\",\"answer\":\"No\"}"));
		ok(milo.post(path(number) + "/dispute", "{\"reason\":\"Please\"}"));

		refused(rule(milo, number, "accept"), 403, "moderator-is-a-side");
		refused(milo.get(path(number) + "/dispute"), 403, "moderator-is-a-side");
		assertThat(milo.get("/api/notifications").body()).doesNotContain("/disputes/" + number);
		assertThat(this.mona.get("/api/notifications").body()).contains("/disputes/" + number);
		ok(rule(this.mona, number, "refuse"));
	}

	@Test
	void the_database_itself_keeps_a_second_request_from_being_open() {
		String number = this.market.inProduction();
		ok(ask(this.market.lea(), number, cancellation("x")));

		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> this.jdbc.sql("""
				insert into change_request (id, order_id, no, kind, state, asked_by, reason, responsible, asked_at,
					answer_due)
				select gen_random_uuid(), o.id, 2, 'CANCELLATION', 'WAITING', 'camille', 'y', 'NOBODY', now(), now()
				from orders o where o.number = :number
				""").param("number", number).update());
	}

	@Test
	void a_withdrawn_request_can_be_followed_by_another() {
		String number = this.market.inProduction();
		refused(this.market.lea().post(path(number) + "/withdrawal", ""), 409, "no-open-request");
		ok(ask(this.market.lea(), number, cancellation("x")));
		refused(this.market.camille().post(path(number) + "/withdrawal", ""), 403, "request-not-yours");
		ok(this.market.lea().post(path(number) + "/withdrawal", ""));
		JsonNode order = ok(ask(this.market.camille(), number, cancellation("y")));
		assertThat(order.at("/requests/0/no").asInt()).isEqualTo(2);
		assertThat(order.at("/requests/1/state").asText()).isEqualTo("WITHDRAWN");
	}

	@Test
	void while_a_cancellation_is_open_no_date_of_silence_is_told() {
		String number = this.market.delivered();
		assertThat(ok(this.market.lea().get("/api/orders/" + number)).has("acceptedBySilenceAt")).isTrue();
		ok(ask(this.market.camille(), number, cancellation("x")));
		assertThat(ok(this.market.lea().get("/api/orders/" + number)).has("acceptedBySilenceAt")).isFalse();
		ok(this.market.lea().post(path(number) + "/answer", "{\"decision\":\"refuse\",\"answer\":\"No\"}"));
		Instant silence = Instant
			.parse(ok(this.market.lea().get("/api/orders/" + number)).get("acceptedBySilenceAt").asText());
		assertThat(silence).as("time to ask a moderator is left")
			.isAfter(Instant.now().plus(Duration.ofHours(48)).minusSeconds(60));
	}

	@Test
	void tasklist_answers_with_the_same_sentences_and_smuggles_nothing_in() {
		String number = this.market.inProduction();
		ok(ask(this.market.lea(), number, cancellation("x")));
		String task = task(number, "userTask_answerRequest");
		Visitor camille = Visitor.signedIn(this.port, "camille");

		HttpResponse<String> empty = submit(camille, task, Map.of("decision", "refuse"));
		assertThat(empty.statusCode()).as(empty.body()).isEqualTo(400);
		assertThat(read(empty).get("message").asText())
			.isEqualTo("«\u00a0A sentence to the other side\u00a0»\u00a0: Merci d’écrire quelque chose ici.");
		HttpResponse<String> flag = submit(camille, task, Map.of("decision", "refuse", "requestAccepted", true));
		assertThat(flag.statusCode()).as(flag.body()).isBetween(400, 403);
		Visitor lea = Visitor.signedIn(this.port, "lea");
		assertThat(submit(lea, task, Map.of("decision", "accept")).statusCode()).isEqualTo(409);
		for (String action : List.of("/resolve", "/bpmnError", "/bpmnEscalation", "/delegate")) {
			assertThat(camille.post(TASKLIST + task + action, "{\"variables\":{}}").statusCode()).as(action)
				.isEqualTo(403);
		}
		assertThat(ok(this.market.lea().get(path(number))).at("/0/state").asText()).isEqualTo("WAITING");

		HttpResponse<String> refusal = submit(camille, task, Map.of("decision", "refuse", "answer", "No"));
		assertThat(refusal.statusCode()).as(refusal.body()).isLessThan(300);
		assertThat(submit(camille, task, Map.of("decision", "accept")).statusCode()).isBetween(400, 499);
		assertThat(ok(this.market.lea().get(path(number))).at("/0/state").asText()).isEqualTo("DISPUTABLE");
		assertThat(variablesOf(number)).doesNotContain("decision", "answer");
	}

	@Test
	void a_ruling_in_tasklist_is_the_moderators_alone() {
		String number = this.market.inProduction();
		ok(ask(this.market.lea(), number, cancellation("x")));
		ok(this.market.camille().post(path(number) + "/answer", "{\"decision\":\"refuse\",\"answer\":\"No\"}"));
		ok(this.market.lea().post(path(number) + "/dispute", "{\"reason\":\"Please\"}"));
		String task = task(number, "userTask_ruleOnDispute");
		for (String person : List.of("lea", "camille", "oliver")) {
			Visitor visitor = Visitor.signedIn(this.port, person);
			assertThat(submit(visitor, task, Map.of("decision", "accept", "reason", "x")).statusCode()).as(person)
				.isEqualTo(409);
			assertThat(visitor.post(TASKLIST + task + "/claim", "{\"userId\":\"" + person + "\"}").statusCode())
				.isEqualTo(409);
		}
		Visitor moderator = Visitor.signedIn(this.port, "mona");
		assertThat(moderator.post(TASKLIST + task + "/claim", "{\"userId\":\"mona\"}").statusCode()).isEqualTo(204);
		HttpResponse<String> empty = submit(moderator, task, Map.of("decision", "refuse", "reason", " "));
		assertThat(empty.statusCode()).as(empty.body()).isEqualTo(400);
		assertThat(empty.body()).as("Tasklist shows it apart from the form").contains("“Reason”: ");
		HttpResponse<String> ruling = submit(moderator, task, Map.of("decision", "refuse", "reason", "Go on"));
		assertThat(ruling.statusCode()).as(ruling.body()).isLessThan(300);
		assertThat(ok(this.market.lea().get(path(number))).at("/0/state").asText()).isEqualTo("REFUSED");
	}

	private HttpResponse<String> rule(Visitor person, String number, String decision) {
		return person.post(path(number) + "/ruling", json(Map.of("decision", decision, "reason", "As was agreed")));
	}

	private HttpResponse<String> ask(Visitor person, String number, String body) {
		return person.post(path(number), body);
	}

	private static String extension(String due) {
		return json(Map.of("kind", "extension", "reason", "More foxes", "due", due));
	}

	private static String cancellation(String reason) {
		return json(Map.of("kind", "cancellation", "reason", reason, "responsible", "nobody"));
	}

	private static String path(String number) {
		return "/api/orders/" + number + "/requests";
	}

	private Instant due(String number) {
		return Instant.parse(ok(this.market.camille().get("/api/orders/" + number)).at("/clock/due").asText());
	}

	private String task(String number, String key) {
		return this.tasks.createTaskQuery()
			.processInstanceBusinessKey(number)
			.taskDefinitionKey(key)
			.singleResult()
			.getId();
	}

	private HttpResponse<String> submit(Visitor person, String task, Map<String, Object> values) {
		return person.post(TASKLIST + task + "/submit-form",
				json(Map.of("variables",
						values.entrySet()
							.stream()
							.collect(java.util.stream.Collectors.toMap(Map.Entry::getKey,
									(entry) -> Map.of("value", entry.getValue()))))));
	}

	private List<String> variablesOf(String number) {
		String instance = this.runtime.createProcessInstanceQuery()
			.processDefinitionKey("changeRequest")
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

}
