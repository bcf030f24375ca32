package io.orderflow.notification.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.orderflow.account.NotificationChannel;
import io.orderflow.notification.NotificationSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes the first attempt at everything that is to be delivered (decision 20): loops for
 * mails and for pushes ({@link Lane}), on each node. A loop is woken by the commit that
 * recorded something, and looks by itself every few seconds for what was left by another
 * node or has become due. When the node stops, the rest is due again at once, and what is
 * being sent is sent.
 */
@Component
public class DeliveryDispatcher implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(DeliveryDispatcher.class);

	private static final Duration LOOKS_EVERY = Duration.ofSeconds(5);

	/**
	 * From the beginning of a round to that of the next, unless there is more than one
	 * takes: what is recorded meanwhile goes together.
	 */
	private static final Duration GATHERS_FOR = Duration.ofMillis(250);

	/** Longer than the longest attempt at a mail server that answers nothing. */
	private static final Duration ENDS_WITHIN = Duration.ofSeconds(26);

	private final DeliveryRound round;

	private final DeliverySignal signal;

	private final NotificationSettings settings;

	private final List<Loop> loops = new CopyOnWriteArrayList<>();

	private volatile boolean running;

	private volatile CountDownLatch stopping = new CountDownLatch(1);

	DeliveryDispatcher(DeliveryRound round, DeliverySignal signal, NotificationSettings settings) {
		this.round = round;
		this.signal = signal;
		this.settings = settings;
	}

	private record Loop(Lane lane, Thread thread) {

	}

	@Override
	public boolean isAutoStartup() {
		return this.settings.deliveredHere();
	}

	@Override
	public synchronized void start() {
		this.running = true;
		CountDownLatch stopped = new CountDownLatch(1);
		this.stopping = stopped;
		for (Lane lane : Lane.values()) {
			for (int i = 1; i <= lane.loops(); i++) {
				Thread thread = new Thread(() -> loop(lane, stopped),
						"deliver-" + lane.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + i);
				this.loops.add(new Loop(lane, thread));
				thread.start();
			}
		}
	}

	private void loop(Lane lane, CountDownLatch stopped) {
		String last = "";
		while (this.running) {
			try {
				this.signal.await(lane, LOOKS_EVERY);
				last = rounds(lane, last);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
			catch (Throwable ex) {
				// an error too: nobody would deliver on this node any more
				last = "";
				tell(lane, ex);
				waitAfterFailure(stopped);
			}
		}
	}

	/** Until nothing is due any more. */
	private String rounds(Lane lane, String from) throws InterruptedException {
		String last = from;
		DeliveryRound.End end;
		do {
			long start = System.nanoTime();
			end = this.running ? this.round.run(lane, last, () -> this.running) : DeliveryRound.End.NOTHING;
			last = end.last();
			if (!end.more() && this.running) {
				TimeUnit.NANOSECONDS.sleep(GATHERS_FOR.toNanos() - (System.nanoTime() - start));
			}
		}
		while (end.more());
		return last;
	}

	/** Where there is no memory left, there may be none to tell it either. */
	private static void tell(Lane lane, Throwable failure) {
		try {
			log.error("Deliveries ({}) go on in {} s after a failure", lane, LOOKS_EVERY.toSeconds(), failure);
		}
		catch (Throwable ex) {
			// the next failure is told
		}
	}

	private static void waitAfterFailure(CountDownLatch stopped) {
		try {
			stopped.await(LOOKS_EVERY.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Gives back what was not begun, and waits for what is being sent. */
	@Override
	public synchronized void stop() {
		this.running = false;
		this.stopping.countDown();
		List.of(Lane.values()).forEach(this.signal::all);
		try {
			this.round.letGo();
		}
		catch (RuntimeException ex) {
			log.warn("What was not begun is due again in {} s", DeliveryRound.HELD_FOR.toSeconds(), ex);
		}
		long end = System.nanoTime() + ENDS_WITHIN.toNanos();
		try {
			for (Loop loop : this.loops) {
				loop.thread().join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.loops.clear();
	}

	/** How many loops of a channel live on this node. */
	long living(NotificationChannel channel) {
		return this.loops.stream()
			.filter((loop) -> loop.lane().channel() == channel && loop.thread().isAlive())
			.count();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Delivers everything that is due, on the caller's thread, and ends when nothing is
	 * left. For tests, where no loop runs.
	 */
	public void deliverDue() {
		for (Lane lane : Lane.values()) {
			DeliveryRound.End end = DeliveryRound.End.NOTHING;
			do {
				end = this.round.run(lane, end.last(), () -> true);
			}
			while (end.more());
		}
	}

}
