package io.orderflow.account;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.orderflow.AccountMails;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.audit.AuditEvent;
import io.orderflow.platform.audit.AuditFilter;
import io.orderflow.platform.audit.AuditKind;
import io.orderflow.platform.audit.AuditTrail;

import io.orderflow.platform.embedded.MailCatcher.CaughtMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What the owner of an account is told, and what the audit trail keeps of it. */
@OrderflowTest
class SecurityMailsTest {

	private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private AccountMails mails;

	@Autowired
	private AuditTrail audit;

	@Autowired
	private JdbcClient jdbc;

	private String id;

	@BeforeEach
	void somebody() {
		this.id = this.newcomers.client();
	}

	@Test
	void a_new_browser_is_told_but_not_the_first_and_not_one_that_is_known() {
		Visitor first = signedIn();
		first.form("/sign-out", Map.of());
		first.signIn(this.id, Newcomers.PASSWORD);
		assertThat(subjects()).isEmpty();

		Visitor second = Visitor.stranger(this.port);
		second.readCsrf();
		second.send(second.request("/sign-in")
			.header("User-Agent", AGENT)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers
				.ofString("username=" + this.id + "&password=" + Newcomers.PASSWORD.replace(' ', '+'))));
		CaughtMail letter = letter("Connexion à votre compte depuis un nouveau navigateur");
		assertThat(letter.text()).contains("Firefox · Linux", "127.0.0.1", "/account/security");
	}

	@Test
	void no_header_makes_a_sign_in_invisible() {
		signedIn();
		for (Visitor thief : headers()) {
			thief.signIn(this.id, Newcomers.PASSWORD);
		}
		for (Visitor thief : headers()) {
			thief.get("/camunda/app/tasklist/default/");
			assertThat(thief
				.send(thief.request("/camunda/api/admin/auth/user/default/login/tasklist")
					.setHeader("X-XSRF-TOKEN", "any")
					.header("Content-Type", "application/x-www-form-urlencoded")
					.POST(BodyPublishers
						.ofString("username=" + this.id + "&password=" + Newcomers.PASSWORD.replace(' ', '+'))))
				.statusCode()).isEqualTo(200);
		}
		assertThat(this.audit.page(new AuditFilter(this.id, null, null, null), null, null).items())
			.extracting(AuditEvent::kind, AuditEvent::way)
			.hasSize(5)
			.containsOnly(tuple(AuditKind.SIGNED_IN, "PAGE"));
		assertThat(subjects()).hasSize(4).containsOnly("Connexion à votre compte depuis un nouveau navigateur");
	}

	/** A token and a password at which the pages do not look. */
	private List<Visitor> headers() {
		return List.of(Visitor.withToken(this.port, "x"), Visitor.withPassword(this.port, "x", "y"));
	}

	@Test
	void the_way_is_recorded_that_was_looked_at() {
		String token = Visitor.withPassword(this.port, "ada", "orderflow")
			.post("/api/me/tokens", "{\"name\":\"Way\",\"scopes\":[\"READ\",\"WORK\"],\"days\":1}")
			.body()
			.replaceAll("(?s).*(ofl_[A-Za-z0-9_-]+).*", "$1");
		for (Visitor ada : List.of(Visitor.withToken(this.port, token),
				Visitor.withPassword(this.port, "ada", "orderflow"))) {
			ada.post("/engine-rest/external-task/" + this.id + "/unlock", "{}");
		}
		assertThat(this.audit.page(new AuditFilter("ada", AuditKind.ADMIN_ACT, null, null), null, 100).items())
			.filteredOn((event) -> String.valueOf(event.detail()).contains(this.id))
			.extracting(AuditEvent::way)
			.containsExactly("BASIC", "TOKEN");
	}

	@Test
	void who_gets_the_name_of_somebody_removed_is_known_by_no_browser() {
		signedIn();
		assertThat(this.jdbc.sql("select count(*) from known_sender where account = :id")
			.param("id", this.id)
			.query(Integer.class)
			.single()).isPositive();
		assertThat(
				Visitor.withPassword(this.port, "ada", "orderflow").delete("/engine-rest/user/" + this.id).statusCode())
			.isEqualTo(204);
		assertThat(this.jdbc.sql("select count(*) from known_sender where account = :id")
			.param("id", this.id)
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void a_password_that_an_admin_set_is_told_and_recorded() {
		Visitor.withPassword(this.port, "ada", "orderflow")
			.put("/engine-rest/user/" + this.id + "/credentials",
					"{\"password\":\"quite another one\",\"authenticatedUserPassword\":\"orderflow\"}");
		assertThat(letter("Votre mot de passe a été modifié").text()).doesNotContain("quite another one");
		AuditEvent event = this.audit.page(new AuditFilter("ada", AuditKind.PASSWORD_CHANGED, null, null), null, 1)
			.items()
			.get(0);
		assertThat(event.about()).isEqualTo(this.id);
		assertThat(event.way()).isEqualTo("BASIC");
		assertThat(event.address()).isEqualTo("127.0.0.1");
	}

	@Test
	void a_password_that_the_owner_set_is_told_once() {
		Visitor here = signedIn();
		assertThat(here
			.form("/account/security/password", Map.of("present", Newcomers.PASSWORD, "password", "quite another one"))
			.statusCode()).isEqualTo(302);
		letter("Votre mot de passe a été modifié");
		assertThat(subjects()).hasSize(1);
	}

	@Test
	void a_new_token_is_told_without_its_secret() {
		String made = Visitor.withPassword(this.port, this.id, Newcomers.PASSWORD)
			.post("/api/me/tokens", "{\"name\":\"Shop\",\"scopes\":[\"READ\"],\"days\":1}")
			.body();
		assertThat(made).contains("ofl_");
		assertThat(letter("Un jeton d’API a été créé pour votre compte").text()).contains("Shop", "127.0.0.1")
			.doesNotContain("ofl_");
	}

	@Test
	void new_recovery_codes_are_told_without_the_codes() {
		this.jdbc.sql("insert into user_entities (id, name) values (:id, :id)").param("id", this.id).update();
		this.jdbc.sql("""
				insert into user_credentials (credential_id, user_entity_user_id, public_key, backup_eligible,
				backup_state, created, label) values (:id, :id, '', false, false, now(), 'Key')
				""").param("id", this.id).update();
		HttpResponse<String> page = signedIn().form("/account/passkeys/recovery-codes", Map.of());
		Matcher code = Pattern.compile("([2-9b-z]{4}-){3}[2-9b-z]{4}").matcher(page.body());
		assertThat(code.find()).as(page.body()).isTrue();
		assertThat(letter("De nouveaux codes de secours ont été créés pour votre compte").text())
			.contains("127.0.0.1", "/account/passkeys")
			.doesNotContain(code.group());
	}

	@Test
	void sign_ins_good_and_bad_are_recorded_without_what_was_typed() {
		String typed = "hunter2hunter2" + this.id;
		Visitor.stranger(this.port).signIn(typed, "x");
		Visitor.stranger(this.port).signIn(this.id, "the wrong one");
		Visitor here = signedIn();
		Visitor.withPassword(this.port, this.id, Newcomers.PASSWORD).get("/api/me");
		here.form("/sign-out", Map.of());

		List<AuditEvent> events = this.audit.page(new AuditFilter(this.id, null, null, null), null, null).items();
		assertThat(events).extracting(AuditEvent::kind)
			.containsExactly(AuditKind.SIGNED_OUT, AuditKind.SIGNED_IN, AuditKind.SIGNED_IN, AuditKind.SIGN_IN_REFUSED);
		assertThat(events).extracting(AuditEvent::way).containsExactly("PAGE", "BASIC", "PAGE", "PAGE");
		assertThat(events).allSatisfy((event) -> assertThat(event.address()).isEqualTo("127.0.0.1"));
		assertThat(this.audit.page(new AuditFilter(null, null, null, null), null, 100).items().toString())
			.doesNotContain("hunter2", "the wrong one", Newcomers.PASSWORD);
	}

	private Visitor signedIn() {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(this.id, Newcomers.PASSWORD);
		visitor.readCsrf();
		return visitor;
	}

	private List<String> subjects() {
		return this.mails.to(email()).stream().map(CaughtMail::subject).toList();
	}

	private CaughtMail letter(String subject) {
		return this.mails.to(email(), subject);
	}

	private String email() {
		return this.id + "@orderflow.example";
	}

}
