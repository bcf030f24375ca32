package io.orderflow.order.web;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.Visitor;
import io.orderflow.order.OrderStep;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.Test;

import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static io.orderflow.order.web.Market.refused;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What ends an order, and what was typed for another choice, is asked about once on the
 * page; programs are refused what does not go together.
 */
class AskedOnceTest extends BetweenLeaAndCamille {

	private static final String ENDS = "aucune révision ne pourra plus être demandée";

	@Test
	void a_delivery_is_accepted_when_it_was_asked_once_and_points_that_were_typed_are_not_dropped_unsaid() {
		String number = this.market.delivered();
		String review = "/orders/" + number + "/steps/reviewDelivery";
		HttpResponse<String> asked = this.camille.form(review,
				Map.of("decision", "accept", "point", "Le logo est trop petit", "belongsTo", "story"));
		assertThat(asked.statusCode()).isEqualTo(200);
		assertThat(asked.body()).contains(ENDS, "name=\"asked\" value=\"accept\"", "value=\"Le logo est trop petit\"")
			.containsPattern("<blockquote[^>]*>Le logo est trop petit");
		assertThat(status(number)).isEqualTo("DELIVERED");
		HttpResponse<String> otherwise = this.camille.form(review,
				Map.of("decision", "moreTime", "point", "Le logo est trop petit", "asked", "accept"));
		assertThat(otherwise.body()).as("the answer to one question is none to another")
			.contains("name=\"asked\" value=\"moreTime\"")
			.doesNotContain(ENDS);
		redirected(this.camille.form(review,
				Map.of("decision", "accept", "point", "Le logo est trop petit", "asked", "accept")));
		assertThat(status(number)).isEqualTo("COMPLETED");
	}

	@Test
	void the_points_are_sent_where_it_is_chosen_otherwise() {
		String number = this.market.delivered();
		redirected(this.camille.form("/orders/" + number + "/steps/reviewDelivery", Map.of("decision", "revision",
				"point", "Le logo est trop petit", "belongsTo", "something-else", "asked", "accept")));
		assertThat(order(number).at("/deliveries/0/points/0/text").asText()).isEqualTo("Le logo est trop petit");
	}

	@Test
	void who_comes_back_to_the_service_reads_that_an_order_is_under_way_until_it_is_over() {
		String number = this.market.placed();
		String service = "/services/" + order(number).get("listing").asText();
		String said = "Vous avez déjà une commande de ce service en cours\u00a0: ";
		assertThat(this.camille.get(service).body()).contains("href=\"/orders/" + number + "\">" + said + number + "<");
		assertThat(this.lea.get(service).body()).doesNotContain(said);

		ok(this.market.camille().post("/api/orders/" + number + "/cancellation", "{\"reason\":\"x\"}"));
		assertThat(this.camille.get(service).body()).doesNotContain(said);
	}

	@Test
	void a_question_that_was_typed_is_not_dropped_by_saying_that_all_is_clear() {
		String number = this.market.inReview("NONE");
		String review = "/orders/" + number + "/steps/reviewRequirements";
		HttpResponse<String> asked = this.lea.form(review, Map.of("decision", "clear", "question", "Quel renard ?"));
		assertThat(asked.statusCode()).isEqualTo(200);
		assertThat(asked.body()).contains("Quel renard ?</textarea>", "name=\"asked\" value=\"clear\"");
		assertThat(status(number)).isEqualTo("REQUIREMENTS_IN_REVIEW");
		redirected(this.lea.form(review, Map.of("decision", "clear", "question", "Quel renard ?", "asked", "clear")));
		assertThat(status(number)).isEqualTo("PLANNING");
		String untyped = this.market.inReview("NONE");
		redirected(this.lea.form("/orders/" + untyped + "/steps/reviewRequirements",
				Map.of("decision", "clear", "question", " ")));
	}

	@Test
	void changes_that_were_typed_are_not_overlooked_by_approving() {
		String number = this.market.draftInReview();
		String review = "/orders/" + number + "/steps/reviewDraft";
		HttpResponse<String> asked = this.camille.form(review,
				Map.of("decision", "approve", "comments", "Plus chaud, merci"));
		assertThat(asked.statusCode()).isEqualTo(200);
		assertThat(asked.body()).contains("Plus chaud, merci</textarea>", "name=\"asked\" value=\"approve\"");
		assertThat(status(number)).isEqualTo("DRAFT_IN_REVIEW");
		redirected(this.camille.form(review,
				Map.of("decision", "approve", "comments", "Plus chaud, merci", "asked", "approve")));
		assertThat(order(number).at("/drafts/0/comments").asText()).isEqualTo("Plus chaud, merci");
		String plain = this.market.draftInReview();
		redirected(this.camille.form("/orders/" + plain + "/steps/reviewDraft",
				Map.of("decision", "approve", "comments", "")));
	}

	@Test
	void an_agreed_cancellation_says_what_it_ends_and_a_later_date_asks_nothing() {
		String number = this.market.inProduction();
		ok(this.market.lea()
			.post("/api/orders/" + number + "/requests",
					json(Map.of("kind", "cancellation", "reason", "Ill", "responsible", "nobody"))));
		String answer = "/orders/" + number + "/steps/answerRequest";
		HttpResponse<String> asked = this.camille.form(answer, Map.of("decision", "accept", "answer", "Bon courage"));
		assertThat(asked.body()).contains("sans retour possible", "Bon courage</textarea>");
		assertThat(status(number)).isEqualTo("IN_PRODUCTION");
		redirected(this.camille.form(answer, Map.of("decision", "accept", "answer", "Bon courage", "asked", "accept")));
		assertThat(status(number)).isEqualTo("CANCELLED");
	}

	@Test
	void a_ruling_that_ends_the_order_is_asked_once() {
		String number = disputed();
		Visitor mona = Visitor.signedIn(this.port, "mona");
		HttpResponse<String> asked = mona.form("/disputes/" + number,
				Map.of("decision", "accept", "reason", "Trop tard"));
		assertThat(asked.statusCode()).isEqualTo(200);
		assertThat(asked.body()).contains("name=\"asked\" value=\"accept\"", "Trop tard</textarea>");
		assertThat(status(number)).isEqualTo("IN_PRODUCTION");
		redirected(mona.form("/disputes/" + number,
				Map.of("decision", "accept", "reason", "Trop tard", "asked", "accept")));
		assertThat(status(number)).isEqualTo("CANCELLED");
	}

	@Test
	void nothing_is_ruled_on_an_order_that_stands_otherwise_than_the_page_said() {
		String number = disputed();
		Visitor mona = Visitor.signedIn(this.port, "mona");
		assertThat(mona.get("/disputes/" + number).body()).contains("name=\"status\" value=\"IN_PRODUCTION\"");
		ok(this.market.lea()
			.post("/api/orders/" + number + "/deliveries", json(Map.of("message", "Done", "withoutFiles", true))));
		for (Map<String, String> ruling : List.of(Map.of("decision", "refuse"), Map.of("decision", "accept"),
				Map.of("decision", "accept", "asked", "accept"))) {
			Map<String, String> stale = new HashMap<>(Map.of("status", "IN_PRODUCTION", "reason", "Trop tard"));
			stale.putAll(ruling);
			HttpResponse<String> refused = mona.form("/disputes/" + number, stale);
			assertThat(refused.statusCode()).isEqualTo(409);
			assertThat(refused.body()).contains("name=\"status\" value=\"DELIVERED\"", "Trop tard</textarea>")
				.doesNotContain("name=\"asked\"");
		}
		assertThat(mona
			.form("/disputes/" + number, Map.of("status", "DELIVERED", "reason", "Trop tard", "decision", "accept"))
			.statusCode()).isEqualTo(200);
		assertThat(status(number)).isEqualTo("DELIVERED");
	}

	private String disputed() {
		String number = this.market.inProduction();
		ok(this.market.camille()
			.post("/api/orders/" + number + "/requests",
					json(Map.of("kind", "cancellation", "reason", "Late", "responsible", "freelancer"))));
		ok(this.market.lea()
			.post("/api/orders/" + number + "/requests/answer", json(Map.of("decision", "refuse", "answer", "No"))));
		ok(this.market.camille().post("/api/orders/" + number + "/requests/dispute", json(Map.of("reason", "Late"))));
		return number;
	}

	/** What the answer is about would change unsaid between the two presses. */
	@Test
	void nobody_is_asked_about_what_the_page_did_not_show() {
		OrderScenario order = this.marketplace.anOrder().until(OrderStep.REVIEW_DRAFT);
		String shown = since(order);
		order.changesAsked().draftSubmitted().previewAnswered("notMade");
		assertCameRound(order, "reviewDraft", Map.of("decision", "approve", "comments", "Well done", "since", shown));
		order.draftApproved().delivered();
		String delivered = since(order);
		order.revisionAsked().delivered();
		for (String asked : List.of("", "accept")) {
			assertCameRound(order, "reviewDelivery", Map.of("decision", "accept", "asked", asked, "since", delivered));
		}
		assertThat(this.camille
			.form("/orders/" + order.number() + "/steps/reviewDelivery",
					Map.of("decision", "accept", "since", since(order)))
			.body()).contains(ENDS);
	}

	private void assertCameRound(OrderScenario order, String step, Map<String, String> typed) {
		String number = order.number();
		String status = status(number);
		HttpResponse<String> answer = this.camille.form("/orders/" + number + "/steps/" + step, typed);
		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(answer.body()).contains("est revenue depuis").doesNotContain("name=\"asked\"");
		assertThat(status(number)).isEqualTo(status);
	}

	private String since(OrderScenario order) {
		String page = this.camille.get("/orders/" + order.number()).body();
		Matcher since = Pattern.compile("name=\"since\" value=\"(\\d+)\"").matcher(page);
		assertThat(since.find()).as(page).isTrue();
		return since.group(1);
	}

	@Test
	void programs_are_refused_what_does_not_go_with_the_choice() {
		String number = this.market.delivered();
		for (String choice : List.of("accept", "moreTime")) {
			refused(this.market.camille()
				.post("/api/orders/" + number + "/deliveries/review",
						json(Map.of("decision", choice, "points", List.of(Map.of("text", "Larger"))))),
					400, "points-not-sent");
		}
		ok(this.market.camille()
			.post("/api/orders/" + number + "/deliveries/review",
					json(Map.of("decision", "accept", "points", List.of()))));
		String unclear = this.market.inReview("NONE");
		JsonNode problem = refused(this.market.lea()
			.post("/api/orders/" + unclear + "/requirements/review",
					json(Map.of("decision", "clear", "question", "Which fox?"))),
				400, "question-not-sent");
		assertThat(problem.at("/errors/0/field").asText()).isEqualTo("question");
		assertThat(status(unclear)).isEqualTo("REQUIREMENTS_IN_REVIEW");
	}

	private String status(String number) {
		return order(number).get("status").asText();
	}

	private JsonNode order(String number) {
		return ok(this.market.camille().get("/api/orders/" + number));
	}

	private static void redirected(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
	}

}
