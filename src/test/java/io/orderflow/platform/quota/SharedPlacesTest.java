package io.orderflow.platform.quota;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SharedPlacesTest {

	private final SharedPlaces places = new SharedPlaces(12, 2, 1);

	@Test
	void a_name_has_half_of_what_the_others_leave_it_and_one_at_least() {
		assertThat(all("one")).isEqualTo(6);
		assertThat(all("two")).isEqualTo(3);
		assertThat(all("three")).isEqualTo(1);
		assertThat(all("four")).isEqualTo(1);
		assertThat(all("five")).isEqualTo(1);
		assertThat(all("six")).isZero();
		this.places.leave("one");
		assertThat(this.places.isFull("one")).as("half of what is left by now").isTrue();
		assertThat(all("six")).isEqualTo(1);
	}

	@Test
	void what_is_left_is_taken_by_whoever_waits() {
		all("one");
		assertThat(this.places.enter("one", Duration.ofMillis(1))).isFalse();
		CompletableFuture<Boolean> later = CompletableFuture
			.supplyAsync(() -> this.places.enter("one", Duration.ofSeconds(30)));
		this.places.leave("one");
		assertThat(later).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(true);
	}

	private int all(String name) {
		int entered = 0;
		while (this.places.enterIfFree(name)) {
			entered++;
		}
		return entered;
	}

}
