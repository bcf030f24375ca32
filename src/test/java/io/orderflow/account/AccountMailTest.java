package io.orderflow.account;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.AccountMails;
import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.TestMailServer;
import io.orderflow.TestMailServer.Taken;
import io.orderflow.Visitor;
import io.orderflow.notification.delivery.DeliveryFailedException;
import io.orderflow.notification.delivery.NotificationDeliveryService;
import io.orderflow.platform.embedded.MailCatcher;
import io.orderflow.platform.token.ApiTokenService;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.util.AopTestUtils;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The mail server is down while people register, forget their passwords and change how
 * they sign in: nothing is lost, and nothing that is kept meanwhile opens an account.
 */
@OrderflowTest
class AccountMailTest {

	private static final String PASSWORD = "four plain words here";

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private AccountMails mails;

	@Autowired
	private NotificationDeliveryService deliveries;

	@Autowired
	private ApiTokenService tokens;

	@Autowired
	private AccountMailer outbox;

	@Autowired
	private JavaMailSenderImpl mail;

	@Autowired
	private MailCatcher catcher;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private IdentityService identity;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private MovableClock clock;

	private final String email = "ines" + UUID.randomUUID() + "@orderflow.example";

	@BeforeEach
	void theMailServerIsDown() throws IOException {
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			this.mail.setPort(free.getLocalPort());
		}
	}

	@AfterEach
	void theMailServerIsUpAndItIsNow() {
		this.mail.setPort(this.catcher.port());
		this.clock.reset();
	}

	@Test
	void a_stranger_who_registered_meanwhile_gets_one_mail_whose_link_is_good() {
		register();
		UUID delivery = onlyDelivery(this.email);
		fail(delivery);
		this.clock.advance(Duration.ofHours(30));
		fail(delivery);
		String kept = kept();

		try (TestMailServer server = up()) {
			this.mails.attempt(delivery);
			assertThat(this.mails.waiting(this.email)).isEmpty();
			Taken letter = only(server);
			assertThat(letter.header("Message-ID")).isEqualTo("<" + delivery + "@orderflow.localhost>");
			assertThat(letter.subject()).isEqualTo("Confirmez votre adresse");
			String link = link(letter, "/welcome/");
			assertThat(kept() + kept).doesNotContain(link.substring("/welcome/".length()));
			// the day counts from the mail, not from when it was asked for
			this.clock.advance(Duration.ofHours(23));
			assertThat(confirm(link).statusCode()).isEqualTo(302);
			assertThat(stranger().get(link).statusCode()).as("good once").isEqualTo(409);
			this.deliveries.attempt(delivery);
			assertThat(server.mailsTo(this.email)).hasSize(1);
		}
		assertThat(outcomes(delivery)).containsExactly("FAILED", "FAILED", "DELIVERED");
	}

	@Test
	void a_link_that_arrived_though_nobody_knows_is_good_beside_the_one_of_the_repeat() {
		register();
		UUID delivery = onlyDelivery(this.email);
		try (TestMailServer server = up()) {
			this.deliveries.attempt(delivery);
			// the process has died before it could write that down
			this.jdbc.sql("update notification_delivery set state = 'QUEUED', ended_at = null where id = ?")
				.param(delivery)
				.update();
			this.jdbc.sql("update notification_attempt set outcome = 'STARTED', ended_at = null where delivery_id = ?")
				.param(delivery)
				.update();
			this.jdbc.sql("""
					insert into due_delivery (delivery_id, channel, recipient, due_at, held_until)
					values (?, 'EMAIL', ?, now(), now())
					""").params(delivery, this.email).update();
			this.mails.attempt(delivery);
			List<Taken> letters = server.mailsTo(this.email);
			assertThat(letters).hasSize(2)
				.extracting((letter) -> letter.header("Message-ID"))
				.containsOnly("<" + delivery + "@orderflow.localhost>");
			List<String> links = letters.stream().map((letter) -> link(letter, "/welcome/")).toList();
			assertThat(links).doesNotHaveDuplicates()
				.allSatisfy((link) -> assertThat(stranger().get(link).statusCode()).isEqualTo(200));
			assertThat(confirm(links.get(0)).statusCode()).isEqualTo(302);
			assertThat(stranger().get(links.get(1)).statusCode()).isEqualTo(409);
		}
		assertThat(outcomes(delivery)).containsExactly("UNKNOWN", "DELIVERED");
	}

	@Test
	void a_forgotten_password_of_nobody_leaves_the_same_traces_and_sends_nothing() {
		String id = this.newcomers.client();
		String known = id + "@orderflow.example";
		for (String asked : List.of(known, this.email)) {
			assertThat(stranger().form("/forgotten", Map.of("email", asked)).statusCode()).isEqualTo(302);
		}
		UUID toNobody = onlyDelivery(this.email);
		UUID toSomebody = onlyDelivery(known);
		try (TestMailServer server = up()) {
			this.mails.attempt(toNobody);
			this.mails.attempt(toSomebody);
			assertThat(server.mailsTo(this.email)).isEmpty();
			assertThat(link(server.mailsTo(known).get(0), "/reset/")).isNotEmpty();
		}
		assertThat(outcomes(toNobody)).containsExactly("UNDELIVERABLE");
		assertThat(outcomes(toSomebody)).containsExactly("DELIVERED");
	}

	@Test
	void after_the_last_attempt_a_process_admin_reads_why_and_sends_it() {
		String id = this.newcomers.client();
		this.tokens.make(id, Map.of("name", "Shop", "scopes", List.of("READ")));
		UUID delivery = onlyDelivery(id + "@orderflow.example");
		for (int i = 0; i < 5; i++) {
			fail(delivery);
		}
		Visitor ada = Visitor.withPassword(this.port, "ada", "orderflow");
		String instance = this.mails.job(delivery).getProcessInstanceId();
		String incidents = ada.get("/engine-rest/incident?maxResults=10&processInstanceId=" + instance).body();
		assertThat((String) JsonPath.read(incidents, "$[0].incidentMessage")).contains("Couldn't connect to host");
		HttpResponse<String> log = ada.get("/api/deliveries/" + delivery);
		assertThat((List<?>) JsonPath.read(log.body(), "$.attempts")).hasSize(5);
		assertThat(Visitor.withPassword(this.port, "lea", "orderflow").get("/api/deliveries/" + delivery).statusCode())
			.isEqualTo(404);
		assertThat(ada.put("/engine-rest/job/" + this.mails.job(delivery).getId() + "/retries", "{\"retries\":1}")
			.statusCode()).isEqualTo(204);
		try (TestMailServer server = up()) {
			this.mails.attempt(delivery);
			assertThat(server.mailsTo(id + "@orderflow.example")).singleElement()
				.satisfies((letter) -> assertThat(letter.text()).contains("Shop", "/account/tokens"));
		}
	}

	@Test
	void nothing_that_waits_is_sent_about_who_was_removed_meanwhile() {
		String id = this.newcomers.client();
		String address = id + "@orderflow.example";
		this.tokens.make(id, Map.of("name", "Shop", "scopes", List.of("READ")));
		assertThat(stranger().form("/forgotten", Map.of("email", address)).statusCode()).isEqualTo(302);
		List<UUID> waiting = this.mails.waiting(address);
		assertThat(waiting).hasSize(2);
		this.identity.deleteUser(id);
		try (TestMailServer server = up()) {
			waiting.forEach(this.mails::attempt);
			assertThat(server.mailsTo(address)).isEmpty();
		}
		assertThat(waiting).allSatisfy((delivery) -> assertThat(outcomes(delivery)).containsExactly("UNDELIVERABLE"));
	}

	@Test
	void what_was_rolled_back_is_not_told() {
		String id = this.newcomers.client();
		this.transaction.executeWithoutResult((tx) -> {
			this.tokens.make(id, Map.of("name", "Shop", "scopes", List.of("READ")));
			assertThat(this.mails.waiting(id + "@orderflow.example")).hasSize(1);
			tx.setRollbackOnly();
		});
		assertThat(this.mails.waiting(id + "@orderflow.example")).isEmpty();
	}

	@Test
	void a_password_that_is_set_in_the_engine_is_told_in_the_same_transaction() {
		String id = this.newcomers.client();
		Visitor ada = Visitor.withPassword(this.port, "ada", "orderflow");
		this.jdbc.sql("""
				create function no_account_mail() returns trigger language plpgsql as
				$$ begin raise exception 'the disk is full'; end $$
				""").update();
		this.jdbc
			.sql("create trigger no_account_mail before insert on account_mail"
					+ " for each row execute function no_account_mail()")
			.update();
		try {
			assertThat(ada
				.put("/engine-rest/user/" + id + "/credentials",
						"{\"password\":\"quite another one\",\"authenticatedUserPassword\":\"orderflow\"}")
				.statusCode()).isEqualTo(500);
		}
		finally {
			this.jdbc.sql("drop function no_account_mail cascade").update();
		}
		assertThat(Visitor.withPassword(this.port, id, Newcomers.PASSWORD).get("/api/me").statusCode()).isEqualTo(200);
	}

	@Test
	void whose_mail_has_ended_is_forgotten_after_a_month_and_whose_waits_is_not() {
		register();
		UUID sent = onlyDelivery(this.email);
		try (TestMailServer server = up()) {
			this.mails.attempt(sent);
			assertThat(server.mailsTo(this.email)).hasSize(1);
		}
		String id = this.newcomers.client();
		this.tokens.make(id, Map.of("name", "Shop", "scopes", List.of("READ")));
		UUID waiting = onlyDelivery(id + "@orderflow.example");
		for (int days : List.of(29, 2)) {
			this.clock.advance(Duration.ofDays(days));
			ReflectionTestUtils.invokeMethod(AopTestUtils.<Object>getTargetObject(this.outbox), "forget");
			assertThat(mailsIn(sent)).isEqualTo((days == 29) ? 1 : 0);
		}
		assertThat(mailsIn(waiting)).isEqualTo(1);
		assertThat(outcomes(sent)).isEmpty();
	}

	private int mailsIn(UUID delivery) {
		return this.jdbc.sql("select count(*) from account_mail where delivery_id = ?")
			.param(delivery)
			.query(Integer.class)
			.single();
	}

	private void register() {
		assertThat(
				stranger()
					.form("/register",
							Map.of("firstName", "Inès", "lastName", "Da Silva", "email", this.email, "roles",
									"clients"))
					.statusCode())
			.isEqualTo(302);
	}

	private HttpResponse<String> confirm(String link) {
		return stranger().form(link,
				Map.of("firstName", "Inès", "lastName", "Da Silva", "roles", "clients", "password", PASSWORD));
	}

	private Visitor stranger() {
		Visitor visitor = Visitor.stranger(this.port).reading("fr");
		visitor.readCsrf();
		return visitor;
	}

	private TestMailServer up() {
		TestMailServer server = TestMailServer.open();
		this.mail.setPort(server.port());
		return server;
	}

	private void fail(UUID delivery) {
		int before = outcomes(delivery).size();
		if (before == 0) {
			this.mails.attempt(delivery);
		}
		else {
			assertThatExceptionOfType(DeliveryFailedException.class).isThrownBy(() -> this.mails.attempt(delivery));
		}
		assertThat(outcomes(delivery)).hasSize(before + 1).endsWith("FAILED");
	}

	private UUID onlyDelivery(String to) {
		assertThat(this.mails.waiting(to)).hasSize(1);
		return this.mails.waiting(to).get(0);
	}

	private Taken only(TestMailServer server) {
		assertThat(server.mailsTo(this.email)).hasSize(1);
		return server.mailsTo(this.email).get(0);
	}

	private static String link(Taken letter, String to) {
		String[] words = letter.text().split("\\s+");
		return List.of(words)
			.stream()
			.filter((word) -> word.contains(to))
			.map((word) -> word.substring(word.indexOf(to)))
			.findFirst()
			.orElseThrow(() -> new AssertionError(letter.text()));
	}

	/** All that the database holds of what was asked for and sent. */
	private String kept() {
		return this.jdbc.sql("""
				select coalesce(string_agg(row, ' '), '') from (
					select row_to_json(m)::text from account_mail m where m.email = :email
					union all select row_to_json(t)::text from account_token t where t.email = :email
					union all select row_to_json(s)::text from account_token_secret s
						join account_token t on t.id = s.token_id where t.email = :email
				) kept (row)
				""").param("email", this.email).query(String.class).single();
	}

	private List<String> outcomes(UUID delivery) {
		return this.jdbc.sql("select outcome from notification_attempt where delivery_id = ? order by number")
			.param(delivery)
			.query(String.class)
			.list();
	}

}
