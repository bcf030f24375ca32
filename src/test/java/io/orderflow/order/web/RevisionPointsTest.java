package io.orderflow.order.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.Newcomers;
import io.orderflow.Visitor;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.Storyboard;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static io.orderflow.order.web.Market.refused;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the points of a revision belong to, how the client marks them, what the freelancer
 * objects and answers: over the API, on the page and in Tasklist (B5).
 */
class RevisionPointsTest extends BetweenLeaAndCamille {

	private static final List<Map<String, String>> POINTS = List.of(
			Map.of("text", "A longer tail", "belongsTo", "story", "scope", "inside"),
			Map.of("text", "Sharper lines", "belongsTo", "task-1", "scope", "outside"),
			Map.of("text", "As sketched", "belongsTo", "approved-draft", "scope", "inside"),
			Map.of("text", "Less red", "belongsTo", "something-else", "scope", "outside"));

	@Autowired
	private TaskService tasks;

	@Test
	void both_sides_read_what_each_point_belongs_to_the_objection_and_the_answer() {
		String number = inRevision();
		JsonNode objected = ok(object(number, 1, "The brief says a short tail"));
		assertThat(objected.at("/deliveries/0/points/0/objection").asText()).isEqualTo("The brief says a short tail");
		ok(deliver(number, List.of("Done", "Drawn anew", "As it was", "A little less")));

		for (Visitor reader : List.of(this.market.lea(), this.market.camille())) {
			JsonNode points = ok(reader.get("/api/orders/" + number)).at("/deliveries/0/points");
			assertThat(texts(points, "belongsTo")).containsExactly("story", "task-1", "approved-draft",
					"something-else");
			assertThat(texts(points, "subject")).containsExactly("Your story?", "Draw", "", "");
			assertThat(texts(points, "scope")).containsExactly("INSIDE", "OUTSIDE", "INSIDE", "OUTSIDE");
			assertThat(texts(points, "answer")).containsExactly("Done", "Drawn anew", "As it was", "A little less");
		}
		assertThat(this.camille.get("/orders/" + number).body()).contains("Léa Moreau n’est pas de cet avis\u00a0:",
				"Léa Moreau répond\u00a0:");
		assertThat(this.lea.get("/orders/" + number).body())
			.contains("Vous n’êtes pas de cet avis\u00a0:", "Vous répondez\u00a0:")
			.doesNotContain("Léa Moreau n’est pas de cet avis", "Léa Moreau répond");
		for (Visitor reader : List.of(this.lea, this.camille)) {
			assertThat(reader.get("/orders/" + number).body()).contains("Se rapporte à\u00a0: Your story?<",
					"Se rapporte à\u00a0: Draw<", "Se rapporte à\u00a0: le brouillon approuvé<",
					"Se rapporte à\u00a0: autre chose<", "The brief says a short tail", "Drawn anew");
			assertThat(reader.get("/orders/" + number + "/timeline").body())
				.contains("Le freelance a contesté le classement d’un point", "The brief says a short tail");
		}
		assertThat(titles(number)).anyMatch((title) -> title.startsWith("Léa Moreau conteste un point"));
	}

	@Test
	void in_english_a_point_says_what_it_belongs_to_and_calls_the_readers_own_words_theirs() {
		OrderScenario order = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH)
			.of(Storyboard.ordinary().approving(ApprovalNeeded.NONE).revisedAtMost(2))
			.requirementsProvided()
			.requirementsClear()
			.planned()
			.delivered()
			.revisionAsked();
		Visitor freelancer = reading(order.freelancer());
		Visitor client = reading(order.client());
		String address = "/orders/" + order.number();
		assertThat(freelancer.get(address).body())
			.contains("The clock is running: a revision has its own delivery time");
		freelancer.form(address + "/points/1/objection", Map.of("reason", "It was to be short"));
		assertThat(freelancer
			.form(address + "/steps/deliverWork", Map.of("message", "Here", "answer", " ", "withoutFiles", "true"))
			.body()).contains("Belongs to: Your story?<", "You see that differently:",
					"id=\"answer-error-1\">Please say what you did about point 1.</p>");
		freelancer.form(address + "/steps/deliverWork",
				Map.of("message", "Here", "answer", "Longer now", "withoutFiles", "true"));
		assertThat(freelancer.get(address).body()).contains("You see that differently:", "Your answer:", "Longer now")
			.doesNotContain("Noah Newcomer’s answer", "sees that differently");
		assertThat(client.get(address).body()).contains("Belongs to: Your story?<", "sees that differently:",
				"Noah Newcomer’s answer");
	}

	private Visitor reading(String account) {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(account, Newcomers.PASSWORD);
		visitor.readCsrf();
		return visitor;
	}

	@Test
	void an_objection_is_the_freelancers_once_a_point_and_says_why() {
		String number = inRevision();
		refused(this.market.camille().post(path(number, 1), json(Map.of("reason", "No"))), 403, "freelancer-only");
		refused(this.market.oliver().post(path(number, 1), json(Map.of("reason", "No"))), 404, "no-such-order");
		refused(object(number, 5, "No"), 404, "no-such-point");
		refused(object(number, 0, "No"), 404, "no-such-point");
		refused(object(number, 1, " "), 400, "text-missing");
		refused(object(number, 1, "x".repeat(5_001)), 400, "text-too-long");
		ok(object(number, 1, "The brief says a short tail"));
		refused(object(number, 1, "Once more"), 409, "objected-already");
		ok(deliver(number, List.of("a", "b", "c", "d")));
		refused(object(number, 2, "Too late"), 409, "step-not-open");
	}

	@Test
	void an_objection_is_written_on_the_page_and_comes_back_with_what_was_typed() {
		String number = inRevision();
		assertThat(this.camille.get("/orders/" + number).body()).doesNotContain("id=\"object-1\"");
		assertThat(this.lea.get("/orders/" + number).body()).contains("id=\"object-1\"", "id=\"object-4\"");
		assertThat(this.lea.form("/orders/" + number + "/points/2/objection", Map.of("reason", "")).body())
			.contains("id=\"object-2\" open", "aria-invalid=\"true\"");
		assertThat(this.lea.form("/orders/" + number + "/points/2/objection", Map.of("reason", "Was agreed"))
			.headers()
			.firstValue("Location")
			.orElse("")).endsWith("/orders/" + number + "#deliveries");
		assertThat(this.lea.get("/orders/" + number).body()).contains("Was agreed").doesNotContain("id=\"object-2\"");
		String late = this.lea.form("/orders/" + number + "/points/2/objection", Map.of("reason", "Again")).body();
		assertThat(late).contains("Vous avez déjà contesté le point 2.", "Again");
	}

	@Test
	void an_objection_is_taken_for_no_point_of_another_round_than_the_page_shows() {
		OrderScenario order = this.market.anOrder()
			.of(Storyboard.ordinary().approving(ApprovalNeeded.NONE).revisedAtMost(2))
			.requirementsProvided()
			.requirementsClear()
			.planned()
			.delivered()
			.revisionAsked();
		String address = "/orders/" + order.number();
		assertThat(this.lea.get(address).body()).contains("name=\"round\" value=\"1\"",
				order.number() + "/objection-1-1");
		order.delivered().revisionAsked();

		HttpResponse<String> late = this.lea.form(address + "/points/1/objection",
				Map.of("reason", "Louder than that", "round", "1", "events", "6"));
		refused(this.market.lea()
			.post("/api" + address + "/points/1/objection", json(Map.of("reason", "Louder", "round", 1))), 409,
				"changed-meanwhile");

		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).contains("a changé entre-temps", "Louder than that</textarea>")
			.doesNotContainPattern("id=\"object-1\"[^>]* open");
		assertThat(this.lea
			.form(address + "/points/1/objection", Map.of("reason", "Never agreed", "round", "2", "events", "6"))
			.statusCode()).isEqualTo(302);
	}

	@Test
	void a_delivery_answers_each_point_on_the_page_and_loses_nothing_where_one_is_missing() {
		String number = inRevision();
		String page = this.lea.get("/orders/" + number).body();
		assertThat(page).contains("Ce que vous avez fait pour le point 4", "A longer tail", "As sketched");
		String refused = this.lea
			.form("/orders/" + number + "/steps/deliverWork",
					Map.of("message", "Voilà", "answer", "Plus longue", "withoutFiles", "true"))
			.body();
		assertThat(refused).contains("Plus longue", "Voilà")
			.containsPattern("id=\"answer-1\" aria-describedby=\"point-1\"")
			.containsPattern(
					"id=\"answer-2\" aria-invalid=\"true\" aria-describedby=\"point-2 answer-error-2\" autofocus")
			.contains("id=\"answer-error-2\">Merci de dire ce que vous avez fait pour le point 2.</p>",
					"id=\"answer-error-4\">Merci de dire ce que vous avez fait pour le point 4.</p>")
			.doesNotContain("id=\"answer-error-1\"", "id=\"answers-error\"");
	}

	@Test
	void tasklist_takes_a_line_for_each_point() {
		String number = inRevision();
		String submit = submission(number);
		assertThat(this.lea.post(submit, values("Two\nlines")).body()).contains("point 3");
		assertThat(this.lea.post(submit, values("One\nTwo\nThree\nFour")).statusCode()).isEqualTo(204);
		assertThat(texts(ok(this.market.camille().get("/api/orders/" + number)).at("/deliveries/0/points"), "answer"))
			.containsExactly("One", "Two", "Three", "Four");
	}

	@Test
	void tasklist_shows_whoever_works_the_objections_and_whoever_reviews_the_answers_too() {
		String number = inRevision();
		ok(object(number, 1, "The brief says a short tail"));
		assertThat(brief(this.lea, number, "userTask_deliverWork")).contains("[story] A longer tail",
				"Objection: The brief says a short tail");
		ok(deliver(number, List.of("Done", "Drawn anew", "As it was", "A little less")));
		assertThat(brief(this.camille, number, "userTask_reviewDelivery")).contains("[task-1, outside] Sharper lines",
				"Objection: The brief says a short tail", "Answer: Drawn anew");
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "\"\"", "\" \\n\"" })
	void a_first_delivery_leaves_the_field_of_tasklist_empty(String nothing) {
		String number = this.market.inProduction();
		assertThat(this.lea
			.post(submission(number),
					"{\"variables\":{\"message\":{\"value\":\"Voilà\"},\"withoutFiles\":{\"value\":true},"
							+ "\"answers\":{\"value\":" + nothing + "}}}")
			.statusCode()).isEqualTo(204);
		assertThat(ok(this.market.camille().get("/api/orders/" + number)).get("status").asText())
			.isEqualTo("DELIVERED");
	}

	private String submission(String number) {
		return task(number, "userTask_deliverWork") + "/submit-form";
	}

	private String brief(Visitor reader, String number, String step) {
		return ok(reader.get(task(number, step) + "/form-variables")).at("/orderBrief/value").asText();
	}

	private String task(String number, String step) {
		return "/camunda/api/engine/engine/default/task/" + this.tasks.createTaskQuery()
			.processInstanceBusinessKey(number)
			.taskDefinitionKey(step)
			.singleResult()
			.getId();
	}

	private String inRevision() {
		OrderScenario order = this.market.anOrder()
			.withRequirements()
			.requirementsClear()
			.planned()
			.draftSubmitted()
			.previewAnswered("notMade")
			.draftApproved()
			.delivered();
		assertThat(ok(this.market.camille().get("/api/orders/" + order.number())).get("approval").asText())
			.isEqualTo(ApprovalNeeded.DRAFT_AND_PLAN.name());
		ok(this.market.camille()
			.post("/api/orders/" + order.number() + "/deliveries/review",
					json(Map.of("decision", "revision", "points", POINTS))));
		return order.number();
	}

	private HttpResponse<String> object(String number, int point, String reason) {
		return this.market.lea().post(path(number, point), json(Map.of("reason", reason)));
	}

	private HttpResponse<String> deliver(String number, List<String> answers) {
		return this.market.lea()
			.post("/api/orders/" + number + "/deliveries",
					json(Map.of("message", "Voilà", "answers", answers, "withoutFiles", true)));
	}

	private static String path(String number, int point) {
		return "/api/orders/" + number + "/points/" + point + "/objection";
	}

	private static String values(String answers) {
		return json(Map.of("variables", Map.of("message", Map.of("value", "Voilà"), "withoutFiles",
				Map.of("value", true), "answers", Map.of("value", answers))));
	}

	private List<String> titles(String number) {
		return StreamSupport
			.stream(ok(this.market.camille().get("/api/notifications?limit=50")).get("items").spliterator(), false)
			.filter((told) -> told.path("orderNumber").asText().equals(number))
			.map((told) -> told.get("title").asText())
			.toList();
	}

	private static List<String> texts(JsonNode rows, String field) {
		return StreamSupport.stream(rows.spliterator(), false).map((row) -> row.path(field).asText()).toList();
	}

}
