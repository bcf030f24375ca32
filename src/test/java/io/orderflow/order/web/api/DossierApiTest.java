package io.orderflow.order.web.api;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.MovableClock;
import io.orderflow.OrderflowTest;
import io.orderflow.TestTimeouts;
import io.orderflow.Visitor;
import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.MessageKind;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.web.Market;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.apache.commons.codec.digest.DigestUtils;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What workers and both sides can do to dossiers over HTTP (B7). */
@OrderflowTest
class DossierApiTest {

	private static final String ONE = "%PDF-1.7\n%one\n%%EOF";

	private static final String OTHER = "%PDF-1.7\n%other\n%%EOF";

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private ExternalTaskService engine;

	@Autowired
	private MovableClock clock;

	@Autowired
	private ConversationService conversations;

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	private JdbcClient jdbc;

	private Visitor worker;

	private Visitor client;

	private Visitor freelancer;

	private Visitor stranger;

	private OrderScenario order;

	private String dossier;

	@BeforeEach
	void anOrderIsPlaced() {
		Market market = new Market(this.port, this.marketplace);
		this.worker = Visitor.withPassword(this.port, "worker", "orderflow").reading("en");
		this.client = market.camille();
		this.freelancer = market.lea();
		this.stranger = market.oliver();
		this.order = market.anOrder().placed();
		this.dossier = "/api/orders/" + this.order.number() + "/dossier";
	}

	@AfterEach
	void backToTheRealTime() {
		this.clock.reset();
	}

	@Test
	void each_side_reads_its_own_and_nobody_reads_the_others() {
		assertRefused(this.client.get(this.dossier), 404, "dossier-not-made");
		assertThat(this.client.post(this.dossier, "").statusCode()).isEqualTo(202);
		String task = lock();
		handIn(task, 1, "client", ONE);
		assertThat(this.client.get(this.dossier).body()).as("before the other side's").isEqualTo(ONE);
		assertRefused(this.freelancer.get(this.dossier), 404, "dossier-not-made");
		handIn(task, 1, "freelancer", OTHER);
		complete(task);

		assertThat(this.client.get(this.dossier).body()).isEqualTo(ONE);
		assertThat(this.freelancer.get(this.dossier).body()).isEqualTo(OTHER);
		assertRefused(this.stranger.get(this.dossier), 404, "no-such-order");
		assertRefused(this.stranger.post(this.dossier, ""), 404, "no-such-order");
		assertThat(this.worker.get(this.dossier).statusCode()).as("who made it").isEqualTo(404);
		JsonNode seen = ok(this.client.get("/api/orders/" + this.order.number())).at("/ownDossier");
		assertThat(seen.at("/making").asBoolean()).isFalse();
		assertThat(seen.at("/asOf").asText()).isNotEmpty();
	}

	@Test
	void one_is_made_at_a_time_and_a_new_one_takes_the_place_of_the_old() {
		assertThat(this.freelancer.post(this.dossier, "").statusCode()).isEqualTo(202);
		assertRefused(this.client.post(this.dossier, ""), 409, "dossier-in-making");
		String task = lock();
		handIn(task, 1, "client", ONE);
		handIn(task, 1, "freelancer", ONE);
		complete(task);

		assertRefused(this.client.post(this.dossier, ""), 409, "dossier-asked-lately");
		this.clock.advance(Duration.ofMinutes(5));
		assertThat(this.client.post(this.dossier, "").statusCode()).isEqualTo(202);
		assertThat(this.client.get(this.dossier).body()).as("the old one until then").isEqualTo(ONE);
		String next = lock();
		handIn(next, 2, "client", OTHER);
		assertThat(this.client.get(this.dossier).body()).isEqualTo(OTHER);
		assertThat(this.freelancer.get(this.dossier).body()).isEqualTo(ONE);
	}

	@Test
	void what_is_handed_in_is_checked_and_a_repeat_is_none() {
		this.client.post(this.dossier, "");
		String task = lock();
		assertThat(put(task, 1, "client", "w", "<html>").body()).contains("wrong-file-type");
		assertRefused(put(task, 1, "client", "another", ONE), 404, "task-not-held");
		assertRefused(put(task, 1, "moderator", "w", ONE), 404, "no-such-side");
		assertRefused(put(task, 2, "client", "w", ONE), 409, "dossier-outdated");
		assertThat(this.client.put(address(task, 1, "client") + "/document?workerId=w", ONE).statusCode())
			.as("no worker")
			.isEqualTo(403);
		handIn(task, 1, "client", ONE);
		handIn(task, 1, "client", ONE);
		assertRefused(put(task, 1, "client", "w", OTHER), 409, "dossier-handed-in");
		complete(task);
		assertRefused(put(task, 1, "client", "w", ONE), 404, "task-not-held");
		assertThat(this.client.get(this.dossier).body()).isEqualTo(ONE);
	}

	@Test
	void a_long_document_is_no_body_that_is_too_large() {
		this.client.post(this.dossier, "");
		String task = lock();
		String longOne = ONE + "%".repeat(3_000_000);
		handIn(task, 1, "client", longOne);
		assertThat(this.client.get(this.dossier).body()).isEqualTo(longOne);
	}

	@Test
	void the_contents_are_those_of_the_side_and_are_there_while_the_task_is_held() {
		this.client.post(this.dossier, "");
		String task = task("dossier").getId();
		assertRefused(this.worker.get("/api/external-tasks/" + task + "?workerId=w"), 404, "task-not-held");
		lock();
		this.clock.freeze();
		JsonNode asked = ok(this.worker.get("/api/external-tasks/" + task + "?workerId=w"));
		assertThat(asked.at("/order").asText()).isEqualTo(this.order.number());
		assertThat(asked.at("/dossiers/0/side").asText()).isEqualTo("client");
		assertThat(asked.at("/dossiers/0/language").asText()).isEqualTo("fr");
		assertThat(asked.at("/dossiers/0/href").asText()).isEqualTo(address(task, 1, "client"));
		String content = address(task, 1, "client") + "?workerId=w";
		String first = this.worker.get(content).body();
		assertThat(first).contains("Dossier de la commande " + this.order.number(), "Historique",
				"fuseau\u00a0: Paris");
		assertThat(this.worker.get(content).body()).as("the same again").isEqualTo(first);
		assertRefused(this.worker.get(address(task, 1, "client") + "?workerId=another"), 404, "task-not-held");
		assertThat(this.client.get(content).statusCode()).isEqualTo(403);
	}

	@Test
	void what_was_asked_for_before_the_order_closed_is_not_taken_for_the_dossier_of_its_end() {
		this.client.post(this.dossier, "");
		String early = lock();
		this.order.cancelledByClient("No more");
		assertRefused(put(early, 1, "client", "w", ONE), 409, "dossier-outdated");
		complete(early);
		assertThat(this.order.timeline(TimelineKind.DOSSIER_NOT_MADE)).as("of the one on demand").isZero();
		assertRefused(this.client.post(this.dossier, ""), 409, "dossier-in-making");

		String closing = lock();
		handIn(closing, 2, "client", ONE);
		handIn(closing, 2, "freelancer", OTHER);
		complete(closing);
		assertThat(this.order.timeline(TimelineKind.DOSSIER_MADE)).isOne();
		String page = Visitor.signedIn(this.port, "camille").get("/orders/" + this.order.number()).body();
		assertThat(page.substring(page.indexOf("id=\"now\""), page.indexOf("id=\"facts\"")))
			.as("where it says how it ended")
			.contains("<a href=\"" + this.dossier + "\" download>Télécharger le dossier en PDF</a>");
		assertThat(this.freelancer.post(this.dossier, "").statusCode()).as("anew, once it is closed").isEqualTo(202);
	}

	@Test
	void the_end_of_a_task_ends_what_that_one_was_begun_for_and_nothing_else() {
		this.client.post(this.dossier, "");
		String early = lock();
		this.order.cancelledByClient("No more");
		String closing = lock(task("orderFulfilment").getId());
		complete(early);
		assertRefused(this.freelancer.post(this.dossier, ""), 409, "dossier-in-making");
		assertThat(ok(this.client.get("/api/orders/" + this.order.number())).at("/ownDossier/making").asBoolean())
			.isTrue();
		handIn(closing, 2, "client", ONE);
		handIn(closing, 2, "freelancer", OTHER);
		complete(closing);
		assertThat(this.order.timeline(TimelineKind.DOSSIER_MADE)).isOne();
	}

	@Test
	void while_any_task_waits_nobody_asks_and_an_early_one_hands_nothing_in() {
		this.client.post(this.dossier, "");
		String early = task("dossier").getId();
		this.order.cancelledByClient("No more");
		String closing = lock(task("orderFulfilment").getId());
		handIn(closing, 2, "client", ONE);
		handIn(closing, 2, "freelancer", OTHER);
		complete(closing);
		assertRefused(this.freelancer.post(this.dossier, ""), 409, "dossier-in-making");
		lock(early);
		assertThat(ok(this.worker.get("/api/external-tasks/" + early + "?workerId=w")).at("/build").asInt()).isOne();
		assertRefused(put(early, 1, "client", "w", OTHER), 409, "dossier-outdated");
		assertRefused(put(early, 2, "client", "w", OTHER), 409, "dossier-outdated");
		complete(early);
		assertThat(this.client.get(this.dossier).body()).isEqualTo(ONE);
		assertThat(ok(this.client.get("/api/orders/" + this.order.number())).at("/ownDossier/failed").asBoolean())
			.isFalse();
	}

	@Test
	void one_that_cannot_be_made_is_said_to_be_so_and_can_be_asked_for_again() {
		this.client.post(this.dossier, "");
		String task = lock();
		assertThat(finish(task, "client", "{\"outcome\":\"TOO_LARGE\"}").statusCode()).isEqualTo(204);
		assertThat(finish(task, "client", "{\"outcome\":\"TOO_LARGE\"}").statusCode()).as("a repeat").isEqualTo(204);
		assertRefused(finish(task, "client", "{\"outcome\":\"FAILED\"}"), 409, "dossier-finished");
		assertRefused(finish(task, "client", "{}"), 400, "choice-missing");
		assertRefused(finish(task, "moderator", "{\"outcome\":\"FAILED\"}"), 404, "no-such-side");
		assertRefused(put(task, 1, "client", "w", ONE), 409, "dossier-finished");
		handIn(task, 1, "freelancer", OTHER);
		assertRefused(finish(task, "freelancer", "{\"outcome\":\"FAILED\"}"), 409, "dossier-finished");
		JsonNode asked = ok(this.worker.get("/api/external-tasks/" + task + "?workerId=w"));
		assertThat(asked.at("/dossiers/0/outcome").asText()).isEqualTo("TOO_LARGE");
		assertThat(asked.at("/dossiers/1/handedIn").asBoolean()).isTrue();
		complete(task);

		JsonNode seen = ok(this.client.get("/api/orders/" + this.order.number())).at("/ownDossier");
		assertThat(seen.at("/making").asBoolean()).isFalse();
		assertThat(seen.at("/failed").asBoolean()).isTrue();
		assertThat(Visitor.signedIn(this.port, this.order.client()).get("/orders/" + this.order.number()).body())
			.contains("n’a pas pu être établi", "action=\"/orders/" + this.order.number() + "/dossier#dossier\"");
		assertThat(ok(this.freelancer.get("/api/orders/" + this.order.number())).at("/ownDossier/failed").asText())
			.isEqualTo("false");
		this.clock.advance(Duration.ofMinutes(5));
		assertThat(this.client.post(this.dossier, "").statusCode()).isEqualTo(202);
	}

	@Test
	void it_says_how_the_order_stood_when_it_was_read_and_not_when_it_was_asked_for() {
		this.client.post(this.dossier, "");
		this.clock.advance(Duration.ofHours(2));
		this.clock.freeze();
		write("After it was asked for");
		String task = lock();
		String content = this.worker.get(address(task, 1, "client") + "?workerId=w").body();
		assertThat(content).contains("After it was asked for", "\"asOf\":\"" + this.clock.instant());
		handIn(task, 1, "client", ONE);
		complete(task);
		assertThat(ok(this.client.get("/api/orders/" + this.order.number())).at("/ownDossier/asOf").asText())
			.isEqualTo(this.clock.instant().toString());
	}

	@Test
	void all_of_it_is_how_the_order_stood_at_one_moment() throws Exception {
		this.client.post(this.dossier, "");
		String content = address(lock(), 1, "client") + "?workerId=w";
		ExecutorService reader = Executors.newSingleThreadExecutor();
		try {
			Future<String> read = new TransactionTemplate(this.transactions).execute((tx) -> {
				this.jdbc.sql("lock table message in access exclusive mode").update();
				write("In the middle of it");
				Future<String> reading = reader.submit(() -> this.worker.get(content).body());
				await().atMost(TestTimeouts.LIMIT)
					.until(() -> reading.isDone() || somebodyWaits("%from message m%order by posted_at desc%"));
				return reading;
			});
			assertThat(read.get()).contains("Dossier de la commande").doesNotContain("In the middle of it");
		}
		finally {
			reader.shutdownNow();
		}
		assertThat(this.worker.get(content).body()).contains("In the middle of it");
	}

	@Test
	void a_document_that_comes_while_the_order_closes_is_not_taken() throws Exception {
		this.client.post(this.dossier, "");
		String task = lock();
		ExecutorService sender = Executors.newSingleThreadExecutor();
		try {
			Future<HttpResponse<String>> sent = new TransactionTemplate(this.transactions).execute((tx) -> {
				this.order.cancelledByClient("No more");
				Future<HttpResponse<String>> sending = sender.submit(() -> put(task, 1, "client", "w", ONE));
				await().atMost(TestTimeouts.LIMIT).until(() -> sending.isDone() || somebodyWaits("%from orders%"));
				return sending;
			});
			assertRefused(sent.get(), 409, "dossier-outdated");
		}
		finally {
			sender.shutdownNow();
		}
	}

	private boolean somebodyWaits(String query) {
		return this.jdbc
			.sql("select exists (select from pg_stat_activity where wait_event_type = 'Lock' and query like :query)")
			.param("query", query)
			.query(Boolean.class)
			.single();
	}

	private void write(String text) {
		this.conversations.post(this.order.number(), this.order.client(), MessageKind.MESSAGE, text, List.of(),
				UUID.randomUUID().toString());
	}

	private HttpResponse<String> finish(String task, String side, String outcome) {
		return this.worker.put(address(task, 1, side) + "/outcome?workerId=w", outcome);
	}

	private ExternalTask task(String... processes) {
		return this.engine.createExternalTaskQuery()
			.topicName("order.buildDossier")
			.processDefinitionKeyIn(processes)
			.list()
			.stream()
			.filter((waiting) -> waiting.getBusinessKey().equals(this.order.number()))
			.findFirst()
			.orElseThrow();
	}

	private String lock() {
		return lock(task("dossier", "orderFulfilment").getId());
	}

	private String lock(String task) {
		assertThat(this.worker
			.post("/engine-rest/external-task/" + task + "/lock", json(Map.of("workerId", "w", "lockDuration", 60_000)))
			.statusCode()).isEqualTo(204);
		return task;
	}

	private void complete(String task) {
		assertThat(this.worker.post("/engine-rest/external-task/" + task + "/complete", json(Map.of("workerId", "w")))
			.statusCode()).isEqualTo(204);
	}

	private void handIn(String task, int build, String side, String content) {
		HttpResponse<String> answer = put(task, build, side, "w", content);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
	}

	private HttpResponse<String> put(String task, int build, String side, String name, String content) {
		String digest = Base64.getEncoder()
			.encodeToString(DigestUtils.sha256(content.getBytes(StandardCharsets.UTF_8)));
		return this.worker.send(this.worker.request(address(task, build, side) + "/document?workerId=" + name)
			.header("Content-Type", "application/pdf")
			.header("Content-Digest", "sha-256=:" + digest + ":")
			.PUT(BodyPublishers.ofString(content)));
	}

	private static String address(String task, int build, String side) {
		return "/api/external-tasks/" + task + "/dossiers/" + build + "/" + side;
	}

	private static void assertRefused(HttpResponse<String> answer, int status, String code) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.body()).contains(code);
	}

}
