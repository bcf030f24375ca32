package io.orderflow.platform.signin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import io.orderflow.TestTimeouts;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How many passwords are hashed at once, and what becomes of one more. */
class HashingQueueTest {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final CountDownLatch end = new CountDownLatch(1);

	@AfterEach
	void stop() {
		this.end.countDown();
		this.threads.shutdownNow();
	}

	@Test
	void what_has_no_place_is_refused_at_once_and_there_is_one_again_afterwards() throws Exception {
		HashingQueue queue = queue(1, 0, 10, Duration.ofHours(1));
		Future<Boolean> first = hashing(queue, "a");
		assertThatExceptionOfType(SignInBusyException.class).isThrownBy(() -> queue.run("b", () -> true));
		this.end.countDown();
		assertThat(first.get(TestTimeouts.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(queue.run("b", () -> true)).isTrue();
		assertThat(queue.run("b", () -> false)).isFalse();
	}

	@Test
	void what_has_waited_too_long_is_refused() throws Exception {
		HashingQueue queue = queue(1, 5, 10, Duration.ofMillis(1));
		hashing(queue, "a");
		assertThatExceptionOfType(SignInBusyException.class).isThrownBy(() -> queue.run("b", () -> true));
	}

	@Test
	void one_sender_leaves_places_to_others() throws Exception {
		HashingQueue queue = queue(3, 0, 2, Duration.ofHours(1));
		hashing(queue, "a");
		hashing(queue, "a");
		assertThatExceptionOfType(SignInBusyException.class).isThrownBy(() -> queue.run("a", () -> true));
		assertThat(queue.run("b", () -> true)).isTrue();
	}

	@Test
	void those_who_are_not_known_leave_half_of_the_places_to_those_who_are() throws Exception {
		HashingQueue queue = queue(4, 0, 4, Duration.ofHours(1));
		hashing(queue, "a", null);
		hashing(queue, "b", null);
		assertThatExceptionOfType(SignInBusyException.class).isThrownBy(() -> queue.run("c", null, () -> true));
		assertThat(queue.run("c", "camille", () -> true)).isTrue();
		hashing(queue, "c", "camille");
		assertThat(queue.run("d", "lea", () -> true)).isTrue();
	}

	/** However many wait: they wait among themselves. */
	@Test
	void nor_do_they_keep_those_waiting() throws Exception {
		HashingQueue queue = queue(4, 40, 4, Duration.ofHours(1));
		hashing(queue, "a", null);
		hashing(queue, "b", null);
		Future<Boolean> third = this.threads.submit(() -> queue.run("c", null, () -> true));
		assertThat(queue.run("d", "camille", () -> true)).isTrue();
		hashing(queue, "d", "camille");
		assertThat(queue.run("e", "lea", () -> true)).isTrue();
		assertThat(third).isNotDone();
		this.end.countDown();
		assertThat(third.get(TestTimeouts.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
	}

	/** Whoever has most waiting loses a place to one who has none. */
	@Test
	void strangers_of_a_few_addresses_keep_no_other_stranger_out() throws Exception {
		HashingQueue queue = queue(2, 8, 3, Duration.ofHours(1));
		hashing(queue, "a", null);
		List<Future<Boolean>> waiting = new ArrayList<>();
		for (String sender : List.of("a", "a", "b", "b")) {
			waiting.add(this.threads.submit(() -> queue.run(sender, null, () -> true)));
		}
		Awaitility.await().atMost(TestTimeouts.LIMIT).until(() -> queue.strangersWaiting() == 4);
		Future<Boolean> other = this.threads.submit(() -> queue.run("c", null, () -> true));
		Awaitility.await().atMost(TestTimeouts.LIMIT).until(() -> waiting.stream().anyMatch(Future::isDone));
		this.end.countDown();
		assertThat(other.get(TestTimeouts.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void an_account_has_a_few_places_from_however_many_addresses_it_is_known() throws Exception {
		HashingQueue queue = queue(10, 0, 10, Duration.ofHours(1));
		for (int i = 0; i < 5; i++) {
			hashing(queue, "address" + i, "oliver");
		}
		assertThatExceptionOfType(SignInBusyException.class)
			.isThrownBy(() -> queue.run("another", "oliver", () -> true));
		assertThat(queue.run("another", "camille", () -> true)).isTrue();
	}

	/** However many accounts of their own they take. */
	@Test
	void accounts_that_are_known_at_one_address_keep_nobody_else_waiting() {
		HashingQueue queue = queue(1, 60, 30, Duration.ofHours(1));
		List<String> order = new CopyOnWriteArrayList<>();
		List<Thread> attempts = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			attempts.add(comes(queue, "a", "hsh" + i, order));
		}
		attempts.add(comes(queue, "b", "camille", order));
		this.end.countDown();
		Awaitility.await().atMost(TestTimeouts.LIMIT).until(() -> attempts.stream().noneMatch(Thread::isAlive));
		assertThat(order).hasSize(21).startsWith("hsh0", "hsh1", "camille");
	}

	@Test
	void nor_do_they_have_more_places_to_wait_than_one_sender_has() {
		HashingQueue queue = queue(1, 10, 2, Duration.ofHours(1));
		List<String> order = new CopyOnWriteArrayList<>();
		List.of("hsh1", "hsh2", "hsh3").forEach((account) -> comes(queue, "a", account, order));
		assertThat(CompletableFuture.supplyAsync(() -> queue.run("a", "hsh4", () -> true), this.threads))
			.failsWithin(TestTimeouts.LIMIT)
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(SignInBusyException.class);
		Thread camille = comes(queue, "b", "camille", order);
		this.end.countDown();
		Awaitility.await().atMost(TestTimeouts.LIMIT).until(() -> !camille.isAlive());
		assertThat(order).startsWith("hsh1", "hsh2", "camille");
	}

	@Test
	void strangers_close_their_address_to_nobody_who_is_known_at_it() throws Exception {
		HashingQueue queue = queue(10, 0, 2, Duration.ofHours(1));
		hashing(queue, "a", null);
		hashing(queue, "a", null);
		assertThatExceptionOfType(SignInBusyException.class).isThrownBy(() -> queue.run("a", null, () -> true));
		assertThat(queue.run("a", "camille", () -> true)).isTrue();
	}

	@Test
	void a_hash_that_fails_gives_its_place_back() {
		HashingQueue queue = queue(1, 0, 1, Duration.ofHours(1));
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> queue.run("a", () -> {
			throw new IllegalStateException();
		}));
		assertThat(queue.run("a", () -> true)).isTrue();
	}

	@Test
	void pauses_double_up_to_the_longest() {
		SignInSettings settings = settings(1, 1, 1, Duration.ofSeconds(1));
		List<Long> pauses = new ArrayList<>();
		for (int failures = 4; failures <= 17; failures++) {
			pauses.add(settings.pause(failures, 5).toSeconds());
		}
		assertThat(pauses).containsExactly(0L, 0L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L, 900L, 900L);
		assertThat(settings.pause(1_000_000, 5)).isEqualTo(Duration.ofMinutes(15));
		assertThat(settings.pause(1_000_000, Integer.MAX_VALUE)).isZero();
	}

	/** Hashes once it is its turn, which the first one keeps until the test says so. */
	private Thread comes(HashingQueue queue, String sender, String account, List<String> order) {
		Thread attempt = new Thread(() -> queue.run(sender, account, () -> {
			order.add(account);
			try {
				return this.end.await(TestTimeouts.LIMIT.toSeconds(), TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				return false;
			}
		}));
		attempt.start();
		Awaitility.await().atMost(TestTimeouts.LIMIT).until(() -> attempt.getState() == Thread.State.TIMED_WAITING);
		return attempt;
	}

	/** Begins a hash that ends when the test says so. */
	private Future<Boolean> hashing(HashingQueue queue, String sender) throws InterruptedException {
		return begun((hash) -> queue.run(sender, hash));
	}

	private Future<Boolean> hashing(HashingQueue queue, String sender, @Nullable String account)
			throws InterruptedException {
		return begun((hash) -> queue.run(sender, account, hash));
	}

	private Future<Boolean> begun(Function<Supplier<Boolean>, Boolean> queued) throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		Future<Boolean> hash = this.threads.submit(() -> queued.apply(() -> {
			begun.countDown();
			try {
				return this.end.await(TestTimeouts.LIMIT.toSeconds(), TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				return false;
			}
		}));
		assertThat(begun.await(TestTimeouts.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		return hash;
	}

	private static HashingQueue queue(int atOnce, int waiting, int ofSender, Duration waits) {
		return new HashingQueue(settings(atOnce, waiting, ofSender, waits));
	}

	private static SignInSettings settings(int atOnce, int waiting, int ofSender, Duration waits) {
		return new SignInSettings(atOnce, waiting, ofSender, waits, 5, 50, 50, Duration.ofSeconds(2),
				Duration.ofMinutes(15), Duration.ofHours(1));
	}

}
