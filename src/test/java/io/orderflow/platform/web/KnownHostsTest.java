package io.orderflow.platform.web;

import io.orderflow.OrderflowTest;
import io.orderflow.platform.web.body.SlowConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** A host that a sender makes up leads nobody anywhere. */
@OrderflowTest
class KnownHostsTest {

	@LocalServerPort
	private int port;

	private String answer(String first, String... headers) {
		String[] all = new String[headers.length + 1];
		System.arraycopy(headers, 0, all, 0, headers.length);
		all[headers.length] = "Connection: close";
		try (SlowConnection connection = new SlowConnection(this.port)) {
			return connection.head(first, all).answer();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "elsewhere.example", "localhost.elsewhere.example", "elsewhere.example:80", "127.0.0.2",
			"user@localhost", "[::2]", "" })
	void a_host_that_is_none_of_ours_is_refused(String host) {
		for (String path : new String[] { "/", "/account", "/api/me", "/engine-rest/engine", "/camunda/app/tasklist/",
				"/camunda/api/engine/engine", "/actuator/health", "/forgotten" }) {
			String answer = answer("GET " + path, "Host: " + host);
			assertThat(SlowConnection.status(answer)).as(path + " " + answer).isEqualTo(400);
			assertThat(answer).doesNotContain("elsewhere.example");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost:1", "LOCALHOST", "127.0.0.1", "[::1]" })
	void the_names_of_this_machine_are_known_in_the_demo(String host) {
		assertThat(SlowConnection.status(answer("GET /sign-in", "Host: " + host))).isEqualTo(200);
	}

	@Test
	void what_a_sender_says_of_a_proxy_is_not_believed() {
		String answer = answer("GET /account", "Host: localhost:" + this.port, "X-Forwarded-Host: elsewhere.example",
				"X-Forwarded-Proto: https", "X-Forwarded-Port: 444", "X-Forwarded-Prefix: /trap",
				"Forwarded: host=elsewhere.example;proto=https");
		assertThat(SlowConnection.status(answer)).isEqualTo(302);
		assertThat(answer).contains("Location: http://localhost:" + this.port + "/sign-in");
		assertThat(answer).doesNotContain("elsewhere", "https:", ":444", "/trap");
	}

}
