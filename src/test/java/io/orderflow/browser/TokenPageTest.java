package io.orderflow.browser;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.UserStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody makes a token for a program, copies it, and revokes it later. */
@OrderflowTest
@ExtendWith(Chromium.class)
class TokenPageTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Test
	void on_a_phone_all_of_it_is_seen_and_copied() {
		String id = this.newcomers.person("Camille", Locale.ENGLISH, UserStore.CLIENTS);
		try (PageInspector camille = PageInspector.at(Chromium.browser(), this.port, PageInspector.PHONE, id,
				Newcomers.PASSWORD)) {
			camille.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
			camille.go("/account/tokens");
			Locator label = camille.find("main fieldset label").first();
			assertThat(label.locator("span").boundingBox().height).as("several lines").isGreaterThan(40);
			assertThat(label.locator("span").boundingBox().x).isGreaterThanOrEqualTo(
					label.locator("input").boundingBox().x + label.locator("input").boundingBox().width);
			camille.find("#name").fill("Shop");
			camille.find("main [name=scopes]").first().check();
			camille.find("main form:last-of-type button[type=submit]").click();
			Locator secret = camille.find("#secret");
			assertThat(secret.evaluate("(field) => field.scrollWidth <= field.clientWidth"
					+ " && field.scrollHeight <= field.clientHeight"))
				.isEqualTo(true);
			camille.find("[data-copies] button").click();
			PlaywrightAssertions.assertThat(camille.find("[data-copies] [role=status]")).hasText("Copied.");
			assertThat(camille.page().evaluate("() => navigator.clipboard.readText()")).isEqualTo(secret.inputValue());
			camille.looks("tokens-made-phone");
			camille.go("/account/security");
			BoundingBox button = camille.find("main form[action$=password] button").boundingBox();
			assertThat(camille.find("main a[href$=forgotten]").boundingBox().y)
				.isGreaterThanOrEqualTo(button.y + button.height + 8);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void a_token_is_made_copied_and_revoked(String language) {
		String id = this.newcomers.person("Camille", Locale.forLanguageTag(language), UserStore.CLIENTS);
		try (PageInspector camille = PageInspector.at(Chromium.browser(), this.port, PageInspector.WIDE, id,
				Newcomers.PASSWORD)) {
			camille.looksAt("/account/tokens", "tokens-none-" + language);
			camille.find("main button[type=submit]").click();
			camille.find("#scopes-error").waitFor();
			camille.looks("tokens-refused-" + language);
			camille.find("#name").fill("Shop");
			camille.find("main [name=scopes]").first().check();
			camille.find("main form:last-of-type button[type=submit]").click();
			String secret = camille.find("#secret").inputValue();
			camille.looks("tokens-made-" + language);
			camille.page().reload();
			camille.find("main li").waitFor();
			assertThat(camille.find("main li").count()).as("no second one").isOne();
			assertThat(camille.find("#secret").count()).isZero();
			Visitor program = Visitor.withToken(this.port, secret);
			assertThat(program.get("/api/me").statusCode()).isEqualTo(200);
			camille.looksAt("/account/tokens", "tokens-" + language);
			assertThat(camille.find("#secret").count()).isZero();
			camille.find("main li button").click();
			camille.find("main li [role=alert]").waitFor();
			assertThat(program.get("/api/me").statusCode()).as("asked first").isEqualTo(200);
			camille.looks("tokens-revoke-" + language);
			camille.find("main li button").click();
			camille.find("main [role=status]").waitFor();
			assertThat(program.get("/api/me").statusCode()).isEqualTo(401);
		}
	}

	/** Where no script runs, a reload sends the form once more. */
	@Test
	void a_form_that_is_sent_twice_makes_one_token() {
		Visitor camille = Visitor.stranger(this.port);
		camille.signIn(this.newcomers.client(), Newcomers.PASSWORD);
		camille.readCsrf();
		Matcher drawn = Pattern.compile("name=\"id\" value=\"([0-9a-f-]+)\"")
			.matcher(camille.get("/account/tokens").body());
		assertThat(drawn.find()).isTrue();
		Map<String, String> form = Map.of("id", drawn.group(1), "name", "Shop", "scopes", "READ");
		assertThat(camille.form("/account/tokens", form).body()).contains("id=\"secret\"");
		HttpResponse<String> again = camille.form("/account/tokens", form);
		assertThat(again.statusCode()).isEqualTo(409);
		assertThat(again.body()).doesNotContain("id=\"secret\"").containsOnlyOnce("<strong>Shop</strong>");
	}

}
