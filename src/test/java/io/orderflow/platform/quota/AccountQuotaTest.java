package io.orderflow.platform.quota;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Statements;
import io.orderflow.SenderAt;
import io.orderflow.Visitor;
import io.orderflow.platform.audit.AuditFilter;
import io.orderflow.platform.audit.AuditKind;
import io.orderflow.platform.audit.AuditTrail;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.Storyboard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody with an account makes masses of what stays; everybody else goes on as before.
 */
@OrderflowTest
class AccountQuotaTest {

	private static final String SERVICE = """
			{"title":"A fox","description":"Drawn.","language":"en","price":{"amount":"10.00","currency":"EUR"},
			 "deliveryTime":"P2D","revisions":1,"approval":"NONE","updateAskedAfter":"P2D",
			 "updateRemindedAfter":"P3D","revisionRoundTime":"P1D","questions":[]}""";

	@LocalServerPort
	private int port;

	@Autowired
	private AccountQuota quota;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private AuditTrail audit;

	@Autowired
	private Statements statements;

	@Autowired
	private MovableClock clock;

	private Object settings;

	private OrderScenario order;

	@BeforeEach
	void someOfEach() {
		this.order = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH).placed();
		this.settings = ReflectionTestUtils.getField(this.quota, "settings");
		// the order that was placed before counts
		ReflectionTestUtils.setField(this.quota, "settings",
				new QuotaSettings(4, 3, 3, 3, 2, 3, 3, 4, Duration.ofMinutes(30)));
	}

	@AfterEach
	void asBefore() {
		ReflectionTestUtils.setField(this.quota, "settings", this.settings);
		this.clock.reset();
	}

	private Visitor program(String account) {
		return Visitor.withPassword(this.port, account, Newcomers.PASSWORD);
	}

	private Visitor browser(String account) {
		Visitor browser = Visitor.stranger(this.port);
		browser.signIn(account, Newcomers.PASSWORD);
		browser.readCsrf();
		return browser;
	}

	private static void isOneTooMany(HttpResponse<String> answer, String code, String sentence) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
		assertThat(Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow())).isBetween(1L, 1800L);
		assertThat(answer.body()).contains("urn:orderflow:problem:" + code, sentence);
	}

	private String anOrder(UUID listing) {
		return "{\"listing\":\"" + listing + "\"}";
	}

	@Test
	void orders() {
		Visitor client = program(this.order.client());
		UUID listing = this.order.listing();
		for (int i = 0; i < 3; i++) {
			assertThat(client.post("/api/orders", anOrder(listing)).statusCode()).isEqualTo(201);
		}
		isOneTooMany(client.post("/api/orders", anOrder(listing)), "too-many-orders",
				"You can place at most 4 orders within 30 minutes. Please try again in ");
		assertThat(program(this.newcomers.client()).post("/api/orders", anOrder(listing)).statusCode())
			.as("somebody else")
			.isEqualTo(201);
		assertThat(write(client, "Still there?").statusCode()).as("counted apart").isEqualTo(201);

		this.clock.advance(Duration.ofMinutes(30));
		assertThat(client.post("/api/orders", anOrder(listing)).statusCode()).isEqualTo(201);
	}

	@Test
	void orders_at_the_same_moment() throws Exception {
		String client = this.order.client();
		UUID listing = this.order.listing();
		ExecutorService together = Executors.newFixedThreadPool(10);
		try {
			List<Callable<Integer>> tries = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				tries.add(() -> program(client).post("/api/orders", anOrder(listing)).statusCode());
			}
			List<Integer> answers = new ArrayList<>();
			for (Future<Integer> answer : together.invokeAll(tries)) {
				answers.add(answer.get());
			}
			assertThat(answers).containsOnly(201, 429);
			assertThat(answers.stream().filter((status) -> status == 201)).hasSize(3);
		}
		finally {
			together.shutdownNow();
		}
	}

	@Test
	void what_is_refused_and_what_is_repeated_does_not_count() {
		Visitor client = program(this.order.client());
		String listing = this.order.listing().toString();
		for (int i = 0; i < 5; i++) {
			assertThat(client
				.post("/api/orders", "{\"listing\":\"" + listing + "\",\"answers\":{\"format\":\"as you like\"}}")
				.statusCode()).isEqualTo(400);
		}
		String key = UUID.randomUUID().toString();
		for (int i = 0; i < 5; i++) {
			assertThat(client
				.send(client.request("/api/orders")
					.header("Content-Type", "application/json")
					.header("Idempotency-Key", key)
					.POST(BodyPublishers.ofString(anOrder(this.order.listing()))))
				.statusCode()).isIn(200, 201);
		}
		for (int i = 0; i < 2; i++) {
			assertThat(client.post("/api/orders", anOrder(this.order.listing())).statusCode()).isEqualTo(201);
		}
		assertThat(client.post("/api/orders", anOrder(this.order.listing())).statusCode()).isEqualTo(429);
	}

	@Test
	void the_page_keeps_what_was_written_with_a_sentence() {
		Visitor camille = browser(this.marketplace.aClient(Locale.FRENCH));
		String address = "/services/" + this.order.listing() + "/orders";
		for (int i = 0; i < 4; i++) {
			assertThat(camille.form(address, answers()).statusCode()).isEqualTo(302);
		}
		HttpResponse<String> refused = camille.form(address, answers());
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.headers().firstValue("Retry-After")).isPresent();
		assertThat(refused.body()).contains(
				"Vous pouvez passer 4 commandes au plus en 30 minutes. Merci de réessayer dans",
				"A fox in the snow</textarea>");
	}

	private static Map<String, String> answers() {
		return Map.of("key", UUID.randomUUID().toString(), "answer_story", "A fox in the snow", "answer_format", "4:3");
	}

	private HttpResponse<String> write(Visitor sender, String text) {
		return sender.post("/api/orders/" + this.order.number() + "/messages", "{\"message\":\"" + text + "\"}");
	}

	@Test
	void messages_that_are_repeated_under_their_keys() {
		Visitor page = browser(this.order.client());
		String address = "/orders/" + this.order.number() + "/messages";
		for (int i = 0; i <= 4; i++) {
			assertThat(page.form(address, Map.of("message", "One", "key", new UUID(1, 1).toString())).statusCode())
				.isEqualTo((i < 4) ? 302 : 429);
		}
	}

	@Test
	void messages_on_every_way() {
		Visitor client = program(this.order.client());
		assertThat(write(client, "One").statusCode()).isEqualTo(201);
		Visitor page = browser(this.order.client());
		String address = "/orders/" + this.order.number() + "/messages";
		assertThat(page.form(address, Map.of("message", "Two", "key", UUID.randomUUID().toString())).statusCode())
			.isEqualTo(302);
		assertThat(client
			.post("/api/conversations", "{\"freelancer\":\"" + this.order.freelancer() + "\",\"message\":\"Three\"}")
			.statusCode()).isEqualTo(201);
		isOneTooMany(write(client, "Four"), "too-many-messages", "You can write at most 3 messages within 30 minutes");
		HttpResponse<String> refused = page.form(address,
				Map.of("message", "Five & more", "key", UUID.randomUUID().toString()));
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.body()).contains("You can write at most 3 messages", "Five &amp; more</textarea>");
		assertThat(write(program(this.order.freelancer()), "Hello?").statusCode()).isEqualTo(201);
	}

	@Test
	void services() {
		Visitor freelancer = program(this.newcomers.freelancer());
		for (int i = 0; i < 3; i++) {
			assertThat(freelancer.post("/api/listings", SERVICE).statusCode()).isEqualTo(201);
		}
		isOneTooMany(freelancer.post("/api/listings", SERVICE), "too-many-services",
				"at most 3 services within 30 minutes");
	}

	@Test
	void what_else_an_order_keeps() {
		Visitor freelancer = program(this.order.freelancer());
		String address = "/api/orders/" + this.order.number();
		for (int i = 0; i < 3; i++) {
			assertThat(freelancer.put(address + "/note", "{\"text\":\"" + i + "\",\"items\":[]}").statusCode())
				.isEqualTo(200);
		}
		isOneTooMany(freelancer.put(address + "/note", "{\"text\":\"4\",\"items\":[]}"), "too-many-changes",
				"You can make at most 3 changes to your orders");
		isOneTooMany(
				freelancer.post(address + "/requests",
						"{\"kind\":\"CANCELLATION\",\"reason\":\"No time\"," + "\"responsible\":\"FREELANCER\"}"),
				"too-many-changes", "at most 3 changes to your orders");
		assertThat(freelancer.get(address + "/note").body()).contains("\"text\":\"2\"");
	}

	@Test
	void what_the_other_side_is_told_of_by_each_mail() {
		Visitor freelancer = program(this.order.freelancer());
		String address = "/api/orders/" + this.order.number();
		String request = "{\"kind\":\"CANCELLATION\",\"reason\":\"No time\",\"responsible\":\"FREELANCER\"}";
		assertThat(freelancer.post(address + "/requests/withdrawal", "").statusCode()).as("is refused").isEqualTo(409);
		assertThat(freelancer.post(address + "/requests", request).statusCode()).isEqualTo(200);
		assertThat(freelancer.post(address + "/requests/withdrawal", "").statusCode()).isEqualTo(200);
		isOneTooMany(freelancer.post(address + "/requests", request), "too-many-told",
				"an order at most 2 questions, requests and updates within");
		assertThat(freelancer.put(address + "/note", "{\"text\":\"1\",\"items\":[]}").statusCode()).as("nobody is told")
			.isEqualTo(200);
	}

	@Test
	void steps_in_tasklist_too() {
		OrderScenario asked = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH)
			.of(Storyboard.ordinary())
			.withRequirements();
		Visitor freelancer = program(asked.freelancer());
		for (int i = 0; i < 3; i++) {
			freelancer.put("/api/orders/" + asked.number() + "/note", "{\"text\":\"" + i + "\",\"items\":[]}");
		}
		HttpResponse<String> answer = freelancer.post("/engine-rest/task/"
				+ this.marketplace.openTask(asked.number(), "userTask_reviewRequirements") + "/submit-form",
				"{\"variables\":{\"decision\":{\"value\":\"clear\",\"type\":\"String\"}}}");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
		assertThat(answer.body()).contains("\"type\":\"too-many-changes\"", "at most 3 changes to your orders");
		assertThat(this.marketplace.openTask(asked.number(), "userTask_reviewRequirements")).isNotNull();
	}

	@Test
	void uploads() {
		Visitor client = program(this.order.client());
		for (int i = 0; i < 3; i++) {
			assertThat(upload(client).statusCode()).isEqualTo(201);
		}
		List<HttpResponse<String>> refused = new ArrayList<>();
		assertThat(this.statements.of(() -> refused.add(upload(client)))).as("nothing of it is taken in")
			.noneMatch((sql) -> sql.contains("into attachment"));
		isOneTooMany(refused.get(0), "too-many-uploads", "You can upload at most 3\u00a0MB within 30 minutes");
	}

	/** Each was written down as it came. */
	@Test
	void uploads_that_come_to_nothing() {
		Visitor client = program(this.order.client());
		for (int i = 0; i < 3; i++) {
			assertThat(client.send(client.request("/api/files")
				.header("Content-Type", "multipart/form-data; boundary=x")
				.POST(BodyPublishers
					.ofString("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
							+ "A fox ".repeat(20_000))))
				.statusCode()).as("cut off").isEqualTo(400);
		}
		isOneTooMany(upload(client), "too-many-uploads", "You can upload at most 3\u00a0MB within 30 minutes");
	}

	private static HttpResponse<String> upload(Visitor sender) {
		return sender.send(sender.request("/api/files?name=fox.txt")
			.header("Content-Type", "application/octet-stream")
			.POST(BodyPublishers.ofString("A fox")));
	}

	@Test
	void tokens() {
		Visitor client = program(this.order.client());
		for (int i = 0; i < 3; i++) {
			HttpResponse<String> made = client.post("/api/me/tokens", "{\"name\":\"t\",\"scopes\":[\"READ\"]}");
			assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		}
		isOneTooMany(client.post("/api/me/tokens", "{\"name\":\"t\",\"scopes\":[\"READ\"]}"), "too-many-credentials",
				"You can change how you sign in at most 3 times");
	}

	/** Each is read byte by byte, whatever it is. */
	@Test
	void passkeys_that_are_none() {
		Visitor noah = browser(this.newcomers.freelancer());
		for (int i = 0; i < 3; i++) {
			assertThat(noah.post("/webauthn/register", "{}").statusCode()).isNotEqualTo(429);
		}
		isOneTooMany(noah.post("/webauthn/register", "{}"), "too-many-credentials",
				"You can change how you sign in at most 3 times");
	}

	/** Each would be a row of a table that nobody can shorten. */
	@Test
	void wrong_recovery_codes() {
		String noah = this.newcomers.freelancer();
		Visitor browser = browser(noah);
		for (int i = 0; i < 3; i++) {
			assertThat(browser.form("/account/passkeys/recovery", Map.of("code", "bcdf-bcdf-bcdf-bcdf")).statusCode())
				.isEqualTo(400);
		}
		HttpResponse<String> refused = browser.form("/account/passkeys/recovery", Map.of("code", "bcdf"));
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.body()).contains("You can try at most 3 recovery codes within 30 minutes");
		assertThat(audited(noah, AuditKind.SIGN_IN_REFUSED)).isEqualTo(3);
	}

	/** Who found a session open tries codes in it, so that the owner can do nothing. */
	@Test
	void wrong_recovery_codes_keep_no_owner_from_a_right_one_nor_from_another_password() {
		String noah = this.newcomers.freelancer();
		Visitor thief = browser(noah);
		for (int i = 0; i < 4; i++) {
			thief.form("/account/passkeys/recovery", Map.of("code", "bcdf-bcdf-bcdf-bcdf"));
		}
		assertThat(thief.form("/account/passkeys/recovery", Map.of("code", "bcdf")).statusCode()).isEqualTo(429);
		SenderAt owner = new SenderAt("127.0.0.87", this.port);
		owner.form("/sign-in", Map.of("username", noah, "password", Newcomers.PASSWORD));
		assertThat(owner.form("/account/passkeys/recovery", Map.of("code", "bcdf")).status()).isEqualTo(400);
		assertThat(browser(noah)
			.form("/account/security/password", Map.of("present", Newcomers.PASSWORD, "password", "quite another one"))
			.statusCode()).isEqualTo(302);
	}

	@Test
	void an_end_of_sessions_that_are_not_there() {
		String noah = this.newcomers.freelancer();
		Visitor browser = browser(noah);
		for (int i = 0; i < 3; i++) {
			assertThat(browser.form("/account/security/sessions/removal", Map.of()).statusCode()).isEqualTo(302);
		}
		assertThat(audited(noah, AuditKind.SESSION_ENDED)).isZero();
	}

	private int audited(String account, AuditKind kind) {
		return this.audit.page(new AuditFilter(account, kind, null, null), null, null).items().size();
	}

	@Test
	void what_counts_no_more_is_forgotten() {
		this.quota.forget();
		assertThat(counters()).anyMatch((key) -> key.contains(this.order.client()));
		this.clock.advance(Duration.ofMinutes(31));
		this.quota.forget();
		assertThat(counters()).noneMatch((key) -> key.contains(this.order.client()));
	}

	private List<String> counters() {
		Map<?, ?> counters = (Map<?, ?>) ReflectionTestUtils.getField(this.quota, "counters");
		return counters.keySet().stream().map(Object::toString).toList();
	}

}
