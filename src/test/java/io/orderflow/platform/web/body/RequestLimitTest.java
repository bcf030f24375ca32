package io.orderflow.platform.web.body;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.attachment.SubmittedFormReader;
import io.orderflow.platform.token.ApiTokenService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Many requests of one account at the same moment, while others are served. */
@OrderflowTest
class RequestLimitTest {

	private static final int MANY = 70;

	private static final Pattern CSRF = Pattern.compile("<meta name=\"csrf\" content=\"([^\"]+)\"");

	@LocalServerPort
	private int port;

	@Autowired
	private RequestSettings limits;

	@Autowired
	private RequestLimits requestLimits;

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
	void of_one_account_few_are_answered_at_once() {
		Visitor many = signedIn();
		Visitor other = signedIn();
		List<CompletableFuture<HttpResponse<String>>> answers;
		try (WaitingController.Held held = this.waitingController.hold()) {
			answers = atOnce(() -> many.post("/api/test-problems/waiting", "\"x\""));
			Awaitility.await().until(() -> answers.stream().anyMatch(CompletableFuture::isDone));
			assertThat(this.waitingController.inside()).isLessThanOrEqualTo(this.limits.perAccount());
			assertThat(other.get("/api/me").statusCode()).isEqualTo(200);
		}
		saysWhenToComeAgain(answers);
	}

	/** Whoever is in an older one does not keep its owner from ending it. */
	@Test
	void one_session_leaves_some_to_another_of_the_same_account() {
		String account = this.newcomers.client();
		Visitor thief = signedIn(account);
		Visitor owner = signedIn(account);
		List<CompletableFuture<HttpResponse<String>>> answers;
		try (WaitingController.Held held = this.waitingController.hold()) {
			answers = atOnce(() -> thief.post("/api/test-problems/waiting", "\"x\""));
			Awaitility.await().until(() -> answers.stream().anyMatch(CompletableFuture::isDone));
			assertThat(owner.get("/account/security").statusCode()).isEqualTo(200);
			assertThat(owner.form("/account/security/sessions/removal", Map.of()).statusCode()).isEqualTo(302);
		}
	}

	/** Made as a whole, like any page. */
	@Test
	void of_forms_that_come_back_fewer_still() {
		Visitor many = signedIn();
		Visitor other = signedIn();
		List<CompletableFuture<HttpResponse<String>>> answers;
		try (WaitingController.Held held = this.waitingController.hold()) {
			answers = atOnce(() -> many.form("/test-problems/shown", Map.of("message", "")));
			Awaitility.await().until(() -> answers.stream().anyMatch(CompletableFuture::isDone));
			assertThat(this.waitingController.inside()).isBetween(1, this.limits.readingsPerAccount());
			assertThat(other.get("/account").statusCode()).isEqualTo(200);
		}
		saysWhenToComeAgain(answers);
	}

	/** Each holds a connection to the database while it waits for it. */
	@Test
	void queries_of_the_engine_leave_connections_for_others() throws SQLException {
		Visitor many = withToken();
		Visitor other = signedIn();
		HikariDataSource pool = this.database.unwrap(HikariDataSource.class);
		List<CompletableFuture<HttpResponse<String>>> answers;
		try (Connection own = DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
				Statement statement = own.createStatement()) {
			own.setAutoCommit(false);
			statement.execute("lock table act_ru_variable, act_hi_varinst in access exclusive mode");
			answers = atOnce(() -> many.get("/engine-rest/history/variable-instance?maxResults=10"));
			Awaitility.await().until(() -> answers.stream().anyMatch(CompletableFuture::isDone));
			Awaitility.await()
				.until(() -> pool.getHikariPoolMXBean().getActiveConnections() <= this.limits.enginePerAccount() + 1);
			assertThat(assertTimeoutPreemptively(Duration.ofSeconds(5), () -> other.get("/conversations")).statusCode())
				.isEqualTo(200);
		}
		saysWhenToComeAgain(answers);
	}

	/** As a page of Cockpit asks, and a browser for what stands on a page. */
	@Test
	void what_a_browser_asks_for_at_once_is_answered() {
		Visitor ada = Visitor.stranger(this.port);
		ada.signIn("ada", "orderflow");
		assertThat(ada.get("/camunda/api/engine/engine/default/process-definition").statusCode()).isEqualTo(200);
		List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
		for (int i = 0; i < 2 * this.limits.enginePerAccount(); i++) {
			answers.add(CompletableFuture
				.supplyAsync(() -> ada.get("/camunda/api/engine/engine/default/process-definition"), this.clients));
		}
		for (int i = 0; i < this.limits.perAccount(); i++) {
			answers.add(CompletableFuture.supplyAsync(() -> ada.get("/js/app.js"), this.clients));
		}
		assertThat(answers).extracting((answer) -> answer.join().statusCode()).containsOnly(200);
	}

	@Test
	void live_events_are_none_of_them() {
		String token = this.tokens
			.make(this.newcomers.client(), Map.of("name", "many", "scopes", List.of("READ", "ACT")))
			.secret();
		for (int i = 0; i < this.limits.perAccount(); i++) {
			this.connections
				.add(new SlowConnection(this.port).head("GET /api/events", "Authorization: Bearer " + token));
		}
		this.connections.forEach((one) -> assertThat(SlowConnection.status(one.beginning())).isEqualTo(200));
		Visitor person = Visitor.withToken(this.port, token);
		assertThat(person.get("/api/me").statusCode()).isEqualTo(200);
	}

	@Test
	void nor_are_forms_whose_files_come_slowly() {
		Visitor person = signedIn();
		String csrf = CSRF.matcher(person.get("/account").body()).results().findFirst().orElseThrow().group(1);
		for (int i = 0; i < this.limits.perAccount() - 1; i++) {
			this.connections.add(new SlowConnection(this.port)
				.head("POST /conversations/new?freelancer=lea", "X-CSRF-TOKEN: " + csrf, "Cookie: " + person.cookie(),
						"Content-Type: multipart/form-data; boundary=x", "Content-Length: 100000")
				.send("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nslow"));
		}
		Awaitility.await().until(() -> reading() == this.connections.size());
		assertThat(person.get("/api/me").statusCode()).isEqualTo(200);
		assertThat(person.get("/conversations").statusCode()).isEqualTo(200);
		assertThat(this.connections).noneMatch(SlowConnection::isAnswered);
	}

	/** However they are sent. */
	@Test
	void of_one_account_few_files_come_at_once() {
		String account = this.newcomers.client();
		Visitor many = Visitor.withPassword(this.port, account, Newcomers.PASSWORD);
		List<RequestLimits.Permit> coming = taken(account, this.requestLimits.files(),
				RequestLimits.ofSession(this.limits.perAccount()));
		try {
			HttpResponse<String> bytes = upload(many, "text/plain", "a");
			HttpResponse<String> form = upload(many, "multipart/form-data; boundary=x",
					"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\na\r\n--x--\r\n");
			assertThat(List.of(bytes, form)).extracting(HttpResponse::statusCode).containsOnly(429);
			assertThat(many.get("/api/me").statusCode()).isEqualTo(200);
			assertThat(upload(withToken(), "text/plain", "a").statusCode()).isEqualTo(201);
		}
		finally {
			coming.forEach(RequestLimits.Permit::close);
		}
		assertThat(upload(many, "text/plain", "a").statusCode()).isEqualTo(201);
	}

	/** Pictures, which are answered by a thread of the server once they are drawn. */
	@Test
	void what_waited_without_a_thread_is_counted_again_when_it_is_answered() {
		String account = this.newcomers.client();
		Visitor many = Visitor.withPassword(this.port, account, Newcomers.PASSWORD);
		assertThat(later(many).join().statusCode()).isEqualTo(200);
		List<RequestLimits.Permit> downloads = new ArrayList<>();
		CompletableFuture<HttpResponse<String>> refused = later(many, () -> downloads.addAll(taken(account,
				this.requestLimits.downloads(), RequestLimits.ofSession(this.limits.downloadsPerAccount()))));
		try {
			assertThat(refused.join().statusCode()).isEqualTo(429);
			assertThat(refused.join().body()).contains("too-many-at-once");
			assertThat(later(withToken()).join().statusCode()).isEqualTo(200);
		}
		finally {
			downloads.forEach(RequestLimits.Permit::close);
		}
		assertThat(later(many).join().statusCode()).isEqualTo(200);
	}

	private CompletableFuture<HttpResponse<String>> later(Visitor visitor) {
		return later(visitor, () -> {
		});
	}

	/** Answered when something else was done meanwhile. */
	private CompletableFuture<HttpResponse<String>> later(Visitor visitor, Runnable meanwhile) {
		CompletableFuture<HttpResponse<String>> answer = CompletableFuture
			.supplyAsync(() -> visitor.get("/api/files/test-problems/later"), this.clients);
		Awaitility.await().until(() -> !this.waitingController.waiting().isEmpty());
		meanwhile.run();
		this.waitingController.waiting().remove().setResult("told");
		return answer;
	}

	/** All that one account may have at once. */
	private static List<RequestLimits.Permit> taken(String account, RequestLimits.Limit limit, int most) {
		SecurityContextHolder.getContext()
			.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(account, null, List.of()));
		try {
			return Stream.generate(() -> limit.enter(new MockHttpServletRequest())).limit(most).toList();
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

	private static HttpResponse<String> upload(Visitor sender, String type, String body) {
		return sender.send(sender.request("/api/files?name=a.txt")
			.header("Content-Type", type)
			.POST(BodyPublishers.ofString(body)));
	}

	/** How many threads of the server wait for the rest of a form. */
	private static long reading() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((places) -> Arrays.stream(places)
				.anyMatch((place) -> place.getClassName().startsWith(SubmittedFormReader.class.getName())))
			.count();
	}

	private List<CompletableFuture<HttpResponse<String>>> atOnce(Supplier<HttpResponse<String>> request) {
		return Stream.generate(() -> CompletableFuture.supplyAsync(request, this.clients)).limit(MANY).toList();
	}

	private static void saysWhenToComeAgain(List<CompletableFuture<HttpResponse<String>>> answers) {
		List<HttpResponse<String>> all = answers.stream().map(CompletableFuture::join).toList();
		assertThat(all).extracting(HttpResponse::statusCode).containsOnly(200, 429);
		assertThat(all).filteredOn((answer) -> answer.statusCode() == 429).allSatisfy((answer) -> {
			assertThat(answer.headers().firstValue("Retry-After")).isPresent();
			assertThat(answer.body()).containsAnyOf("requests are still under way", "sont encore en cours");
		});
	}

	private Visitor signedIn() {
		return signedIn(this.newcomers.client());
	}

	private Visitor signedIn(String account) {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(account, Newcomers.PASSWORD);
		visitor.readCsrf();
		return visitor;
	}

	private Visitor withToken() {
		return Visitor.withPassword(this.port, this.newcomers.client(), Newcomers.PASSWORD);
	}

}
