package io.orderflow.platform.web.body;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.orderflow.HeldOrders;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.signin.AccountSessions;
import io.orderflow.platform.token.ApiTokenService;
import io.orderflow.platform.token.NewApiToken;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request that was let in keeps its body back until its session, its password or its
 * token has ended: what it asks for is not done any more.
 */
@OrderflowTest
class SignedOutMeanwhileTest {

	private static final String FORM = "multipart/form-data; boundary=b";

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private UserStore users;

	@Autowired
	private AccountSessions sessions;

	@Autowired
	private ApiTokenService tokens;

	@Autowired
	private HeldOrders held;

	@Autowired
	private JdbcClient jdbc;

	private String person;

	@BeforeEach
	void somebody() {
		this.person = this.newcomers.freelancer();
		this.users.join(this.person, UserStore.WORKERS);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			POST /api/me/tokens | {"name":"t","scopes":["READ"],"days":1}
			PUT /api/me/preferences | {"language":"fr"}
			PUT /api/me/name | {"firstName":"Eve","lastName":"Else"}
			POST /api/files?name=a.txt | what_is_in_it
			POST /engine-rest/external-task/fetchAndLock | {"workerId":"w","maxTasks":1,"topics":[]}
			GET /api/events | {"any":"body_of_a_GET"}
			""")
	void nothing_is_done_with_a_password_that_is_another_by_now(String request, String body) {
		String basic = HttpHeaders.encodeBasicAuth(this.person, Newcomers.PASSWORD, null);
		String before = state();
		refused(request, body, "application/json", () -> this.users.changePassword(this.person, "quite another one"),
				"Authorization: Basic " + basic);
		assertThat(state()).isEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			PUT /api/me/preferences | {"language":"fr"}
			POST /api/files?name=a.txt | what_is_in_it
			POST /engine-rest/external-task/fetchAndLock | {"workerId":"w","maxTasks":1,"topics":[]}
			GET /api/events | {"any":"body_of_a_GET"}
			""")
	void nor_with_a_token_that_is_revoked(String request, String body) {
		NewApiToken made = this.tokens.make(this.person,
				Map.of("name", "worker", "scopes", List.of("READ", "ACT", "WORK")));
		String before = state();
		refused(request, body, "application/json", () -> this.tokens.revoke(this.person, made.token().id()),
				"Authorization: Bearer " + made.secret());
		assertThat(state()).isEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			POST /api/me/tokens | {"name":"t","scopes":["READ"],"days":1}
			PUT /api/me/preferences | {"language":"fr"}
			GET /api/events | {"any":"body_of_a_GET"}
			""")
	void nor_in_a_session_that_was_ended(String request, String body) {
		Visitor here = signedIn();
		String before = state();
		refused(request, body, "application/json", () -> this.sessions.endOthers(this.person, null),
				"Cookie: " + here.cookie(), "X-CSRF-TOKEN: " + here.csrf());
		assertThat(state()).isEqualTo(before);
	}

	/** Days may go by while they come. */
	@Test
	void nor_by_a_form_whose_file_comes_slowly() {
		Visitor here = signedIn();
		String before = state();
		String form = form(here);
		refused("POST /account/picture", form, FORM, () -> this.sessions.endOthers(this.person, null),
				"Cookie: " + here.cookie(), "X-CSRF-TOKEN: " + here.csrf());
		assertThat(state()).isEqualTo(before);
	}

	/** However fast they come, it takes a while to keep them. */
	@ParameterizedTest
	@ValueSource(strings = { "/account/picture", "/api/files?name=a.txt" })
	void nor_by_files_that_are_being_kept(String path) throws Exception {
		Visitor here = signedIn();
		String before = state();
		AtomicReference<HttpResponse<String>> answer = new AtomicReference<>();
		boolean form = path.startsWith("/account");
		this.held.whileUnreadable("attachment",
				() -> answer.set(here.send(here.request(path)
					.header("Content-Type", form ? FORM : "application/octet-stream")
					.POST(BodyPublishers.ofString(form ? form(here) : "what is in it")))),
				() -> this.sessions.endOthers(this.person, null));
		assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(403);
		assertThat(state()).isEqualTo(before);
	}

	private static String form(Visitor here) {
		String part = "--b\r\nContent-Disposition: form-data; name=\"";
		return part + "_csrf\"\r\n\r\n" + here.csrf() + "\r\n" + part
				+ "picture\"; filename=\"me.txt\"\r\n\r\nnot a picture\r\n--b--\r\n";
	}

	private void refused(String request, String body, String type, Runnable end, String... headers) {
		try (SlowConnection sender = new SlowConnection(this.port)) {
			String[] all = Arrays.copyOf(headers, headers.length + 3);
			all[headers.length] = "Content-Type: " + type;
			all[headers.length + 1] = "Content-Length: " + body.length();
			all[headers.length + 2] = "Connection: close";
			sender.head(request, all).send(body.substring(0, body.length() / 2));
			Awaitility.await().until(() -> sender.isAnswered() || isWaitedFor());
			assertThat(sender.isAnswered()).as("before it has come").isFalse();
			end.run();
			String answer = sender.send(body.substring(body.length() / 2)).answer();
			assertThat(SlowConnection.status(answer)).as(answer).isEqualTo(403);
			assertThat(answer).containsAnyOf("not-signed-in", "Please sign in.");
		}
	}

	/** Whether a body is waited for that is slow. */
	private static boolean isWaitedFor() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((stack) -> Arrays.stream(stack)
				.anyMatch((frame) -> frame.getClassName().equals(IncomingBody.class.getName())))
			.anyMatch((stack) -> Arrays.stream(stack)
				.noneMatch((frame) -> List.of("comesSoon", "isThere").contains(frame.getMethodName()))
					&& stack[0].getMethodName().matches("wait0?|park|poll|epollWait"));
	}

	private String state() {
		return this.jdbc.sql("""
				select concat_ws(' ', a.language, a.display_name, a.picture,
					(select count(*) from api_token where account = a.id and name = 't'),
					(select count(*) from attachment where owner = a.id)) from account a where a.id = :id
				""").param("id", this.person).query(String.class).single();
	}

	private Visitor signedIn() {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(this.person, Newcomers.PASSWORD);
		visitor.readCsrf();
		return visitor;
	}

}
