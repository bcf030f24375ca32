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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.orderflow.OrderflowTest;
import io.orderflow.TestTimeouts;
import jakarta.servlet.ServletException;
import org.apache.catalina.Host;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.valves.ValveBase;
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

	/** Under load the thread of a request takes long, and its page may not wait. */
	@Test
	void a_page_that_vanishes_before_its_request_is_put_aside_leaves_nothing_open() throws IOException {
		long before = open();
		Held held = new Held();
		host().getPipeline().addValve(held);
		try (Socket page = asked()) {
			await().until(() -> held.taken.getCount() == 0);
			page.setSoLinger(true, 0);
		}
		finally {
			host().getPipeline().removeValve(held);
		}
		this.streams.beat();
		await().pollDelay(Duration.ofMillis(200)).until(() -> {
			held.vanished.countDown();
			return true;
		});
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
		Socket page = asked();
		await().pollInterval(Duration.ofMillis(1)).until(() -> page.getInputStream().available() > 0);
		return page;
	}

	private Socket asked() throws IOException {
		Socket page = new Socket(InetAddress.getLoopbackAddress(), this.port);
		page.setSoTimeout((int) TestTimeouts.LIMIT.toMillis());
		String account = Base64.getEncoder().encodeToString("camille:orderflow".getBytes(StandardCharsets.UTF_8));
		page.getOutputStream()
			.write(("GET /api/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + account + "\r\n\r\n")
				.getBytes(StandardCharsets.UTF_8));
		return page;
	}

	private static Stream<String> lines(Socket page) throws IOException {
		return new BufferedReader(new InputStreamReader(page.getInputStream(), StandardCharsets.UTF_8)).lines();
	}

	private long open() {
		return Arrays.stream(host().findChildren())
			.mapToLong((child) -> ((StandardContext) child).getInProgressAsyncCount())
			.sum();
	}

	private Host host() {
		return ((TomcatWebServer) this.context.getWebServer()).getTomcat().getHost();
	}

	/** Keeps the thread of a stream's request until its page has vanished. */
	private static final class Held extends ValveBase {

		private final CountDownLatch taken = new CountDownLatch(1);

		private final CountDownLatch vanished = new CountDownLatch(1);

		private Held() {
			super(true);
		}

		@Override
		public void invoke(Request request, Response response) throws IOException, ServletException {
			getNext().invoke(request, response);
			if (request.isAsync()) {
				this.taken.countDown();
				try {
					this.vanished.await(TestTimeouts.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
		}

	}

}
