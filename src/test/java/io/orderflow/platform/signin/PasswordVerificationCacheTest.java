package io.orderflow.platform.signin;

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
		this.recent.note(digest("worker", "hash", "here", "right"));
		assertThat(this.recent.knows(digest("worker", "hash", "here", "right"))).isTrue();
		assertThat(this.recent.knows(digest("worker", "hash", "here", "wrong"))).isFalse();
		assertThat(this.recent.knows(digest("other", "hash", "here", "right"))).isFalse();
		assertThat(this.recent.knows(digest("workerr", "hash", "here", "ight"))).isFalse();
	}

	@Test
	void it_is_known_only_where_it_was_right() {
		this.recent.note(digest("worker", "hash", "here", "right"));
		assertThat(this.recent.knows(digest("worker", "hash", "elsewhere", "right"))).isFalse();
	}

	@Test
	void it_is_forgotten_once_another_is_stored() {
		this.recent.note(digest("worker", "hash", "here", "right"));
		assertThat(this.recent.knows(digest("worker", "another hash", "here", "right"))).isFalse();
	}

	@Test
	void it_is_forgotten_when_it_was_not_used_for_a_while() {
		this.recent.note(digest("worker", "hash", "here", "right"));
		this.clock.advance(PasswordVerificationCache.KEPT.minusSeconds(1));
		assertThat(this.recent.knows(digest("worker", "hash", "here", "right"))).isTrue();
		this.clock.advance(PasswordVerificationCache.KEPT.minusSeconds(1));
		assertThat(this.recent.knows(digest("worker", "hash", "here", "right"))).isTrue();
		this.clock.advance(PasswordVerificationCache.KEPT.plusSeconds(1));
		assertThat(this.recent.knows(digest("worker", "hash", "here", "right"))).isFalse();
	}

	private String digest(String id, String credential, String sender, String password) {
		return this.recent.digest(new UserStore.Named(id, credential, ""), sender, password);
	}

}
