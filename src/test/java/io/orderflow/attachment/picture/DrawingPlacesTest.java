package io.orderflow.attachment.picture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DrawingPlacesTest {

	private final AtomicLong nanos = new AtomicLong();

	private final List<String> given = new CopyOnWriteArrayList<>();

	private final List<DrawingPlaces.Turn> turns = new ArrayList<>();

	/** Which of the turns has the place. */
	private int last;

	private final List<String> refused = new ArrayList<>();

	private final DrawingPlaces places = new DrawingPlaces(settings(30), this.nanos::get);

	private static PictureSettings settings(int drawWithin) {
		return new PictureSettings(1, 10, Duration.ofSeconds(drawWithin), Duration.ofSeconds(5),
				Duration.ofSeconds(100), Duration.ofSeconds(1_000), DataSize.ofMegabytes(256),
				DataSize.ofMegabytes(200), 10, 2);
	}

	@Test
	void next_is_whose_files_were_drawn_least_and_then_who_came_first() {
		asked("a", "a", "b", "c", "b");
		assertThat(this.given).containsExactly("a");
		drawn(30);
		drawn(10);
		drawn(5);
		assertThat(this.given).containsExactly("a", "b", "c", "b");
		drawn(30);
		asked("c");
		drawn(1);
		assertThat(this.given).as("with 30 seconds of the one and 5 of the other").endsWith("a", "c");
	}

	@Test
	void who_waits_with_a_thread_comes_before_what_they_look_at() throws InterruptedException {
		asked("b", "a");
		Thread waiting = new Thread(() -> enter("a"));
		waiting.start();
		await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
		drawn(1);
		waiting.join();
		assertThat(this.given).containsExactly("b", "a with a thread");
	}

	private void enter(String person) {
		try {
			assertThat(this.places.enterWithin(person, DrawingTime.FIRST, 60_000)).isPresent();
			this.given.add(person + " with a thread");
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void who_waits_for_long_enough_gets_no_place() throws InterruptedException {
		asked("b");
		assertThat(this.places.enterWithin("a", DrawingTime.FIRST, 1)).isEmpty();
		drawn(1);
		assertThat(this.places.enterWithin("a", DrawingTime.FIRST, 1)).isPresent();
	}

	@Test
	void whoever_needs_more_time_than_others_has_it_beside_them() {
		for (int i = 0; i < 10; i++) {
			put("slow " + i, DrawingTime.ALL);
		}
		assertThat(this.given).as("one at a time").containsExactly("slow 0");
		int slow = this.last;
		asked("a", "b");
		assertThat(this.given).containsExactly("slow 0", "a");
		drawn(5);
		assertThat(this.given).containsExactly("slow 0", "a", "b");
		this.places.leave(this.turns.get(slow));
		assertThat(this.given).endsWith("b", "slow 1");
	}

	@Test
	void what_is_drawn_beside_others_counts_for_its_person_too() {
		put("a", DrawingTime.ALL);
		this.nanos.addAndGet(Duration.ofSeconds(30).toNanos());
		this.places.leave(this.turns.get(0));
		asked("b", "a", "c");
		drawn(1);
		drawn(1);
		assertThat(this.given).containsExactly("a", "b", "c", "a");
	}

	@Test
	void where_no_more_may_wait_whose_turn_would_be_last_gives_way() {
		asked("b", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a");
		assertThat(this.refused).isEmpty();
		asked("a");
		assertThat(this.refused).containsExactly("a");
		asked("c");
		assertThat(this.refused).as("the last of whoever has most waiting").containsExactly("a", "a");
		drawn(1);
		drawn(1);
		assertThat(this.given).containsExactly("b", "a", "c");
	}

	@Test
	void who_waits_with_a_thread_gives_way_to_whose_files_took_less() throws InterruptedException {
		asked("b");
		this.places.spend("a", Duration.ofSeconds(50));
		List<Thread> waiting = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			waiting.add(new Thread(() -> notGiven("a")));
		}
		waiting.forEach(Thread::start);
		waiting.forEach((one) -> await().until(() -> one.getState() == Thread.State.TIMED_WAITING));
		assertThat(this.places.enterWithin("a", DrawingTime.FIRST, 60_000)).isEmpty();
		Thread honest = new Thread(() -> enter("c"));
		honest.start();
		await().until(() -> waiting.stream().filter((one) -> !one.isAlive()).count() == 1);
		drawn(1);
		honest.join();
		assertThat(this.given).containsExactly("b", "c with a thread");
		waiting.forEach(Thread::interrupt);
	}

	private void notGiven(String person) {
		try {
			assertThat(this.places.enterWithin(person, DrawingTime.FIRST, 60_000)).isEmpty();
		}
		catch (InterruptedException ex) {
			// the test is over
		}
	}

	@Test
	void who_waits_is_answered_within_a_minute_also_where_the_drawing_takes_all_of_its_time() {
		for (int drawWithin : new int[] { 1, 30, 45 }) {
			PictureSettings settings = settings(drawWithin);
			Duration turnWithin = settings.turnWithin();
			assertThat(turnWithin.plus(settings.firstAttempt()).plusSeconds(drawWithin))
				.isLessThan(Duration.ofMinutes(1));
			assertThat(turnWithin).isPositive();
		}
		assertThat(settings(600).turnWithin()).as("the proxy waits longer then").isPositive();
	}

	@Test
	void who_gives_up_takes_no_place() {
		asked("a", "b", "c");
		assertThat(this.places.giveUp(this.turns.get(1))).isTrue();
		assertThat(this.places.giveUp(this.turns.get(0))).as("which has its place").isFalse();
		drawn(1);
		assertThat(this.given).containsExactly("a", "c");
	}

	@Test
	void too_much_is_forgotten_as_time_goes_by() {
		asked("a");
		this.nanos.addAndGet(Duration.ofSeconds(130).toNanos());
		assertThat(this.places.pause("a")).as("while it is drawn").isBetween(300L, 301L);
		this.places.leave(this.turns.get(0));
		assertThat(this.places.pause("b")).isZero();
		this.nanos.addAndGet(Duration.ofSeconds(299).toNanos());
		assertThat(this.places.pause("a")).isPositive();
		this.nanos.addAndGet(Duration.ofSeconds(2).toNanos());
		assertThat(this.places.pause("a")).isZero();
	}

	private void asked(String... people) {
		for (String person : people) {
			put(person, DrawingTime.FIRST);
		}
	}

	private void put(String person, DrawingTime time) {
		int turn = this.turns.size();
		this.turns.add(this.places.ask(person, time, () -> {
			this.given.add(person);
			this.last = turn;
		}, () -> this.refused.add(person)));
	}

	/** What is being drawn took so long. */
	private void drawn(int seconds) {
		this.nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
		this.places.leave(this.turns.get(this.last));
	}

}
