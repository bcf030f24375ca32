package io.orderflow.account;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.orderflow.AccountMails;
import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.audit.AuditEvent;
import io.orderflow.platform.audit.AuditFilter;
import io.orderflow.platform.audit.AuditKind;
import io.orderflow.platform.audit.AuditTrail;
import io.orderflow.platform.embedded.MailCatcher.CaughtMail;
import io.orderflow.platform.token.ApiTokenService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody has another e-mail address, or would like to have somebody else's. */
@OrderflowTest
class EmailChangeTest {

	private static final Pattern LINK = Pattern.compile("http://localhost:\\d+(/\\S+)");

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private AccountMails mails;

	@Autowired
	private UserStore users;

	@Autowired
	private ApiTokenService tokens;

	@Autowired
	private AuditTrail audit;

	@Autowired
	private MovableClock clock;

	private final String wanted = "New" + UUID.randomUUID() + "@orderflow.example";

	private String id;

	@BeforeEach
	void somebody() {
		this.id = this.newcomers.client();
	}

	@AfterEach
	void now() {
		this.clock.reset();
	}

	@Test
	void the_address_is_theirs_once_they_have_followed_the_link_that_was_sent_to_it() {
		Visitor here = signedIn();
		assertThat(location(ask(here, this.wanted, Newcomers.PASSWORD))).startsWith("/account/security?sent");
		assertThat(here.get("/account/security?sent").body()).as("where it went")
			.contains("Un e-mail part vers " + this.wanted);
		assertThat(here.get("/account/security?sent").body()).as("once").doesNotContain(this.wanted);
		assertThat(here.get("/api/me").body()).contains(before()).doesNotContain(this.wanted);
		assertThat(this.mails.to(before())).isEmpty();
		CaughtMail letter = this.mails.to(this.wanted, "Confirmez votre nouvelle adresse");
		String link = link(letter);

		Visitor elsewhere = stranger();
		assertThat(elsewhere.get(link).body()).contains(this.wanted, "Utiliser cette adresse");
		assertThat(here.get("/api/me").body()).as("looking changes nothing").contains(before());
		HttpResponse<String> confirmed = elsewhere.form(link, Map.of());
		assertThat(confirmed.statusCode()).isEqualTo(200);
		assertThat(confirmed.body()).contains("Votre adresse est désormais " + this.wanted);

		assertThat(here.get("/api/me").body()).contains(this.wanted).doesNotContain(before());
		assertThat(here.get("/account/security").body()).contains(this.wanted);
		assertThat(location(stranger().signIn(this.wanted.toUpperCase(Locale.ROOT), Newcomers.PASSWORD)))
			.doesNotContain("refused");
		assertThat(location(stranger().signIn(before(), Newcomers.PASSWORD))).contains("refused");
		CaughtMail note = this.mails.to(before(), "Votre compte a une autre adresse e-mail");
		assertThat(note.text()).contains("127.0.0.1", "/account/security", this.id).doesNotContain(this.wanted);
		assertThat(elsewhere.form(link, Map.of()).statusCode()).as("good once").isEqualTo(409);
		assertThat(this.audit.page(new AuditFilter(this.id, AuditKind.EMAIL_CHANGED, null, null), null, null).items())
			.singleElement()
			.extracting(AuditEvent::address)
			.isEqualTo("127.0.0.1");
	}

	@Test
	void nobody_asks_without_the_password_and_no_token_asks_at_all() {
		Visitor here = signedIn();
		HttpResponse<String> refused = ask(here, this.wanted, "not the right one");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("email-present-error", "Ce n’est pas votre mot de passe actuel.")
			.contains("value=\"" + this.wanted + "\"")
			.doesNotContain("not the right one", "id=\"present-error\"");
		assertThat(ask(here, before().toUpperCase(Locale.ROOT), Newcomers.PASSWORD).body())
			.contains("C’est déjà votre adresse.");
		assertThat(ask(here, "nowhere", Newcomers.PASSWORD).body()).contains("email-error");
		String token = this.tokens.make(this.id, Map.of("name", "Shop", "scopes", List.of("READ", "ACT"))).secret();
		assertThat(Visitor.withToken(this.port, token).post("/api/me/email", json(Newcomers.PASSWORD)).statusCode())
			.isEqualTo(403);
		assertThat(this.mails.waiting(this.wanted)).isEmpty();
	}

	@Test
	void it_is_asked_for_over_the_api_too() {
		Visitor here = Visitor.withPassword(this.port, this.id, Newcomers.PASSWORD);
		assertThat(here.post("/api/me/email", json("not the right one")).body()).contains("\"present\"");
		assertThat(here.post("/api/me/email", json(Newcomers.PASSWORD)).statusCode()).isEqualTo(202);
		assertThat(link(this.mails.to(this.wanted).get(0))).startsWith("/new-address/");
	}

	@Test
	void an_address_that_has_an_account_is_asked_for_in_vain_and_nobody_is_told_but_its_owner() {
		String other = this.newcomers.freelancer() + "@orderflow.example";
		assertThat(location(ask(signedIn(), other, Newcomers.PASSWORD))).startsWith("/account/security?sent");
		assertThat(this.mails.to(other, "Cette adresse a déjà un compte").text()).doesNotContain("/new-address/",
				this.id);
	}

	@Test
	void a_mailbox_is_not_flooded_and_nobody_stops_anybody_else() {
		Visitor here = signedIn();
		for (int i = 0; i < SignUpService.LETTERS_AN_HOUR + 1; i++) {
			assertThat(location(ask(here, this.wanted, Newcomers.PASSWORD))).startsWith("/account/security?sent");
		}
		assertThat(this.mails.waiting(this.wanted)).hasSize(SignUpService.LETTERS_AN_HOUR);
		this.id = this.newcomers.client();
		ask(signedIn(), this.wanted, Newcomers.PASSWORD);
		assertThat(this.mails.waiting(this.wanted)).hasSize(SignUpService.LETTERS_AN_HOUR + 1);
	}

	@Test
	void who_gets_the_address_first_keeps_it_and_the_other_link_is_good_for_nothing() {
		ask(signedIn(), this.wanted, Newcomers.PASSWORD);
		String link = link(this.mails.to(this.wanted).get(0));
		this.newcomers.withEmail(this.id + "2", "Zoe", this.wanted, Locale.ENGLISH, UserStore.CLIENTS);
		assertThat(stranger().form(link, Map.of()).statusCode()).isEqualTo(409);
		assertThat(this.users.profile(this.id).orElseThrow().email()).isEqualTo(before());
	}

	@Test
	void a_link_to_a_new_password_at_the_old_address_is_good_no_more() {
		stranger().form("/forgotten", Map.of("email", before()));
		String reset = link(this.mails.to(before()).get(0));
		assertThat(stranger().get(reset).statusCode()).isEqualTo(200);
		ask(signedIn(), this.wanted, Newcomers.PASSWORD);
		assertThat(stranger().form(link(this.mails.to(this.wanted).get(0)), Map.of()).statusCode()).isEqualTo(200);
		assertThat(stranger().get(reset).statusCode()).isEqualTo(409);
	}

	/** Somebody may have asked for it who knew the password, before the owner did. */
	@Test
	void a_link_to_a_third_address_is_good_no_more() {
		ask(signedIn(), "third-" + this.wanted, Newcomers.PASSWORD);
		String third = link(this.mails.to("third-" + this.wanted).get(0));
		ask(signedIn(), this.wanted, Newcomers.PASSWORD);
		assertThat(stranger().form(link(this.mails.to(this.wanted).get(0)), Map.of()).statusCode()).isEqualTo(200);
		assertThat(stranger().form(third, Map.of()).statusCode()).isEqualTo(409);
		assertThat(this.users.profile(this.id).orElseThrow().email()).isEqualToIgnoringCase(this.wanted);
	}

	@Test
	void a_link_that_somebody_asked_for_who_knew_the_password_ends_with_the_password() {
		ask(signedIn(), this.wanted, Newcomers.PASSWORD);
		String asked = link(this.mails.to(this.wanted).get(0));
		stranger().form("/forgotten", Map.of("email", before()));
		String forgotten = link(this.mails.to(before()).get(0));
		assertThat(location(signedIn().form("/account/security/password",
				Map.of("present", Newcomers.PASSWORD, "password", "quite another one"))))
			.startsWith("/account/security?changed");
		assertThat(stranger().form(asked, Map.of()).statusCode()).isEqualTo(409);
		assertThat(stranger().get(forgotten).statusCode()).isEqualTo(409);
		assertThat(this.users.profile(this.id).orElseThrow().email()).isEqualTo(before());
	}

	@Test
	void it_ends_with_a_password_that_was_set_by_mail_too() {
		ask(signedIn(), this.wanted, Newcomers.PASSWORD);
		String asked = link(this.mails.to(this.wanted).get(0));
		stranger().form("/forgotten", Map.of("email", before()));
		stranger().form(link(this.mails.to(before()).get(0)), Map.of("password", "quite another one"));
		assertThat(stranger().form(asked, Map.of()).statusCode()).isEqualTo(409);
		assertThat(this.users.profile(this.id).orElseThrow().email()).isEqualTo(before());
	}

	@Test
	void the_link_ends_after_a_day_and_with_its_account() {
		ask(signedIn(), this.wanted, Newcomers.PASSWORD);
		String link = link(this.mails.to(this.wanted).get(0));
		this.clock.advance(Duration.ofHours(25));
		assertThat(stranger().get(link).statusCode()).isEqualTo(409);
		this.clock.reset();
		assertThat(
				Visitor.withPassword(this.port, "ada", "orderflow").delete("/engine-rest/user/" + this.id).statusCode())
			.isEqualTo(204);
		assertThat(stranger().form(link, Map.of()).statusCode()).isEqualTo(409);
	}

	@Test
	void people_change_their_address_here_and_not_in_the_engine() {
		Visitor here = Visitor.withPassword(this.port, this.id, Newcomers.PASSWORD);
		for (String engine : Set.of("/engine-rest/user/", "/camunda/api/engine/engine/default/user/")) {
			assertThat(here
				.put(engine + this.id + "/profile",
						"{\"id\":\"" + this.id + "\",\"firstName\":\"C\",\"lastName\":\"N\",\"email\":\"" + this.wanted
								+ "\"}")
				.statusCode()).as(engine).isIn(401, 403);
		}
		assertThat(this.users.profile(this.id).orElseThrow().email()).isEqualTo(before());
	}

	private String before() {
		return this.id + "@orderflow.example";
	}

	private String json(String password) {
		return "{\"email\":\"" + this.wanted + "\",\"present\":\"" + password + "\"}";
	}

	private static HttpResponse<String> ask(Visitor visitor, String email, String password) {
		return visitor.form("/account/security/email", Map.of("email", email, "present", password));
	}

	private Visitor signedIn() {
		Visitor visitor = stranger();
		visitor.signIn(this.id, Newcomers.PASSWORD);
		visitor.readCsrf();
		return visitor;
	}

	private Visitor stranger() {
		Visitor visitor = Visitor.stranger(this.port).reading("fr");
		visitor.readCsrf();
		return visitor;
	}

	private static String link(CaughtMail letter) {
		Matcher link = LINK.matcher(letter.text());
		assertThat(link.find()).as(letter.text()).isTrue();
		return link.group(1);
	}

	private static String location(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
		return answer.headers().firstValue("Location").orElseThrow().replaceFirst("^http://localhost:\\d+", "");
	}

}
