package io.orderflow.notification.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.orderflow.account.NotificationChannel;
import io.orderflow.notification.NotificationSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes the first attempt at everything that is to be delivered (decision 20): a loop for
 * mails and a few for pushes, on each node. A loop is woken by the commit that recorded
 * something, and looks by itself every few seconds for what was left by another node or
 * has become due. When the node stops, what is being sent is sent, and the rest is due
 * again at once.
 */
@Component
public class DeliveryDispatcher implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(DeliveryDispatcher.class);

	private static final Map<NotificationChannel, Integer> LOOPS = Map.of(NotificationChannel.EMAIL, 1,
			NotificationChannel.PUSH, 4);

	private static final Duration LOOKS_EVERY = Duration.ofSeconds(5);

	/**
	 * From the beginning of a round to that of the next, unless there is more than one
	 * takes: what is recorded meanwhile goes together.
	 */
	private static final Duration GATHERS_FOR = Duration.ofMillis(100);

	/** Longer than the longest attempt at a mail server that answers nothing. */
	private static final Duration ENDS_WITHIN = Duration.ofSeconds(26);

	private final DeliveryRound round;

	private final DeliverySignal signal;

	private final NotificationSettings settings;

	private final List<Thread> threads = new ArrayList<>();

	private volatile boolean running;

	DeliveryDispatcher(DeliveryRound round, DeliverySignal signal, NotificationSettings settings) {
		this.round = round;
		this.signal = signal;
		this.settings = settings;
	}

	@Override
	public boolean isAutoStartup() {
		return this.settings.deliveredHere();
	}

	@Override
	public synchronized void start() {
		this.running = true;
		LOOPS.forEach((channel, loops) -> {
			for (int i = 1; i <= loops; i++) {
				Thread thread = new Thread(() -> loop(channel),
						"deliver-" + channel.name().toLowerCase(Locale.ROOT) + "-" + i);
				this.threads.add(thread);
				thread.start();
			}
		});
	}

	private void loop(NotificationChannel channel) {
		String last = "";
		while (this.running) {
			try {
				this.signal.await(channel, LOOKS_EVERY);
				DeliveryRound.End end;
				do {
					long start = System.nanoTime();
					end = this.running ? this.round.run(channel, last, () -> this.running) : DeliveryRound.End.NOTHING;
					last = end.last();
					if (!end.more() && this.running) {
						TimeUnit.NANOSECONDS.sleep(GATHERS_FOR.toNanos() - (System.nanoTime() - start));
					}
				}
				while (end.more());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
			catch (RuntimeException ex) {
				log.error("Deliveries by {} go on in {} s after a failure", channel, LOOKS_EVERY.toSeconds(), ex);
				last = "";
			}
		}
	}

	/** Waits for what is being sent. */
	@Override
	public synchronized void stop() {
		this.running = false;
		LOOPS.forEach(this.signal::all);
		long end = System.nanoTime() + ENDS_WITHIN.toNanos();
		try {
			for (Thread thread : this.threads) {
				thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.threads.clear();
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
		for (NotificationChannel channel : NotificationChannel.values()) {
			DeliveryRound.End end = DeliveryRound.End.NOTHING;
			do {
				end = this.round.run(channel, end.last(), () -> true);
			}
			while (end.more());
		}
	}

}
