package io.orderflow.order.web;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.order.TimelineKind;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.apache.commons.codec.digest.DigestUtils;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static org.assertj.core.api.Assertions.assertThat;

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
	void the_contents_are_those_of_the_side_and_are_there_while_the_task_is_held() {
		this.client.post(this.dossier, "");
		String task = task().getId();
		assertRefused(this.worker.get("/api/external-tasks/" + task + "?workerId=w"), 404, "task-not-held");
		lock();
		JsonNode asked = ok(this.worker.get("/api/external-tasks/" + task + "?workerId=w"));
		assertThat(asked.at("/order").asText()).isEqualTo(this.order.number());
		assertThat(asked.at("/dossiers/0/side").asText()).isEqualTo("client");
		assertThat(asked.at("/dossiers/0/language").asText()).isEqualTo("fr");
		assertThat(asked.at("/dossiers/0/href").asText()).isEqualTo(address(task, 1, "client"));
		String content = address(task, 1, "client") + "?workerId=w";
		String first = this.worker.get(content).body();
		assertThat(first).contains("Dossier de la commande " + this.order.number(), "Historique", "Europe");
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
		assertThat(this.freelancer.post(this.dossier, "").statusCode()).as("anew, once it is closed").isEqualTo(202);
	}

	private ExternalTask task() {
		return this.engine.createExternalTaskQuery()
			.topicName("order.buildDossier")
			.list()
			.stream()
			.filter((waiting) -> waiting.getBusinessKey().equals(this.order.number()))
			.findFirst()
			.orElseThrow();
	}

	private String lock() {
		String task = task().getId();
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
