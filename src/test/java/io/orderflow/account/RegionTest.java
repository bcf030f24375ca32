package io.orderflow.account;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.ReaderFormats.WrittenDates;
import io.orderflow.platform.UserStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Dates and numbers are written as in the reader's region, in the reader's language. */
@OrderflowTest
class RegionTest {

	private static final String AMERICAN = "[A-Z][a-z]{2} \\d{1,2}, \\d{4}, \\d{1,2}:\\d{2}\\h[AP]M";

	private static final String BRITISH = "\\d{1,2} [A-Z][a-z]{2,3} \\d{4}, \\d{2}:\\d{2}";

	private static final String CANADIAN = "\\d{1,2}(?:er)? \\p{L}{3,4}\\.? \\d{4},? \\d{2}\\hh\\h\\d{2}";

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private AccountService accounts;

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "en|" + AMERICAN, "en-GB,en;q=0.9|" + BRITISH, "en-US|" + AMERICAN,
			"de-DE,de;q=0.9,en-US;q=0.8|" + BRITISH, "en,fr-CA|" + AMERICAN })
	void until_one_is_chosen_it_is_that_of_the_language_which_the_browser_asks_for_first(String asked, String form) {
		Visitor reader = reader(Locale.ENGLISH, asked);
		assertThat(reader.get("/account/security").body()).contains("<html lang=\"en\"").containsPattern(form);
	}

	@Test
	void the_one_of_the_account_goes_before_that_of_the_browser_and_can_be_taken_back() {
		Visitor reader = reader(Locale.FRENCH, "en-GB");
		reader.form("/account", Map.of("language", "fr", "region", "CA", "timeZone", "Europe/Paris"));
		assertThat(reader.get("/account").body())
			.containsPattern("value=\"CA\" selected=\"selected\">Canada</option>\\s*<option value=\"CV\">Cap-Vert<");
		assertThat(reader.get("/account/security").body()).contains("<html lang=\"fr\"").containsPattern(CANADIAN);
		assertThat(reader.get("/api/me/preferences").body()).contains("\"region\":\"CA\"");
		assertThat(reader.form("/account", Map.of("region", "ZZ")).statusCode()).isEqualTo(400);
		reader.form("/account", Map.of("language", "en", "region", ""));
		assertThat(reader.get("/account/security").body()).contains("<html lang=\"en\"").containsPattern(BRITISH);
		assertThat(reader.get("/api/me/preferences").body()).doesNotContain("region");
	}

	@Test
	void an_account_begins_with_the_region_of_the_browser_so_that_mails_know_it() {
		String id = this.newcomers.person("Imogen", Locale.UK, UserStore.CLIENTS);
		Account account = this.accounts.get(id);
		assertThat(account.locale()).isEqualTo(Locale.UK);
		assertThat(WrittenDates.said(Instant.parse("2026-12-01T14:05:00Z").atZone(ZoneId.of("Europe/London")),
				account.locale()))
			.isEqualTo("1 December 2026, 14:05");
	}

	private Visitor reader(Locale language, String asked) {
		Visitor reader = Visitor.stranger(this.port).reading(asked);
		reader.signIn(this.newcomers.person("Rupert", language, UserStore.CLIENTS), Newcomers.PASSWORD);
		reader.readCsrf();
		return reader;
	}

}
