package io.orderflow.account.passkey;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.token.ApiTokenService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.util.AopTestUtils;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process admin who must have a passkey and brings a password, or a token that was made
 * with one, reaches nothing of what process admins have, by whichever door. How it is
 * with a passkey, {@code PasskeyTest} shows in a browser.
 */
@OrderflowTest
class RequiredPasskeyTest {

	private static final List<String> PAGES = List.of("/", "/audit", "/diagrams", "/account/tokens",
			"/account/security", "/camunda/app/cockpit/default/", "/camunda/app/admin/default/",
			"/camunda/app/welcome/default/");

	private static final List<String> FOR_SCRIPTS = List.of("/camunda/api/engine/engine/default/user",
			"/camunda/api/cockpit/plugin/base/default/process-definition/statistics-count",
			"/camunda/api/admin/auth/user/default");

	private static final List<String> FOR_PROGRAMS = List.of("/api/me", "/api/audit", "/engine-rest/user?maxResults=1",
			"/actuator", "/actuator/metrics", "/actuator/sbom");

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private PasskeyService passkeys;

	@Autowired
	private ApiTokenService tokens;

	private Object before;

	private String ada;

	@BeforeEach
	void ada() {
		this.before = ReflectionTestUtils.getField(service(), "settings");
		this.ada = this.newcomers.person("Ada", Locale.ENGLISH, UserStore.PROCESS_ADMINS);
	}

	@AfterEach
	void asBefore() {
		ReflectionTestUtils.setField(service(), "settings", this.before);
	}

	private Object service() {
		return AopTestUtils.getTargetObject(this.passkeys);
	}

	private void require() {
		ReflectionTestUtils.setField(service(), "settings", new PasskeySettings(Set.of(UserStore.PROCESS_ADMINS), 20));
	}

	private Visitor session() {
		Visitor visitor = Visitor.stranger(this.port).reading("en");
		visitor.signIn(this.ada, Newcomers.PASSWORD);
		visitor.readCsrf();
		return visitor;
	}

	private static HttpResponse<String> page(Visitor visitor, String path) {
		return visitor.send(visitor.request(path).header("Accept", "text/html").GET());
	}

	private static void isShut(Visitor visitor, String path) {
		HttpResponse<String> answer = visitor.get(path);
		assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(403);
		assertThat(answer.body()).as(path).contains("passkey-required");
	}

	@Test
	void a_session_that_a_password_opened_reaches_the_passkeys_only() {
		Visitor ada = session();
		for (String path : PAGES) {
			assertThat(page(ada, path).headers().firstValue("Location").orElse("")).as(path)
				.doesNotContain("/account/passkeys", "/sign-in");
		}
		for (String path : FOR_SCRIPTS) {
			assertThat(ada.get(path).statusCode()).as(path).isEqualTo(200);
		}
		require();
		for (String path : PAGES) {
			HttpResponse<String> answer = page(ada, path);
			assertThat(answer.statusCode()).as(path).isEqualTo(302);
			assertThat(answer.headers().firstValue("Location").orElse("")).as(path).endsWith("/account/passkeys");
			isShut(ada, path);
		}
		FOR_SCRIPTS.forEach((path) -> isShut(ada, path));
		List.of("/api/me", "/api/audit", "/api/events", "/actuator/metrics").forEach((path) -> isShut(ada, path));
		for (String path : List.of("/account/tokens", "/account/security/password",
				"/account/security/sessions/removal")) {
			assertThat(ada.form(path, Map.of("name", "way around", "scopes", "READ")).statusCode()).as(path)
				.isEqualTo(403);
		}
		assertThat(page(ada, "/account/passkeys").statusCode()).isEqualTo(200);
	}

	@Test
	void nor_does_the_password_itself_or_a_token_that_was_made_with_it() {
		Visitor password = Visitor.withPassword(this.port, this.ada, Newcomers.PASSWORD).reading("en");
		Visitor token = Visitor
			.withToken(this.port,
					this.tokens.make(this.ada, Map.of("name", "old", "scopes", List.of("READ", "ACT"))).secret())
			.reading("en");
		for (Visitor program : List.of(password, token)) {
			for (String path : FOR_PROGRAMS) {
				assertThat(program.get(path).statusCode()).as(path).isEqualTo(200);
			}
		}
		require();
		for (Visitor program : List.of(password, token)) {
			FOR_PROGRAMS.forEach((path) -> isShut(program, path));
			isShut(program, "/api/events");
			assertThat(program.post("/api/me/tokens", "{\"name\":\"way around\",\"scopes\":[\"READ\"]}").statusCode())
				.isEqualTo(403);
			assertThat(program.post("/engine-rest/task/count", "{}").statusCode()).isEqualTo(403);
		}
	}

	@Test
	void nor_does_the_sign_in_of_camundas_own_pages() {
		require();
		Visitor ada = Visitor.stranger(this.port).reading("en");
		ada.get("/sign-in");
		HttpResponse<String> answer = ada.send(ada.request("/camunda/api/admin/auth/user/default/login/cockpit")
			.header("X-XSRF-TOKEN", "any")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("username=" + this.ada + "&password=" + Newcomers.PASSWORD)));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		FOR_SCRIPTS.forEach((path) -> isShut(ada, path));
		isShut(ada, "/api/audit");
	}

}
