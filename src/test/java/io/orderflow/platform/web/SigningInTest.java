package io.orderflow.platform.web;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.orderflow.LoggedLines;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.UserStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** One sign-in, and what a stranger, a wrong password and another site get. */
@OrderflowTest
class SigningInTest {

	private static final String NO_FILE = "/api/files/" + new UUID(1, 2);

	@LocalServerPort
	private int port;

	@Autowired
	private UserStore users;

	@Autowired
	private Newcomers newcomers;

	@Test
	void pages_send_strangers_to_the_sign_in_page_and_back() {
		Visitor stranger = Visitor.stranger(this.port);
		HttpResponse<String> page = stranger.get("/somewhere");
		assertThat(page.statusCode()).isEqualTo(302);
		assertThat(page.headers().firstValue("Location"))
			.hasValueSatisfying((to) -> assertThat(to).endsWith("/sign-in"));
		assertThat(stranger.signIn("lea", "orderflow").headers().firstValue("Location"))
			.hasValueSatisfying((to) -> assertThat(to).contains("/somewhere"));
	}

	/** Whoever follows a link to a file is a person, whatever its address. */
	@Test
	void a_link_to_a_file_sends_strangers_to_the_sign_in_page_and_back_to_the_page_with_the_link() {
		Visitor stranger = Visitor.stranger(this.port);
		HttpResponse<String> asked = follow(stranger);
		assertThat(asked.statusCode()).isEqualTo(302);
		assertThat(asked.headers().firstValue("Location"))
			.hasValueSatisfying((to) -> assertThat(to).endsWith("/sign-in"));
		assertThat(stranger.signIn("lea", "orderflow").headers().firstValue("Location"))
			.hasValueSatisfying((to) -> assertThat(to).contains("/orders/OF-1"));
		assertThat(stranger.get(NO_FILE).headers().firstValue("Content-Type")).hasValue("application/problem+json");
		HttpResponse<String> gone = follow(stranger.reading("fr"));
		assertThat(gone.statusCode()).isEqualTo(404);
		assertThat(gone.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
		assertThat(gone.body()).contains("role=\"alert\"", "href=\"/orders/OF-1\"", ">Léa ").doesNotContain("null");
	}

	private HttpResponse<String> follow(Visitor reader) {
		return reader.send(reader.request(NO_FILE)
			.header("Sec-Fetch-Mode", "navigate")
			.header("Sec-Fetch-Dest", "document")
			.header("Sec-Fetch-Site", "same-origin")
			.header("Referer", "http://localhost:" + this.port + "/orders/OF-1")
			.GET());
	}

	@Test
	void a_mistyped_password_leaves_the_name_where_it_was_typed() {
		Visitor lea = Visitor.stranger(this.port);
		lea.signIn("lea é<", "wrong");
		assertThat(lea.get("/sign-in?refused").body()).contains("value=\"lea é&lt;\"");
		assertThat(lea.get("/sign-in").body()).doesNotContain("lea é");
	}

	/** A link to it is a stranger's, and the page is ours. */
	@ParameterizedTest
	@ValueSource(strings = { "paused=Your+account+was+locked.+Call+us.", "paused=86399", "paused=2", "paused",
			"refused", "paused&refused=Call+us" })
	void the_page_tells_nothing_that_did_not_happen_in_this_browser(String query) {
		HttpResponse<String> page = Visitor.stranger(this.port).reading("en").get("/sign-in?" + query);
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("name=\"password\"").doesNotContain("id=\"refused\"", "Call", "Too many");
	}

	@Test
	void a_link_tells_nobody_who_is_signed_in_that_they_are_not() {
		Visitor owner = Visitor.stranger(this.port).reading("en");
		owner.signIn(this.newcomers.client(), Newcomers.PASSWORD);
		assertThat(owner.get("/sign-in?signed-out").body()).doesNotContain("Votre session est fermée.")
			.contains("Vous êtes toujours connecté (compte\u00a0: Camille Newcomer)");
		assertThat(Visitor.stranger(this.port).reading("en").get("/sign-in?signed-out").body())
			.contains("You are signed out");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/account/security?changed", "/account/security?ended", "/account/security?sent",
			"/account/passkeys?removed", "/account/passkeys?added", "/account/passkeys?recovered",
			"/account/tokens?revoked", "/account?saved", "/account?forgotten", "/account/picture?shown",
			"/account/picture?removed", "/register?sent", "/forgotten?sent", "/sell/listings?removed" })
	void a_link_tells_nobody_that_their_account_is_not_as_it_was(String address) {
		Visitor owner = Visitor.stranger(this.port);
		owner.signIn(this.newcomers.client(), Newcomers.PASSWORD);
		HttpResponse<String> page = owner.get(address);
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).doesNotContain("class=\"told\"", "class=\"notice done\"");
	}

	@Test
	void what_somebody_did_is_told_once_and_only_on_its_page() {
		Visitor owner = Visitor.stranger(this.port).reading("en");
		owner.signIn(this.newcomers.client(), Newcomers.PASSWORD);
		owner.readCsrf();
		HttpResponse<String> ended = owner.form("/account/security/sessions/removal", Map.of());
		assertThat(ended.headers().firstValue("Location"))
			.hasValueSatisfying((to) -> assertThat(to).endsWith("/account/security?ended"));
		assertThat(owner.get("/account/security?changed").body()).doesNotContain("class=\"told\"");
		assertThat(owner.get("/account/security?ended").body()).contains("class=\"told\"");
		assertThat(owner.get("/account/security?ended").body()).doesNotContain("class=\"told\"");
	}

	/** What an address holds is not repeated as a sentence of ours. */
	@Test
	void a_parameter_that_cannot_be_read_is_named_and_not_quoted() {
		Visitor client = Visitor.stranger(this.port);
		client.signIn(this.newcomers.client(), Newcomers.PASSWORD);
		HttpResponse<String> page = client.get("/conversations/Your+account+was+locked");
		assertThat(page.statusCode()).as("no such page").isEqualTo(404);
		assertThat(page.body()).doesNotContain("was locked", "was+locked");
		HttpResponse<String> answer = client.get("/api/conversations/Your+account+was+locked");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("\"detail\":\"«\u00a0id\u00a0» n’est pas du bon type.\"");
	}

	@Test
	void what_a_browser_asks_for_beside_a_page_is_not_where_signing_in_leads() {
		for (String[] beside : new String[][] { { "/apple-touch-icon.png" }, { "/favicon.ico" },
				{ "/notifications", "Sec-Fetch-Dest", "image" } }) {
			Visitor visitor = Visitor.stranger(this.port);
			visitor.get("/conversations");
			HttpRequest.Builder request = visitor.request(beside[0]);
			if (beside.length > 1) {
				request.header(beside[1], beside[2]);
			}
			visitor.send(request.GET());
			assertThat(visitor.signIn("lea", "orderflow").headers().firstValue("Location").orElse("")).as(beside[0])
				.contains("/conversations");
		}
	}

	@ParameterizedTest
	@CsvSource({ "en,You were signed out in the meantime", "fr,Vous avez été déconnecté entre-temps" })
	void who_sent_a_form_after_the_session_had_ended_reads_so_once(String language, String said) {
		Visitor stranger = Visitor.stranger(this.port).reading(language);
		stranger.readCsrf();
		assertThat(stranger.get("/sign-in").body()).doesNotContain(said);
		assertThat(stranger.form("/account/tokens", Map.of()).statusCode()).isEqualTo(302);
		assertThat(stranger.get("/sign-in").body()).contains(said);
		assertThat(stranger.get("/sign-in").body()).doesNotContain(said);
		stranger.get("/sell");
		assertThat(stranger.get("/sign-in").body()).as("a page that was asked for").doesNotContain(said);
	}

	@Test
	void a_form_sent_after_the_session_had_ended_leads_back_to_its_page() {
		Visitor stranger = Visitor.stranger(this.port);
		stranger.readCsrf();
		HttpResponse<String> sent = stranger.send(stranger.request("/orders/OF-0000-0000/messages")
			.header("Referer", "http://localhost:" + this.port + "/sell?show=late")
			.POST(BodyPublishers.noBody()));
		assertThat(sent.headers().firstValue("Location"))
			.hasValueSatisfying((to) -> assertThat(to).endsWith("/sign-in"));
		assertThat(stranger.signIn("lea", "orderflow").headers().firstValue("Location"))
			.hasValueSatisfying((to) -> assertThat(to).endsWith("/sell?show=late"));
		Visitor elsewhere = Visitor.stranger(this.port);
		elsewhere.readCsrf();
		elsewhere.send(elsewhere.request("/orders/OF-0000-0000/messages")
			.header("Referer", "https://elsewhere.example/trap")
			.POST(BodyPublishers.noBody()));
		assertThat(elsewhere.signIn("lea", "orderflow").headers().firstValue("Location"))
			.hasValueSatisfying((to) -> assertThat(to).endsWith(":" + this.port + "/"));
	}

	/**
	 * The answer's head would be too long for the server, which every stranger could log.
	 */
	@Test
	void an_address_too_long_for_a_cookie_is_forgotten() {
		String tooLong = "?x=" + "a".repeat(7_000);
		try (LoggedLines log = new LoggedLines()) {
			for (String page : List.of("/orders", "/camunda/app/tasklist/default/", "/services/a")) {
				Visitor stranger = Visitor.stranger(this.port);
				assertForgotten(stranger, stranger.get(page + tooLong), page);
			}
			Visitor stranger = Visitor.stranger(this.port);
			stranger.readCsrf();
			assertForgotten(stranger,
					stranger.send(stranger.request("/orders/OF-0000-0000/messages")
						.header("Referer", "http://localhost:" + this.port + "/sell" + tooLong)
						.POST(BodyPublishers.noBody())),
					"a form's page");
			assertThat(log.errors()).isEmpty();
		}
	}

	private void assertForgotten(Visitor stranger, HttpResponse<String> answer, String of) {
		assertThat(answer.statusCode()).as(of).isEqualTo(302);
		assertThat(answer.headers().firstValue("Location")).as(of)
			.hasValueSatisfying((to) -> assertThat(to).endsWith("/sign-in"));
		assertThat(stranger.signIn("lea", "orderflow").headers().firstValue("Location")).as(of)
			.hasValueSatisfying((to) -> assertThat(to).endsWith(":" + this.port + "/"));
	}

	@Test
	void a_form_with_the_token_of_before_is_told_so_and_where_it_was() {
		Visitor lea = Visitor.signedIn(this.port, "lea").withoutToken();
		HttpResponse<String> sent = lea.send(lea.request("/orders/OF-0000-0000/messages")
			.header("Referer", "http://localhost:" + this.port + "/orders/OF-0000-0000")
			.header("Accept", "text/html")
			.POST(BodyPublishers.noBody()));
		assertThat(sent.statusCode()).isEqualTo(403);
		assertThat(sent.body()).contains("ouverte trop longtemps", "href=\"/orders/OF-0000-0000\"")
			.doesNotContain("pas le droit");
	}

	@Test
	void the_sign_in_page_speaks_french_and_english() {
		assertThat(Visitor.stranger(this.port).reading("fr-CA,en;q=0.5").get("/sign-in").body())
			.contains("Se connecter");
		assertThat(Visitor.stranger(this.port).reading("de,nl").get("/sign-in").body()).contains("Sign in");
	}

	@Test
	void the_api_answers_strangers_with_a_problem() {
		HttpResponse<String> answer = Visitor.stranger(this.port).get("/api/me");
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		// how to sign in, which browsers are not told: see ForeignRequestTest
		assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
	}

	@Test
	void a_session_cookie_changes_nothing_without_its_token() {
		Visitor lea = Visitor.signedIn(this.port, "lea");
		assertThat(lea.post("/api/test-problems/body", "{\"name\":\"a\",\"count\":1}").statusCode()).isEqualTo(200);
		assertThat(lea.withoutToken().post("/api/test-problems/body", "{\"name\":\"a\",\"count\":1}").statusCode())
			.isEqualTo(403);
	}

	@Test
	void a_password_that_a_browser_sends_from_another_site_changes_nothing() {
		Visitor lea = Visitor.withPassword(this.port, "lea", "orderflow");
		assertThat(lea.post("/api/test-problems/body", "{\"name\":\"a\",\"count\":1}").statusCode()).isEqualTo(200);
		assertThat(lea
			.send(lea.request("/api/test-problems/body")
				.header("Sec-Fetch-Site", "cross-site")
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString("{}")))
			.statusCode()).isEqualTo(403);
	}

	@Test
	void signing_in_changes_the_session_and_cookies_are_guarded() {
		Visitor lea = Visitor.stranger(this.port);
		HttpResponse<String> signedIn = lea.signIn("lea", "orderflow");
		List<String> cookies = signedIn.headers().allValues("Set-Cookie");
		assertThat(cookies).anySatisfy((cookie) -> assertThat(cookie).startsWith("ORDERFLOW_SESSION=")
			.contains("HttpOnly")
			.contains("SameSite=Lax"));
		HttpResponse<String> page = lea.get("/sign-in");
		assertThat(page.headers().firstValue("Content-Security-Policy"))
			.hasValueSatisfying((policy) -> assertThat(policy).contains("default-src 'self'").doesNotContain("unsafe"));
		assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
		assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
	}

	@Test
	void a_wrong_name_and_a_wrong_password_look_the_same() {
		String id = this.newcomers.client();
		assertThat(Stream.of(Visitor.stranger(this.port).signIn("noSuchPerson", "x"),
				Visitor.stranger(this.port).signIn(id, "wrong")))
			.allSatisfy((answer) -> {
				assertThat(answer.statusCode()).isEqualTo(302);
				assertThat(answer.headers().firstValue("Location"))
					.hasValueSatisfying((to) -> assertThat(to).endsWith("/sign-in?refused"));
			});
	}

	@Test
	void an_old_password_is_good_for_nothing_from_the_moment_it_is_changed() {
		String id = this.newcomers.client();
		Visitor before = Visitor.withPassword(this.port, id, Newcomers.PASSWORD);
		assertThat(before.get("/api/me").statusCode()).isEqualTo(200);

		this.users.changePassword(id, "quite another password");

		assertThat(Visitor.withPassword(this.port, id, "quite another password").get("/api/me").statusCode())
			.isEqualTo(200);
		assertThat(before.get("/api/me").statusCode()).isEqualTo(401);
	}

	@Test
	void a_password_may_be_long_and_in_any_script() {
		String password = "pässwörd 🔐 ".repeat(20);
		assertThat(password.length()).isGreaterThan(200);
		this.users.create("longPassword", "L", "P", "lp@orderflow.example", password);
		UserStore.Named named = this.users.named("longPassword").orElseThrow();
		assertThat(this.users.matches(named, password)).isTrue();
		assertThat(this.users.matches(named, password + "x")).isFalse();
	}

	@Test
	void odd_names_and_passwords_are_refused_not_failed_on() {
		for (String name : List.of("", " ", "x".repeat(10_000), "lea\u0000", "'; drop table account;--",
				"é".repeat(64))) {
			HttpResponse<String> answer = Visitor.stranger(this.port).signIn(name, "y".repeat(5_000));
			assertThat(answer.statusCode()).isEqualTo(302);
			assertThat(answer.headers().firstValue("Location"))
				.hasValueSatisfying((to) -> assertThat(to).endsWith("/sign-in?refused"));
		}
	}

	@Test
	void only_health_is_open_of_the_measurements() {
		assertThat(Visitor.stranger(this.port).get("/actuator/health").statusCode()).isEqualTo(200);
		assertThat(Visitor.stranger(this.port).get("/actuator/metrics").statusCode()).isEqualTo(401);
		assertThat(Visitor.withPassword(this.port, "lea", "orderflow").get("/actuator/metrics").statusCode())
			.isEqualTo(403);
		assertThat(Visitor.withPassword(this.port, "ada", "orderflow").get("/actuator/metrics").statusCode())
			.isEqualTo(200);
	}

	@Test
	void the_apis_documentation_can_be_read_before_signing_in() {
		assertThat(Visitor.stranger(this.port).get("/v3/api-docs").statusCode()).isEqualTo(200);
		Visitor lea = Visitor.signedIn(this.port, "lea");
		assertThat(lea.get("/v3/api-docs").body()).contains("\"/api/me\"")
			.as("paths of the engine's own API")
			.doesNotContain("\"/engine-rest");
		assertThat(lea.get("/swagger-ui/index.html").statusCode()).isEqualTo(200);
	}

	@Test
	void signing_out_ends_the_session() {
		Visitor lea = Visitor.signedIn(this.port, "lea");
		assertThat(lea.form("/sign-out", Map.of()).statusCode()).isEqualTo(302);
		assertThat(lea.get("/api/me").statusCode()).isEqualTo(401);
	}

}
