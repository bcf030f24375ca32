package io.orderflow.browser;

import java.util.Locale;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import io.orderflow.AccountMails;
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

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** Passwords, sessions and the audit trail, as people see them. */
@OrderflowTest
@ExtendWith(Chromium.class)
class SecurityPagesTest {

	private static final String SECURITY = "/account/security";

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private AccountMails mails;

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void passwords_sessions_and_the_audit_trail_fit_and_read(String language) {
		String admin = this.newcomers.person("Ada", Locale.forLanguageTag(language), UserStore.PROCESS_ADMINS);
		Visitor.stranger(this.port).signIn(admin, "wrong");
		Visitor.stranger(this.port).signIn(admin, Newcomers.PASSWORD);
		Visitor.withPassword(this.port, admin, Newcomers.PASSWORD)
			.put("/engine-rest/user/" + admin + "/profile", "{\"id\":\"" + admin + "\",\"firstName\":\"Ada\"}");
		try (PageInspector ada = PageInspector.at(Chromium.browser(), this.port, PageInspector.WIDE, admin,
				Newcomers.PASSWORD)) {
			ada.looksAt(SECURITY, "security-" + language);
			ada.find("#present").fill("not the present one");
			ada.find("[name=password]").fill("password123");
			ada.find("form[action$=password] button").click();
			assertThat(ada.find("#present-error")).isVisible();
			assertThat(ada.find("#password-error")).isVisible();
			ada.looks("security-refused-" + language);
			ada.looksAt(SECURITY, "security-again-" + language);
			ada.find("#email").fill(admin + "@orderflow.example");
			ada.find("#email-present").fill("not the present one");
			ada.find("form[action$=email] button").click();
			assertThat(ada.find("#email-error")).isVisible();
			assertThat(ada.find("#email-present-error")).isVisible();
			assertThat(ada.find("#present-error")).hasCount(0);
			ada.looks("security-email-refused-" + language);
			ada.looksAt("/audit?who=" + admin, "audit-" + language);
			ada.looksAt("/audit?who=nobody", "audit-none-" + language);
			ada.looksAt("/audit?from=yesterday", "audit-refused-" + language);
		}
		try (PageInspector stranger = PageInspector.stranger(Chromium.browser(), this.port, language)) {
			stranger.looksAt("/sign-in", "sign-in-before-" + language);
			// pauses are short at first, and over before a slow machine has tried again
			Pattern seconds = Pattern.compile("\\d");
			for (int i = 0; i < 40 && (i == 0 || !seconds.matcher(stranger.find("#refused").innerText()).find()); i++) {
				stranger.find("#username").fill("nobody-" + language);
				stranger.find("#password").fill("wrong");
				stranger.page().waitForNavigation(() -> stranger.find("form[action$=sign-in] button").click());
				stranger.find("#refused").waitFor();
			}
			assertThat(stranger.find("#refused")).containsText(seconds);
			stranger.looks("sign-in-paused-" + language);
		}
	}

	@Test
	void who_changes_the_password_stays_signed_in_and_is_signed_out_elsewhere() {
		String id = this.newcomers.person("Camille", Locale.ENGLISH, UserStore.CLIENTS);
		try (PageInspector here = PageInspector.at(Chromium.browser(), this.port, PageInspector.WIDE, id,
				Newcomers.PASSWORD);
				PageInspector there = PageInspector.at(Chromium.browser(), this.port, PageInspector.PHONE, id,
						Newcomers.PASSWORD)) {
			there.go("/account");
			here.go(SECURITY);
			Locator sessions = here.find("#sessions + p + ul > li");
			assertThat(sessions).hasCount(2);
			here.find("#present").fill(Newcomers.PASSWORD);
			here.find("[name=password]").fill("quite another one");
			here.find("form[action$=password] button").click();
			assertThat(here.find("[role=status]")).containsText("Your password has been changed");
			assertThat(sessions).hasCount(1);
			there.go("/account");
			assertThat(there.find("#username")).isVisible();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void a_new_address_is_asked_for_and_confirmed_by_its_link(String language) {
		String id = this.newcomers.person("Camille", Locale.forLanguageTag(language), UserStore.CLIENTS);
		String wanted = "new" + id + "@orderflow.example";
		try (PageInspector here = PageInspector.withoutScripts(Chromium.browser(), this.port, id, Newcomers.PASSWORD)) {
			here.go(SECURITY);
			here.find("#email").fill(wanted);
			here.find("#email-present").fill(Newcomers.PASSWORD);
			here.find("form[action$=email] button").click();
			assertThat(here.find("[role=status]")).isVisible();
		}
		String letter = this.mails.to(wanted).get(0).text();
		String link = letter.replaceAll("(?s).*http://localhost:\\d+(/new-address/\\S+).*", "$1");
		try (PageInspector stranger = PageInspector.stranger(Chromium.browser(), this.port, language)) {
			stranger.looksAt(link, "new-address-" + language);
			stranger.find("main form button").click();
			assertThat(stranger.find("[role=status]")).containsText(wanted);
			stranger.looks("new-address-done-" + language);
		}
	}

	@Test
	void sessions_are_ended_without_scripts_too() {
		String id = this.newcomers.person("Camille", Locale.ENGLISH, UserStore.CLIENTS);
		Visitor.stranger(this.port).signIn(id, Newcomers.PASSWORD);
		try (PageInspector here = PageInspector.withoutScripts(Chromium.browser(), this.port, id, Newcomers.PASSWORD)) {
			here.go(SECURITY);
			here.find("main li form button").click();
			assertThat(here.find("[role=status]")).containsText("Ended");
			assertThat(here.find("main li form button")).hasCount(0);
		}
	}

}
