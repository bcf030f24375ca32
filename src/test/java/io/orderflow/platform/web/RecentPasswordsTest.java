package io.orderflow.platform.web;

import java.time.Duration;

import io.orderflow.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecentPasswordsTest {

	private final MovableClock clock = new MovableClock();

	private final RecentPasswords recent = new RecentPasswords(this.clock);

	@AfterEach
	void realTime() {
		this.clock.reset();
	}

	@Test
	void only_the_same_name_with_the_same_password_is_known() {
		this.recent.note("worker", "right");
		assertThat(this.recent.knows("worker", "right")).isTrue();
		assertThat(this.recent.knows("worker", "wrong")).isFalse();
		assertThat(this.recent.knows("other", "right")).isFalse();
		assertThat(this.recent.knows("workerr", "ight")).isFalse();
	}

	@Test
	void it_is_forgotten_after_a_minute() {
		this.recent.note("worker", "right");
		this.clock.advance(Duration.ofSeconds(61));
		assertThat(this.recent.knows("worker", "right")).isFalse();
	}

}
