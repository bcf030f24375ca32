package io.orderflow.browser;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.orderflow.AccountMails;
import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.account.passkey.PasskeyService;
import io.orderflow.account.passkey.PasskeySettings;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.signin.SessionStatements;
import io.orderflow.platform.token.ApiTokenService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.AopTestUtils;
import org.springframework.test.util.ReflectionTestUtils;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Passkeys, with an authenticator that Chromium itself plays. */
@OrderflowTest
@ExtendWith(Chromium.class)
class PasskeyTest {

	private static final String TASKLIST = "/camunda/app/tasklist/default/";

	private static final String WEBAPPS_API = "/camunda/api/engine/engine/default/task/count";

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private AccountMails mails;

	@Autowired
	private PasskeyService passkeys;

	@Autowired
	private ApiTokenService tokens;

	@Autowired
	private MovableClock clock;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void a_passkey_signs_in_without_a_password_until_it_is_removed_and_its_owner_is_told() {
		String noah = this.newcomers.freelancer();
		try (PasskeyBrowser browser = PasskeyBrowser.open(this.port).signedInWithPassword(noah).withPasskey("Phone")) {
			Page page = browser.page();
			assertThat(page.locator("[data-passkey-register]")).isVisible();
			assertThat(page.locator("li.entry span")).hasText("Phone");
			assertThat(audited(noah)).contains("PASSKEY_MADE");
			page.locator("#label").fill(" ");
			page.locator("[data-passkey-register] button").click();
			assertThat(page.locator("#label-error")).hasText("Please write something here.");
			assertThat(page.locator("#label")).isFocused();
			page.locator("#label").fill("The same phone");
			page.locator("[data-passkey-register] button").click();
			assertThat(page.locator("[data-passkey-register] [role=alert]")).containsText("already holds a passkey");
			assertThat(page.locator(".told")).hasCount(0);

			browser.signOut();
			browser.signInWithPasskey();
			assertThat(page.locator(".top")).isVisible();
			browser.go("/account/passkeys");
			assertThat(page.locator("li.entry")).containsText("last used");
			assertThat(page.locator("#required")).hasCount(0);

			Visitor elsewhere = Visitor.stranger(this.port);
			elsewhere.signIn(noah, Newcomers.PASSWORD);
			assertThat(elsewhere.get("/api/me").statusCode()).isEqualTo(200);
			page.locator("li.entry summary").click();
			page.locator("li.entry button").click();
			assertThat(page.locator(".empty")).isVisible();
			assertThat(elsewhere.get("/api/me").statusCode()).as("a session that it may have opened").isEqualTo(401);
			assertThat(browser.status("/api/me")).isEqualTo(200);
			browser.signOut();
			browser.signInWithPasskey();
			assertThat(page.locator("[data-passkey-sign-in] [role=alert]")).isVisible();
			assertThat(page.url()).endsWith("/sign-in");
			assertThat(lives(browser)).as("a stranger's session").isEqualTo(Duration.ofMinutes(5).toSeconds());
			browser.signedInWithPassword(noah);
			assertThat(lives(browser)).isEqualTo(Duration.ofHours(12).toSeconds());
		}
		for (String subject : List.of("A passkey was added to your account",
				"A passkey was removed from your account")) {
			assertThat(this.mails.to(noah + "@orderflow.example", subject).text()).contains("Browser: ", "Chrome",
					"Address: 127.0.0.1");
		}
	}

	@Test
	void a_device_that_does_not_ask_who_holds_it_signs_nobody_in() {
		String noah = this.newcomers.freelancer();
		try (PasskeyBrowser browser = PasskeyBrowser.onCarelessDevice(this.port).signedInWithPassword(noah)) {
			Page page = browser.page();
			browser.go("/account/passkeys");
			page.locator("#label").fill("Found in the street");
			page.locator("[data-passkey-register] button").click();
			page.waitForCondition(() -> page.locator("[data-passkey-register] button[aria-busy]").count() == 0);
			page.reload();
			assertThat(page.locator(".empty")).isVisible();
		}
	}

	@Test
	void whoever_has_the_id_of_a_removed_account_has_none_of_its_passkeys() {
		String noah = this.newcomers.freelancer();
		try (PasskeyBrowser browser = PasskeyBrowser.open(this.port).signedInWithPassword(noah).withPasskey("Phone")) {
			this.jdbc.sql("delete from act_id_membership where user_id_ = :id").param("id", noah).update();
			this.jdbc.sql("delete from act_id_user where id_ = :id").param("id", noah).update();
			assertThat(this.jdbc.sql("select count(*) from user_entities where name = :id")
				.param("id", noah)
				.query(Integer.class)
				.single()).isZero();
			browser.signOut();
			browser.signInWithPasskey();
			assertThat(browser.page().locator("[data-passkey-sign-in] [role=alert]")).isVisible();
		}
	}

	@Test
	void recovery_codes_are_shown_once_and_the_pages_fit_and_read() {
		String noah = this.newcomers.freelancer();
		try (PageInspector inspector = PageInspector.at(Chromium.browser(), this.port, PageInspector.WIDE, noah,
				Newcomers.PASSWORD)) {
			Page page = inspector.page();
			PasskeyBrowser.addAuthenticator(page, true);
			inspector.looksAt("/account/passkeys", "passkeys-none");
			PasskeyBrowser.addPasskey(page, page.url(), "Phone");
			page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make new codes")).click();
			assertThat(page.locator(".codes code")).hasCount(10);
			List<String> codes = page.locator(".codes code").allTextContents();
			assertThat(codes).doesNotHaveDuplicates().allMatch((code) -> code.matches("(\\w{4}-){3}\\w{4}"));
			inspector.looks("passkeys-codes");
			inspector.looksAt("/account/passkeys", "passkeys-one");
			assertThat(page.locator(".codes")).hasCount(0);
			assertThat(page.locator("main")).containsText("10 recovery codes are left");
			assertThat(this.jdbc.sql("select hash from recovery_code where account = :account")
				.param("account", noah)
				.query(String.class)
				.list()).hasSize(10).noneMatch(codes::contains);
		}
	}

	@Test
	void whoever_must_have_a_passkey_gets_nowhere_without() {
		String mona = this.newcomers.moderator();
		Object settings = require(new PasskeySettings(Set.of(UserStore.MODERATORS), 20));
		try (PasskeyBrowser browser = PasskeyBrowser.open(this.port).signedInWithPassword(mona)) {
			Page page = browser.page();
			for (String path : List.of("/disputes", TASKLIST, "/notifications")) {
				browser.go(path);
				assertThat(page.url()).as(path).endsWith("/account/passkeys");
			}
			nowhere(browser, mona);

			browser.withPasskey("Key ring");
			nowhere(browser, mona);
			// not a second one with a password alone
			assertThat(page.locator("[data-passkey-register]")).hasCount(0);
			page.locator("[data-passkey-sign-in] button").click();
			page.waitForURL((url) -> !url.contains("passkeys"));
			browser.go(TASKLIST);
			assertThat(page.url()).contains(TASKLIST);
			assertThat(browser.status("/api/me")).isEqualTo(200);
			assertThat(browser.status(WEBAPPS_API)).isEqualTo(200);

			browser.go("/account/passkeys");
			page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make new codes")).click();
			String code = page.locator(".codes code").first().textContent();
			browser.signOut();
			browser.signedInWithPassword(mona);
			browser.go("/");
			recover(page, "2345-2345-2345-2345");
			assertThat(page.locator("#code-error")).isVisible();
			nowhere(browser, mona);
			// who had to look for it is as good as freshly signed in all the same
			this.clock.advance(Duration.ofMinutes(20));
			recover(page, code.replace("-", " ").toUpperCase(Locale.ROOT));
			assertThat(page.locator(".told")).isVisible();
			assertThat(browser.status("/api/me")).isEqualTo(200);

			String withoutPasskey = this.tokens.make(mona, Map.of("name", "Old", "scopes", List.of("READ"))).secret();
			assertThat(Visitor.withToken(this.port, withoutPasskey).get("/api/me").statusCode()).isEqualTo(403);
			assertThat(Visitor.withToken(this.port, makeToken(browser)).get("/api/me").statusCode()).isEqualTo(200);

			browser.signOut();
			browser.signedInWithPassword(mona);
			browser.go("/");
			recover(page, code);
			// used up
			assertThat(page.locator("#code-error")).isVisible();
			assertThat(audited(mona)).contains("PASSKEY_MADE", "RECOVERY_CODES");
		}
		finally {
			this.clock.reset();
			require(settings);
		}
	}

	/** Neither with the session nor with the password itself. */
	private void nowhere(PasskeyBrowser browser, String account) {
		Visitor program = Visitor.withPassword(this.port, account, Newcomers.PASSWORD);
		for (String path : List.of("/api/me", "/engine-rest/task", WEBAPPS_API)) {
			assertThat(browser.status(path)).as(path).isIn(401, 403);
			assertThat(program.get(path).statusCode()).as("%s, with the password", path).isIn(401, 403);
		}
	}

	private String makeToken(PasskeyBrowser browser) {
		Page page = browser.page();
		browser.go("/account/tokens");
		page.locator("input[name=name]").fill("Made with a passkey");
		page.locator("input[name=scopes][value=READ]").check();
		page.locator("main form button[type=submit]").last().click();
		return page.locator("#secret").inputValue();
	}

	/** In seconds without a request. */
	private long lives(PasskeyBrowser browser) {
		String cookie = browser.context()
			.cookies()
			.stream()
			.filter((kept) -> kept.name.equals("ORDERFLOW_SESSION"))
			.findFirst()
			.orElseThrow().value;
		return this.jdbc.sql("select max_inactive_interval from spring_session where session_id = :id")
			.param("id", SessionStatements.kept(new String(Base64.getDecoder().decode(cookie), StandardCharsets.UTF_8)))
			.query(Long.class)
			.single();
	}

	private void recover(Page page, String code) {
		page.locator("#code").fill(code);
		page.locator("form[action$=recovery] button").click();
	}

	/**
	 * @return what held before
	 */
	private Object require(Object settings) {
		Object service = AopTestUtils.getTargetObject(this.passkeys);
		Object before = ReflectionTestUtils.getField(service, "settings");
		ReflectionTestUtils.setField(service, "settings", settings);
		return before;
	}

	private List<String> audited(String account) {
		return this.jdbc.sql("select kind from audit_event where who = :who order by at")
			.param("who", account)
			.query(String.class)
			.list();
	}

}
