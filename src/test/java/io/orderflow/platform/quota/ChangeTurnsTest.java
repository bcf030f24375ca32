package io.orderflow.platform.quota;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However many requests of one account want the same row, one of them waits for it with a
 * connection to the database. None is lost.
 */
@OrderflowTest
class ChangeTurnsTest {

	/** As many as the programs of an account may have in the engine at once. */
	private static final int MANY = 6;

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transactions;

	private final ExecutorService clients = Executors.newCachedThreadPool();

	private OrderScenario order;

	private Visitor client;

	private Visitor freelancer;

	@BeforeEach
	void order() {
		this.order = this.marketplace.anOrder().placed().requirementsProvided().requirementsClear().planned();
		this.client = Marketplace.visitor(this.port, this.order.client());
		this.freelancer = Marketplace.visitor(this.port, this.order.freelancer());
	}

	@AfterEach
	void stop() {
		this.clients.shutdown();
	}

	@Test
	void acts_on_an_order_wait_before_they_have_a_connection_and_the_other_side_is_next() {
		String path = "/api/orders/" + this.order.number();
		CompletableFuture<HttpResponse<String>> other = new CompletableFuture<>();
		List<HttpResponse<String>> answers = whileLocked("orders", "number = '" + this.order.number() + "'",
				() -> this.freelancer.put(path + "/plan/1", "{\"done\":true}"), () -> {
					this.clients.execute(() -> other.complete(this.client.post(path + "/requests",
							"{\"kind\":\"cancellation\",\"reason\":\"Not needed\",\"responsible\":\"client\"}")));
					Awaitility.await().pollInSameThread().until(() -> waitingForRows() == 2);
				});
		assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
		assertThat(other.join().statusCode()).as(other.join().body()).isEqualTo(200);
	}

	@Test
	void so_do_steps_in_tasklist_of_which_one_counts() {
		String task = this.marketplace.openTask(this.order.number(), "userTask_submitDraft");
		List<HttpResponse<String>> answers = whileLocked("orders", "number = '" + this.order.number() + "'",
				() -> this.freelancer.post("/engine-rest/task/" + task + "/complete",
						"{\"variables\":{\"message\":{\"value\":\"A fox\"}}}"),
				() -> {
				});
		assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(204, 409).containsOnlyOnce(204);
	}

	@Test
	void so_do_messages() {
		String path = "/api/orders/" + this.order.number() + "/messages";
		List<HttpResponse<String>> answers = whileLocked("conversation", "order_number = '" + this.order.number() + "'",
				() -> this.client.post(path, "{\"message\":\"Hello\"}"), () -> {
				});
		assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
		List<String> kept = JsonPath.read(this.client.get(path).body(), "$.items[?(@.text == 'Hello')].id");
		assertThat(kept).hasSize(MANY);
	}

	@Test
	void so_do_changes_of_a_service() {
		String service = """
				{"title": "Storyboard", "description": "Six images", "language": "en",
				 "price": {"amount": "120", "currency": "EUR"}, "deliveryTime": "P2D"}""";
		String id = JsonPath.read(this.freelancer.post("/api/listings", service).body(), "$.id");
		List<HttpResponse<String>> answers = whileLocked("listing", "id = '" + UUID.fromString(id) + "'",
				() -> this.freelancer.put("/api/listings/" + id, service), () -> {
				});
		assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
	}

	/** The same deed many times at once, while somebody else has the row. */
	private List<HttpResponse<String>> whileLocked(String table, String row, Supplier<HttpResponse<String>> deed,
			Runnable meanwhile) {
		List<CompletableFuture<HttpResponse<String>>> answers = this.transactions.execute((tx) -> {
			this.jdbc.sql("select from " + table + " where " + row + " for update").query().listOfRows();
			List<CompletableFuture<HttpResponse<String>>> sent = Stream
				.generate(() -> CompletableFuture.supplyAsync(deed, this.clients))
				.limit(MANY)
				.toList();
			Awaitility.await().pollInSameThread().until(() -> waitingForTurns() == MANY - 1 && waitingForRows() == 1);
			meanwhile.run();
			assertThat(waitingForTurns()).isEqualTo(MANY - 1);
			return sent;
		});
		return answers.stream().map(CompletableFuture::join).toList();
	}

	/** With a connection. */
	private int waitingForRows() {
		return this.jdbc.sql("select count(distinct pid) from pg_locks where not granted")
			.query(Integer.class)
			.single();
	}

	/** With none. */
	private static long waitingForTurns() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((stack) -> has(stack, ChangeTurns.class.getName()) && has(stack, KeyedSemaphores.class.getName()))
			.count();
	}

	private static boolean has(StackTraceElement[] stack, String type) {
		return Arrays.stream(stack).anyMatch((frame) -> frame.getClassName().equals(type));
	}

}
