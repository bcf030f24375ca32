package io.orderflow.notification.web;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Statements;
import io.orderflow.TestBrowser;
import io.orderflow.Visitor;
import io.orderflow.account.Account;
import io.orderflow.account.AccountService;
import io.orderflow.account.NotificationChannel;
import io.orderflow.account.NotificationKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** The page of a person's own settings, without a script. */
@OrderflowTest
class AccountPageTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private AccountService accounts;

	@Autowired
	private Statements statements;

	private String id;

	private Visitor person;

	@BeforeEach
	void person() {
		this.id = this.newcomers.client();
		this.person = Visitor.stranger(this.port);
		this.person.signIn(this.id, Newcomers.PASSWORD);
		this.person.readCsrf();
	}

	@Test
	void what_is_not_ticked_is_switched_off_and_the_page_speaks_the_new_language() {
		assertThat(this.person.get("/account").body()).contains("Camille Newcomer", "Demandes de l’autre partie")
			.as("who only buys")
			.doesNotContain("Nouvelles commandes");
		HttpResponse<String> saved = this.person.form("/account",
				Map.of("language", "en", "timeZone", "Asia/Tokyo", "email", "TO_DO"));
		assertThat(saved.statusCode()).isEqualTo(302);

		Account account = this.accounts.get(this.id);
		assertThat(account.zone().getId()).isEqualTo("Asia/Tokyo");
		assertThat(account.wants(NotificationChannel.EMAIL, NotificationKind.TO_DO)).isTrue();
		assertThat(account.wants(NotificationChannel.EMAIL, NotificationKind.MESSAGE)).isFalse();
		assertThat(account.wants(NotificationChannel.PUSH, NotificationKind.TO_DO)).isFalse();
		assertThat(this.person.get("/account?saved").body()).contains("Requests from the other side", "Saved.");
	}

	@Test
	void what_was_not_offered_stays_as_it_is() {
		this.person.form("/account", Map.of("email", "TO_DO", "offered", "MESSAGE"));

		Account account = this.accounts.get(this.id);
		assertThat(account.wants(NotificationChannel.EMAIL, NotificationKind.NEW_ORDER)).isTrue();
		assertThat(account.wants(NotificationChannel.EMAIL, NotificationKind.MESSAGE)).isFalse();
	}

	@Test
	void a_time_zone_is_found_by_its_place_and_has_one_name() {
		assertThat(this.person.get("/account").body())
			.contains("<optgroup label=\"Europe\">", "<optgroup label=\"Amérique\">",
					">Buenos Aires · Argentine · UTC−3</option>", ">Dumont-d’Urville · Antarctique · UTC+10</option>",
					">Tell City (Indiana) · États-Unis · UTC−", ">Calcutta · Inde · UTC+5:30</option>",
					">Saint-Barthélemy · UTC−4</option>", ">Abidjan · Côte d’Ivoire · UTC</option>")
			.containsPattern("value=\"Europe/Paris\" selected=\"selected\">Paris · France · UTC\\+[12]</option>")
			.containsPattern("(?s)>Athènes · .*>Londres · .*>Varsovie · .*>Zurich · ")
			.doesNotContain("DUrville<", "Tell City, Indiana")
			.doesNotContain("Europe/Kiev", "Asia/Calcutta", "America/Buenos_Aires");
		this.person.form("/account", Map.of("language", "en", "timeZone", "Asia/Calcutta"));
		assertThat(this.person.get("/account").body()).contains("value=\"Asia/Calcutta\" selected",
				">London · United Kingdom · UTC", ">Kolkata · India · UTC+5:30</option>");
	}

	@Test
	void a_zone_that_is_none_is_refused_at_its_field_and_nothing_is_changed() {
		HttpResponse<String> refused = this.person.form("/account", Map.of("language", "en", "timeZone", "Mars/Base"));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("timeZone-error", "Mars/Base");
		assertThat(this.accounts.get(this.id).locale().getLanguage()).isEqualTo("fr");
	}

	@Test
	void a_browser_without_a_name_is_called_something_on_its_button_too() {
		TestBrowser browser = TestBrowser.fresh();
		assertThat(Visitor.withPassword(this.port, this.id, Newcomers.PASSWORD).post("/api/me/push-subscriptions", """
				{"endpoint":"https://localhost:9/unnamed-%s","keys":{"p256dh":"%s","auth":"%s"}}
				""".formatted(this.id, browser.p256dh(), browser.auth())).statusCode()).isEqualTo(201);
		assertThat(this.person.get("/account").body()).contains("aria-label=\"Retirer Un navigateur\"");
	}

	@Test
	void the_page_takes_few_statements() {
		this.person.get("/account");
		assertThat(this.statements.of(() -> this.person.get("/account"))).hasSizeLessThanOrEqualTo(9);
	}

	@Test
	void strangers_are_asked_to_sign_in() {
		Visitor stranger = Visitor.stranger(this.port);
		assertThat(stranger.get("/account").statusCode()).isEqualTo(302);
		assertThat(stranger
			.send(stranger.request("/account")
				.header("Content-Type", "application/x-www-form-urlencoded")
				.POST(BodyPublishers.ofString("language=" + URLEncoder.encode("fr", StandardCharsets.UTF_8))))
			.statusCode()).isIn(302, 403);
		assertThat(stranger.get("/service-worker.js").statusCode()).isEqualTo(200);
	}

}
