package io.orderflow.platform.quota;

import java.time.Duration;
import java.util.Map;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.SenderAt;
import io.orderflow.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody signs in with the right password, again and again. */
@OrderflowTest
class SignInQuotaTest {

	@LocalServerPort
	private int port;

	@Autowired
	private AccountQuota quota;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private JdbcClient jdbc;

	private Object settings;

	@BeforeEach
	void four() {
		this.settings = ReflectionTestUtils.getField(this.quota, "settings");
		ReflectionTestUtils.setField(this.quota, "settings",
				new QuotaSettings(4, 4, 4, 4, 4, 4, 4, 4, Duration.ofMinutes(30)));
	}

	@AfterEach
	void asBefore() {
		ReflectionTestUtils.setField(this.quota, "settings", this.settings);
	}

	/** Each would be kept in the audit trail, and a mail tell of each new browser. */
	@Test
	void right_sign_ins_on_a_page() {
		String client = this.newcomers.client();
		for (int i = 0; i < 4; i++) {
			assertThat(Visitor.stranger(this.port).signIn(client, Newcomers.PASSWORD).headers().firstValue("Location"))
				.hasValueSatisfying((page) -> assertThat(page).doesNotContain("paused"));
		}
		Visitor fifth = Visitor.stranger(this.port);
		String refused = fifth.signIn(client, Newcomers.PASSWORD).headers().firstValue("Location").orElseThrow();
		assertThat(fifth.get(refused.substring(refused.indexOf("/sign-in"))).body())
			.contains("Too many attempts to sign in. Please try again in ");
		assertThat(fifth.get("/buy").statusCode()).isEqualTo(302);
		assertThat(signIns(client)).isEqualTo(4);

		assertThat(new SenderAt("127.0.0.77", this.port)
			.form("/sign-in", Map.of("username", client, "password", Newcomers.PASSWORD))
			.header("Location")).as("from elsewhere")
			.hasValueSatisfying((page) -> assertThat(page).doesNotContain("paused"));
	}

	/** Its cookies are not looked at, so they make no other sign-in of it. */
	@Test
	void a_call_with_a_password_is_one_sign_in_whatever_its_cookies() {
		String client = this.newcomers.client();
		for (int i = 0; i < 3; i++) {
			Visitor program = Visitor.withPassword(this.port, client, Newcomers.PASSWORD);
			assertThat(program
				.send(program.request("/api/me").header("Cookie", "ORDERFLOW_BROWSER=" + ("" + i).repeat(43)).GET())
				.statusCode()).isEqualTo(200);
		}
		assertThat(signIns(client)).isEqualTo(1);
	}

	private long signIns(String account) {
		return this.jdbc.sql("select count(*) from audit_event where kind = 'SIGNED_IN' and who = :account")
			.param("account", account)
			.query(Long.class)
			.single();
	}

}
