package io.orderflow.account;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Strangers read the pages in the language that they choose. */
@OrderflowTest
class LanguagePageTest {

	private static final String SWITCH = "action=\"/language\"";

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@ParameterizedTest
	@ValueSource(strings = { "/sign-in", "/register", "/forgotten" })
	void a_stranger_reads_each_page_in_the_language_that_was_chosen(String page) {
		Visitor stranger = stranger("en");
		assertThat(stranger.get(page).body()).contains("<html lang=\"en\"", SWITCH, "Français")
			.doesNotContain(">English<");
		HttpResponse<String> chosen = chosen(stranger, "fr", "http://localhost:" + this.port + page);
		assertThat(chosen.statusCode()).isEqualTo(302);
		assertThat(location(chosen)).as("back to where it was chosen").isEqualTo(page);
		assertThat(stranger.get(page).body()).contains("<html lang=\"fr\"", SWITCH, ">English<")
			.doesNotContain("Français");
	}

	@Test
	void what_there_is_no_page_in_changes_nothing() {
		Visitor stranger = stranger("fr");
		assertThat(location(stranger.form("/language", Map.of("language", "xx")))).isEqualTo("/sign-in");
		assertThat(location(stranger.form("/language", Map.of()))).isEqualTo("/sign-in");
		assertThat(stranger.get("/sign-in").body()).contains("<html lang=\"fr\"");
	}

	@Test
	void choosing_it_leads_to_no_other_site() {
		assertThat(location(chosen(stranger("en"), "fr", "https://elsewhere.example/register"))).isEqualTo("/sign-in");
	}

	@Test
	void choosing_it_tells_nothing_that_a_link_says_was_done() {
		Visitor stranger = stranger("en");
		String back = location(chosen(stranger, "fr", "http://localhost:" + this.port + "/register?sent"));
		assertThat(back).isEqualTo("/register?sent");
		assertThat(stranger.get(back).body()).contains("<html lang=\"fr\"").doesNotContain("class=\"told\"");
	}

	@Test
	void an_account_has_its_own_language_and_no_switch() {
		Visitor owner = stranger("en");
		owner.form("/language", Map.of("language", "en"));
		owner.signIn(this.newcomers.client(), Newcomers.PASSWORD);
		assertThat(owner.get("/account").body()).contains("<html lang=\"fr\"");
		assertThat(owner.get("/forgotten").body()).contains("<html lang=\"fr\"").doesNotContain(SWITCH);
	}

	private Visitor stranger(String language) {
		Visitor stranger = Visitor.stranger(this.port).reading(language);
		stranger.readCsrf();
		return stranger;
	}

	private static HttpResponse<String> chosen(Visitor stranger, String language, String from) {
		return stranger.send(stranger.request("/language")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.header("Referer", from)
			.POST(BodyPublishers.ofString("language=" + language)));
	}

	private static String location(HttpResponse<String> answer) {
		return answer.headers().firstValue("Location").orElse("").replaceFirst("^http://localhost:\\d+", "");
	}

}
