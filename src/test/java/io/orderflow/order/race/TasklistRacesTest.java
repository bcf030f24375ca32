package io.orderflow.order.race;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.orderflow.HeldOrders;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.order.flow.OrderDesk;
import io.orderflow.order.step.DeliverWork;
import io.orderflow.order.web.Market;
import io.orderflow.scenario.Marketplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static io.orderflow.order.web.Market.read;
import static io.orderflow.order.race.Together.mixed;
import static io.orderflow.order.race.Together.statuses;
import static io.orderflow.order.race.Together.times;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same as {@link RacesTest} where people complete their tasks in the engine: half of
 * what is sent at the same moment comes from Tasklist itself, the other half over the
 * engine's REST API. Both call the engine without our services; the order's row is locked
 * before all the same.
 */
@OrderflowTest
class TasklistRacesTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private OrderDesk desk;

	@Autowired
	private HeldOrders held;

	private Market market;

	private Person lea;

	private Person camille;

	private Person mona;

	/** Somebody who is signed in to Tasklist, and sends a password to the REST API. */
	private record Person(Visitor tasklist, Visitor rest) {

	}

	@BeforeEach
	void open() {
		this.market = new Market(this.port, this.marketplace);
		this.lea = new Person(Visitor.signedIn(this.port, Marketplace.FREELANCER), this.market.lea());
		this.camille = new Person(Visitor.signedIn(this.port, Marketplace.CLIENT), this.market.camille());
		this.mona = new Person(Visitor.signedIn(this.port, Marketplace.MODERATOR),
				Marketplace.visitor(this.port, Marketplace.MODERATOR));
	}

	@Test
	void before_a_draft_every_step_counts_once() throws Exception {
		for (int order = 0; order < Together.ORDERS; order++) {
			String number = this.market.anOrder().number();
			eight(this.camille, number, "provideRequirements",
					Map.of("answer_story", "A fox", "answer_format", "16:9"));
			eight(this.lea, number, "reviewRequirements", Map.of("decision", "clarify", "question", "Which fox?"));
			eight(this.camille, number, "clarifyRequirements", Map.of("answer", "The red one"));
			eight(this.lea, number, "reviewRequirements", Map.of("decision", "clear"));
			eight(this.lea, number, "planWork", Map.of("tasks", Market.today() + " Draw"));
			ok(ask(number));
			eight(this.camille, number, "answerQuestion", Map.of("answer", "The red one"));
			ok(requestCancellation(number));
			eight(this.camille, number, "answerRequest", Map.of("decision", "refuse", "answer", "No"));
			ok(this.market.lea().post(path(number, "requests/dispute"), json(Map.of("reason", "Please"))));
			eight(this.mona, number, "ruleOnDispute", Map.of("decision", "accept", "reason", "As was agreed"));
			assertThat(status(number)).isEqualTo("CANCELLED");
		}
	}

	@Test
	void drafts_and_what_the_client_says_about_them_count_once() throws Exception {
		for (int order = 0; order < Together.ORDERS; order++) {
			String number = this.market.drafting();
			draft(number, "Less red");
			eight(this.camille, number, "reviewDraft", Map.of("decision", "changes", "comments", "Less red"));
			ok(ask(number));
			draft(number, "Now less red");
			eight(this.camille, number, "reviewDraft", Map.of("decision", "approve"));
			assertThat(status(number)).isEqualTo("IN_PRODUCTION");
			assertThat(ok(this.market.lea().get("/api/orders/" + number)).get("drafts")).hasSize(2);
		}
	}

	@Test
	void updates_objections_and_reviews_of_deliveries_count_once() throws Exception {
		for (int order = 0; order < Together.ORDERS; order++) {
			String number = this.market.inProduction();
			eight(this.lea, number, "deliverWork", Map.of("message", "Voilà", "withoutFiles", true));
			eight(this.camille, number, "reviewDelivery",
					Map.of("decision", "revision", "points", "[something-else] Longer"));
			Together.oneCounts(times(8, () -> this.market.lea()
				.post(path(number, "points/1/objection"), json(Map.of("reason", "It was not agreed")))));
			eight(this.lea, number, "deliverWork",
					Map.of("message", "Voilà", "answers", "Longer", "withoutFiles", true));
			eight(this.camille, number, "reviewDelivery", Map.of("decision", "accept"));
			assertThat(status(number)).isEqualTo("COMPLETED");
		}
	}

	@Test
	void a_progress_update_that_is_asked_for_counts_once() throws Exception {
		String number = this.market.anOrder().withRequirements().requirementsClear().updateAskedFor().number();
		eight(this.lea, number, "postProgressUpdate", Map.of("message", "Half of it is drawn"));
		assertThat(ok(this.market.lea().get("/api/orders/" + number)).at("/updates/posted").asInt()).isOne();
	}

	@Test
	void beside_the_api_a_step_counts_once() throws Exception {
		for (int order = 0; order < Together.ORDERS; order++) {
			String number = this.market.inProduction();
			ok(ask(number));
			Map<String, String> answer = Map.of("answer", "The red one");
			List<Supplier<HttpResponse<String>>> requests = new ArrayList<>(
					completions(this.camille, number, "answerQuestion", answer));
			requests.addAll(times(4, () -> this.market.camille().post(path(number, "questions/answer"), json(answer))));
			assertThat(statuses(requests).stream().filter((status) -> status != 409)).as("who was first").hasSize(1);
			assertThat(ok(this.market.lea().get(path(number, "questions")))).hasSize(1);
		}
	}

	/** What ends the whole order ends the tasks beside it too. */
	@Test
	void beside_an_agreed_cancellation_a_draft_counts_before_it_or_not_at_all() throws Exception {
		for (int order = 0; order < Together.ORDERS; order++) {
			String number = this.market.draftInReview();
			ok(requestCancellation(number));
			List<Supplier<HttpResponse<String>>> requests = new ArrayList<>(
					completions(this.camille, number, "reviewDraft", Map.of("decision", "approve")));
			requests.addAll(completions(this.camille, number, "answerRequest", Map.of("decision", "accept")));
			assertThat(statuses(requests).stream().filter((status) -> status == 204).count()).isBetween(1L, 2L);
			assertThat(status(number)).isEqualTo("CANCELLED");
		}
	}

	/** A task of a group is one moderator's as soon as one of them has taken it. */
	@Test
	void of_two_moderators_who_take_a_dispute_one_has_it() throws Exception {
		String other = this.newcomers.moderator();
		for (int order = 0; order < Together.ORDERS; order++) {
			String number = this.market.inProduction();
			ok(requestCancellation(number));
			ok(this.market.camille()
				.post(path(number, "requests/answer"), json(Map.of("decision", "refuse", "answer", "No"))));
			ok(this.market.lea().post(path(number, "requests/dispute"), json(Map.of("reason", "Please"))));
			String claim = "/engine-rest/task/" + this.marketplace.openTask(number, "userTask_ruleOnDispute")
					+ "/claim";
			List<HttpResponse<String>> answers = Together
				.answers(mixed(1, () -> this.mona.rest().post(claim, json(Map.of("userId", Marketplace.MODERATOR))),
						() -> Marketplace.visitor(this.port, other).post(claim, json(Map.of("userId", other)))));
			assertThat(answers).extracting(HttpResponse::statusCode)
				.as(() -> answers.stream().map(HttpResponse::body).toList().toString())
				.containsExactlyInAnyOrder(204, 409);
		}
	}

	/** Which values a task takes is judged by how things stand when the order is free. */
	@Test
	void whoever_comes_too_late_in_tasklist_is_told_so_and_not_that_the_form_is_another() throws Exception {
		String number = this.market.inProduction();
		String path = "/engine-rest/task/" + this.marketplace.openTask(number, "userTask_deliverWork") + "/complete";
		this.held.whileHeld(number, () -> {
			String unknown = json(Map.of("variables", Map.of("elsewhere", Map.of("value", "Voilà"))));
			HttpResponse<String> late = this.market.lea().post(path, unknown);
			assertThat(late.statusCode()).as(late.body()).isEqualTo(409);
			assertThat(read(late).at("/order/status").asText()).isEqualTo("DELIVERED");
		}, () -> this.desk.decide(number, "lea", new DeliverWork.Decision("Voilà", null, List.of(), true)));
	}

	/** A draft with a file that was put down on the order's page. */
	private void draft(String number, String message) throws Exception {
		HttpResponse<String> upload = this.lea.tasklist()
			.send(this.lea.tasklist()
				.request("/orders/" + number + "/files?slot=" + number + "/submitDraft/files")
				.header("Content-Type", "multipart/form-data; boundary=b")
				.POST(BodyPublishers.ofString("--b\r\nContent-Disposition: form-data; name=\"file\"; "
						+ "filename=\"sketch.txt\"\r\nContent-Type: text/plain\r\n\r\n" + message + "\r\n--b--\r\n")));
		assertThat(upload.statusCode()).as(upload.body()).isEqualTo(302);
		eight(this.lea, number, "submitDraft", Map.of("message", message, "stagedFiles", "send"));
		this.market.workersAnswer("draft.preparePreview");
	}

	private HttpResponse<String> ask(String number) {
		return this.market.lea().post(path(number, "questions"), json(Map.of("question", "Which fox?")));
	}

	private HttpResponse<String> requestCancellation(String number) {
		return this.market.lea()
			.post(path(number, "requests"),
					json(Map.of("kind", "cancellation", "reason", "Ill", "responsible", "nobody")));
	}

	private String status(String number) {
		return ok(this.market.lea().get("/api/orders/" + number)).get("status").asText();
	}

	private void eight(Person person, String number, String step, Map<String, ?> values) throws Exception {
		assertThat(statuses(completions(person, number, step, values))).as(step).containsOnlyOnce(204);
	}

	/** One task of an order, completed eight times. */
	private List<Supplier<HttpResponse<String>>> completions(Person person, String number, String step,
			Map<String, ?> values) {
		String task = this.marketplace.openTask(number, "userTask_" + step);
		Map<String, Object> variables = new HashMap<>();
		values.forEach((key, value) -> variables.put(key, Map.of("value", value)));
		String body = json(Map.of("variables", variables));
		return mixed(4, () -> person.rest().post("/engine-rest/task/" + task + "/complete", body),
				() -> person.tasklist().post("/camunda/api/engine/engine/default/task/" + task + "/submit-form", body));
	}

	private static String path(String number, String rest) {
		return "/api/orders/" + number + "/" + rest;
	}

}
