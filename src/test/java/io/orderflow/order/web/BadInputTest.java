package io.orderflow.order.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.LoggedLines;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.scenario.Marketplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static io.orderflow.order.web.Market.read;
import static io.orderflow.order.web.Market.refused;
import static io.orderflow.order.web.Market.upload;
import static org.assertj.core.api.Assertions.assertThat;

/** What bad input gets, over the API. */
@OrderflowTest
class BadInputTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	private Market market;

	@BeforeEach
	void open() {
		this.market = new Market(this.port, this.marketplace);
	}

	@Test
	void a_service_that_is_not_approved_cannot_be_ordered_and_the_reason_is_told() {
		String listing = this.market.unapprovedListing("NONE", 1);
		refused(this.market.camille().post("/api/orders", json(Map.of("listing", listing))), 409,
				"listing-not-approved");
	}

	@Test
	void a_step_that_is_not_open_is_refused_with_the_present_state_of_the_order() {
		String number = this.market.placed();
		JsonNode problem = refused(
				this.market.lea().post("/api/orders/" + number + "/deliveries", "{\"message\":\"Already done\"}"), 409,
				"step-not-open");
		assertThat(problem.at("/order/status").asText()).isEqualTo("AWAITING_REQUIREMENTS");
		assertThat(problem.at("/order/steps/0/step").asText()).isEqualTo("provideRequirements");
	}

	@Test
	void a_step_of_the_other_side_is_refused() {
		String number = this.market.inReview("NONE");
		refused(this.market.camille()
			.post("/api/orders/" + number + "/requirements/review", "{\"decision\":\"clear\"}"), 403, "step-not-yours");
	}

	@Test
	void to_strangers_an_order_is_not_there() {
		String order = "/api/orders/" + this.market.placed();
		Visitor stranger = this.market.oliver();
		refused(stranger.get(order), 404, "no-such-order");
		refused(stranger.get(order + "/timeline"), 404, "no-such-order");
		refused(stranger.post(order + "/requirements", "{\"answers\":{}}"), 404, "no-such-order");
		refused(stranger.post(order + "/cancellation", "{\"reason\":\"Because\"}"), 404, "no-such-order");
		assertThat(stranger.get(order + "/messages").statusCode()).isEqualTo(404);
		refused(stranger.get("/api/orders/OF-0000-0000"), 404, "no-such-order");
		refused(stranger.get("/api/orders/none"), 404, "no-such-order");
	}

	@Test
	void a_repeated_placement_returns_the_first_order_and_another_under_its_key_is_refused() {
		String listing = this.market.storyboard();
		HttpResponse<String> first = place(listing, "key-" + listing);
		HttpResponse<String> again = place(listing, "key-" + listing);
		assertThat(first.statusCode()).isEqualTo(201);
		assertThat(again.statusCode()).isEqualTo(200);
		assertThat(read(again).get("number")).isEqualTo(read(first).get("number"));
		refused(place(this.market.storyboard(), "key-" + listing), 422, "key-reused");
		refused(place(Map.of("listing", listing, "version", 7), "key-" + listing), 422, "key-reused");
		refused(place(listing, "k".repeat(201)), 400, "idempotency-key-length");
	}

	@Test
	void placements_under_one_key_at_the_same_moment_make_one_order() throws Exception {
		String listing = this.market.storyboard();
		try (LoggedLines log = new LoggedLines()) {
			List<HttpResponse<String>> answers = atOnce(6, () -> place(listing, "race-" + listing));
			assertThat(answers).extracting(HttpResponse::statusCode).containsOnlyOnce(201).isSubsetOf(200, 201);
			assertThat(answers.stream().map((answer) -> read(answer).get("number")).distinct()).hasSize(1);
			assertThat(log.errors()).isEmpty();
		}
	}

	@Test
	void a_step_clicked_twice_at_the_same_moment_counts_once() throws Exception {
		String number = this.market.inReview("NONE");
		List<HttpResponse<String>> answers = atOnce(4, () -> this.market.lea()
			.post("/api/orders/" + number + "/requirements/review", "{\"decision\":\"clear\"}"));
		assertThat(answers).extracting(HttpResponse::statusCode).containsOnlyOnce(200).isSubsetOf(200, 409);
		assertThat(timeline(number)).containsOnlyOnce("REQUIREMENTS_CLEAR");
	}

	@Test
	void of_two_people_at_once_one_wins_and_the_other_is_told_what_changed() throws Exception {
		String number = this.market.placed();
		String answers = json(Map.of("answers", Map.of("story", "A fox", "format", "4:3")));
		List<Callable<HttpResponse<String>>> deeds = List.of(
				() -> this.market.camille().post("/api/orders/" + number + "/requirements", answers),
				() -> this.market.camille()
					.post("/api/orders/" + number + "/cancellation", "{\"reason\":\"No more\"}"));
		List<HttpResponse<String>> results = atOnce(deeds);
		assertThat(results).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(200, 409);
		assertThat(timeline(number)).containsAnyOf("REQUIREMENTS_SUBMITTED", "ORDER_CANCELLED").doesNotHaveDuplicates();
	}

	@Test
	void a_delivery_and_an_update_at_the_same_moment_are_both_answered() throws Exception {
		String number = this.market.inProduction();
		List<HttpResponse<String>> results = atOnce(List.of(() -> this.market.lea()
			.post("/api/orders/" + number + "/deliveries", "{\"message\":\"Here it is\",\"withoutFiles\":true}"),
				() -> this.market.lea().post("/api/orders/" + number + "/updates", "{\"message\":\"Nearly there\"}")));
		assertThat(results.get(0).statusCode()).as(results.get(0).body()).isEqualTo(200);
		assertThat(results.get(1).statusCode()).as(results.get(1).body()).isIn(200, 409);
		assertThat(timeline(number)).containsOnlyOnce("WORK_DELIVERED").doesNotHaveDuplicates();
	}

	@Test
	void requirements_that_are_wrong_are_told_all_at_once_each_on_its_field() {
		String number = this.market.placed();
		String text = upload(this.market.camille(), "logo.txt", "not an image");
		JsonNode problem = refused(
				this.market.camille()
					.post("/api/orders/" + number + "/requirements", json(Map.of("answers", Map.of("story", " ",
							"format", "3:2", "moods", List.of("Night", "Noon"), "by", "31.12.2026")))),
				400, "invalid-input");
		assertThat(errors(problem)).containsExactlyInAnyOrder("answer_story text-missing",
				"answer_format choice-unknown", "answer_moods choice-unknown", "answer_by date-unreadable");
		JsonNode file = refused(
				this.market.camille()
					.post("/api/orders/" + number + "/requirements",
							json(Map.of("answers", Map.of("story", "A fox", "format", "4:3", "logo", List.of(text))))),
				400, "wrong-file-type");
		assertThat(errors(file)).containsExactly("answer_logo wrong-file-type");
		assertThat(steps(number)).containsExactly("provideRequirements");
	}

	@Test
	void too_long_a_text_names_the_limit() {
		String number = this.market.inReview("NONE");
		JsonNode problem = refused(this.market.lea()
			.post("/api/orders/" + number + "/requirements/review",
					json(Map.of("decision", "clarify", "question", "?".repeat(5_001)))),
				400, "text-too-long");
		assertThat(problem.at("/errors/0/detail").asText()).containsPattern("5.?000");
	}

	@Test
	void a_plan_is_checked_line_by_line() {
		String number = this.market.planning("NONE");
		JsonNode problem = refused(
				this.market.lea()
					.post("/api/orders/" + number + "/plan",
							json(Map.of("tasks", List.of(Map.of("title", "Yesterday", "deadline", "2020-01-01"),
									Map.of("title", "Too late", "deadline", "2199-01-01"),
									Map.of("title", "Never", "deadline", "2026-13-45"), Map.of("title", "Undated"))))),
				400, "invalid-input");
		assertThat(errors(problem)).contains("tasks[0].deadline deadline-past", "tasks[1].deadline deadline-after-due",
				"tasks[2].deadline date-unreadable", "tasks[3].deadline deadline-missing");
		refused(this.market.lea().post("/api/orders/" + number + "/plan", "{\"tasks\":[]}"), 400, "plan-missing");
		assertThat(steps(number)).containsExactly("planWork");
	}

	@Test
	void files_are_ones_own_unused_and_not_too_many() {
		String number = this.market.drafting();
		String mine = upload(this.market.lea(), "a.txt", "a");
		String theirs = upload(this.market.camille(), "b.txt", "b");
		refused(draft(number, List.of(theirs)), 400, "unknown-file");
		refused(draft(number, List.of("00000000-0000-0000-0000-000000000000")), 400, "unknown-file");
		refused(draft(number, List.of()), 400, "draft-without-file");
		List<String> many = IntStream.range(0, 21).mapToObj((i) -> upload(this.market.lea(), i + ".txt", "x")).toList();
		refused(draft(number, many), 400, "too-many-files");
		ok(draft(number, List.of(mine)));
		this.market.workersAnswer("draft.preparePreview");
		ok(this.market.camille()
			.post("/api/orders/" + number + "/drafts/review",
					json(Map.of("decision", "changes", "comments", "Larger"))));
		refused(draft(number, List.of(mine)), 400, "file-already-used");
	}

	@Test
	void decisions_that_need_words_get_them() {
		String draft = this.market.draftInReview();
		refused(this.market.camille().post("/api/orders/" + draft + "/drafts/review", "{\"decision\":\"changes\"}"),
				400, "text-missing");
		refused(this.market.camille().post("/api/orders/" + draft + "/drafts/review", "{}"), 400, "choice-missing");
		refused(this.market.camille().post("/api/orders/" + draft + "/drafts/review", "{\"decision\":\"maybe\"}"), 400,
				"choice-unknown");
		String delivered = this.market.delivered();
		refused(this.market.camille()
			.post("/api/orders/" + delivered + "/deliveries/review", "{\"decision\":\"revision\"}"), 400,
				"points-missing");
		refused(this.market.camille()
			.post("/api/orders/" + delivered + "/deliveries/review", json(Map.of("decision", "revision", "points",
					List.of(Map.of("text", "Larger", "requirement", "nothing"))))),
				400, "requirement-unknown");
		refused(this.market.camille()
			.post("/api/orders/" + delivered + "/deliveries/review",
					json(Map.of("decision", "revision", "points", List.of(Map.of("text", "Larger"))))),
				400, "point-without-requirement");
		refused(this.market.camille()
			.post("/api/orders/" + delivered + "/deliveries/review",
					json(Map.of("decision", "revision", "points", List.of(Map.of("text", " ", "scope", "outside"))))),
				400, "points-missing");
	}

	@Test
	void what_is_no_json_or_of_the_wrong_type_is_a_persons_error() {
		String number = this.market.inReview("NONE");
		String review = "/api/orders/" + number + "/requirements/review";
		assertThat(this.market.lea().post(review, "{").statusCode()).isEqualTo(400);
		assertThat(this.market.lea().post(review, "").statusCode()).isEqualTo(400);
		assertThat(this.market.lea().post(review, "[]").statusCode()).isEqualTo(400);
		assertThat(this.market.lea().post(review, "{\"decision\":{\"a\":1}}").statusCode()).isEqualTo(400);
		assertThat(this.market.lea().post(review, "{\"decison\":\"clear\"}").statusCode()).isEqualTo(400);
		assertThat(this.market.camille().post("/api/orders", "{\"listing\":\"x\"}").statusCode()).isEqualTo(400);
		assertThat(this.market.camille().post("/api/orders", "{}").statusCode()).isEqualTo(400);
		assertThat(this.market.lea().put("/api/orders/" + number + "/plan/x", "{\"done\":true}").statusCode())
			.isEqualTo(400);
		assertThat(this.market.camille().get("/api/orders?cursor=none").statusCode()).isEqualTo(400);
		assertThat(this.market.camille().get("/api/orders?role=king").statusCode()).isEqualTo(400);
	}

	@Test
	void text_is_stored_as_it_was_written_whatever_is_in_it() {
		String nasty = "<script>alert(1)</script> {{orderSummary}} ${1+1} \u202Eevil\u202C \u0007 🦊 naïve \r\n\t**bold**";
		String number = this.market.inReview("NONE");
		ok(this.market.lea()
			.post("/api/orders/" + number + "/requirements/review",
					json(Map.of("decision", "clarify", "question", nasty))));
		JsonNode order = ok(this.market.camille().get("/api/orders/" + number));
		assertThat(order.at("/clarifications/0/question").asText()).as("a line end is one character")
			.isEqualTo(nasty.replace("\r\n", "\n"));
		refused(this.market.camille()
			.post("/api/orders/" + number + "/requirements/clarification", "{\"answer\":\"a\\u0000b\"}"), 400,
				"text-null-character");
	}

	@Test
	void a_closed_order_is_changed_by_nothing() {
		String number = this.market.completed();
		refused(this.market.lea().post("/api/orders/" + number + "/updates", "{\"message\":\"One more\"}"), 409,
				"order-closed");
		refused(this.market.lea().put("/api/orders/" + number + "/plan/1", "{\"done\":true}"), 409, "order-closed");
		refused(this.market.camille().post("/api/orders/" + number + "/cancellation", "{\"reason\":\"Late\"}"), 409,
				"order-closed");
		refused(this.market.camille().post("/api/orders/" + number + "/deliveries/review", "{\"decision\":\"accept\"}"),
				409, "step-not-open");
		assertThat(this.market.lea()
			.post("/api/orders/" + number + "/messages", "{\"message\":\"Thank you\"}")
			.statusCode()).as("its conversation stays open").isEqualTo(201);
	}

	private HttpResponse<String> place(String listing, String key) {
		return place(Map.of("listing", listing), key);
	}

	private HttpResponse<String> place(Map<String, Object> order, String key) {
		Visitor camille = Visitor.withPassword(this.port, "camille", "orderflow");
		return camille.send(camille.request("/api/orders")
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", key)
			.POST(java.net.http.HttpRequest.BodyPublishers.ofString(json(order))));
	}

	private HttpResponse<String> draft(String number, List<String> files) {
		return this.market.lea()
			.post("/api/orders/" + number + "/drafts", json(Map.of("message", "A sketch", "files", files)));
	}

	private List<String> timeline(String number) {
		return StreamSupport
			.stream(ok(this.market.camille().get("/api/orders/" + number + "/timeline?limit=100")).get("items")
				.spliterator(), false)
			.map((line) -> line.get("kind").asText())
			.toList();
	}

	private List<String> steps(String number) {
		return StreamSupport
			.stream(ok(this.market.camille().get("/api/orders/" + number)).get("steps").spliterator(), false)
			.map((step) -> step.get("step").asText())
			.toList();
	}

	private static List<String> errors(JsonNode problem) {
		return StreamSupport.stream(problem.get("errors").spliterator(), false)
			.map((error) -> error.get("field").asText() + " " + error.get("code").asText())
			.toList();
	}

	private static <T> List<T> atOnce(int times, Callable<T> deed) throws Exception {
		return atOnce(IntStream.range(0, times).mapToObj((i) -> deed).toList());
	}

	private static <T> List<T> atOnce(List<Callable<T>> deeds) throws Exception {
		ExecutorService people = Executors.newFixedThreadPool(deeds.size());
		try {
			List<T> results = new java.util.ArrayList<>();
			for (Future<T> future : people.invokeAll(deeds)) {
				results.add(future.get());
			}
			return results;
		}
		finally {
			people.shutdownNow();
		}
	}

}
