package io.orderflow.platform.web;

import io.orderflow.OrderflowTest;
import io.orderflow.platform.web.body.SlowConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where a request ends is not for whoever sends it to leave open: a proxy may have taken
 * for its body what would be somebody else's request here.
 */
@OrderflowTest
class RequestFramingTest {

	@LocalServerPort
	private int port;

	/** Each with a request behind it, which a server would answer that reads it. */
	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 4|Transfer-Encoding: chunked", "Content-Length: 0|Content-Length: 5",
			"Content-Length: 5|Content-Length: 0", "Content-Length: +0", "Content-Length: 0x0", "Content-Length: 0, 5",
			"Content-Length: -1", "Transfer-Encoding: xchunked", "Transfer-Encoding: chunked, identity",
			"Transfer-Encoding: identity, chunked, gzip", "Transfer-Encoding : chunked",
			"Transfer-Encoding:\u000bchunked", "Content-Length : 0",
			"Transfer-Encoding: chunked|Transfer-Encoding: identity" })
	void what_is_said_twice_or_otherwise_ends_the_connection(String headers) {
		for (String path : new String[] { "/sign-in", "/api/orders", "/engine-rest/task", "/nothing-here" }) {
			try (SlowConnection sender = new SlowConnection(this.port)) {
				String host = "Host: localhost:" + this.port + "\r\n";
				String answer = sender.send("POST " + path + " HTTP/1.1\r\n" + host
						+ "Content-Type: application/x-www-form-urlencoded\r\n" + headers.replace("|", "\r\n")
						+ "\r\n\r\n0\r\n\r\nGET /css/platform.css HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n")
					.answer();
				assertThat(answer.split("HTTP/1\\.1 ", -1)).as(path + ": " + answer).hasSizeLessThanOrEqualTo(2);
				assertThat(answer).doesNotContain("text/css");
			}
		}
	}

	/** What is refused before it is read is no request of its own. */
	@ParameterizedTest
	@ValueSource(strings = { "/api/orders", "/orders/x/note", "/webauthn/register", "/engine-rest/task" })
	void a_body_that_nobody_reads_is_none_either(String path) {
		String inner = "GET /css/platform.css HTTP/1.1\r\nHost: localhost:" + this.port + "\r\n\r\n";
		try (SlowConnection sender = new SlowConnection(this.port)) {
			String answer = sender
				.head("POST " + path, "Content-Type: application/json", "Content-Length: " + inner.length())
				.send(inner)
				.head("GET /api/me", "Connection: close")
				.answer();
			assertThat(answer).doesNotContain("text/css");
			assertThat(answer.split("HTTP/1\\.1 ", -1)).as(answer).hasSizeBetween(2, 3);
		}
	}

	@Test
	void nobody_is_spoken_to_in_another_version_of_http() {
		try (SlowConnection sender = new SlowConnection(this.port)) {
			assertThat(sender
				.head("GET /sign-in", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c",
						"HTTP2-Settings: AAMAAABkAAQAAP__")
				.answer()).startsWith("HTTP/1.1 200");
		}
		try (SlowConnection sender = new SlowConnection(this.port)) {
			assertThat(sender.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").answer()).as("nothing, or a refusal")
				.matches("(?s)|HTTP/1\\.1 [45].*");
		}
	}

}
