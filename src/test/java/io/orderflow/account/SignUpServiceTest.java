package io.orderflow.account;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.orderflow.AccountMails;
import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Statements;
import io.orderflow.Visitor;
import io.orderflow.platform.embedded.MailCatcher.CaughtMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Strangers become clients and freelancers, and find back in; over the pages. */
@OrderflowTest
class SignUpServiceTest {

	private static final String PASSWORD = "four plain words here";

	private static final Pattern LINK = Pattern.compile("http://localhost:\\d+(/\\S+)");

	@LocalServerPort
	private int port;

	@Autowired
	private AccountMails mails;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private MovableClock clock;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Statements statements;

	private String email = address("Ines");

	private static String address(String name) {
		return name + UUID.randomUUID() + "@orderflow.example";
	}

	@AfterEach
	void now() {
		this.clock.reset();
	}

	@Test
	void a_stranger_registers_confirms_the_address_and_is_signed_in() {
		Visitor ines = visitor();
		assertThat(location(register(ines))).isEqualTo("/register?sent");
		assertThat(ines.get("/register?sent").body()).as("where to look, and what to do if it was mistyped")
			.contains("Consultez votre messagerie", "un lien à " + this.email + ", valable", "href=\"/register\"")
			.doesNotContain("name=\"firstName\"");
		assertThat(ines.get("/register?sent").body()).as("told once").contains("name=\"firstName\"");
		String link = link(letter(1));
		assertThat(ines.get(link).body()).contains("<strong>" + this.email + "<", "Choisissez votre mot de passe")
			.doesNotContain("readonly");
		assertThat(location(confirm(ines, link, PASSWORD))).isEqualTo("/");

		assertThat(ines.get("/api/me").body())
			.contains("\"displayName\":\"Inès Da Silva\"", "\"language\":\"fr\"", "\"timeZone\":\"Europe/Lisbon\"",
					"\"clients\"")
			.doesNotContain("freelancers");
		HttpResponse<String> signedIn = visitor().signIn(this.email.toUpperCase(Locale.ROOT), PASSWORD);
		assertThat(location(signedIn)).doesNotContain("refused");
		assertThat(confirm(visitor(), link, PASSWORD).statusCode()).isEqualTo(409);
	}

	@ParameterizedTest
	@CsvSource({ "fr,Votre compte est ouvert", "en,Your account is open" })
	void a_link_that_was_used_leads_its_holder_alone_to_sign_in(String language, String open) {
		register(visitor());
		String link = link(letter(1));
		confirm(visitor(), link, PASSWORD);
		Visitor again = visitor().reading(language);
		assertThat(again.get(link).body()).contains(open, "href=\"/sign-in\"").doesNotContain(this.email);
		assertThat(again.get("/welcome/" + "x".repeat(43)).body()).doesNotContain(open);
	}

	@Test
	void the_language_that_was_chosen_before_is_that_of_the_mail_and_of_the_account() {
		Visitor ines = visitor().reading("fr-CA,fr");
		ines.form("/language", Map.of("language", "en"));
		register(ines);
		assertThat(letter(1).subject()).isEqualTo("Confirm your address");
		confirm(ines, link(letter(1)), PASSWORD);
		assertThat(ines.get("/api/me/preferences").body()).contains("\"language\":\"en\",\"region\":\"CA\"");
	}

	/**
	 * Whoever asks for a mail to somebody's address decides neither under which name nor
	 * in which role an account is made with it, whichever mail its owner opens, and also
	 * where none comes for the owner's own asking.
	 */
	@Test
	void five_registrations_of_a_stranger_decide_nothing_of_the_account_that_the_owner_makes() {
		for (int i = 0; i < SignUpService.LETTERS_AN_HOUR; i++) {
			visitor().form("/register", Map.of("firstName", "Strange", "lastName", "Person", "email", this.email,
					"roles", "clients", "timeZone", "Pacific/Apia"));
		}
		Visitor zoe = visitor().reading("en");
		assertThat(location(zoe.form("/register", Map.of("firstName", "Zoé", "lastName", "Dupont", "email", this.email,
				"roles", "freelancers", "timeZone", "Europe/Paris"))))
			.isEqualTo("/register?sent");
		String link = link(letter(1));
		assertThat(zoe.get(link).body())
			.contains("name=\"firstName\"", "value=\"Strange\"", "value=\"clients\" checked")
			.contains("only what you confirm here counts");

		assertThat(zoe.form(link, Map.of("password", PASSWORD)).statusCode()).as("nothing is taken from the stranger")
			.isEqualTo(400);
		HttpResponse<String> easy = confirm(zoe, link, "Zoé", "Dupont", "freelancers", "short");
		assertThat(easy.statusCode()).isEqualTo(400);
		assertThat(easy.body()).contains("value=\"Zoé\"", "value=\"freelancers\" checked").doesNotContain("Strange");
		assertThat(location(confirm(zoe, link, "Zoé", "Dupont", "freelancers", PASSWORD))).isEqualTo("/");
		assertThat(zoe.get("/api/me").body())
			.contains("\"displayName\":\"Zoé Dupont\"", "zoedupont", "\"freelancers\"", "\"language\":\"en\"",
					"Europe/Lisbon")
			.doesNotContain("\"clients\"", "Strange", "strange");
	}

	@ParameterizedTest
	@CsvSource({ "Orderflow,Support,lastName", "Équipe,O.R.D.E.R flow,lastName", "order,Ｆlow,lastName",
			"http://evil.example,Click,firstName", "Zoé,see WWW.evil.example,lastName",
			"\u041erderflow,Support,lastName", "Team,Orderfl0w,lastName", "Open,evil.example/x,lastName",
			"hxxp,https:\u2044\u2044evil,lastName", "P\u0430ypal,Support,firstName" })
	void nobody_is_called_like_the_house_or_like_a_link(String first, String last, String field) {
		HttpResponse<String> refused = visitor().form("/register",
				Map.of("firstName", first, "lastName", last, "email", this.email, "roles", "clients"));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains(field + "-error");
		register(visitor());
		HttpResponse<String> confirmed = confirm(visitor(), link(letter(1)), first, last, "clients", PASSWORD);
		assertThat(confirmed.statusCode()).isEqualTo(400);
		assertThat(confirmed.body()).contains(field + "-error");
	}

	@Test
	void a_known_address_gets_another_letter_and_the_page_says_the_same() {
		account();
		HttpResponse<String> again = register(visitor());
		assertThat(location(again)).isEqualTo("/register?sent");
		assertThat(letter(2).subject()).isEqualTo("Vous avez déjà un compte");
	}

	@Test
	void what_is_wrong_stands_at_its_field_and_what_was_typed_stays() {
		HttpResponse<String> refused = visitor().form("/register",
				Map.of("firstName", "Inès <b>", "lastName", "", "email", "nowhere", "timeZone", "Mars/Base"));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("value=\"Inès &lt;b&gt;\"", "lastName-error", "email-error", "roles-error",
				"Ceci ne ressemble pas à une adresse e-mail.");
	}

	/** Nobody would see what is wrong with it, and no mail would come. */
	@ParameterizedTest
	@ValueSource(strings = { "\u200b", "\ufeff", "\u202e", "\u00a0", "\u0000" })
	void an_address_with_what_nobody_sees_is_refused(String unseen) {
		for (String email : List.of("zoe" + unseen + "@mail.example", "zoe@mail" + unseen + ".example")) {
			HttpResponse<String> refused = visitor().form("/register",
					Map.of("firstName", "Zoé", "lastName", "Dupont", "email", email, "roles", "clients"));
			assertThat(refused.statusCode()).isEqualTo(400);
			assertThat(refused.body()).contains("email-error");
		}
	}

	@Test
	void an_easy_password_is_refused_and_the_link_stays_good() {
		Visitor ines = visitor();
		register(ines);
		String link = link(letter(1));
		for (String easy : List.of("short", "aaaaaaaaaaaaaa", this.email)) {
			HttpResponse<String> refused = confirm(ines, link, easy);
			assertThat(refused.statusCode()).isEqualTo(400);
			assertThat(refused.body()).contains("password-error")
				.doesNotContain("value=\"" + easy + "\" type=\"password");
		}
		assertThat(location(confirm(ines, link, PASSWORD))).isEqualTo("/");
	}

	@Test
	void a_link_ends_after_a_day_and_the_database_does_not_hold_its_secret() {
		Visitor ines = visitor();
		register(ines);
		String link = link(letter(1));
		String token = link.substring(link.lastIndexOf('/') + 1);
		assertThat(this.jdbc.sql("select row_to_json(t)::text from account_token t where email = :email")
			.param("email", this.email)
			.query(String.class)
			.single()).doesNotContain(token);
		this.clock.advance(Duration.ofHours(25));
		HttpResponse<String> late = ines.get(link);
		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).contains("Ce lien n’est plus valable", "action=\"/register\"");
		assertThat(ines.get("/welcome/nonsense").statusCode()).isEqualTo(409);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Ines", "INÈS" })
	void a_forgotten_password_is_replaced_once_and_every_session_ends(String name) {
		this.email = address(name);
		Visitor before = account();
		Visitor stranger = visitor();
		assertThat(location(stranger.form("/forgotten", Map.of("email", this.email)))).isEqualTo("/forgotten?sent");
		String link = link(letter(2));
		assertThat(location(stranger.form(link, Map.of("password", "another four plain words")))).isEqualTo("/");
		assertThat(before.get("/api/me").statusCode()).isEqualTo(401);
		assertThat(stranger.get("/api/me").statusCode()).isEqualTo(200);
		assertThat(location(visitor().signIn(this.email, "another four plain words"))).doesNotContain("refused");
		HttpResponse<String> again = stranger.form(link, Map.of("password", PASSWORD));
		assertThat(again.statusCode()).isEqualTo(409);
		assertThat(again.body()).contains("Ce lien n’est plus valable", "action=\"/forgotten\"");
		assertThat(visitor().get(link).body()).contains("action=\"/forgotten\"");
		assertThat(this.mails.to(this.email.replace('È', 'è'), "Votre mot de passe a été modifié").text()).isNotBlank();
	}

	@Test
	void an_unknown_address_is_answered_like_a_known_one() {
		HttpResponse<String> answer = visitor().form("/forgotten", Map.of("email", this.email));
		assertThat(location(answer)).isEqualTo("/forgotten?sent");
		register(visitor());
		// the registration's letter comes alone, after whatever the question would have
		// sent
		assertThat(letter(1).subject()).isEqualTo("Confirmez votre adresse");
		assertThat(this.mails.to(this.email)).hasSize(1);
	}

	/** So that the time it takes tells no more than the page. */
	@Test
	void registering_asks_the_database_as_often_for_a_known_address() {
		Visitor stranger = visitor();
		List<String> unknown = askingForUsers(stranger);
		this.email = this.newcomers.client() + "@orderflow.example";
		assertThat(askingForUsers(stranger)).hasSameSizeAs(unknown).isNotEmpty();
	}

	private List<String> askingForUsers(Visitor stranger) {
		return this.statements.of(() -> register(stranger))
			.stream()
			.filter((sql) -> sql.toLowerCase(Locale.ROOT).contains("act_id_user"))
			.toList();
	}

	@Test
	void asking_for_a_password_does_the_same_for_every_address_and_stops_no_registration() {
		for (int i = 0; i < SignUpService.LETTERS_AN_HOUR + 3; i++) {
			assertThat(location(visitor().form("/forgotten", Map.of("email", this.email))))
				.isEqualTo("/forgotten?sent");
		}
		assertThat(this.jdbc.sql("select count(*) from account_token where email = :email and expires_at <= issued_at")
			.param("email", this.email)
			.query(Integer.class)
			.single()).isEqualTo(SignUpService.LETTERS_AN_HOUR);
		register(visitor());
		assertThat(letter(1).subject()).isEqualTo("Confirmez votre adresse");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Ines", "INÈS" })
	void a_mailbox_is_not_flooded(String name) {
		this.email = address(name);
		for (int i = 0; i < SignUpService.LETTERS_AN_HOUR + 3; i++) {
			assertThat(location(register(visitor()))).isEqualTo("/register?sent");
		}
		assertThat(this.jdbc.sql("select count(*) from account_token where email = :email")
			.param("email", this.email.replace('È', 'è'))
			.query(Integer.class)
			.single()).isEqualTo(SignUpService.LETTERS_AN_HOUR);
	}

	@Test
	void the_id_of_somebody_who_was_removed_is_never_given_again_and_blocks_nobody_of_that_name() {
		String first = "Ines" + UUID.randomUUID().toString().replaceAll("[^a-z]", "");
		String removed = this.newcomers.withEmail((first + "dasilva").toLowerCase(Locale.ROOT), first,
				UUID.randomUUID() + "@orderflow.example", Locale.FRENCH, "clients");
		remove(removed);
		Visitor ines = visitor();
		ines.form("/register",
				Map.of("firstName", first, "lastName", "Da Silva", "email", this.email, "roles", "clients"));
		assertThat(location(confirm(ines, link(letter(1)), first, "Da Silva", "clients", PASSWORD))).isEqualTo("/");
		assertThat(ines.get("/api/me").body()).containsPattern("\"id\":\"" + removed + "\\d+\"");
	}

	@ParameterizedTest
	@CsvSource({ "Ad,Min,admin", "Wor,Ker,worker" })
	void nobody_gets_an_id_that_an_installation_keeps_for_whom_it_makes(String first, String last, String kept) {
		Visitor adele = visitor();
		adele.form("/register", Map.of("firstName", first, "lastName", last, "email", this.email, "roles", "clients"));
		assertThat(location(confirm(adele, link(letter(1)), first, last, "clients", PASSWORD))).isEqualTo("/");
		assertThat(adele.get("/api/me").body()).containsPattern("\"id\":\"" + kept + "\\d+\"");
	}

	@Test
	void the_address_of_somebody_who_was_removed_is_theirs_who_can_read_its_mails() {
		String removed = this.newcomers.withEmail("r" + UUID.randomUUID().toString().replace("-", ""), "Inès",
				this.email, Locale.FRENCH, "clients");
		remove(removed);
		Visitor ines = visitor();
		register(ines);
		assertThat(letter(1).subject()).isEqualTo("Confirmez votre adresse");
		assertThat(location(confirm(ines, link(letter(1)), PASSWORD))).isEqualTo("/");
		assertThat(ines.get("/api/me").body()).contains(this.email).doesNotContain(removed);
		assertThat(this.jdbc.sql("select email from account where id = :id")
			.param("id", removed)
			.query(String.class)
			.single()).endsWith("@nowhere.invalid");
	}

	@Test
	void a_link_to_a_new_password_is_good_no_more_once_its_owner_was_removed() {
		String removed = this.newcomers.withEmail("r" + UUID.randomUUID().toString().replace("-", ""), "Inès",
				this.email, Locale.FRENCH, "clients");
		visitor().form("/forgotten", Map.of("email", this.email));
		String link = link(letter(1));
		remove(removed);
		assertThat(visitor().get(link).statusCode()).isEqualTo(409);
		assertThat(visitor().form(link, Map.of("password", PASSWORD)).statusCode()).isEqualTo(409);
	}

	private void remove(String id) {
		assertThat(Visitor.withPassword(this.port, "ada", "orderflow").delete("/engine-rest/user/" + id).statusCode())
			.isEqualTo(204);
	}

	@Test
	void somebody_who_was_removed_gets_no_link_to_a_new_password() {
		String removed = this.newcomers.client();
		Visitor.withPassword(this.port, "ada", "orderflow").delete("/engine-rest/user/" + removed);
		assertThat(location(visitor().form("/forgotten", Map.of("email", removed + "@orderflow.example"))))
			.isEqualTo("/forgotten?sent");
		assertThat(this.mails.to(removed + "@orderflow.example")).isEmpty();
	}

	private Visitor account() {
		Visitor ines = visitor();
		register(ines);
		assertThat(location(confirm(ines, link(letter(1)), PASSWORD))).isEqualTo("/");
		return ines;
	}

	private HttpResponse<String> register(Visitor visitor) {
		return visitor.form("/register", Map.of("firstName", "Inès", "lastName", "Da Silva", "email", this.email,
				"roles", "clients", "timeZone", "Europe/Lisbon"));
	}

	private static HttpResponse<String> confirm(Visitor visitor, String link, String password) {
		return confirm(visitor, link, "Inès", "Da Silva", "clients", password);
	}

	private static HttpResponse<String> confirm(Visitor visitor, String link, String first, String last, String role,
			String password) {
		return visitor.form(link, Map.of("firstName", first, "lastName", last, "roles", role, "timeZone",
				"Europe/Lisbon", "password", password));
	}

	private Visitor visitor() {
		Visitor visitor = Visitor.stranger(this.port).reading("fr");
		visitor.readCsrf();
		return visitor;
	}

	/** The newest letter, once so many have come. */
	private CaughtMail letter(int count) {
		List<CaughtMail> letters = this.mails.to(this.email.replace('È', 'è'));
		assertThat(letters).hasSizeGreaterThanOrEqualTo(count);
		return letters.get(0);
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
