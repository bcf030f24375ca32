package io.orderflow.order.web;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.orderflow.HeldOrders;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.order.OrderDesk;
import io.orderflow.order.process.OrderLock;
import io.orderflow.order.step.DeliverWork;
import io.orderflow.scenario.Marketplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionOperations;

import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static io.orderflow.order.web.Market.read;
import static io.orderflow.order.web.Market.refused;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is sent at the same moment about one order: one counts, and everybody else is told
 * so with the order as it then is, never with a failure of ours.
 */
@OrderflowTest
class RacesTest {

	/** Of each kind; a search for rare ones wants more. */
	private static final int ORDERS = Integer.getInteger("orderflow.races", 1);

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
		String number = this.market.inProduction();
		oneCounts(times(8, () -> ask(number)));
		assertThat(ok(this.market.lea().get(path(number, "questions")))).hasSize(1);
	}

	@RepeatedTest(3)
	void of_an_answer_and_a_withdrawal_one_counts() throws Exception {
		String number = this.market.inProduction();
		ok(ask(number));
		oneCounts(mixed(4, () -> answer(number), () -> withdraw(number)));
		assertThat(ok(this.market.lea().get(path(number, "questions"))).toString()).doesNotContain("WAITING");
	}

	/** A delivery takes the question back, and can follow whatever ended it. */
	@RepeatedTest(3)
	void beside_a_delivery_the_question_ends_once() throws Exception {
		String number = this.market.inProduction();
		ok(ask(number));
		List<Integer> statuses = statuses(mixed(2, () -> answer(number), () -> withdraw(number), () -> this.market.lea()
			.post(path(number, "deliveries"), json(Map.of("message", "Voilà", "withoutFiles", true)))));
		assertThat(statuses).isSubsetOf(200, 409);
		assertThat(statuses.stream().filter((status) -> status == 200).count()).as("the delivery, or one before it too")
			.isBetween(1L, 2L);
		assertThat(ok(this.market.lea().get("/api/orders/" + number)).get("status").asText()).isEqualTo("DELIVERED");
		assertThat(ok(this.market.lea().get(path(number, "questions")))).hasSize(1);
	}

	@RepeatedTest(3)
	void beside_an_agreed_cancellation_the_question_ends_once() throws Exception {
		String number = this.market.inProduction();
		ok(ask(number));
		ok(this.market.lea()
			.post(path(number, "requests"),
					json(Map.of("kind", "cancellation", "reason", "Ill", "responsible", "nobody"))));
		List<Integer> statuses = statuses(mixed(2, () -> answer(number), () -> withdraw(number),
				() -> this.market.camille().post(path(number, "requests/answer"), json(Map.of("decision", "accept")))));
		assertThat(statuses).isSubsetOf(200, 409);
		assertThat(ok(this.market.lea().get("/api/orders/" + number)).get("status").asText()).isEqualTo("CANCELLED");
		assertThat(ok(this.market.lea().get(path(number, "questions"))).toString()).doesNotContain("WAITING");
	}

	@Test
	void every_step_sent_eight_times_counts_once() throws Exception {
		for (int order = 0; order < ORDERS; order++) {
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
			eight(camille, path + "drafts/review", Map.of("decision", "approve"));
			eight(lea, path + "deliveries",
					Map.of("message", "Voilà", "files", List.of(Market.upload(lea, "film.txt", "film"))));
			eight(camille, path + "deliveries/review", Map.of("decision", "accept"));
			assertThat(ok(lea.get("/api/orders/" + number)).get("status").asText()).isEqualTo("COMPLETED");
		}
	}

	@Test
	void in_tasklist_and_over_the_api_at_once_a_step_counts_once() throws Exception {
		for (int order = 0; order < ORDERS; order++) {
			String number = this.market.inProduction();
			ok(ask(number));
			String task = this.marketplace.openTask(number, "userTask_answerQuestion");
			List<Callable<HttpResponse<String>>> calls = new ArrayList<>(times(8,
					() -> this.market.camille()
						.post("/engine-rest/task/" + task + "/complete",
								json(Map.of("variables", Map.of("answer", Map.of("value", "The red one")))))));
			calls.addAll(times(4, () -> answer(number)));
			List<Integer> statuses = together(calls).stream().map(HttpResponse::statusCode).toList();
			assertThat(statuses).isSubsetOf(200, 204, 409);
			assertThat(statuses.stream().filter((status) -> status != 409)).as("who was first").hasSize(1);
			assertThat(ok(this.market.lea().get(path(number, "questions")))).hasSize(1);
		}
	}

	/** Tasklist calls the engine itself; the row is locked before all the same. */
	@Test
	void every_step_completed_eight_times_in_tasklist_counts_once() throws Exception {
		Visitor mona = Marketplace.visitor(this.port, Marketplace.MODERATOR);
		for (int order = 0; order < ORDERS; order++) {
			String number = this.market.anOrder().number();
			Visitor lea = this.market.lea();
			Visitor camille = this.market.camille();
			inTasklist(camille, number, "provideRequirements",
					Map.of("answer_story", "A fox", "answer_format", "16:9"));
			inTasklist(lea, number, "reviewRequirements", Map.of("decision", "clarify", "question", "Which fox?"));
			inTasklist(camille, number, "clarifyRequirements", Map.of("answer", "The red one"));
			inTasklist(lea, number, "reviewRequirements", Map.of("decision", "clear"));
			inTasklist(lea, number, "planWork", Map.of("tasks", Market.today() + " Draw"));
			ok(ask(number));
			inTasklist(camille, number, "answerQuestion", Map.of("answer", "The red one"));
			ok(lea.post(path(number, "requests"),
					json(Map.of("kind", "cancellation", "reason", "Ill", "responsible", "nobody"))));
			inTasklist(camille, number, "answerRequest", Map.of("decision", "refuse", "answer", "No"));
			ok(lea.post(path(number, "requests/dispute"), json(Map.of("reason", "Please"))));
			inTasklist(mona, number, "ruleOnDispute", Map.of("decision", "accept", "reason", "As was agreed"));
			assertThat(ok(lea.get("/api/orders/" + number)).get("status").asText()).isEqualTo("CANCELLED");
		}
	}

	@Test
	void updates_objections_and_reviews_of_deliveries_count_once_in_both() throws Exception {
		for (int order = 0; order < ORDERS; order++) {
			String number = this.market.inProduction();
			Visitor lea = this.market.lea();
			Visitor camille = this.market.camille();
			inTasklist(lea, number, "deliverWork", Map.of("message", "Voilà", "withoutFiles", true));
			inTasklist(camille, number, "reviewDelivery",
					Map.of("decision", "revision", "points", "[something-else] Longer"));
			eight(lea, path(number, "points/1/objection"), Map.of("reason", "It was not agreed"));
			inTasklist(lea, number, "deliverWork",
					Map.of("message", "Voilà", "answers", "Longer", "withoutFiles", true));
			inTasklist(camille, number, "reviewDelivery", Map.of("decision", "accept"));
			assertThat(ok(lea.get("/api/orders/" + number)).get("status").asText()).isEqualTo("COMPLETED");
		}
	}

	@Test
	void a_progress_update_that_is_asked_for_counts_once() throws Exception {
		String number = this.market.anOrder().withRequirements().requirementsClear().updateAskedFor().number();
		inTasklist(this.market.lea(), number, "postProgressUpdate", Map.of("message", "Half of it is drawn"));
		assertThat(ok(this.market.lea().get("/api/orders/" + number)).at("/updates/posted").asInt()).isOne();
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
				.statusCode()).isIn(403, 404);
		});
	}

	private void inTasklist(Visitor person, String number, String step, Map<String, ?> values) throws Exception {
		String task = this.marketplace.openTask(number, "userTask_" + step);
		Map<String, Object> variables = new HashMap<>();
		values.forEach((key, value) -> variables.put(key, Map.of("value", value)));
		List<HttpResponse<String>> answers = together(times(8,
				() -> person.post("/engine-rest/task/" + task + "/complete", json(Map.of("variables", variables)))));
		assertThat(answers).as(step)
			.extracting(HttpResponse::statusCode)
			.as(() -> answers.stream().map(HttpResponse::body).toList().toString())
			.containsOnlyOnce(204)
			.isSubsetOf(204, 409);
		answers.stream()
			.filter((answer) -> answer.statusCode() == 409)
			.forEach((answer) -> assertThat(read(answer).at("/order/status").asText()).as(answer.body()).isNotEmpty());
	}

	@Test
	void a_client_who_cancels_eight_times_cancels_once() throws Exception {
		for (int order = 0; order < ORDERS; order++) {
			String number = this.market.placed();
			eight(this.market.camille(), path(number, "cancellation"), Map.of("reason", "No longer needed"));
		}
	}

	@Test
	void a_request_is_answered_or_withdrawn_once() throws Exception {
		for (int order = 0; order < ORDERS; order++) {
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
		for (int order = 0; order < ORDERS; order++) {
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
		for (int order = 0; order < ORDERS; order++) {
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

	private static void oneCounts(List<Callable<HttpResponse<String>>> calls) throws Exception {
		assertThat(statuses(calls)).containsOnlyOnce(200).isSubsetOf(200, 409);
	}

	/** What was answered to calls that set out together. */
	private static List<Integer> statuses(List<Callable<HttpResponse<String>>> calls) throws Exception {
		List<Integer> statuses = new ArrayList<>();
		for (HttpResponse<String> answer : together(calls)) {
			assertThat(answer.statusCode()).as(answer.body()).isIn(200, 409);
			if (answer.statusCode() == 409) {
				assertThat(read(answer).at("/order/status").asText()).as(answer.body()).isNotEmpty();
			}
			statuses.add(answer.statusCode());
		}
		return statuses;
	}

	private static List<HttpResponse<String>> together(List<Callable<HttpResponse<String>>> calls) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(calls.size());
		CyclicBarrier start = new CyclicBarrier(calls.size());
		try {
			List<Callable<HttpResponse<String>>> together = calls.stream()
				.<Callable<HttpResponse<String>>>map((call) -> () -> {
					start.await();
					return call.call();
				})
				.toList();
			List<HttpResponse<String>> answers = new ArrayList<>();
			for (Future<HttpResponse<String>> future : threads.invokeAll(together)) {
				answers.add(future.get());
			}
			return answers;
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static List<Callable<HttpResponse<String>>> times(int count, Supplier<HttpResponse<String>> call) {
		return mixed(count, List.of(call));
	}

	@SafeVarargs
	private static List<Callable<HttpResponse<String>>> mixed(int each, Supplier<HttpResponse<String>>... calls) {
		return mixed(each, List.of(calls));
	}

	private static List<Callable<HttpResponse<String>>> mixed(int each, List<Supplier<HttpResponse<String>>> calls) {
		return IntStream.range(0, each)
			.boxed()
			.flatMap((round) -> calls.stream())
			.<Callable<HttpResponse<String>>>map((call) -> call::get)
			.toList();
	}

}
