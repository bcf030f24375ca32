package io.orderflow.platform.signin;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.UserStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** What is offered only to who has signed in lately. */
@OrderflowTest
class SigningInAgainTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private SessionSettings settings;

	@Autowired
	private MovableClock clock;

	@AfterEach
	void realTime() {
		this.clock.reset();
	}

	/** Nothing is typed in vain, and the way back is the way that one came. */
	@Test
	void whoever_is_to_sign_in_again_is_told_before_and_comes_back() {
		String id = this.newcomers.freelancer();
		Visitor person = signedIn(id);
		String[] pages = { "/account/tokens", "/account/passkeys" };
		for (String page : pages) {
			assertThat(person.get(page).body()).as(page).doesNotContain("You signed in a while ago");
		}
		assertThat(person.get(pages[0]).body()).contains("value=\"ACT\"")
			.as("of use to worker programs alone")
			.doesNotContain("value=\"WORK\"");
		this.clock.advance(this.settings.askedAgainAfter().plusSeconds(1));
		assertThat(person.form("/account/tokens", Map.of("name", "My shop", "scopes", "READ")).body())
			.contains("value=\"My shop\"", "You signed in a while ago", "No token yet.<")
			.doesNotContain("Make one below");
		for (String page : pages) {
			assertThat(person.get(page).body()).as(page).contains("href=\"/sign-in\"").doesNotContain("name=\"days\"");
			assertThat(person.get("/sign-in").body()).as("why, and as whom")
				.contains("You are still signed in as ", "value=\"" + id + "\"");
			assertThat(person.signIn(id, Newcomers.PASSWORD).headers().firstValue("Location")).as(page)
				.hasValueSatisfying((to) -> assertThat(to).contains(page));
			person.readCsrf();
			assertThat(person.get(page).body()).as(page).doesNotContain("You signed in a while ago");
			this.clock.advance(this.settings.askedAgainAfter().plusSeconds(1));
		}
	}

	/** So that whoever is in an older one cannot end each that its owner begins. */
	@Test
	void an_older_session_ends_no_other_before_its_owner_has_signed_in_again() {
		String id = this.newcomers.client();
		Visitor older = signedIn(id);
		this.clock.advance(this.settings.askedAgainAfter().plusSeconds(1));
		Visitor owner = signedIn(id);
		older.readCsrf();
		List<String> own = JsonPath.read(owner.get("/api/me/sessions").body(),
				"$.sessions[?(@.current == true)].handle");
		String page = older.get("/account/security").body();
		assertThat(page).contains("/sign-in").doesNotContain("sessions/removal", "/removal");
		for (String path : List.of("/account/security/sessions/removal",
				"/account/security/sessions/" + own.get(0) + "/removal")) {
			assertThat(older.form(path, Map.of()).statusCode()).as(path).isEqualTo(403);
		}
		for (String path : List.of("/api/me/sessions", "/api/me/sessions/" + own.get(0))) {
			assertThat(older.delete(path).body()).as(path).contains("sign-in-again");
		}
		assertThat(older.put("/api/me/roles/freelancers", "").body()).contains("sign-in-again");
		assertThat(older.form("/account/roles", Map.of("role", "freelancers")).headers().firstValue("Location"))
			.hasValueSatisfying((to) -> assertThat(to).endsWith("/sign-in"));
		assertThat(owner.get("/api/me").statusCode()).isEqualTo(200);

		owner.readCsrf();
		assertThat(owner.form("/account/security/sessions/removal", Map.of()).statusCode()).isEqualTo(302);
		assertThat(older.get("/api/me").statusCode()).isEqualTo(401);
	}

	/** Whose password would open everything that the session opens, and outlive it. */
	@Test
	void an_older_session_of_a_process_admin_makes_no_other_one() {
		String admin = this.newcomers.person("Ada", Locale.ENGLISH, UserStore.PROCESS_ADMINS);
		String other = this.newcomers.client();
		Visitor session = signedIn(admin);
		session.get("/camunda/app/admin/default/");
		String members = "/camunda/api/engine/engine/default/group/" + UserStore.PROCESS_ADMINS + "/members/";
		String user = "/camunda/api/engine/engine/default/user/create";
		this.clock.advance(this.settings.askedAgainAfter().plusSeconds(1));
		for (HttpResponse<String> refused : List.of(session.put(members + other, ""),
				session.post(user, "{\"profile\":{\"id\":\"" + other + "x\"},\"credentials\":{\"password\":\""
						+ Newcomers.PASSWORD + "\"}}"))) {
			assertThat(refused.statusCode()).isEqualTo(403);
			assertThat(refused.body()).contains("sign-in-again");
		}
		session.signIn(admin, Newcomers.PASSWORD);
		session.get("/camunda/app/admin/default/");
		assertThat(session.put(members + other, "").statusCode()).isEqualTo(204);
	}

	/** Else whoever has its cookie would have it alone. */
	@Test
	void a_call_with_a_password_changes_nothing_of_the_session_that_comes_with_it() {
		Visitor owner = signedIn(this.newcomers.client());
		String cookie = owner.cookie();
		String own = Base64.getEncoder()
			.encodeToString((this.newcomers.client() + ":" + Newcomers.PASSWORD).getBytes(StandardCharsets.UTF_8));
		for (String path : List.of("/engine-rest/task?maxResults=1", "/api/me")) {
			HttpResponse<String> answer = owner.send(owner.request(path).header("Authorization", "Basic " + own).GET());
			assertThat(answer.statusCode()).as(path).isEqualTo(200);
			assertThat(answer.headers().allValues("Set-Cookie")).as(path).noneMatch((set) -> set.contains("SESSION"));
		}
		assertThat(owner.cookie()).isEqualTo(cookie);
		assertThat(owner.get("/api/me").statusCode()).isEqualTo(200);
	}

	private Visitor signedIn(String id) {
		Visitor person = Visitor.stranger(this.port);
		person.signIn(id, Newcomers.PASSWORD);
		person.readCsrf();
		return person;
	}

}
