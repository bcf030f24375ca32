package io.orderflow.notification.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.account.NotificationKind;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.TestBrowser;
import io.orderflow.Visitor;
import io.orderflow.notification.NewNotification;

import io.orderflow.notification.NotificationService;
import io.orderflow.platform.quota.AccountQuota;
import io.orderflow.platform.quota.QuotaSettings;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Subscribing browsers over HTTP. */
@OrderflowTest
class PushApiTest {

	private static final String PATH = "/api/me/push-subscriptions";

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private AccountQuota quota;

	@Autowired
	private QuotaSettings quotas;

	@Autowired
	private IdentityService identity;

	@Autowired
	private NotificationService notifications;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcClient jdbc;

	private final TestBrowser browser = TestBrowser.fresh();

	private Visitor visitor;

	private String endpoint;

	@BeforeEach
	void arrive() {
		this.visitor = visitor(this.newcomers.freelancer());
		this.endpoint = "https://localhost:9/" + UUID.randomUUID();
	}

	@Test
	void a_browser_subscribes_is_listed_once_and_leaves() {
		assertThat(subscribe(this.endpoint, this.browser).statusCode()).isEqualTo(201);
		HttpResponse<String> again = subscribe(this.endpoint, TestBrowser.fresh());
		assertThat(again.statusCode()).isEqualTo(201);
		HttpResponse<String> list = this.visitor.get(PATH);
		assertThat((List<String>) json(list, "$[*].id")).containsExactly((String) json(again, "$.id"));
		assertThat((String) json(list, "$[0].endpoint")).isEqualTo(this.endpoint);
		assertThat((String) json(list, "$[0].label")).isEqualTo("Firefox 🦊");
		assertThat(list.body()).doesNotContain(this.browser.auth()).doesNotContain("p256dh");

		String one = PATH + "/" + json(again, "$.id");
		assertThat(visitor(this.newcomers.client()).delete(one).statusCode()).isEqualTo(404);
		assertThat(this.visitor.delete(one).statusCode()).isEqualTo(204);
		assertThat(this.visitor.delete(one).statusCode()).isEqualTo(404);
		assertThat((List<?>) json(this.visitor.get(PATH), "$")).isEmpty();
	}

	@Test
	void the_key_is_a_point_and_always_the_same() {
		String key = json(this.visitor.get("/api/push/key"), "$.key");
		assertThat(key).hasSize(87).matches("[\\w-]+");
		assertThat((String) json(visitor(this.newcomers.client()).get("/api/push/key"), "$.key")).isEqualTo(key);
	}

	@Test
	void a_private_address_and_plain_http_are_refused_on_the_field() {
		for (String address : List.of("https://127.0.0.1/x", "https://10.0.0.1/x", "https://[::1]/x",
				"https://169.254.169.254/latest", "http://localhost/x", "https://me@localhost/x", "nonsense", "")) {
			HttpResponse<String> answer = subscribe(address, this.browser);
			assertThat(answer.statusCode()).as(address).isEqualTo(400);
			assertThat((List<String>) json(answer, "$.errors[*].field")).as(address).containsExactly("endpoint");
		}
		assertThat((List<?>) json(this.visitor.get(PATH), "$")).isEmpty();
	}

	@Test
	void broken_keys_are_refused_each_on_its_field() {
		String good = this.browser.p256dh();
		for (String p256dh : List.of("", "x", good.substring(1), good.substring(0, 80) + "AAAAAAA",
				"B" + "A".repeat(86), "é")) {
			HttpResponse<String> answer = post(this.endpoint, p256dh, this.browser.auth(), "x");
			assertThat(answer.statusCode()).as(p256dh).isEqualTo(400);
			assertThat((List<String>) json(answer, "$.errors[*].field")).containsExactly("keys.p256dh");
		}
		assertThat((List<String>) json(post(this.endpoint, good, "c2hvcnQ", "x"), "$.errors[*].field"))
			.containsExactly("keys.auth");
		assertThat((List<String>) json(post(this.endpoint, good, this.browser.auth(), "x".repeat(101)),
				"$.errors[*].field"))
			.containsExactly("label");
		HttpResponse<String> nothing = this.visitor.post(PATH, "{}");
		assertThat((List<String>) json(nothing, "$.errors[*].field")).containsExactly("endpoint", "keys.p256dh",
				"keys.auth");
	}

	@Test
	void twenty_browsers_are_enough() {
		for (int i = 0; i < 20; i++) {
			assertThat(subscribe(this.endpoint + i, this.browser).statusCode()).isEqualTo(201);
		}
		assertThat(subscribe(this.endpoint, this.browser).statusCode()).isEqualTo(409);
		assertThat(subscribe(this.endpoint + 3, this.browser).statusCode()).isEqualTo(201);
	}

	@Test
	void twenty_are_enough_also_where_sixty_come_at_once() {
		ExecutorService threads = Executors.newFixedThreadPool(20);
		try {
			IntStream.range(0, 60)
				.mapToObj((i) -> CompletableFuture.runAsync(() -> subscribe(this.endpoint + i, this.browser), threads))
				.toList()
				.forEach(CompletableFuture::join);
		}
		finally {
			threads.shutdown();
		}
		assertThat((List<?>) json(this.visitor.get(PATH), "$")).hasSize(20);
	}

	/** The owner is mailed of each. */
	@Test
	void no_more_new_ones_than_credentials_within_an_hour_whether_they_stay_or_not() {
		String account = this.newcomers.freelancer();
		this.visitor = visitor(account);
		this.quota.spend(account, AccountQuota.Made.BROWSER, this.quotas.credentials() - 1);
		HttpResponse<String> last = subscribe(this.endpoint, this.browser);
		assertThat(last.statusCode()).isEqualTo(201);
		assertThat(this.visitor.delete(PATH + "/" + json(last, "$.id")).statusCode()).isEqualTo(204);
		HttpResponse<String> refused = subscribe(this.endpoint, this.browser);
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.body()).contains("too-many-new-browsers", "You can turn on notifications in at most");
	}

	@Test
	void who_was_removed_is_told_nothing_any_more() {
		String gone = this.newcomers.freelancer();
		this.visitor = visitor(gone);
		assertThat(subscribe(this.endpoint, this.browser).statusCode()).isEqualTo(201);
		this.identity.deleteUser(gone);
		assertThat(count("push_subscription where account = :id", gone)).isZero();

		this.transaction.executeWithoutResult((tx) -> this.notifications.notify(new NewNotification(gone,
				NotificationKind.MESSAGE, UUID.randomUUID().toString(), null, "message.inquiry", List.of("Noah"),
				"/conversations", null, new NewNotification.Quote("Noah", "A secret"), false)));
		assertThat(count("notification where recipient = :id", gone)).as("what was told stays").isEqualTo(1);
		assertThat(count(
				"notification_delivery d join notification n on n.id = d.notification_id" + " where n.recipient = :id",
				gone))
			.isZero();
	}

	private long count(String what, String id) {
		return this.jdbc.sql("select count(*) from " + what).param("id", id).query(Long.class).single();
	}

	@Test
	void a_stranger_has_no_browsers() {
		assertThat(Visitor.stranger(this.port).get(PATH).statusCode()).isEqualTo(401);
		assertThat(Visitor.stranger(this.port).post(PATH, "{}").statusCode()).isIn(401, 403);
	}

	private HttpResponse<String> subscribe(String address, TestBrowser who) {
		return post(address, who.p256dh(), who.auth(), "Firefox 🦊");
	}

	private HttpResponse<String> post(String address, String p256dh, String auth, String label) {
		return this.visitor.post(PATH, """
				{"endpoint":"%s","expirationTime":null,"keys":{"p256dh":"%s","auth":"%s"},"label":"%s"}
				""".formatted(address, p256dh, auth, label));
	}

	private Visitor visitor(String account) {
		return Visitor.withPassword(this.port, account, Newcomers.PASSWORD);
	}

	private static <T> T json(HttpResponse<String> answer, String path) {
		return JsonPath.read(answer.body(), path);
	}

}
