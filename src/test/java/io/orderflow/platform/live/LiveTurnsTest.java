package io.orderflow.platform.live;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.orderflow.TestTimeouts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

class LiveTurnsTest {

	private static final int THREADS = 2;

	private final ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();

	private final ThreadPoolTaskExecutor forSlow = new ThreadPoolTaskExecutor();

	private final CountDownLatch read = new CountDownLatch(1);

	private final List<String> done = new CopyOnWriteArrayList<>();

	private LiveTurns turns;

	@BeforeEach
	void start() {
		this.executor.setCorePoolSize(THREADS);
		this.executor.setMaxPoolSize(THREADS);
		this.executor.initialize();
		this.forSlow.setCorePoolSize(1);
		this.forSlow.setMaxPoolSize(1);
		this.forSlow.initialize();
		this.turns = new LiveTurns(this.executor, this.forSlow);
	}

	@AfterEach
	void stop() {
		this.read.countDown();
		this.executor.shutdown();
		this.forSlow.shutdown();
	}

	private static boolean comes(CountDownLatch what) {
		try {
			return what.await(TestTimeouts.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Test
	void pages_that_do_not_read_hold_up_nobody_else() {
		for (int i = 0; i < 2 * THREADS; i++) {
			this.turns.execute("slow", () -> comes(this.read));
		}
		CountDownLatch heard = new CountDownLatch(1);
		this.turns.execute("other", heard::countDown);
		assertThat(comes(heard)).isTrue();
	}

	@Test
	void many_accounts_whose_pages_did_not_read_hold_up_one_another_alone() {
		for (int i = 0; i < 2 * THREADS; i++) {
			this.turns.isSlow("slow-" + i);
			this.turns.execute("slow-" + i, () -> comes(this.read));
		}
		CountDownLatch heard = new CountDownLatch(1);
		this.turns.execute("other", heard::countDown);
		assertThat(comes(heard)).isTrue();
	}

	@Test
	void what_was_asked_for_one_account_is_done_in_turn_whatever_fails() {
		CountDownLatch all = new CountDownLatch(1);
		this.turns.execute("one", () -> comes(this.read));
		this.turns.execute("one", () -> {
			this.done.add("first");
			throw new IllegalStateException("A page that is gone");
		});
		this.turns.execute("one", () -> this.done.add("second"));
		this.turns.execute("one", all::countDown);
		assertThat(this.done).isEmpty();
		this.read.countDown();
		assertThat(comes(all)).isTrue();
		assertThat(this.done).containsExactly("first", "second");
		CountDownLatch again = new CountDownLatch(1);
		this.turns.execute("one", again::countDown);
		assertThat(comes(again)).isTrue();
	}

}
