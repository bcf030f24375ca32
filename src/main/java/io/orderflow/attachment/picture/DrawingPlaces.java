package io.orderflow.attachment.picture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
 * How many processes a node has that draw, whatever for: it has memory for no more. Every
 * file is given a few seconds at first, and what needs more has its turn in a place
 * beside, so that files that take long hold up none that do not. Next is whoever's files
 * have taken the least time lately; where too many wait, whoever's turn would be last
 * waits no more; and who has used too much of it waits for a while. Files count for
 * whoever uploaded them: others only look.
 */
@Component
class DrawingPlaces {

	/** How many may wait with a thread of the server for each kind of place. */
	private static final int MOST_URGENT = 8;

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

		private final DrawingTime time;

		/** Whether a thread of the server waits. */
		private final boolean urgent;

		private final Runnable given;

		private final Runnable refused;

		private long since;

		private Turn(String person, DrawingTime time, boolean urgent, Runnable given, Runnable refused) {
			this.person = person;
			this.time = time;
			this.urgent = urgent;
			this.given = given;
			this.refused = refused;
		}

		private boolean isLike(Turn other) {
			return this.time == other.time && this.urgent == other.urgent;
		}

	}

	/**
	 * Waits for a place without a thread. Of these runs one, once, by whoever makes or
	 * takes the room; neither waits for anything.
	 * @param given as soon as there is a place, which is to be left afterwards
	 * @param refused where others wait who come before it, and no more may
	 */
	Turn ask(String person, DrawingTime time, Runnable given, Runnable refused) {
		Turn turn = new Turn(person, time, false, given, refused);
		add(turn);
		return turn;
	}

	/**
	 * Waits for a place, to be left afterwards, no longer than so many milliseconds;
	 * empty where there was none. Comes before what the same person does not wait for
	 * with a thread.
	 */
	Optional<Turn> enterWithin(String person, DrawingTime time, long millis) throws InterruptedException {
		CountDownLatch latch = new CountDownLatch(1);
		Turn turn = new Turn(person, time, true, latch::countDown, latch::countDown);
		add(turn);
		try {
			latch.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			giveUp(turn);
			leave(turn);
			throw ex;
		}
		giveUp(turn);
		// it may have come at the last moment
		return hasPlace(turn) ? Optional.of(turn) : Optional.empty();
	}

	private synchronized boolean hasPlace(Turn turn) {
		return this.drawing.contains(turn);
	}

	private synchronized void add(Turn turn) {
		this.waiting.add(turn);
		next();
		List<Turn> alike = inOrder(turn.time).stream().filter(turn::isLike).toList();
		if (alike.size() > (turn.urgent ? MOST_URGENT : this.settings.waiting())) {
			Turn last = alike.get(alike.size() - 1);
			this.waiting.remove(last);
			last.refused.run();
		}
	}

	/** Waits no more; false where it does not wait, or has its place already. */
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
		for (DrawingTime time : DrawingTime.values()) {
			List<Turn> turns = inOrder(time);
			while (!turns.isEmpty() && isFree(time)) {
				Turn next = turns.get(0);
				this.waiting.remove(next);
				next.since = this.nanos.getAsLong();
				this.drawing.add(next);
				next.given.run();
				turns = inOrder(time);
			}
		}
	}

	private boolean isFree(DrawingTime time) {
		return this.drawing.stream().filter((turn) -> turn.time == time).count() < this.settings.atOnce(time);
	}

	/**
	 * Who waits, by when their turn is: each as if all of the same person before it took
	 * a first attempt.
	 */
	private List<Turn> inOrder(DrawingTime time) {
		long now = this.nanos.getAsLong();
		Map<String, Double> before = new HashMap<>();
		Map<Turn, Double> due = new LinkedHashMap<>();
		this.waiting.stream()
			.filter((turn) -> turn.time == time)
			.sorted(Comparator.comparing((turn) -> !turn.urgent))
			.forEach((turn) -> {
				double own = before.computeIfAbsent(turn.person, (person) -> spent(person, now));
				due.put(turn, own);
				before.put(turn.person, own + this.settings.firstAttempt().toNanos());
			});
		return due.entrySet().stream().sorted(Map.Entry.comparingByValue()).map(Map.Entry::getKey).toList();
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
