package io.orderflow.platform.signin;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.SenderAt;
import io.orderflow.platform.audit.SenderNetwork;
import io.orderflow.platform.quota.AccountQuota;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What an attempt that was right, or found no place, takes back: its own, and no more.
 */
@OrderflowTest
class SignInAttemptsTest {

	@Autowired
	private SignInAttempts attempts;

	@Autowired
	private MovableClock clock;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private AccountQuota quota;

	@Autowired
	private JdbcClient jdbc;

	@LocalServerPort
	private int port;

	private Object settings;

	private final Sender sender = new Sender(UUID.randomUUID().toString(), null);

	@BeforeEach
	void boundSenders() {
		this.clock.freeze();
		this.settings = ReflectionTestUtils.getField(this.attempts, "settings");
		ReflectionTestUtils.setField(this.attempts, "settings", new SignInSettings(1, 1, 1, Duration.ofSeconds(1), 5,
				50, 50, Duration.ofSeconds(2), Duration.ofMinutes(15), Duration.ofHours(1)));
	}

	@AfterEach
	void asBefore() {
		this.clock.reset();
		ReflectionTestUtils.setField(this.attempts, "settings", this.settings);
	}

	@Test
	void whoever_takes_all_places_is_paused_like_who_tries_all_passwords() {
		for (int i = 0; i < 51; i++) {
			this.attempts.notTried(begin(anybody()));
		}
		assertThatExceptionOfType(SignInPausedException.class).isThrownBy(() -> begin(anybody()));
	}

	@Test
	void for_the_name_an_attempt_without_a_place_was_none() {
		String name = anybody();
		for (int i = 0; i < 20; i++) {
			this.attempts.notTried(begin(name));
		}
		assertThat(begin(name).pause()).isNull();
	}

	@Test
	void an_attempt_without_a_place_ends_no_pause_but_its_own() {
		String name = anybody();
		SignInAttempts.Attempt early = begin(name);
		SignInAttempts.Attempt last = early;
		while (last.pause() == null) {
			last = begin(name);
		}
		this.attempts.notTried(early);
		assertThatExceptionOfType(SignInPausedException.class).isThrownBy(() -> begin(name));
		this.attempts.notTried(last);
		assertThat(begin(name)).isNotNull();
	}

	@Test
	void a_right_password_ends_no_pause_of_its_sender() {
		SignInAttempts.Attempt own = begin(anybody());
		assertThatExceptionOfType(SignInPausedException.class).isThrownBy(() -> {
			for (int i = 0; i < 60; i++) {
				begin(anybody());
			}
		});
		this.attempts.right(own);
		assertThatExceptionOfType(SignInPausedException.class).isThrownBy(() -> begin(anybody()));
	}

	/** So it is not hashed without end, and its sender is paused. */
	@Test
	void a_right_password_too_often_counts_like_one_that_was_wrong() {
		this.clock.reset();
		String noah = this.newcomers.freelancer();
		String address = "127.77." + ThreadLocalRandom.current().nextInt(256) + ".1";
		SenderAt home = new SenderAt(address, this.port);
		Map<String, String> right = Map.of("username", noah, "password", Newcomers.PASSWORD);
		home.form("/sign-in", right);
		List<String> pairs = Stream.of(Sender.ofAddress(address), Sender.ofCookie(home.cookie(Sender.COOKIE)))
			.map((sender) -> Digests.sha256("pair", noah, sender))
			.toList();
		assertThat(failures(pairs)).isZero();
		this.quota.spend(noah + " " + SenderNetwork.of(address), AccountQuota.Made.SIGN_IN, 1_000_000);
		home.withoutSession();
		home.form("/sign-in", right);
		assertThat(failures(pairs)).isOne();
	}

	private int failures(List<String> keys) {
		return this.jdbc.sql("select coalesce(sum(failures), 0) from sign_in_failure where key in (:keys)")
			.param("keys", keys)
			.query(Integer.class)
			.single();
	}

	private SignInAttempts.Attempt begin(String name) {
		return this.attempts.begin(name, name, this.sender);
	}

	private static String anybody() {
		return "nobody" + UUID.randomUUID();
	}

}
