package io.orderflow.platform.signin;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.HeldOrders;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.UserStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions that go on though their owner has changed something. Whoever has a copy of one
 * gains nothing by that, whatever they ask for at the same moment.
 */
@OrderflowTest
class SessionRenewalTest {

	private static final String NEW_PASSWORD = "quite another one";

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private UserStore users;

	@Autowired
	private AccountSessions sessions;

	@Autowired
	private HeldOrders held;

	@ParameterizedTest
	@ValueSource(strings = { "/api/me/roles/clients", "/api/me/roles/freelancers" })
	void a_role_that_is_asked_for_while_the_password_is_set_keeps_no_session(String role) throws Exception {
		String id = this.newcomers.client();
		Visitor copy = signedIn(id);
		this.held.whileUnreadable("account", () -> assertThat(copy.put(role, "").statusCode()).isEqualTo(403),
				() -> this.users.changePassword(id, NEW_PASSWORD));
		assertThat(copy.get("/api/me").statusCode()).isEqualTo(401);
		assertThat(this.sessions.of(id, null)).isEmpty();
		assertThat(this.users.groupsOf(id)).containsExactly(UserStore.CLIENTS);
	}

	@Test
	void a_role_one_has_or_adds_leaves_the_session_under_its_id() {
		String id = this.newcomers.client();
		Visitor here = signedIn(id);
		String cookie = here.cookie();
		assertThat(here.put("/api/me/roles/clients", "").statusCode()).isEqualTo(204);
		assertThat(here.put("/api/me/roles/freelancers", "").statusCode()).isEqualTo(204);
		assertThat(here.cookie()).isEqualTo(cookie);
		assertThat(here.get("/sell").statusCode()).isEqualTo(200);
		assertThat(here.form("/sign-out", Map.of()).statusCode()).isEqualTo(302);
		assertThat(this.sessions.of(id, null)).as("nothing is left of it").isEmpty();
	}

	/** Which anybody gets who asks for a passkey. */
	@Test
	void a_call_that_brings_its_password_makes_no_session_of_a_strangers() {
		String id = this.newcomers.client();
		Visitor stranger = Visitor.stranger(this.port);
		stranger.readCsrf();
		stranger.post("/webauthn/authenticate/options", "{}");
		assertThat(stranger.cookie()).contains("ORDERFLOW_SESSION");
		assertThat(stranger
			.send(stranger.request("/api/me/roles/freelancers")
				.header("Authorization", "Basic " + HttpHeaders.encodeBasicAuth(id, Newcomers.PASSWORD, null))
				.PUT(BodyPublishers.noBody()))
			.statusCode()).isEqualTo(204);
		assertThat(stranger.get("/api/me").statusCode()).isEqualTo(401);
		assertThat(this.sessions.of(id, null)).isEmpty();
	}

	@Test
	void a_session_is_ended_by_its_owner_whatever_its_id_has_become() {
		String id = this.newcomers.client();
		Visitor here = signedIn(id);
		String handle = handles(here).get(0);
		String cookie = here.cookie();
		assertThat(
				here.form("/account/security/password", Map.of("present", Newcomers.PASSWORD, "password", NEW_PASSWORD))
					.statusCode())
			.isEqualTo(302);
		assertThat(here.cookie()).isNotEqualTo(cookie);
		Visitor there = Visitor.stranger(this.port);
		there.signIn(id, NEW_PASSWORD);
		there.readCsrf();
		assertThat(there.delete("/api/me/sessions/" + handle).statusCode()).isEqualTo(204);
		assertThat(here.get("/api/me").statusCode()).isEqualTo(401);
		assertThat(there.get("/api/me").statusCode()).isEqualTo(200);
	}

	/** As with a recovery code: the mark is what a session lives by. */
	@Test
	void whoever_shows_again_that_it_is_them_keeps_the_mark_of_the_session() {
		SignedInUser begun = user("the mark of then", Instant.EPOCH);
		SignedInUser now = user("another password", Instant.EPOCH.plusSeconds(60));
		Authentication session = UsernamePasswordAuthenticationToken.authenticated(begun, null, begun.getAuthorities());
		assertThat(PasskeyAuthority.addToSession(session, now).getPrincipal())
			.isInstanceOfSatisfying(SignedInUser.class, (user) -> {
				assertThat(user.mark()).isEqualTo(begun.mark());
				assertThat(user.since()).isEqualTo(now.since());
			});
	}

	private static SignedInUser user(String mark, Instant since) {
		return new SignedInUser("camille", List.of(new SimpleGrantedAuthority("ROLE_clients")), mark, since, null,
				null);
	}

	private static List<String> handles(Visitor reader) {
		return JsonPath.read(reader.get("/api/me/sessions").body(), "$.sessions[*].handle");
	}

	private Visitor signedIn(String id) {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(id, Newcomers.PASSWORD);
		visitor.readCsrf();
		return visitor;
	}

}
