package io.orderflow.platform.web;

import java.time.Duration;

import io.orderflow.MovableClock;
import io.orderflow.platform.UserStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordVerificationCacheTest {

	private final MovableClock clock = new MovableClock();

	private final PasswordVerificationCache recent = new PasswordVerificationCache(this.clock);

	@AfterEach
	void realTime() {
		this.clock.reset();
	}

	@Test
	void only_the_same_name_with_the_same_password_is_known() {
		this.recent.note(user("worker", "hash"), "right");
		assertThat(this.recent.knows(user("worker", "hash"), "right")).isTrue();
		assertThat(this.recent.knows(user("worker", "hash"), "wrong")).isFalse();
		assertThat(this.recent.knows(user("other", "hash"), "right")).isFalse();
		assertThat(this.recent.knows(user("workerr", "hash"), "ight")).isFalse();
	}

	@Test
	void it_is_forgotten_once_another_is_stored() {
		this.recent.note(user("worker", "hash"), "right");
		assertThat(this.recent.knows(user("worker", "another hash"), "right")).isFalse();
	}

	@Test
	void it_is_forgotten_after_a_minute() {
		this.recent.note(user("worker", "hash"), "right");
		this.clock.advance(Duration.ofSeconds(61));
		assertThat(this.recent.knows(user("worker", "hash"), "right")).isFalse();
	}

	private static UserStore.Named user(String id, String credential) {
		return new UserStore.Named(id, credential);
	}

}
