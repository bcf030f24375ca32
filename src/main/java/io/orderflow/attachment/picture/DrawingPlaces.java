package io.orderflow.attachment.picture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.orderflow.platform.quota.TimeSpent;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How many processes a node has that draw, whatever for: it has memory for no more. Next
 * is whoever's files have taken the least time lately, so that a few files that take long
 * do not hold up those of others; and who has used too much of it waits for a while.
 * Files count for whoever uploaded them: others only look.
 */
@Component
class DrawingPlaces {

	private final PictureSettings settings;

	private final LongSupplier nanos;

	/** In the order in which they came; whoever reads or changes these holds the lock. */
	private final List<Turn> waiting = new ArrayList<>();

	private final List<Turn> drawing = new ArrayList<>();

	/** How long each has drawn. */
	private final TimeSpent spent;

	@Autowired
	DrawingPlaces(PictureSettings settings) {
		this(settings, System::nanoTime);
	}

	/** With a clock of its own. */
	DrawingPlaces(PictureSettings settings, LongSupplier nanos) {
		this.settings = settings;
		this.nanos = nanos;
		this.spent = new TimeSpent(forgottenInANanosecond(), nanos);
	}

	/** One place, for which somebody waits or which they have. */
	static final class Turn {

		private final String person;

		/** Whether a thread of the server waits. */
		private final boolean urgent;

		private final Runnable given;

		private long since;

		private Turn(String person, boolean urgent, Runnable given) {
			this.person = person;
			this.urgent = urgent;
			this.given = given;
		}

	}

	/**
	 * Waits for a place without a thread.
	 * @param given run once, as soon as there is one, by whoever makes room for it; waits
	 * for nothing. The place is to be left afterwards
	 */
	Turn ask(String person, Runnable given) {
		Turn turn = new Turn(person, false, given);
		add(turn);
		return turn;
	}

	/**
	 * Waits for a place, to be left afterwards, no longer than so many milliseconds;
	 * empty where there was none. Comes before what the same person does not wait for
	 * with a thread.
	 */
	Optional<Turn> enterWithin(String person, long millis) throws InterruptedException {
		CountDownLatch latch = new CountDownLatch(1);
		Turn turn = new Turn(person, true, latch::countDown);
		add(turn);
		boolean given = false;
		try {
			given = latch.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			if (!giveUp(turn)) {
				leave(turn);
			}
			throw ex;
		}
		// it may have come at the last moment
		return (given || !giveUp(turn)) ? Optional.of(turn) : Optional.empty();
	}

	private synchronized void add(Turn turn) {
		this.waiting.add(turn);
		next();
	}

	/** Waits no more; false where the place is given already. */
	synchronized boolean giveUp(Turn turn) {
		return this.waiting.remove(turn);
	}

	/** The time that it was held counts for whoever it was for. */
	synchronized void leave(Turn turn) {
		if (this.drawing.remove(turn)) {
			this.spent.add(turn.person, this.nanos.getAsLong() - turn.since);
			next();
		}
	}

	/** As if somebody's files had just been drawn for so long. */
	synchronized void spend(String person, Duration time) {
		this.spent.add(person, time.toNanos());
	}

	/**
	 * How many seconds must go by before somebody's files are drawn again; 0 where they
	 * are drawn now.
	 */
	synchronized long pause(String person) {
		double tooMuch = spent(person, this.nanos.getAsLong()) - this.settings.drawTime().toNanos();
		return (tooMuch < 0) ? 0 : 1 + (long) (tooMuch / forgottenInANanosecond() / 1_000_000_000);
	}

	private void next() {
		long now = this.nanos.getAsLong();
		while (!this.waiting.isEmpty() && this.drawing.size() < this.settings.atOnce()) {
			Map<String, Double> known = new HashMap<>();
			Turn next = this.waiting.stream()
				.min(Comparator
					.comparingDouble((Turn turn) -> known.computeIfAbsent(turn.person, (person) -> spent(person, now)))
					.thenComparing((turn) -> !turn.urgent))
				.orElseThrow();
			this.waiting.remove(next);
			next.since = now;
			this.drawing.add(next);
			next.given.run();
		}
	}

	/** Also what is being drawn, so far. */
	private double spent(String person, long now) {
		return this.spent.of(person) + this.drawing.stream()
			.filter((turn) -> turn.person.equals(person))
			.mapToLong((turn) -> now - turn.since)
			.sum();
	}

	private double forgottenInANanosecond() {
		return (double) this.settings.drawTime().toNanos() / this.settings.drawTimeWithin().toNanos();
	}

}
