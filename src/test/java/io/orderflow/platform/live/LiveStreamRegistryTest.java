package io.orderflow.platform.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;

import io.orderflow.OrderflowTest;
import io.orderflow.TestTimeouts;
import org.apache.catalina.core.StandardContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Streams end with their pages, and hold up nobody. */
@OrderflowTest
class LiveStreamRegistryTest {

	@LocalServerPort
	private int port;

	@Autowired
	private LiveStreamRegistry streams;

	@Autowired
	private ServletWebServerApplicationContext context;

	/** A server that is told to stop would wait for what is still open. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void what_a_page_that_vanished_had_open_is_over_with_the_next_heartbeats(boolean heard) throws IOException {
		long before = open();
		for (boolean reset : new boolean[] { true, false, true, false }) {
			try (Socket page = page()) {
				page.setSoLinger(reset, 0);
				if (heard) {
					assertThat(lines(page).anyMatch((line) -> line.startsWith("id:"))).isTrue();
				}
			}
		}
		await().pollDelay(Duration.ofMillis(500)).until(() -> {
			this.streams.beat();
			return open() <= before;
		});
	}

	/**
	 * Whoever loses the right to hear it while a stream is being opened hears nothing.
	 */
	@Test
	void a_stream_that_is_being_opened_ends_with_the_right_to_hear_it() throws IOException {
		try (Socket page = page()) {
			this.streams.end("camille");
			assertThat(lines(page)).noneMatch((line) -> line.startsWith("event:message"));
		}
	}

	/**
	 * Whose request was taken: an answer has begun. How many are open says nothing of
	 * that, while those of before are ending.
	 */
	private Socket page() throws IOException {
		Socket page = new Socket(InetAddress.getLoopbackAddress(), this.port);
		page.setSoTimeout((int) TestTimeouts.LIMIT.toMillis());
		String account = Base64.getEncoder().encodeToString("camille:orderflow".getBytes(StandardCharsets.UTF_8));
		page.getOutputStream()
			.write(("GET /api/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + account + "\r\n\r\n")
				.getBytes(StandardCharsets.UTF_8));
		await().pollInterval(Duration.ofMillis(1)).until(() -> page.getInputStream().available() > 0);
		return page;
	}

	private static Stream<String> lines(Socket page) throws IOException {
		return new BufferedReader(new InputStreamReader(page.getInputStream(), StandardCharsets.UTF_8)).lines();
	}

	private long open() {
		return Arrays.stream(((TomcatWebServer) this.context.getWebServer()).getTomcat().getHost().findChildren())
			.mapToLong((child) -> ((StandardContext) child).getInProgressAsyncCount())
			.sum();
	}

}
