package io.orderflow.platform.web.body;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Hundreds who ask for what is large and do not read it, while others are served. */
@OrderflowTest
class SlowReadersTest {

	/** More than the server has threads. */
	private static final int MANY = 205;

	/** Almost 4 MB, for anybody. */
	private static final String LARGE = "GET /camunda/lib/deps.js";

	@LocalServerPort
	private int port;

	@Autowired
	private BodySettings settings;

	@Autowired
	private Newcomers newcomers;

	private final List<SlowConnection> connections = new ArrayList<>();

	@AfterEach
	void hangUp() {
		this.connections.forEach(SlowConnection::close);
	}

	@Test
	void what_nobody_reads_keeps_nobody_else_out() {
		for (int i = 0; i < MANY; i++) {
			this.connections.add(SlowConnection.withSmallWindow(this.port).head(LARGE));
		}
		assertThat(Visitor.stranger(this.port).get("/sign-in").statusCode()).isEqualTo(200);
		Map<Integer, Long> statuses = this.connections.stream()
			.map(SlowConnection::beginning)
			.map(SlowConnection::status)
			.collect(Collectors.groupingBy((status) -> status, Collectors.counting()));
		assertThat(statuses.keySet()).containsOnly(200, 429);
		assertThat(statuses.get(200)).isLessThanOrEqualTo(this.settings.readersPerSender());
	}

	@Test
	void who_was_refused_is_told_so_in_a_sentence_and_served_once_the_others_are_gone() {
		for (int i = 0; i < this.settings.readersPerSender(); i++) {
			this.connections.add(SlowConnection.withSmallWindow(this.port).head(LARGE));
		}
		this.connections.forEach((one) -> assertThat(SlowConnection.status(one.beginning())).isEqualTo(200));
		Visitor other = Visitor.stranger(this.port).reading("en");
		assertThat(other.get("/camunda/lib/deps.js")).satisfies((answer) -> {
			assertThat(answer.statusCode()).isEqualTo(429);
			assertThat(answer.body()).contains("Too many of your requests");
		});
		// whoever has signed in is not the address that they share
		Visitor person = Visitor.withPassword(this.port, this.newcomers.client(), Newcomers.PASSWORD);
		String file = JsonPath.read(
				person
					.send(person.request("/api/files?name=large.txt")
						.header("Content-Type", "text/plain")
						.POST(BodyPublishers.ofString("a line\n".repeat(3_000))))
					.body(),
				"$.files[0].id");
		assertThat(person.get("/api/files/" + file).statusCode()).isEqualTo(200);
		hangUp();
		Awaitility.await()
			.untilAsserted(() -> assertThat(other.get("/camunda/lib/deps.js").statusCode()).isEqualTo(200));
	}

}
