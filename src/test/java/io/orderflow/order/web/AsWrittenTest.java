package io.orderflow.order.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.scenario.Marketplace;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static io.orderflow.order.web.Market.refused;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is typed into a field is that field's value, whatever it looks like: only
 * Tasklist's text areas have marks of their own, and only those that they offer.
 */
@OrderflowTest
class AsWrittenTest {

	private static final String DISCOUNT = "-20 % on the posters";

	private static final String URGENT = "[urgent] the logo is too small";

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private TaskService tasks;

	private Market market;

	@BeforeEach
	void open() {
		this.market = new Market(this.port, this.marketplace);
	}

	@Test
	void the_title_of_a_task_stays_as_it_was_written_whichever_way_it_came() {
		String api = this.market.planning("NONE");
		ok(this.market.lea()
			.post("/api/orders/" + api + "/plan",
					json(Map.of("tasks", List.of(Map.of("title", DISCOUNT, "deadline", Market.today()))))));
		String page = this.market.planning("NONE");
		assertThat(Visitor.signedIn(this.port, "lea")
			.form("/orders/" + page + "/steps/planWork", Map.of("title", DISCOUNT, "deadline", Market.today()))
			.statusCode()).isEqualTo(302);
		String tasklist = this.market.planning("NONE");
		submit("lea", tasklist, Map.of("tasks", Market.today() + " " + DISCOUNT));
		for (String number : List.of(api, page, tasklist)) {
			assertThat(order(number).at("/plan/0/title").asText()).isEqualTo(DISCOUNT);
		}
		String parted = this.market.planning("NONE");
		submit("lea", parted, Map.of("tasks", Market.today() + " - Posters\n" + Market.today() + ": Flyers"));
		assertThat(order(parted).at("/plan").findValuesAsText("title")).containsExactly("Posters", "Flyers");
	}

	@Test
	void a_point_of_a_revision_stays_as_it_was_written_whichever_way_it_came() {
		String api = deliveredWithoutQuestions();
		ok(this.market.camille()
			.post("/api/orders/" + api + "/deliveries/review", json(Map.of("decision", "revision", "points",
					List.of(Map.of("text", URGENT, "belongsTo", "something-else"))))));
		String page = deliveredWithoutQuestions();
		assertThat(Visitor.signedIn(this.port, "camille")
			.form("/orders/" + page + "/steps/reviewDelivery",
					Map.of("decision", "revision", "point", URGENT, "belongsTo", "something-else", "scope", "inside"))
			.statusCode()).isEqualTo(302);
		String tasklist = deliveredWithoutQuestions();
		submit("camille", tasklist, Map.of("decision", "revision", "points", "[something-else] " + URGENT));
		for (String number : List.of(api, page, tasklist)) {
			JsonNode point = order(number).at("/deliveries/0/points/0");
			assertThat(point.get("text").asText()).isEqualTo(URGENT);
			assertThat(point.get("scope").asText()).isEqualTo("INSIDE");
			assertThat(point.get("belongsTo").asText()).isEqualTo("something-else");
		}
	}

	@Test
	void what_looks_like_a_mark_does_not_change_what_was_chosen() {
		String number = deliveredWithoutQuestions();
		assertThat(Visitor.signedIn(this.port, "camille")
			.form("/orders/" + number + "/steps/reviewDelivery",
					Map.of("decision", "revision", "point", "[outside] of the frame", "belongsTo", "something-else",
							"scope", "inside"))
			.statusCode()).isEqualTo(302);
		JsonNode point = order(number).at("/deliveries/0/points/0");
		assertThat(point.get("text").asText()).isEqualTo("[outside] of the frame");
		assertThat(point.get("scope").asText()).isEqualTo("INSIDE");
	}

	@Test
	void a_choice_is_one_of_the_words_that_are_offered() {
		String number = this.market.delivered();
		String review = "/api/orders/" + number + "/deliveries/review";
		refused(this.market.camille().post(review, "{\"decision\":0}"), 400, "choice-unknown");
		refused(this.market.camille().post(review, "{\"decision\":\"\"}"), 400, "choice-missing");
		refused(this.market.camille().post(review, "{\"decision\":\"revision\",\"points\":[\"Larger\"]}"), 400,
				"wrong-json-type");
		ok(this.market.camille().post(review, "{\"decision\":\"moreTime\"}"));
	}

	@Test
	void an_address_that_is_no_steps_is_not_there() {
		String number = this.market.placed();
		refused(this.market.camille().post("/api/orders/" + number + "/dreams", "{}"), 404, "unknown-path");
		refused(this.market.camille().post("/api/orders/" + number + "/drafts/review/again", "{}"), 404,
				"unknown-path");
	}

	private String deliveredWithoutQuestions() {
		String number = this.market.placed(this.market.listing("NONE", 1));
		ok(this.market.lea().post("/api/orders/" + number + "/requirements/review", "{\"decision\":\"clear\"}"));
		ok(this.market.lea().post("/api/orders/" + number + "/plan", Market.onePlannedTask()));
		ok(this.market.lea()
			.post("/api/orders/" + number + "/deliveries", "{\"message\":\"Here it is\",\"withoutFiles\":true}"));
		return number;
	}

	private void submit(String person, String number, Map<String, String> values) {
		String task = this.tasks.createTaskQuery()
			.processInstanceBusinessKey(number)
			.taskAssignee(person)
			.singleResult()
			.getId();
		StringBuilder variables = new StringBuilder();
		values.forEach((key, value) -> variables.append(variables.isEmpty() ? "" : ",")
			.append(json(key))
			.append(":")
			.append(json(Map.of("value", value))));
		HttpResponse<String> answer = Visitor.signedIn(this.port, person)
			.post("/camunda/api/engine/engine/default/task/" + task + "/submit-form",
					"{\"variables\":{" + variables + "}}");
		assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
	}

	private JsonNode order(String number) {
		return ok(this.market.camille().get("/api/orders/" + number));
	}

}
