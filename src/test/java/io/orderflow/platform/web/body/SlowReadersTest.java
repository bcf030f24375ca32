package io.orderflow.platform.web.body;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.jayway.jsonpath.JsonPath;
import com.zaxxer.hikari.HikariDataSource;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.token.ApiTokenService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

	/** What a thread does that waits, for a semaphore or a monitor's notice. */
	private static final Set<String> WAIT = Set.of("park", "wait", "wait0");

	@LocalServerPort
	private int port;

	@Autowired
	private BodySettings settings;

	@Autowired
	private RequestSettings limits;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private ApiTokenService tokens;

	@Autowired
	private DataSource database;

	@Autowired
	private WaitingController waitingController;

	private final ExecutorService clients = Executors.newCachedThreadPool();

	private final List<SlowConnection> connections = new ArrayList<>();

	@AfterEach
	void hangUp() {
		this.connections.forEach(SlowConnection::close);
		this.clients.shutdown();
	}

	@Test
	void what_nobody_reads_keeps_nobody_else_out() {
		for (int i = 0; i < MANY; i++) {
			this.connections.add(SlowConnection.withSmallWindow(this.port).head(LARGE));
		}
		assertThat(Visitor.stranger(this.port).get("/sign-in").statusCode()).isEqualTo(200);
		Map<Integer, Long> statuses = statuses();
		assertThat(statuses.keySet()).containsOnly(200, 429);
		assertThat(statuses.get(200)).isLessThanOrEqualTo(this.settings.readersPerSender());
	}

	/** A thread waits for the first answer that the reader has no room for. */
	@Test
	void nor_do_short_answers_one_behind_the_other() {
		for (int i = 0; i < MANY; i++) {
			SlowConnection one = SlowConnection.withSmallWindow(this.port, "127.0.0.2");
			one.send(("GET /webjars/htmx.org/dist/htmx.min.js HTTP/1.1\r\nHost: localhost:" + this.port + "\r\n\r\n")
				.repeat(99));
			this.connections.add(one);
		}
		Awaitility.await().until(() -> waiting() > 0 && busy() == waiting());
		assertThat(waiting()).isLessThanOrEqualTo(BoundedAnswerValve.SHORT_PER_ADDRESS);
		assertThat(Visitor.stranger(this.port).get("/sign-in").statusCode()).isEqualTo(200);
		assertThat(waiting()).isPositive();
	}

	@Test
	void nor_does_one_address_with_many_accounts() {
		for (int person = 0; person < 3; person++) {
			String token = this.tokens
				.make(this.newcomers.client(), Map.of("name", "slow", "scopes", List.of("READ", "ACT")))
				.secret();
			Visitor sender = Visitor.withToken(this.port, token);
			String file = JsonPath.read(
					sender
						.send(sender.request("/api/files?name=large.bin")
							.header("Content-Type", "application/octet-stream")
							.POST(BodyPublishers.ofByteArray(new byte[6_000_000])))
						.body(),
					"$.files[0].id");
			for (int i = 0; i < this.settings.readersPerSender(); i++) {
				this.connections.add(SlowConnection.withSmallWindow(this.port, "127.0.0.2")
					.head("GET /api/files/" + file, "Authorization: Bearer " + token));
			}
		}
		Map<Integer, Long> statuses = statuses();
		assertThat(statuses.keySet()).containsOnly(200, 429);
		assertThat(statuses.get(200)).isEqualTo(this.settings.readersInAll() - this.settings.readersPerSender());
		assertThat(Visitor.stranger(this.port).get("/camunda/lib/deps.js").statusCode()).isEqualTo(200);
	}

	/** A list may be large, and is in memory as a whole before anybody reads it. */
	@Test
	void who_asks_for_lists_many_times_at_once_waits_for_few_of_them() throws SQLException {
		Visitor many = Visitor.withPassword(this.port, this.newcomers.client(), Newcomers.PASSWORD);
		Visitor other = Visitor.withPassword(this.port, this.newcomers.client(), Newcomers.PASSWORD);
		assertThat(many.get("/api/me").statusCode() + other.get("/api/me").statusCode()).isEqualTo(400);
		HikariDataSource pool = this.database.unwrap(HikariDataSource.class);
		List<CompletableFuture<Integer>> answers;
		try (Connection own = DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
				Statement statement = own.createStatement()) {
			own.setAutoCommit(false);
			statement.execute("lock table notification in access exclusive mode");
			answers = Stream
				.generate(() -> CompletableFuture.supplyAsync(() -> many.get("/api/notifications").statusCode(),
						this.clients))
				.limit(2 * this.limits.readingsPerAccount())
				.toList();
			int most = RequestLimits.ofSession(this.limits.readingsPerAccount());
			Awaitility.await().until(() -> pool.getHikariPoolMXBean().getActiveConnections() > most);
			assertThat(other.get("/api/me").statusCode()).isEqualTo(200);
		}
		assertThat(answers).extracting(CompletableFuture::join).isSubsetOf(200, 429).contains(200);
	}

	/** Whatever they are asked for by. */
	@ParameterizedTest
	@ValueSource(strings = { "GET /api/test-problems/waiting", "HEAD /api/test-problems/waiting",
			"GET /test-problems/waiting" })
	void of_lists_and_pages_few_are_made_for_one_account(String line) {
		String[] words = line.split(" ");
		Visitor many = signedIn();
		Visitor other = signedIn();
		List<CompletableFuture<Integer>> answers;
		try (WaitingController.Held held = this.waitingController.hold()) {
			answers = Stream.generate(() -> CompletableFuture.supplyAsync(
					() -> many.send(many.request(words[1]).method(words[0], BodyPublishers.noBody())).statusCode(),
					this.clients))
				.limit(5 * this.limits.readingsPerAccount())
				.toList();
			Awaitility.await().until(() -> answers.stream().anyMatch(CompletableFuture::isDone));
			assertThat(this.waitingController.inside()).isLessThanOrEqualTo(this.limits.readingsPerAccount());
			assertThat(other.get("/api/me").statusCode()).isEqualTo(200);
			assertThat(other.get("/account").statusCode()).isEqualTo(200);
		}
		assertThat(answers).extracting(CompletableFuture::join).containsOnly(200, 429);
	}

	@Test
	void who_waits_for_a_reading_leaves_threads_for_others() {
		List<String> tokens = Stream.generate(this.newcomers::client)
			.limit(3)
			.map((id) -> this.tokens.make(id, Map.of("name", "many", "scopes", List.of("READ"))).secret())
			.toList();
		try (WaitingController.Held held = this.waitingController.hold()) {
			for (int i = 0; i < MANY; i++) {
				this.connections.add(SlowConnection.withSmallWindow(this.port, "127.0.0.2")
					.head("GET /api/test-problems/waiting", "Authorization: Bearer " + tokens.get(i % tokens.size())));
			}
			AtomicLong most = new AtomicLong();
			Awaitility.await().until(() -> {
				most.accumulateAndGet(waitingIn(RequestLimits.class), Math::max);
				return this.connections.stream().anyMatch(SlowConnection::isAnswered);
			});
			assertThat(most.get()).isBetween(1L, (long) RequestLimits.WAITING_IN_ALL);
			assertThat(Visitor.stranger(this.port).get("/sign-in").statusCode()).isEqualTo(200);
		}
		// who waited is answered at the same moment as all others, for which some find no
		// place
		assertThat(statuses().keySet()).contains(200, 429).isSubsetOf(0, 200, 429);
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

	/** As many scripts as a class of thirty loads at once, behind one slow line. */
	@Test
	void who_comes_a_moment_too_early_waits_for_a_place() {
		for (int i = 0; i < this.settings.readersPerSender(); i++) {
			this.connections.add(SlowConnection.withSmallWindow(this.port).head(LARGE));
		}
		this.connections.forEach((one) -> assertThat(SlowConnection.status(one.beginning())).isEqualTo(200));
		Visitor other = Visitor.stranger(this.port);
		CompletableFuture<Integer> early = CompletableFuture
			.supplyAsync(() -> other.get("/camunda/lib/deps.js").statusCode(), this.clients);
		Awaitility.await()
			.pollInterval(Duration.ofMillis(10))
			.until(() -> early.isDone()
					|| threads((place) -> place.getClassName().equals(SlowSenders.class.getName())) > 0);
		this.connections.get(0).close();
		assertThat(early.join()).isEqualTo(200);
	}

	private Visitor signedIn() {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(this.newcomers.client(), Newcomers.PASSWORD);
		visitor.readCsrf();
		return visitor;
	}

	private Map<Integer, Long> statuses() {
		return this.connections.stream()
			.map(SlowConnection::beginning)
			.map(SlowConnection::status)
			.collect(Collectors.groupingBy((status) -> status, Collectors.counting()));
	}

	/** How many threads of the server wait for a reader. */
	private static long waiting() {
		return threads((place) -> place.getClassName().contains("NioSocketWrapper")
				&& place.getMethodName().equals("doWrite"));
	}

	private static long busy() {
		return threads((place) -> place.getClassName().endsWith("ThreadPoolExecutor$Worker"))
				- threads((place) -> place.getClassName().endsWith("threads.TaskQueue"));
	}

	/** Not those that only pass, and are refused there. */
	private static long waitingIn(Class<?> limits) {
		return stacks()
			.filter((stack) -> WAIT.contains(stack[0].getMethodName())
					&& Arrays.stream(stack).anyMatch((place) -> place.getClassName().startsWith(limits.getName())))
			.count();
	}

	private static long threads(Predicate<StackTraceElement> at) {
		return stacks().filter((stack) -> Arrays.stream(stack).anyMatch(at)).count();
	}

	private static Stream<StackTraceElement[]> stacks() {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((thread) -> thread.getKey().getName().startsWith("http-nio"))
			.map(Map.Entry::getValue)
			.filter((stack) -> stack.length > 0);
	}

}
