package io.orderflow.platform.quota;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.orderflow.TestTimeouts;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whose turn is next, and who has a place to wait for it. */
class FairTurnsTest {

	private final List<String> order = new CopyOnWriteArrayList<>();

	private final List<CompletableFuture<Boolean>> waiting = new ArrayList<>();

	@Test
	void turns_go_round_among_senders_and_those_of_one_come_as_they_were_asked_for() {
		FairTurns turns = held(10, 10);
		comes(turns, "a", null, "first");
		comes(turns, "a", null, "second");
		comes(turns, "a", null, "third");
		comes(turns, "b", null, "other");
		comes(turns, "c", null, "last");
		turns.leave();
		assertOrder("first", "other", "last", "second", "third");
	}

	@Test
	void of_a_sender_who_had_a_turn_lately_comes_after_who_had_none() {
		FairTurns turns = held(10, 10);
		List.of("hsh1", "hsh2").forEach((account) -> comes(turns, "a", account, account));
		turns.leave();
		assertOrder("hsh1", "hsh2");
		assertThat(turns.enter("b", null, soon())).isTrue();
		List.of("hsh2", "hsh1", "oliver").forEach((account) -> comes(turns, "a", account, account));
		turns.leave();
		assertOrder("hsh1", "hsh2", "oliver", "hsh1", "hsh2");
	}

	@Test
	void where_a_sender_has_no_place_left_who_had_a_turn_last_gives_theirs_to_who_had_none() {
		FairTurns turns = held(10, 2);
		List.of("hsh1", "hsh2").forEach((account) -> comes(turns, "a", account, account));
		assertThat(turns.enter("a", "hsh3", soon())).as("none of them had a turn").isFalse();
		turns.leave();
		assertOrder("hsh1", "hsh2");
		assertThat(turns.enter("b", null, soon())).isTrue();
		List.of("hsh2", "hsh1").forEach((account) -> comes(turns, "a", account, account));
		comes(turns, "a", "oliver", "oliver");
		turns.leave();
		assertOrder("hsh1", "hsh2", "oliver", "hsh1");
		assertThat(this.waiting.get(2)).as("had a turn last").isCompletedWithValue(false);
	}

	@Test
	void where_no_place_is_left_at_all_whoever_has_most_loses_one() {
		FairTurns turns = held(4, 4);
		List.of("one", "two", "three").forEach((name) -> comes(turns, "a", null, name));
		comes(turns, "b", null, "b");
		comes(turns, "c", null, "c");
		assertThat(turns.enter("a", null, soon())).as("would be one of most").isFalse();
		assertThat(turns.enter("b", null, soon())).as("would be no fewer than others").isFalse();
		turns.leave();
		assertOrder("one", "b", "c", "two");
		assertThat(this.waiting.get(2)).isCompletedWithValue(false);
	}

	/** As many senders as there are places, each of which asks again and again. */
	@Test
	void where_all_have_one_place_who_comes_seldom_takes_that_of_who_asked_most_lately() {
		FairTurns turns = held(2, 2);
		List.of("a", "b")
			.forEach((sender) -> assertThat(turns.enter(sender, null, System.nanoTime())).as("waits no longer")
				.isFalse());
		List.of("a", "b").forEach((sender) -> comes(turns, sender, null, sender));
		comes(turns, "owner", null, "owner");
		assertThat(turns.enter("b", null, soon())).as("had asked most lately").isFalse();
		turns.leave();
		assertOrder("a", "owner");
		assertThat(this.waiting.get(1)).isCompletedWithValue(false);
	}

	@Test
	void who_has_waited_long_enough_leaves_no_trace() {
		FairTurns turns = held(1, 1);
		assertThat(turns.enter("a", null, System.nanoTime())).isFalse();
		comes(turns, "b", null, "b");
		turns.leave();
		assertOrder("b");
		assertThat(turns.enter("c", null, System.nanoTime())).isTrue();
	}

	/** One at a time; somebody does it. */
	private static FairTurns held(int places, int placesOfSender) {
		FairTurns turns = new FairTurns(1, places, placesOfSender);
		assertThat(turns.enter("somebody", null, soon())).isTrue();
		return turns;
	}

	/** Waits, and leaves as soon as it is its turn. */
	private void comes(FairTurns turns, String sender, @Nullable String account, String name) {
		CompletableFuture<Boolean> turn = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			boolean entered = turns.enter(sender, account, soon());
			if (entered) {
				this.order.add(name);
				turns.leave();
			}
			turn.complete(entered);
		});
		thread.start();
		this.waiting.add(turn);
		Awaitility.await().atMost(TestTimeouts.LIMIT).until(() -> thread.getState() == Thread.State.TIMED_WAITING);
	}

	private void assertOrder(String... names) {
		this.waiting.forEach((turn) -> assertThat(turn).succeedsWithin(TestTimeouts.LIMIT));
		assertThat(this.order).containsExactly(names);
	}

	private static long soon() {
		return System.nanoTime() + TestTimeouts.LIMIT.toNanos();
	}

}
