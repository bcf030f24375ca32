package io.orderflow.platform.signin;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.SenderAt;
import io.orderflow.platform.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody sends masses of what anybody may ask for; others are served as before. */
@OrderflowTest
class SenderBoundsTest {

	private static final String QUESTION = "/webauthn/authenticate/options";

	@LocalServerPort
	private int port;

	@Autowired
	private SenderBounds bounds;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private MovableClock clock;

	@Autowired
	private JdbcClient jdbc;

	private Object settings;

	private String network;

	@BeforeEach
	void threeEach() {
		this.settings = ReflectionTestUtils.getField(this.bounds, "settings");
		ReflectionTestUtils.setField(this.bounds, "settings", new SenderSettings(3, 3, 3, 3, Duration.ofMinutes(10)));
		this.network = "127." + ThreadLocalRandom.current().nextInt(10, 250) + "."
				+ ThreadLocalRandom.current().nextInt(10, 250) + ".";
	}

	@AfterEach
	void asBefore() {
		ReflectionTestUtils.setField(this.bounds, "settings", this.settings);
		this.clock.reset();
	}

	@Test
	void one_address_registers_so_often_and_waits_while_others_do_not() {
		SenderAt many = new SenderAt(this.network + "1", this.port);
		for (int i = 0; i < 3; i++) {
			assertThat(register(many).status()).isEqualTo(302);
		}
		SenderAt.Answer refused = register(many);
		assertThat(refused.status()).isEqualTo(429);
		assertThat(Long.parseLong(refused.header("Retry-After").orElseThrow())).isBetween(500L, 600L);
		assertThat(refused.text()).contains("Please try again in 10 minutes");
		assertThat(register(new SenderAt(this.network + "2", this.port)).status()).isEqualTo(302);
		assertThat(forgotten(many, "nobody@orderflow.example").status()).as("counted apart").isEqualTo(302);

		this.clock.advance(Duration.ofMinutes(10));
		assertThat(register(many).status()).isEqualTo(302);
	}

	@Test
	void what_is_wrong_with_a_form_is_told_and_not_counted() {
		SenderAt clumsy = new SenderAt(this.network + "1", this.port);
		for (int i = 0; i < 5; i++) {
			assertThat(forgotten(clumsy, "nowhere").status()).isEqualTo(400);
		}
		assertThat(forgotten(clumsy, "nobody@orderflow.example").status()).isEqualTo(302);
	}

	@Test
	void an_address_that_has_an_account_counts_like_one_that_has_none() {
		String known = this.newcomers.client() + "@orderflow.example";
		for (String asked : new String[] { known, UUID.randomUUID() + "@orderflow.example" }) {
			SenderAt many = new SenderAt(this.network + (asked.equals(known) ? "1" : "2"), this.port);
			for (int i = 0; i < 3; i++) {
				assertThat(forgotten(many, asked).status()).isEqualTo(302);
			}
			assertThat(forgotten(many, asked).status()).isEqualTo(429);
		}
	}

	@Test
	void strangers_behind_the_same_address_keep_no_owner_out() {
		String owner = this.newcomers.client();
		SenderAt home = new SenderAt(this.network + "1", this.port);
		assertThat(home.form("/sign-in", Map.of("username", owner, "password", Newcomers.PASSWORD)).status())
			.isEqualTo(302);
		SenderAt stranger = new SenderAt(this.network + "1", this.port);
		for (int i = 0; i < 4; i++) {
			forgotten(stranger, owner + "@orderflow.example");
		}
		assertThat(forgotten(stranger, owner + "@orderflow.example").status()).isEqualTo(429);
		assertThat(
				forgotten(stranger.keeping("ORDERFLOW_BROWSER", "x".repeat(43)), owner + "@orderflow.example").status())
			.as("a browser that nobody knows")
			.isEqualTo(429);

		SenderAt later = new SenderAt(this.network + "1", this.port).keeping("ORDERFLOW_BROWSER",
				home.cookie("ORDERFLOW_BROWSER"));
		assertThat(forgotten(later, owner + "@orderflow.example").status()).isEqualTo(302);
		// a browser more is not another sender
		SenderAt elsewhere = new SenderAt(this.network + "3", this.port);
		elsewhere.form("/sign-in", Map.of("username", owner, "password", Newcomers.PASSWORD));
		elsewhere.withoutSession();
		for (int i = 0; i < 2; i++) {
			assertThat(forgotten(elsewhere, "nobody@orderflow.example").status()).isEqualTo(302);
		}
		assertThat(forgotten(later, owner + "@orderflow.example").status()).isEqualTo(429);
	}

	/** The link for a forgotten password is how an owner gets rid of them. */
	@Test
	void who_has_got_into_a_session_keeps_its_owner_from_no_link() {
		String owner = this.newcomers.client();
		SenderAt home = new SenderAt(this.network + "1", this.port);
		home.form("/sign-in", Map.of("username", owner, "password", Newcomers.PASSWORD));
		SenderAt thief = new SenderAt(this.network + "2", this.port).keeping("ORDERFLOW_SESSION",
				home.cookie("ORDERFLOW_SESSION"));
		for (int i = 0; i < 3; i++) {
			assertThat(forgotten(thief, "nobody@orderflow.example").status()).isEqualTo(302);
		}
		assertThat(forgotten(thief, "nobody@orderflow.example").status()).isEqualTo(429);
		home.withoutSession();
		assertThat(forgotten(home, owner + "@orderflow.example").status()).isEqualTo(302);
	}

	@Test
	void whoever_makes_one_account_after_the_other_gets_no_bound_with_each() {
		for (int i = 0; i <= 10; i++) {
			String cookie = (i + "x".repeat(43)).substring(0, 43);
			this.jdbc
				.sql("insert into known_sender (account, sender, browser, first_at, last_at)"
						+ " values (?, ?, true, now(), now()) on conflict do nothing")
				.params(this.newcomers.client(), Sender.ofCookie(cookie))
				.update();
			SenderAt many = new SenderAt(this.network + "1", this.port).keeping("ORDERFLOW_BROWSER", cookie);
			for (int j = 0; j < 3; j++) {
				assertThat(forgotten(many, "nobody@orderflow.example").status()).isEqualTo((i < 10) ? 302 : 429);
			}
		}
	}

	@Test
	void accounts_that_are_signed_in_have_a_bound_together_which_none_uses_up_alone() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr(this.network + "1");
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
		try {
			for (int i = 0; i < 40; i++) {
				assertThat(changesEmail("greedy")).isEqualTo(i < 3);
			}
			for (int i = 0; i < 27; i++) {
				assertThat(changesEmail("other" + i % 9)).isTrue();
			}
			assertThat(changesEmail("one more")).isFalse();
		}
		finally {
			SecurityContextHolder.clearContext();
			RequestContextHolder.resetRequestAttributes();
		}
	}

	private boolean changesEmail(String account) {
		SecurityContextHolder.getContext()
			.setAuthentication(
					UsernamePasswordAuthenticationToken.authenticated(account + this.network, null, List.of()));
		try {
			this.bounds.count(SenderBounds.Request.EMAIL_CHANGE);
			return true;
		}
		catch (Refusal refusal) {
			return false;
		}
	}

	@Test
	void questions_for_a_passkey_begin_so_many_sessions_and_no_more() {
		SenderAt many = new SenderAt(this.network + "1", this.port);
		for (int i = 0; i < 3; i++) {
			many.withoutSession();
			assertThat(many.post(QUESTION).status()).isEqualTo(200);
		}
		String session = many.cookie("ORDERFLOW_SESSION");
		many.withoutSession();
		long before = sessions();
		SenderAt.Answer refused = many.post(QUESTION);
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.header("Retry-After")).isPresent();
		assertThat(refused.header("Content-Type").orElseThrow()).startsWith("application/problem+json");
		assertThat(refused.text()).contains("too-many-from-sender");
		assertThat(sessions()).isEqualTo(before);
		assertThat(many.keeping("ORDERFLOW_SESSION", session).post(QUESTION).status()).as("the same session again")
			.isEqualTo(200);
		assertThat(new SenderAt(this.network + "2", this.port).post(QUESTION).status()).isEqualTo(200);
	}

	@Test
	void passkeys_that_sign_nobody_in_are_recorded_so_often_and_no_more() {
		SenderAt many = new SenderAt(this.network + "1", this.port);
		for (int i = 0; i < 3; i++) {
			assertThat(many.post("/login/webauthn").status()).isEqualTo(403);
		}
		SenderAt.Answer refused = many.post("/login/webauthn");
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.header("Retry-After")).isPresent();
		assertThat(this.jdbc.sql("select count(*) from audit_event where address = ?")
			.param(this.network + "1")
			.query(Integer.class)
			.single()).isEqualTo(3);
		assertThat(new SenderAt(this.network + "2", this.port).post("/login/webauthn").status()).isEqualTo(403);
	}

	@Test
	void what_counts_no_more_is_forgotten() {
		String key = Digests.sha256("request", "REGISTRATION", "address " + Sender.ofAddress(this.network + "1"));
		register(new SenderAt(this.network + "1", this.port));
		this.bounds.forget();
		assertThat(counted(key)).isOne();
		this.clock.advance(Duration.ofMinutes(11));
		this.bounds.forget();
		assertThat(counted(key)).isZero();
	}

	private int counted(String key) {
		return this.jdbc.sql("select count(*) from sender_request where key = ?")
			.param(key)
			.query(Integer.class)
			.single();
	}

	@Test
	void a_bound_of_nothing_stops_the_start() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
			.withUserConfiguration(SignInConfiguration.class)
			.withPropertyValues("orderflow.senders.registrations=0")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("registrations"));
	}

	private long sessions() {
		return this.jdbc.sql("select count(*) from spring_session").query(Long.class).single();
	}

	private static SenderAt.Answer register(SenderAt sender) {
		return sender.form("/register", Map.of("firstName", "Ines", "lastName", "Da Silva", "email",
				UUID.randomUUID() + "@orderflow.example", "roles", "clients"));
	}

	private static SenderAt.Answer forgotten(SenderAt sender, String email) {
		return sender.form("/forgotten", Map.of("email", email));
	}

}
