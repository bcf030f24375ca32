package io.orderflow.order.race;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import io.orderflow.HeldOrders;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.order.flow.OrderDesk;
import io.orderflow.order.process.OrderLock;
import io.orderflow.order.step.DeliverWork;
import io.orderflow.order.web.Market;
import io.orderflow.scenario.Marketplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionOperations;

import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static io.orderflow.order.web.Market.refused;
import static io.orderflow.order.race.Together.mixed;
import static io.orderflow.order.race.Together.oneCounts;
import static io.orderflow.order.race.Together.statuses;
import static io.orderflow.order.race.Together.times;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is sent at the same moment about one order: one counts, and everybody else is told
 * so with the order as it then is, never with a failure of ours. Over the API;
 * {@link TasklistRacesTest} does the same in Tasklist.
 */
@OrderflowTest
class RacesTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private OrderLock lock;

	@Autowired
	private TransactionOperations transactions;

	@Autowired
	private OrderDesk desk;

	@Autowired
	private HeldOrders held;

	private Market market;

	@BeforeEach
	void open() {
		this.market = new Market(this.port, this.marketplace);
	}

	@Test
	void a_question_asked_eight_times_is_asked_once() throws Exception {
		for (int order = 0; order < Together.ORDERS; order++) {
			String number = this.market.inProduction();
			oneCounts(times(8, () -> ask(number)));
			assertThat(ok(this.market.lea().get(path(number, "questions")))).hasSize(1);
		}
	}

	@Test
	void of_an_answer_and_a_withdrawal_one_counts() throws Exception {
		for (int order = 0; order < Together.ORDERS; order++) {
			String number = this.market.inProduction();
			ok(ask(number));
			oneCounts(mixed(4, () -> answer(number), () -> withdraw(number)));
			assertThat(ok(this.market.lea().get(path(number, "questions"))).toString()).doesNotContain("WAITING");
		}
	}

	/** A delivery takes the question back, and can follow whatever ended it. */
	@Test
	void beside_a_delivery_the_question_ends_once() throws Exception {
		for (int order = 0; order < Together.ORDERS; order++) {
			String number = this.market.inProduction();
			ok(ask(number));
			List<Integer> statuses = statuses(
					mixed(2, () -> answer(number), () -> withdraw(number), () -> this.market.lea()
						.post(path(number, "deliveries"), json(Map.of("message", "Voilà", "withoutFiles", true)))));
			assertThat(statuses).isSubsetOf(200, 409);
			assertThat(statuses.stream().filter((status) -> status == 200).count())
				.as("the delivery, or one before it too")
				.isBetween(1L, 2L);
			assertThat(ok(this.market.lea().get("/api/orders/" + number)).get("status").asText())
				.isEqualTo("DELIVERED");
			assertThat(ok(this.market.lea().get(path(number, "questions")))).hasSize(1);
		}
	}

	@Test
	void beside_an_agreed_cancellation_the_question_ends_once() throws Exception {
		for (int order = 0; order < Together.ORDERS; order++) {
			String number = this.market.inProduction();
			ok(ask(number));
			ok(this.market.lea()
				.post(path(number, "requests"),
						json(Map.of("kind", "cancellation", "reason", "Ill", "responsible", "nobody"))));
			List<Integer> statuses = statuses(
					mixed(2, () -> answer(number), () -> withdraw(number), () -> this.market.camille()
						.post(path(number, "requests/answer"), json(Map.of("decision", "accept")))));
			assertThat(statuses).isSubsetOf(200, 409);
			assertThat(ok(this.market.lea().get("/api/orders/" + number)).get("status").asText())
				.isEqualTo("CANCELLED");
			assertThat(ok(this.market.lea().get(path(number, "questions"))).toString()).doesNotContain("WAITING");
		}
	}

	@Test
	void every_step_sent_eight_times_counts_once() throws Exception {
		for (int order = 0; order < Together.ORDERS; order++) {
			String number = this.market.anOrder().number();
			String path = "/api/orders/" + number + "/";
			Visitor lea = this.market.lea();
			Visitor camille = this.market.camille();
			eight(camille, path + "requirements",
					Map.of("answers", Map.of("story", "A fox", "format", "16:9", "moods", List.of("Night"))));
			eight(lea, path + "requirements/review", Map.of("decision", "clarify", "question", "Which fox?"));
			eight(camille, path + "requirements/clarification", Map.of("answer", "The red one"));
			eight(lea, path + "requirements/review", Map.of("decision", "clear"));
			eight(lea, path + "plan", Map.of("tasks", List.of(Map.of("title", "Draw", "deadline", Market.today()))));
			eight(lea, path + "drafts",
					Map.of("message", "A sketch", "files", List.of(Market.upload(lea, "sketch.txt", "sketch"))));
			this.market.workersAnswer("draft.preparePreview");
			eight(camille, path + "drafts/review", Map.of("decision", "changes", "comments", "Less red"));
			eight(lea, path + "drafts",
					Map.of("message", "Less red", "files", List.of(Market.upload(lea, "next.txt", "less red"))));
			this.market.workersAnswer("draft.preparePreview");
			eight(camille, path + "drafts/review", Map.of("decision", "approve"));
			eight(lea, path + "deliveries",
					Map.of("message", "Voilà", "files", List.of(Market.upload(lea, "film.txt", "film"))));
			eight(camille, path + "deliveries/review", Map.of("decision", "moreTime"));
			eight(camille, path + "deliveries/review", Map.of("decision", "revision", "points",
					List.of(Map.of("text", "Longer", "belongsTo", "something-else"))));
			eight(lea, path + "deliveries",
					Map.of("message", "Longer", "answers", List.of("By a minute"), "withoutFiles", true));
			eight(camille, path + "deliveries/review", Map.of("decision", "accept"));
			assertThat(ok(lea.get("/api/orders/" + number)).get("status").asText()).isEqualTo("COMPLETED");
		}
	}

	/** One is asked for when they come, so that the first of them is the step's. */
	@Test
	void of_updates_at_the_same_moment_none_is_refused_and_one_is_posted_for_each_key() throws Exception {
		String number = this.market.anOrder().withRequirements().requirementsClear().updateAskedFor().number();
		assertThat(statuses(times(8, () -> update(number, "first")))).containsOnly(200);
		assertThat(posted(number)).isOne();
		assertThat(statuses(times(8, () -> update(number, "unasked")))).containsOnly(200);
		assertThat(posted(number)).isEqualTo(2);
		String other = this.market.anOrder().withRequirements().requirementsClear().updateAskedFor().number();
		String words = json(Map.of("message", "Half of it"));
		assertThat(statuses(times(8, () -> this.market.lea().post(path(other, "updates"), words)))).containsOnly(200);
		assertThat(posted(other)).as("messages of their own").isEqualTo(8);
	}

	private HttpResponse<String> update(String number, String key) {
		Visitor lea = this.market.lea();
		return lea.send(lea.request(path(number, "updates"))
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", number + key)
			.POST(BodyPublishers.ofString(json(Map.of("message", "Half of it")))));
	}

	private int posted(String number) {
		return ok(this.market.lea().get("/api/orders/" + number)).at("/updates/posted").asInt();
	}

	@Test
	void a_question_taken_back_eight_times_is_taken_back_once() throws Exception {
		for (int order = 0; order < Together.ORDERS; order++) {
			String number = this.market.inProduction();
			ok(ask(number));
			oneCounts(times(8, () -> withdraw(number)));
		}
	}

	/** Forms of the order's page, sent by one browser. */
	@Test
	void a_form_that_is_sent_eight_times_counts_once() throws Exception {
		Visitor lea = Visitor.signedIn(this.port, Marketplace.FREELANCER);
		Visitor camille = Visitor.signedIn(this.port, Marketplace.CLIENT);
		for (int order = 0; order < Together.ORDERS; order++) {
			String number = this.market.inProduction();
			String page = "/orders/" + number + "/";
			form(lea, page + "questions", Map.of("question", "Which fox?"));
			form(camille, page + "steps/answerQuestion", Map.of("answer", "The red one"));
			form(lea, page + "steps/deliverWork", Map.of("message", "Voilà", "withoutFiles", "true"));
			form(camille, page + "steps/reviewDelivery", Map.of("decision", "accept", "asked", "accept"));
			assertThat(ok(this.market.lea().get("/api/orders/" + number)).get("status").asText())
				.isEqualTo("COMPLETED");
		}
	}

	private static void form(Visitor person, String path, Map<String, String> fields) throws Exception {
		assertThat(Together.answers(times(8, () -> person.form(path, fields)))).extracting(HttpResponse::statusCode)
			.as(path)
			.containsOnlyOnce(302)
			.isSubsetOf(302, 409);
	}

	/** A delivery beside it takes the order first, and the conversation after that. */
	@Test
	void an_update_that_nobody_asked_for_waits_for_whoever_has_the_order() throws Exception {
		String number = this.market.inProduction();
		this.held.whileHeld(number, () -> {
			HttpResponse<String> late = this.market.lea()
				.post(path(number, "updates"), json(Map.of("message", "Half of it")));
			assertThat(refused(late, 409, "step-not-open").at("/order/status").asText()).isEqualTo("DELIVERED");
		}, () -> this.desk.decide(number, "lea", new DeliverWork.Decision("Voilà", null, List.of(), true)));
		String other = this.market.inProduction();
		this.held.whileHeld(other,
				() -> ok(this.market.lea().post(path(other, "updates"), json(Map.of("message", "Half of it")))));
		assertThat(ok(this.market.lea().get("/api/orders/" + other)).at("/updates/posted").asInt()).isOne();
	}

	/** A stranger keeps no order from its sides: nothing of theirs is locked. */
	@Test
	void a_stranger_is_refused_while_somebody_works_on_the_order() {
		String number = this.market.inProduction();
		String task = this.marketplace.openTask(number, "userTask_deliverWork");
		this.transactions.executeWithoutResult((tx) -> {
			this.lock.take(number);
			String deliver = json(Map.of("message", "Voilà", "withoutFiles", true));
			assertThat(this.market.oliver().post(path(number, "deliveries"), deliver).statusCode()).isEqualTo(404);
			assertThat(this.market.oliver()
				.post("/engine-rest/task/" + task + "/complete",
						json(Map.of("variables", Map.of("message", Map.of("value", "Voilà")))))
				.statusCode()).isEqualTo(409);
		});
	}

	@Test
	void a_client_who_cancels_eight_times_cancels_once() throws Exception {
		for (int order = 0; order < Together.ORDERS; order++) {
			String number = this.market.placed();
			eight(this.market.camille(), path(number, "cancellation"), Map.of("reason", "No longer needed"));
		}
	}

	@Test
	void a_request_is_answered_or_withdrawn_once() throws Exception {
		for (int order = 0; order < Together.ORDERS; order++) {
			String answered = requested();
			oneCounts(times(4, () -> refuse(answered)));
			String withdrawn = requested();
			oneCounts(times(4, () -> takeBack(withdrawn)));
			String either = requested();
			oneCounts(mixed(2, () -> refuse(either), () -> takeBack(either)));
		}
	}

	@Test
	void beside_a_delivery_a_request_is_answered_or_withdrawn_once() throws Exception {
		for (int order = 0; order < Together.ORDERS; order++) {
			String number = requested();
			List<Integer> statuses = statuses(
					mixed(1, () -> refuse(number), () -> takeBack(number), () -> this.market.lea()
						.post(path(number, "deliveries"), json(Map.of("message", "Voilà", "withoutFiles", true)))));
			assertThat(statuses).filteredOn((status) -> status == 200)
				.as("the delivery, and what ended the request")
				.hasSize(2);
		}
	}

	@Test
	void moderators_rule_once() throws Exception {
		Visitor mona = Marketplace.visitor(this.port, Marketplace.MODERATOR);
		for (int order = 0; order < Together.ORDERS; order++) {
			String number = requested();
			ok(refuse(number));
			ok(this.market.lea().post(path(number, "requests/dispute"), json(Map.of("reason", "Please"))));
			oneCounts(times(4, () -> mona.post(path(number, "requests/ruling"),
					json(Map.of("decision", "accept", "reason", "As was agreed")))));
			assertThat(ok(this.market.lea().get("/api/orders/" + number)).get("status").asText())
				.isEqualTo("CANCELLED");
		}
	}

	/** An order in production whose freelancer asks to cancel it. */
	private String requested() {
		String number = this.market.inProduction();
		ok(this.market.lea()
			.post(path(number, "requests"),
					json(Map.of("kind", "cancellation", "reason", "Ill", "responsible", "nobody"))));
		return number;
	}

	private HttpResponse<String> refuse(String number) {
		return this.market.camille()
			.post(path(number, "requests/answer"), json(Map.of("decision", "refuse", "answer", "No")));
	}

	private HttpResponse<String> takeBack(String number) {
		return this.market.lea().post(path(number, "requests/withdrawal"), "");
	}

	private static void eight(Visitor person, String path, Map<String, ?> body) throws Exception {
		oneCounts(times(8, () -> person.post(path, json(body))));
	}

	private HttpResponse<String> ask(String number) {
		return this.market.lea().post(path(number, "questions"), json(Map.of("question", "Which fox?")));
	}

	private HttpResponse<String> answer(String number) {
		return this.market.camille().post(path(number, "questions/answer"), json(Map.of("answer", "The red one")));
	}

	private HttpResponse<String> withdraw(String number) {
		return this.market.lea().post(path(number, "questions/withdrawal"), "");
	}

	private static String path(String number, String rest) {
		return "/api/orders/" + number + "/" + rest;
	}

}
