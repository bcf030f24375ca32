package io.orderflow.platform.token;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.AccountMails;
import io.orderflow.EventStream;
import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.QueryPlans;
import io.orderflow.Statements;
import io.orderflow.Visitor;
import io.orderflow.platform.UserStore;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What a token opens, what it does not, and when it opens nothing any more. */
@OrderflowTest
class ApiTokenTest {

	private static final String BODY = "{\"name\":\"a\",\"count\":1}";

	private static final String FETCH = """
			{"workerId":"w","maxTasks":1,"topics":[{"topicName":"any","lockDuration":1000}]}""";

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private IdentityService identity;

	@Autowired
	private UserStore users;

	@Autowired
	private ApiTokenService tokens;

	@Autowired
	private TokenSettings settings;

	@Autowired
	private Statements statements;

	@Autowired
	private AccountMails mails;

	@Autowired
	private QueryPlans plans;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MovableClock clock;

	private String id;

	private Visitor person;

	@BeforeEach
	void person() {
		this.id = this.newcomers.client();
		this.person = Visitor.withPassword(this.port, this.id, Newcomers.PASSWORD).reading("en");
	}

	@AfterEach
	void realTime() {
		this.clock.reset();
	}

	private Visitor token(TokenScope... scopes) {
		return Visitor.withToken(this.port, made(this.id, scopes).secret());
	}

	private NewApiToken made(String owner, TokenScope... scopes) {
		return this.tokens.make(owner, Map.of("name", "shop", "scopes", List.of(scopes)));
	}

	private static void isRefused(HttpResponse<String> answer, int status, String code) {
		assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isEqualTo(status);
		assertThat(answer.body()).contains("urn:orderflow:problem:" + code);
	}

	@Test
	void it_is_shown_once_and_kept_as_a_hash() {
		HttpResponse<String> answer = this.person.post("/api/me/tokens",
				"{\"name\":\"My shop\",\"scopes\":[\"READ\",\"act\"],\"days\":30}");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		assertThat(answer.headers().firstValue("Cache-Control"))
			.hasValueSatisfying((cache) -> assertThat(cache).contains("no-store"));
		String secret = JsonPath.read(answer.body(), "$.token");
		assertThat(secret).startsWith("ofl_").hasSize(47);
		assertThat(Visitor.withToken(this.port, secret).get("/api/me").body()).contains(this.id);

		HttpResponse<String> list = this.person.get("/api/me/tokens");
		assertThat(list.body()).contains("My shop", "READ", "ACT", "lastUsedAt", secret.substring(0, 10))
			.doesNotContain(secret.substring(0, 12));
		Map<String, Object> row = this.jdbc.sql("select * from api_token where account = :id")
			.param("id", this.id)
			.query()
			.singleRow();
		assertThat(row.values())
			.noneSatisfy((value) -> assertThat(String.valueOf(value)).contains(secret.substring(4)));
	}

	@Test
	void each_scope_does_its_part_and_no_other() {
		Visitor read = token(TokenScope.READ);
		Visitor act = token(TokenScope.ACT);
		Visitor work = token(TokenScope.WORK);
		assertThat(read.get("/api/me").statusCode()).isEqualTo(200);
		assertThat(act.post("/api/test-problems/body", BODY).statusCode()).isEqualTo(200);
		assertThat(work.post("/engine-rest/external-task/fetchAndLock", FETCH).statusCode()).isEqualTo(403);
		assertThat(work.post("/engine-rest/external-task/fetchAndLock", FETCH).body()).as("its owner is no worker")
			.contains("only-process-admins");

		isRefused(read.post("/api/test-problems/body", BODY), 403, "token-scope-missing");
		isRefused(read.delete("/api/orders/OF-0000-0000/note"), 403, "token-scope-missing");
		isRefused(read.post("/engine-rest/external-task/fetchAndLock", FETCH), 403, "token-scope-missing");
		isRefused(read.get("/engine-rest/external-task"), 403, "token-scope-missing");
		isRefused(act.get("/api/me"), 403, "token-scope-missing");
		isRefused(act.get("/engine-rest/task"), 403, "token-scope-missing");
		isRefused(act.post("/engine-rest/external-task/fetchAndLock", FETCH), 403, "token-scope-missing");
		isRefused(work.get("/api/me"), 403, "token-scope-missing");
		isRefused(work.post("/api/test-problems/body", BODY), 403, "token-scope-missing");
		isRefused(work.get("/engine-rest/task"), 403, "token-scope-missing");
	}

	@Test
	void a_process_admins_token_reads_the_engine_and_changes_nothing_there() {
		Visitor admin = Visitor.withToken(this.port,
				made("ada", TokenScope.READ, TokenScope.ACT, TokenScope.WORK).secret());
		assertThat(admin.get("/engine-rest/engine").statusCode()).isEqualTo(200);
		assertThat(admin.get("/actuator/metrics").statusCode()).isEqualTo(200);
		isRefused(admin.post("/engine-rest/history/cleanup", ""), 403, "token-not-enough");
		isRefused(admin.put("/engine-rest/user/" + this.id + "/credentials", "{\"password\":\"another password\"}"),
				403, "token-not-enough");
		isRefused(admin.delete("/engine-rest/user/" + this.id), 403, "token-not-enough");
		assertThat(token(TokenScope.READ).get("/actuator/metrics").statusCode()).isEqualTo(403);
		assertThat(admin.get("/camunda/api/engine/engine/default/user").statusCode()).isEqualTo(401);
		assertThat(admin.get("/account").statusCode()).isEqualTo(302);
	}

	@Test
	void a_token_makes_no_tokens_and_changes_nothing_about_signing_in() {
		NewApiToken made = made(this.id, TokenScope.READ, TokenScope.ACT);
		Visitor program = Visitor.withToken(this.port, made.secret());
		isRefused(program.post("/api/me/tokens", "{\"name\":\"more\",\"scopes\":[\"READ\"]}"), 403, "token-not-enough");
		isRefused(program.get("/api/me/tokens"), 403, "token-not-enough");
		isRefused(program.delete("/api/me/tokens/" + made.token().id()), 403, "token-not-enough");
		isRefused(program.post("/api/me/password", "{\"password\":\"another password\"}"), 403, "token-not-enough");
		isRefused(program.get("/api/me/whatever-comes-next"), 403, "token-not-enough");
		// a browser that is told would outlive the token
		isRefused(program.post("/api/me/push-subscriptions", "{}"), 403, "token-not-enough");
		assertThat(program.get("/api/me/push-subscriptions").statusCode()).isEqualTo(200);
		assertThat(program.get("/api/me/preferences").statusCode()).isEqualTo(200);
		// nor does it open a session in which it could
		assertThat(program.form("/account/tokens", Map.of("name", "more", "scopes", "READ")).statusCode()).isIn(302,
				403);
		assertThat(this.tokens.of(this.id)).hasSize(1);
	}

	@Test
	void it_is_dead_from_the_next_request_on() {
		NewApiToken made = made(this.id, TokenScope.READ);
		Visitor program = Visitor.withToken(this.port, made.secret());
		assertThat(program.get("/api/me").statusCode()).isEqualTo(200);
		assertThat(this.person.delete("/api/me/tokens/" + made.token().id()).statusCode()).isEqualTo(204);
		isRefused(program.get("/api/me"), 401, "token-not-known");

		NewApiToken ends = this.tokens.make(this.id, Map.of("name", "short", "scopes", List.of("READ"), "days", 1));
		this.clock.advance(Duration.ofDays(1).plusSeconds(1));
		isRefused(Visitor.withToken(this.port, ends.secret()).get("/api/me"), 401, "token-not-known");
	}

	@Test
	void a_removed_owners_token_is_dead_and_nobody_inherits_it() {
		Visitor program = token(TokenScope.READ);
		assertThat(program.get("/api/me").statusCode()).isEqualTo(200);
		this.identity.deleteUser(this.id);
		isRefused(program.get("/api/me"), 401, "token-not-known");
		this.users.create(this.id, "Some", "One", "", "a long enough password");
		isRefused(program.get("/api/me"), 401, "token-not-known");
	}

	@Test
	void it_has_the_groups_that_its_owner_has_now() {
		Visitor program = token(TokenScope.READ);
		assertThat(program.get("/actuator/metrics").statusCode()).isEqualTo(403);
		this.identity.createMembership(this.id, UserStore.PROCESS_ADMINS);
		assertThat(program.get("/actuator/metrics").statusCode()).isEqualTo(200);
		this.identity.deleteMembership(this.id, UserStore.PROCESS_ADMINS);
		assertThat(program.get("/actuator/metrics").statusCode()).isEqualTo(403);
	}

	@Test
	void it_does_not_last_longer_or_come_oftener_than_is_allowed() {
		for (String body : List.of("{}", "{\"name\":\"\",\"scopes\":[\"READ\"]}", "{\"name\":\"a\",\"scopes\":[]}",
				"{\"name\":\"a\",\"scopes\":[\"ADMIN\"]}", "{\"name\":\"a\",\"scopes\":[\"READ\"],\"days\":366}",
				"{\"name\":\"a\",\"scopes\":[\"READ\"],\"days\":0}",
				"{\"name\":\"a\",\"scopes\":[\"READ\"],\"days\":-1}", "{\"name\":\"a\\r\\nb\",\"scopes\":[\"READ\"]}",
				"{\"name\":\"" + "n".repeat(101) + "\",\"scopes\":[\"READ\"]}")) {
			assertThat(this.person.post("/api/me/tokens", body).statusCode()).as(body).isEqualTo(400);
		}
		assertThat(this.tokens.of(this.id)).isEmpty();
	}

	@Test
	void however_many_are_made_at_once_an_account_has_no_more_than_its_number() throws Exception {
		int most = this.settings.perAccount();
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			List<Future<Integer>> answers = new ArrayList<>();
			for (int i = 0; i < most + 8; i++) {
				answers.add(executor
					.submit(() -> this.person.post("/api/me/tokens", "{\"name\":\"n\",\"scopes\":[\"READ\"]}")
						.statusCode()));
			}
			List<Integer> statuses = new ArrayList<>();
			for (Future<Integer> answer : answers) {
				statuses.add(answer.get());
			}
			assertThat(statuses).containsOnly(201, 409);
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(this.tokens.of(this.id)).hasSize(most);
		assertThat(this.person.post("/api/me/tokens", "{\"name\":\"n\",\"scopes\":[\"READ\"]}").body())
			.contains("Vous avez déjà " + most + " jetons");
	}

	@Test
	void a_request_costs_one_read_and_no_look_at_a_password() {
		Visitor program = token(TokenScope.READ);
		program.get("/api/test-problems/number/1");
		List<String> taken = this.statements.of(() -> program.get("/api/test-problems/number/1"));
		assertThat(taken).singleElement().asString().contains("from api_token");
		assertThat(taken).noneMatch((statement) -> statement.contains("pwd_") || statement.contains("PWD_"));
	}

	@Test
	void the_read_is_on_an_index() {
		assertThat(this.plans.of(ApiTokenRows.GOOD,
				Map.of("hash", "0".repeat(64), "now", Instant.EPOCH.atOffset(ZoneOffset.UTC))))
			.contains("api_token_hash_key")
			.doesNotContain("Seq Scan on api_token");
	}

	@Test
	void the_last_use_is_written_sparingly() {
		Visitor program = token(TokenScope.READ);
		this.clock.freeze();
		assertThat(writes(program)).isOne();
		assertThat(writes(program)).isZero();
		this.clock.advance(this.settings.lastUseToThe().plusSeconds(1));
		assertThat(writes(program)).isOne();
		assertThat(this.tokens.of(this.id)).singleElement()
			.satisfies((token) -> assertThat(token.lastUsedAt()).isNotNull());
	}

	private long writes(Visitor program) {
		return this.statements.of(() -> program.get("/api/test-problems/number/1"))
			.stream()
			.filter((statement) -> statement.contains("update api_token"))
			.count();
	}

	@Test
	void what_is_no_token_is_refused_whoever_the_cookies_are() {
		Visitor lea = Visitor.signedIn(this.port, "lea");
		for (String bad : List.of("Bearer", "Bearer ", "bearer ofl_" + "x".repeat(43), "Bearer x", "BEARER ofl_",
				"Bearer ofl_" + "é".repeat(43), "Bearer ofl_" + "x".repeat(9_000).substring(0, 4_000),
				"Bearer ' or 1=1--")) {
			for (String path : List.of("/api/me", "/engine-rest/engine", "/actuator/metrics")) {
				HttpResponse<String> answer = lea.send(lea.request(path).header("Authorization", bad).GET());
				isRefused(answer, 401, "token-not-known");
				assertThat(answer.headers().firstValue("WWW-Authenticate"))
					.hasValueSatisfying((challenge) -> assertThat(challenge).startsWith("Bearer"));
				assertThat(
						lea.send(lea.request(path).header("Authorization", bad).header("Sec-Fetch-Mode", "cors").GET())
							.headers()
							.firstValue("WWW-Authenticate"))
					.isEmpty();
			}
		}
	}

	@Test
	void a_foreign_page_brings_no_token() {
		Visitor program = token(TokenScope.READ, TokenScope.ACT);
		isRefused(program.send(program.request("/api/me").header("Sec-Fetch-Site", "cross-site").GET()), 403,
				"foreign-request");
		isRefused(program.send(program.request("/api/me").header("Origin", "http://elsewhere.example").GET()), 403,
				"foreign-request");
	}

	@Test
	void another_persons_tokens_are_not_there() {
		NewApiToken others = made("lea", TokenScope.READ);
		isRefused(this.person.delete("/api/me/tokens/" + others.token().id()), 404, "token-not-found");
		assertThat(this.person.get("/api/me/tokens").body()).doesNotContain(others.token().id().toString());
		this.tokens.revoke("lea", others.token().id());
	}

	@Test
	void the_page_makes_lists_and_revokes_them() {
		Visitor browser = Visitor.stranger(this.port).reading("en");
		browser.signIn(this.id, Newcomers.PASSWORD);
		browser.readCsrf();
		HttpResponse<String> refused = browser.form("/account/tokens", Map.of("name", "shop", "days", "400"));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("scopes-error", "days-error", "value=\"shop\"");
		HttpResponse<String> made = browser.form("/account/tokens",
				Map.of("name", "shop", "scopes", "READ", "days", "10"));
		Matcher secret = Pattern.compile(">(ofl_[\\w-]{43})</textarea>").matcher(made.body());
		assertThat(secret.find()).isTrue();
		assertThat(Visitor.withToken(this.port, secret.group(1)).get("/api/me").statusCode()).isEqualTo(200);
		assertThat(browser.get("/account/tokens").body()).contains("shop").doesNotContain(secret.group(1));
		ApiToken token = this.tokens.of(this.id).get(0);
		assertThat(token.scopes()).isEqualTo(Set.of(TokenScope.READ));
		String removal = "/account/tokens/" + token.id() + "/removal";
		assertThat(browser.form(removal, Map.of()).body()).contains("name=\"asked\" value=\"revoke\"");
		assertThat(browser.form(removal, Map.of("asked", "revoke")).statusCode()).isEqualTo(302);
		assertThat(Visitor.withToken(this.port, secret.group(1)).get("/api/me").statusCode()).isEqualTo(401);
	}

	@Test
	void that_it_was_made_and_revoked_is_recorded_without_it() {
		NewApiToken made = made(this.id, TokenScope.READ);
		this.tokens.revoke(this.id, made.token().id());
		List<String> recorded = this.jdbc
			.sql("select kind || ' ' || about || ' ' || detail from audit_event where who = :id order by at")
			.param("id", this.id)
			.query(String.class)
			.list();
		assertThat(recorded).anySatisfy((line) -> assertThat(line).startsWith("TOKEN_MADE shop ofl_"))
			.anySatisfy((line) -> assertThat(line).startsWith("TOKEN_REVOKED shop ofl_"))
			.noneSatisfy((line) -> assertThat(line).contains(made.secret()));
	}

	@Test
	void its_owner_is_told_by_mail() {
		made(this.id, TokenScope.READ);
		assertThat(this.mails.to(this.id + "@orderflow.example")).singleElement()
			.satisfies((mail) -> assertThat(mail.subject()).contains("jeton d’API"));
	}

	@Test
	void live_events_come_to_a_token_too() {
		try (EventStream stream = EventStream.open(token(TokenScope.READ).request("/api/events"))) {
			assertThat(stream.next().type()).isEqualTo("ready");
		}
	}

	@Test
	void what_it_listens_to_ends_when_it_is_revoked() {
		NewApiToken made = made(this.id, TokenScope.READ);
		try (EventStream stream = EventStream
			.open(Visitor.withToken(this.port, made.secret()).request("/api/events"))) {
			assertThat(stream.next().type()).isEqualTo("ready");
			this.tokens.revoke(this.id, made.token().id());
			assertThat(stream.next().type()).isEqualTo("closed");
		}
	}

	@Test
	void and_when_its_end_comes() {
		String secret = made(this.id, TokenScope.READ).secret();
		this.clock.advance(Duration.ofDays(this.tokens.usualDays()).minusSeconds(2));
		try (EventStream stream = EventStream.open(Visitor.withToken(this.port, secret).request("/api/events"))) {
			assertThat(stream.next().type()).isEqualTo("ready");
			assertThat(stream.next().type()).isEqualTo("closed");
		}
	}

}
