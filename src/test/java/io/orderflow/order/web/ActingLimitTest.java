package io.orderflow.order.web;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.order.process.OrderLock;
import io.orderflow.platform.token.ApiTokenService;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A program is answered with the whole of an order, whatever small thing it does to it.
 */
@OrderflowTest
class ActingLimitTest {

	private static final int MANY = 40;

	@LocalServerPort
	private int port;

	@Value("${orderflow.requests.readings-per-account:8}")
	private int limit;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private ApiTokenService tokens;

	@Autowired
	private OrderLock lock;

	@Autowired
	private TransactionTemplate transactions;

	private final ExecutorService clients = Executors.newCachedThreadPool();

	@Test
	void of_one_account_few_acts_are_answered_at_once() {
		OrderScenario order = this.marketplace.anOrder().placed().requirementsProvided().requirementsClear().planned();
		Visitor freelancer = Visitor.withToken(this.port,
				this.tokens.make(order.freelancer(), Map.of("name", "ticks", "scopes", List.of("READ", "ACT")))
					.secret());
		String task = "/api/orders/" + order.number() + "/plan/1";
		List<CompletableFuture<HttpResponse<String>>> answers = this.transactions.execute((tx) -> {
			this.lock.take(order.number());
			List<CompletableFuture<HttpResponse<String>>> sent = Stream.generate(
					() -> CompletableFuture.supplyAsync(() -> freelancer.put(task, "{\"done\":true}"), this.clients))
				.limit(MANY)
				.toList();
			Awaitility.await().pollInSameThread().until(() -> acting() > 0);
			Awaitility.await().pollInSameThread().until(() -> {
				assertThat(acting()).isLessThanOrEqualTo(this.limit);
				return sent.stream().anyMatch(CompletableFuture::isDone);
			});
			return sent;
		});
		// the tests' pool is small: who waits for a connection may be told to come again
		assertThat(answers).extracting((answer) -> answer.join().statusCode()).isSubsetOf(200, 409, 429, 503);
		assertThat(freelancer.get("/api/orders/" + order.number()).statusCode()).isEqualTo(200);
		this.clients.shutdown();
	}

	/** How many threads of the server are in the API of orders. */
	private static long acting() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((places) -> Arrays.stream(places)
				.anyMatch((place) -> place.getClassName().startsWith("io.orderflow.order.web.api.OrderApi")))
			.count();
	}

}
