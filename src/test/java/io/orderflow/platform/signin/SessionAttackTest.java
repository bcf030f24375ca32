package io.orderflow.platform.signin;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.EventStream;
import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.SenderAt;
import io.orderflow.Visitor;
import io.orderflow.platform.UserStore;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions of who was removed, demoted or given another password: they end with the next
 * request, wherever it goes.
 */
@OrderflowTest
class SessionAttackTest {

	private static final List<String> ADDRESSES = List.of("/api/me", "/diagrams", "/audit", "/api/audit",
			"/actuator/metrics", "/camunda/api/engine/engine/default/task/count",
			"/camunda/api/engine/engine/default/user/count", "/camunda/app/cockpit/default/");

	private static final String NEW_PASSWORD = "quite another one";

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private IdentityService identity;

	@Autowired
	private UserStore users;

	@Autowired
	private AccountSessions sessions;

	@Autowired
	private SessionSettings settings;

	@Autowired
	private MovableClock clock;

	@Autowired
	private JdbcClient jdbc;

	@AfterEach
	void realTime() {
		this.clock.reset();
	}

	@ParameterizedTest
	@ValueSource(strings = { "removed", "demoted", "given another password by the engine",
			"given another password by an admin over REST", "given another password by an admin in Camunda Admin" })
	void the_next_request_of_an_admin_who_was_is_refused(String what) {
		for (String address : ADDRESSES) {
			String id = this.newcomers.person("Eve", Locale.ENGLISH, UserStore.PROCESS_ADMINS);
			Visitor eve = signedIn(id);
			// Camunda's applications keep an authentication of their own
			assertThat(eve.get("/camunda/api/engine/engine/default/task/count").statusCode()).isEqualTo(200);
			assertThat(eve.get(address).statusCode()).as(address).isEqualTo(200);

			happens(what, id);

			assertThat(eve.get(address).statusCode()).as(what + " " + address).isIn(401, 302);
			assertThat(eve.get("/api/me").statusCode()).isEqualTo(401);
		}
	}

	@Test
	void a_cookie_that_holds_no_session_is_a_strangers() {
		for (String id : List.of("a\0b", "\0", "x".repeat(5_000), "' or true --", "")) {
			SenderAt stranger = new SenderAt("127.9.9.9", this.port).keeping("ORDERFLOW_SESSION",
					Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8)));
			// the page, which has a token for its form, and the form
			assertThat(stranger.form("/forgotten", Map.of("email", "nowhere")).status()).as(id).isEqualTo(400);
		}
	}

	/** Whoever finds a browser open must not come back later by a door of their own. */
	@Test
	void a_session_that_was_begun_a_while_ago_makes_nothing_that_opens_the_account_later() {
		String id = this.newcomers.freelancer();
		Visitor eve = signedIn(id);
		String token = "{\"name\":\"mine\",\"scopes\":[\"READ\"]}";
		assertThat(eve.post("/webauthn/register/options", "{}").statusCode()).isEqualTo(200);
		this.clock.advance(this.settings.askedAgainAfter().plusSeconds(1));

		Map<String, HttpResponse<String>> tried = new LinkedHashMap<>();
		tried.put("token by a call", eve.post("/api/me/tokens", token));
		tried.put("token on the page", eve.form("/account/tokens", Map.of("name", "mine", "scopes", "READ")));
		tried.put("options of a passkey", eve.post("/webauthn/register/options", "{}"));
		tried.put("passkey", eve.post("/webauthn/register", "{}"));
		tried.put("recovery codes", eve.form("/account/passkeys/recovery-codes", Map.of()));
		tried.put("passkey away", eve.form("/account/passkeys/any/removal", Map.of()));
		String wrong = Base64.getEncoder().encodeToString((id + ":not the password").getBytes(StandardCharsets.UTF_8));
		tried.forEach((what, answer) -> {
			assertThat(answer.statusCode()).as(what + ": " + answer.body()).isEqualTo(403);
			assertThat(answer.body()).as(what).containsIgnoringCase("sign in again");
		});
		HttpRequest.Builder beside = eve.request("/api/me/tokens").header("Authorization", "Basic " + wrong);
		assertThat(eve.send(beside.GET()).statusCode()).as("a wrong password beside it").isEqualTo(401);
		assertThat(eve.send(beside.header("Content-Type", "application/json").POST(BodyPublishers.ofString(token)))
			.statusCode()).isEqualTo(401);
		assertThat(eve.get("/api/me/tokens").body()).isEqualTo("{\"tokens\":[]}");

		assertThat(signedIn(id).post("/api/me/tokens", token).statusCode()).isEqualTo(201);
		assertThat(Visitor.withPassword(this.port, id, Newcomers.PASSWORD).post("/api/me/tokens", token).statusCode())
			.isEqualTo(201);
	}

	@Test
	void so_is_what_an_admin_who_was_wants_to_change() {
		String id = this.newcomers.person("Eve", Locale.ENGLISH, UserStore.PROCESS_ADMINS);
		Visitor eve = signedIn(id);
		eve.get("/camunda/app/admin/default/");
		this.identity.deleteMembership(id, UserStore.PROCESS_ADMINS);
		assertThat(eve.put("/camunda/api/engine/engine/default/group/camunda-admin/members/" + id, "{}").statusCode())
			.isIn(401, 403);
		assertThat(this.users.groupsOf(id)).isEmpty();
		assertThat(Visitor.withPassword(this.port, id, Newcomers.PASSWORD)
			.get("/engine-rest/history/user-operation?maxResults=1")
			.body()).isEqualTo("[]");
	}

	private void happens(String what, String id) {
		String credentials = "{\"password\":\"" + NEW_PASSWORD + "\",\"authenticatedUserPassword\":\"orderflow\"}";
		switch (what) {
			case "removed" -> this.identity.deleteUser(id);
			case "demoted" -> this.identity.deleteMembership(id, UserStore.PROCESS_ADMINS);
			case "given another password by the engine" -> this.users.changePassword(id, NEW_PASSWORD);
			case "given another password by an admin over REST" ->
				assertThat(Visitor.withPassword(this.port, "ada", "orderflow")
					.put("/engine-rest/user/" + id + "/credentials", credentials)
					.statusCode()).isEqualTo(204);
			default -> assertThat(Visitor.signedIn(this.port, "ada")
				.put("/camunda/api/engine/engine/default/user/" + id + "/credentials", credentials)
				.statusCode()).isEqualTo(204);
		}
	}

	@Test
	void open_streams_end_with_the_right_to_hear_them() {
		for (String what : List.of("removed", "demoted", "given another password by the engine", "signed out")) {
			String id = this.newcomers.person("Eve", Locale.ENGLISH, UserStore.PROCESS_ADMINS);
			Visitor eve = signedIn(id);
			try (EventStream stream = EventStream.open(eve.request("/api/events"), eve)) {
				assertThat(stream.next().type()).isEqualTo("ready");
				if (what.equals("signed out")) {
					eve.form("/sign-out", Map.of());
				}
				else {
					happens(what, id);
				}
				assertThat(stream.next().type()).as(what).isEqualTo("closed");
			}
		}
	}

	@Test
	void a_password_that_was_changed_ends_all_sessions_but_the_one_that_changed_it() {
		String id = this.newcomers.client();
		Visitor here = signedIn(id);
		Visitor elsewhere = signedIn(id);
		assertThat(elsewhere.get("/api/me").statusCode()).isEqualTo(200);

		assertThat(changed(here, "wrong", NEW_PASSWORD)).isEqualTo(400);
		assertThat(elsewhere.get("/api/me").statusCode()).isEqualTo(200);
		assertThat(changed(here, Newcomers.PASSWORD, NEW_PASSWORD)).isEqualTo(302);

		assertThat(here.get("/api/me").statusCode()).isEqualTo(200);
		assertThat(elsewhere.get("/api/me").statusCode()).isEqualTo(401);
		assertThat(Visitor.withPassword(this.port, id, Newcomers.PASSWORD).get("/api/me").statusCode()).isEqualTo(401);
		assertThat(Visitor.withPassword(this.port, id, NEW_PASSWORD).get("/api/me").statusCode()).isEqualTo(200);
	}

	@Test
	void whoever_finds_an_open_session_does_not_find_the_password_by_it() {
		String id = this.newcomers.client();
		Visitor here = signedIn(id);
		for (int i = 0; i < 6; i++) {
			assertThat(changed(here, "wrong" + i, NEW_PASSWORD)).isEqualTo(400);
		}
		assertThat(changed(here, "wrong", NEW_PASSWORD)).isEqualTo(429);
	}

	private static int changed(Visitor visitor, String present, String password) {
		return visitor.form("/account/security/password", Map.of("present", present, "password", password))
			.statusCode();
	}

	@Test
	void sessions_are_listed_and_ended_by_their_owner_and_nobody_else() {
		String id = this.newcomers.client();
		Visitor here = signedIn(id);
		Visitor there = signedIn(id);
		Visitor elsewhere = signedIn(id);
		String page = here.get("/account/security").body();
		assertThat(page).contains("127.0.0.1", "celle-ci");
		List<String> ends = Pattern.compile("/account/security/sessions/([0-9a-f]{64})/removal")
			.matcher(page)
			.results()
			.map((one) -> one.group(1))
			.toList();
		assertThat(ends).hasSize(2);

		Visitor stranger = signedIn(this.newcomers.client());
		assertThat(stranger.form("/account/security/sessions/" + ends.get(0) + "/removal", Map.of()).statusCode())
			.isEqualTo(404);
		assertThat(this.sessions.of(id, null)).hasSize(3);
		assertThat(here.form("/account/security/sessions/" + ends.get(0) + "/removal", Map.of()).statusCode())
			.isEqualTo(302);
		assertThat(List.of(there.get("/api/me").statusCode(), elsewhere.get("/api/me").statusCode()))
			.containsExactlyInAnyOrder(200, 401);
		assertThat(here.form("/account/security/sessions/removal", Map.of()).statusCode()).isEqualTo(302);
		assertThat(List.of(there.get("/api/me").statusCode(), elsewhere.get("/api/me").statusCode())).containsOnly(401);
		assertThat(here.get("/api/me").statusCode()).isEqualTo(200);
	}

	@Test
	void programs_and_scripts_list_and_end_them_too() {
		String id = this.newcomers.client();
		Visitor here = signedIn(id);
		Visitor there = signedIn(id);
		Visitor elsewhere = signedIn(id);
		String list = here.get("/api/me/sessions").body();
		assertThat(JsonPath.<List<Boolean>>read(list, "$.sessions[*].current")).containsOnlyOnce(true).hasSize(3);
		List<String> others = JsonPath.read(list, "$.sessions[?(@.current == false)].handle");

		Visitor stranger = Visitor.withPassword(this.port, this.newcomers.client(), Newcomers.PASSWORD);
		assertThat(stranger.delete("/api/me/sessions/" + others.get(0)).statusCode()).isEqualTo(404);
		assertThat(here.withoutToken().delete("/api/me/sessions/" + others.get(0)).statusCode()).isEqualTo(403);
		here.readCsrf();
		assertThat(here.delete("/api/me/sessions/" + others.get(0)).statusCode()).isEqualTo(204);
		assertThat(here.delete("/api/me/sessions/" + others.get(0)).statusCode()).isEqualTo(404);
		assertThat(List.of(there.get("/api/me").statusCode(), elsewhere.get("/api/me").statusCode()))
			.containsExactlyInAnyOrder(200, 401);
		assertThat(here.delete("/api/me/sessions").statusCode()).isEqualTo(204);
		assertThat(List.of(there.get("/api/me").statusCode(), elsewhere.get("/api/me").statusCode())).containsOnly(401);
		assertThat(here.get("/api/me").statusCode()).isEqualTo(200);
		assertThat(Visitor.withPassword(this.port, id, Newcomers.PASSWORD).delete("/api/me/sessions").statusCode())
			.isEqualTo(204);
		assertThat(here.get("/api/me").statusCode()).isEqualTo(401);
	}

	@Test
	void the_page_does_not_tell_what_opens_a_session() {
		String id = this.newcomers.client();
		Visitor here = Visitor.stranger(this.port);
		Matcher cookie = Pattern.compile("ORDERFLOW_SESSION=([^;]+)")
			.matcher(String.join("\n", here.signIn(id, Newcomers.PASSWORD).headers().allValues("Set-Cookie")));
		assertThat(cookie.find()).isTrue();
		String session = new String(Base64.getDecoder().decode(cookie.group(1)), StandardCharsets.UTF_8);
		assertThat(here.get("/account/security").body()).doesNotContain(session, cookie.group(1));
	}

	@Test
	void nor_does_the_database() {
		String id = this.newcomers.client();
		Visitor here = Visitor.stranger(this.port);
		Matcher cookie = Pattern.compile("ORDERFLOW_SESSION=([^;]+)")
			.matcher(String.join("\n", here.signIn(id, Newcomers.PASSWORD).headers().allValues("Set-Cookie")));
		assertThat(cookie.find()).isTrue();
		String kept = this.jdbc.sql("select session_id from spring_session where principal_name = :id")
			.param("id", id)
			.query(String.class)
			.single();
		assertThat(meWith(cookie.group(1))).isEqualTo(200);
		assertThat(meWith(Base64.getEncoder().encodeToString(kept.getBytes(StandardCharsets.UTF_8)))).isEqualTo(401);
	}

	private int meWith(String cookie) {
		Visitor stranger = Visitor.stranger(this.port);
		return stranger.send(stranger.request("/api/me").header("Cookie", "ORDERFLOW_SESSION=" + cookie)).statusCode();
	}

	@Test
	void a_session_ends_however_much_it_is_used() {
		Visitor here = signedIn(this.newcomers.client());
		this.clock.advance(this.settings.longest().minus(Duration.ofMinutes(1)));
		assertThat(here.get("/api/me").statusCode()).isEqualTo(200);
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(here.get("/api/me").statusCode()).isEqualTo(401);
	}

	@Test
	void and_so_does_what_is_heard_in_it() {
		Visitor here = signedIn(this.newcomers.client());
		this.clock.advance(this.settings.longest().minusSeconds(2));
		try (EventStream stream = EventStream.open(here.request("/api/events"), here)) {
			assertThat(stream.next().type()).isEqualTo("ready");
			assertThat(stream.next().type()).isEqualTo("closed");
		}
	}

	@Test
	void one_session_more_than_allowed_ends_another() {
		String id = this.newcomers.client();
		for (int i = 0; i < this.settings.perAccount() + 2; i++) {
			signIn(id);
		}
		assertThat(this.sessions.of(id, null)).hasSize(this.settings.perAccount());
		for (Visitor visitor : List.of(Visitor.withToken(this.port, "x"), Visitor.withPassword(this.port, "x", "y"))) {
			visitor.signIn(id, Newcomers.PASSWORD);
			assertThat(this.sessions.of(id, null)).as("a header that nobody looks at")
				.hasSize(this.settings.perAccount());
		}
		ExecutorService threads = Executors.newCachedThreadPool();
		List<CompletableFuture<Integer>> atOnce = Stream
			.generate(() -> CompletableFuture
				.supplyAsync(() -> Visitor.stranger(this.port).signIn(id, Newcomers.PASSWORD).statusCode(), threads))
			.limit(60)
			.toList();
		assertThat(atOnce).extracting(CompletableFuture::join).contains(302);
		threads.shutdown();
		// the answer comes first
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(this.sessions.of(id, null)).hasSizeLessThanOrEqualTo(this.settings.perAccount()));
	}

	/** The cookie says where somebody wanted to go before they signed in. */
	@Test
	void whoever_brings_back_a_place_that_is_none_signs_in_all_the_same() {
		String nowhere = "http://localhost:" + this.port + ".elsewhere.example/x";
		Visitor visitor = Visitor.stranger(this.port);
		visitor.readCsrf();
		HttpResponse<String> answer = visitor.send(visitor.request("/sign-in")
			.header("Cookie",
					"REDIRECT_URI=" + Base64.getEncoder().encodeToString(nowhere.getBytes(StandardCharsets.UTF_8)))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("username=" + this.newcomers.client() + "&password="
					+ URLEncoder.encode(Newcomers.PASSWORD, StandardCharsets.UTF_8))));
		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(answer.headers().firstValue("Location"))
			.hasValueSatisfying((to) -> assertThat(to).doesNotContain("elsewhere", "refused"));
	}

	/** Whoever has a session by then is told so, whatever becomes of the older ones. */
	@Test
	void sessions_that_cannot_be_read_keep_nobody_from_signing_in() {
		String id = this.newcomers.client();
		signedIn(id);
		this.jdbc.sql("""
				update spring_session_attributes set attribute_bytes = '\\x00' where session_primary_id in
				(select primary_id from spring_session where principal_name = :id)""").param("id", id).update();
		assertThat(Visitor.stranger(this.port).signIn(id, Newcomers.PASSWORD).statusCode()).isEqualTo(302);
	}

	private Visitor signIn(String id) {
		Visitor visitor = Visitor.stranger(this.port);
		assertThat(visitor.signIn(id, Newcomers.PASSWORD).headers().firstValue("Location").orElseThrow())
			.doesNotContain("refused", "paused");
		return visitor;
	}

	private Visitor signedIn(String id) {
		Visitor visitor = signIn(id);
		visitor.readCsrf();
		visitor.get("/camunda/app/tasklist/default/");
		return visitor;
	}

}
