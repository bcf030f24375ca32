package io.orderflow.browser;

import java.util.Locale;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.UserStore;
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
			Visitor program = Visitor.withToken(this.port, secret);
			assertThat(program.get("/api/me").statusCode()).isEqualTo(200);
			camille.looksAt("/account/tokens", "tokens-" + language);
			assertThat(camille.find("#secret").count()).isZero();
			camille.find("main li button").click();
			camille.find("main [role=status]").waitFor();
			assertThat(program.get("/api/me").statusCode()).isEqualTo(401);
		}
	}

}
