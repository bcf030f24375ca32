package io.orderflow.attachment.picture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TurnQueueTest {

	@Test
	void each_owners_turn_comes_after_one_of_every_others() {
		TurnQueue<String> queue = new TurnQueue<>(10, 10);
		for (String one : new String[] { "a1", "a2", "a3" }) {
			assertThat(queue.offer("a", one)).isTrue();
		}
		queue.offer("b", "b1");
		queue.offer("c", "c1");
		assertThat(queue.poll()).isEqualTo("a1");
		assertThat(queue.poll()).isEqualTo("b1");
		queue.offer("b", "b2");
		assertThat(queue.poll()).isEqualTo("c1");
		assertThat(queue.poll()).isEqualTo("a2");
		assertThat(queue.poll()).isEqualTo("b2");
		assertThat(queue.poll()).isEqualTo("a3");
		assertThat(queue.poll()).isNull();
	}

	@Test
	void one_person_does_not_take_the_places_of_others() {
		TurnQueue<String> queue = new TurnQueue<>(3, 2);
		assertThat(queue.offer("a", "a1")).isTrue();
		assertThat(queue.offer("a", "a2")).isTrue();
		assertThat(queue.offer("a", "a3")).isFalse();
		assertThat(queue.offer("b", "b1")).isTrue();
		assertThat(queue.offer("c", "c1")).as("full").isFalse();
		assertThat(queue.remove("a", "a1")).isTrue();
		assertThat(queue.remove("a", "a1")).as("again").isFalse();
		assertThat(queue.offer("c", "c1")).isTrue();
		assertThat(queue.poll()).isEqualTo("a2");
		assertThat(queue.remove("b", "b1")).isTrue();
		assertThat(queue.poll()).isEqualTo("c1");
		assertThat(queue.poll()).isNull();
	}

	@Test
	void no_more_wait_than_may() {
		TurnQueue<String> queue = new TurnQueue<>(1, 1);
		assertThat(queue.offer("a", "a1")).isTrue();
		assertThat(queue.offer("b", "b1")).isFalse();
		assertThat(queue.poll()).isEqualTo("a1");
		assertThat(queue.offer("b", "b1")).isTrue();
	}

}
