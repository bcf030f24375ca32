package io.orderflow.platform.web.body;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.orderflow.LoggedLines;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.token.ApiTokenService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Hundreds of senders that are slow, while others are served. */
@OrderflowTest
class SlowSendersTest {

	/** More than the server has threads. */
	private static final int MANY = 205;

	/**
	 * As many as are waited for at once, twenty, three times over: on a busy machine the
	 * first have been given up before the last have come.
	 */
	private static final long WAITED_FOR = 60;

	@LocalServerPort
	private int port;

	@Autowired
	private BodySettings settings;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private ApiTokenService tokens;

	@Autowired
	private JdbcClient jdbc;

	private final List<SlowConnection> connections = new ArrayList<>();

	@AfterEach
	void hangUp() {
		this.connections.forEach(SlowConnection::close);
	}

	@Test
	void forms_that_come_byte_by_byte_keep_nobody_else_out() {
		try (LoggedLines log = new LoggedLines()) {
			Map<Integer, Long> statuses = attack("POST /sign-in", "Content-Type: application/x-www-form-urlencoded",
					"Content-Length: 1000");
			assertThat(statuses.keySet()).containsOnly(408, 429);
			assertThat(statuses.get(408)).isLessThanOrEqualTo(WAITED_FOR);
			assertThat(log.errors()).isEmpty();
		}
	}

	@Test
	void nor_do_json_and_bodies_in_chunks_that_nobody_has_signed_in_for() {
		assertThat(attack("POST /api/orders", "Content-Type: application/json", "Transfer-Encoding: chunked").keySet())
			.containsOnly(403);
		assertThat(attack("POST /engine-rest/task", "Content-Type: application/json", "Content-Length: 1000").keySet())
			.containsOnly(401);
	}

	@Test
	void nor_does_the_json_of_who_has_signed_in() {
		String token = this.tokens.make(this.newcomers.client(), Map.of("name", "slow", "scopes", List.of("ACT")))
			.secret();
		Map<Integer, Long> statuses = attack("POST /api/orders", "Content-Type: application/json",
				"Content-Length: 1000", "Authorization: Bearer " + token);
		assertThat(statuses.keySet()).containsOnly(408, 429);
		assertThat(statuses.get(408)).isLessThanOrEqualTo(WAITED_FOR);
	}

	@Test
	void nor_do_uploads_of_who_has_signed_in() {
		String id = this.newcomers.client();
		String token = this.tokens.make(id, Map.of("name", "slow", "scopes", List.of("ACT"))).secret();
		Map<Integer, Long> statuses = attack("POST /api/files?name=slow.bin", "Content-Type: application/octet-stream",
				"Content-Length: 100000", "Authorization: Bearer " + token);
		// more than an account may have under way, or more than are waited for
		assertThat(statuses.keySet()).contains(408).isSubsetOf(408, 413, 429);
		assertThat(statuses.get(408)).isLessThanOrEqualTo(WAITED_FOR);
		assertThat(this.jdbc.sql("select count(*) from attachment where owner = :id")
			.param("id", id)
			.query(Integer.class)
			.single()).isZero();
	}

	/**
	 * In its first moments a body is looked for by a thread, which somebody else wants.
	 */
	@Test
	void heads_without_a_body_hold_few_threads() {
		List<Long> held = new ArrayList<>();
		for (int i = 0; i < MANY; i++) {
			this.connections.add(new SlowConnection(this.port).head("POST /sign-in",
					"Content-Type: application/x-www-form-urlencoded", "Content-Length: 10"));
			if (i % 10 == 0) {
				held.add(lookingForBodies());
			}
		}
		Awaitility.await().until(() -> {
			held.add(lookingForBodies());
			return this.connections.stream().allMatch(SlowConnection::isAnswered);
		});
		assertThat(held).isNotEmpty()
			.allSatisfy((threads) -> assertThat(threads).isLessThanOrEqualTo(this.settings.arrivingPerSender()));
		assertThat(this.connections).extracting((sender) -> SlowConnection.status(sender.answer()))
			.containsOnly(408, 429);
	}

	private static long lookingForBodies() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((stack) -> stack.length > 0 && stack[0].getMethodName().equals("sleep"))
			.filter((stack) -> Arrays.stream(stack)
				.anyMatch((frame) -> frame.getClassName().equals(IncomingBody.class.getName())))
			.count();
	}

	/** Whoever comes while they send is served; then each of them has been answered. */
	private Map<Integer, Long> attack(String first, String... headers) {
		boolean chunked = List.of(headers).contains("Transfer-Encoding: chunked");
		String one = chunked ? "1\r\nx\r\n" : "x";
		List<SlowConnection> senders = new ArrayList<>();
		for (int i = 0; i < MANY; i++) {
			SlowConnection sender = new SlowConnection(this.port).head(first, headers).send(one);
			senders.add(sender);
			this.connections.add(sender);
		}
		String id = this.newcomers.client();
		Visitor other = Visitor.withPassword(this.port, id, Newcomers.PASSWORD);
		assertThat(Visitor.stranger(this.port).get("/sign-in").statusCode()).isEqualTo(200);
		assertThat(other.post("/api/test-problems/body", "{\"name\":\"a\",\"count\":1}").statusCode()).isEqualTo(200);
		assertThat(other
			.send(other.request("/api/files?name=quick.txt")
				.header("Content-Type", "text/plain")
				.POST(BodyPublishers.ofString("quick")))
			.statusCode()).isEqualTo(201);
		Set<SlowConnection> waiting = new HashSet<>(senders);
		Awaitility.await().until(() -> {
			waiting.removeIf(SlowConnection::isAnswered);
			waiting.forEach((sender) -> sender.send(one));
			return waiting.isEmpty();
		});
		return senders.stream()
			.map(SlowConnection::answer)
			.map(SlowConnection::status)
			.collect(Collectors.groupingBy((status) -> status, Collectors.counting()));
	}

}
