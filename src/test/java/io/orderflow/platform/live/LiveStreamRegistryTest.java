package io.orderflow.platform.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.TestTimeouts;
import io.orderflow.account.NotificationKind;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationService;
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
import org.springframework.transaction.support.TransactionTemplate;

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
	private LiveSettings settings;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private NotificationService notifications;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private DataSource database;

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

	/** They wait for the one thread of their account, and each for its own page. */
	@Test
	void streams_are_counted_when_they_are_asked_for() throws SQLException, IOException {
		String account = this.newcomers.client();
		List<Socket> pages = new ArrayList<>(List.of(answered(asked(account, Newcomers.PASSWORD))));
		long others = open() - 1;
		try (Connection own = this.database.getConnection(); Statement statement = own.createStatement()) {
			own.setAutoCommit(false);
			statement.execute("lock table notification in access exclusive mode");
			for (int i = 0; i < this.settings.streamsPerAccount() + 9; i++) {
				pages.add(asked(account, Newcomers.PASSWORD));
			}
			await().atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(pages.stream().filter(LiveStreamRegistryTest::isAnswered))
					.hasSizeGreaterThanOrEqualTo(10));
			assertThat(this.streams.open(account)).isLessThanOrEqualTo(this.settings.streamsPerAccount());
			assertThat(open() - others).isLessThanOrEqualTo(this.settings.streamsPerAccount());
			own.rollback();
		}
		finally {
			for (Socket page : pages) {
				page.close();
			}
		}
	}

	/** A thread waits for it meanwhile, and there are few. */
	@Test
	void a_page_that_does_not_read_is_given_up_soon_and_its_account_has_none_of_those_threads() throws IOException {
		String account = this.newcomers.client();
		try (Socket deaf = new Socket()) {
			deaf.setReceiveBufferSize(1_024);
			deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port));
			ask(deaf, account, Newcomers.PASSWORD);
			await().until(() -> this.streams.open(account) == 1);
			// whoever is told more than is read at once gets a word that says so, and not
			// all of it
			await().pollInterval(Duration.ofMillis(100)).until(() -> {
				tellMuch(account);
				return this.streams.open(account) == 0;
			});
		}
		try (Socket deaf = new Socket()) {
			deaf.setReceiveBufferSize(1_024);
			deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port));
			ask(deaf, account, Newcomers.PASSWORD);
			await().until(() -> this.streams.open(account) == 1);
			await().pollInterval(Duration.ofMillis(20)).until(() -> {
				tellMuch(account);
				return writing("live-slow-");
			});
		}
	}

	private void tellMuch(String account) {
		this.transaction.executeWithoutResult((status) -> {
			for (int i = 0; i < 12; i++) {
				this.notifications
					.notify(new NewNotification(account, NotificationKind.STATUS, "T-" + UUID.randomUUID(), null,
							"order.completed", List.of("A number", "A title ".repeat(200), "Somebody"), "/orders"));
			}
		});
	}

	/** Whether such a thread waits for who reads. */
	private static boolean writing(String name) {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.anyMatch((thread) -> thread.getKey().getName().matches(name + "\\d+")
					&& thread.getKey().getState() == Thread.State.TIMED_WAITING
					&& Arrays.stream(thread.getValue()).anyMatch((place) -> place.getMethodName().equals("doWrite")));
	}

	/**
	 * Whose request was taken: an answer has begun. How many are open says nothing of
	 * that, while those of before are ending.
	 */
	private Socket page() throws IOException {
		return answered(asked());
	}

	private static Socket answered(Socket page) {
		await().pollInterval(Duration.ofMillis(1)).until(() -> isAnswered(page));
		return page;
	}

	private static boolean isAnswered(Socket page) {
		try {
			return page.getInputStream().available() > 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Socket asked() throws IOException {
		return asked("camille", "orderflow");
	}

	private Socket asked(String account, String password) throws IOException {
		Socket page = new Socket(InetAddress.getLoopbackAddress(), this.port);
		ask(page, account, password);
		return page;
	}

	private static void ask(Socket page, String account, String word) throws IOException {
		page.setSoTimeout((int) TestTimeouts.LIMIT.toMillis());
		String sender = Base64.getEncoder().encodeToString((account + ":" + word).getBytes(StandardCharsets.UTF_8));
		page.getOutputStream()
			.write(("GET /api/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + sender + "\r\n\r\n")
				.getBytes(StandardCharsets.UTF_8));
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
