package io.orderflow.order.preview;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.orderflow.platform.quota.TimeSpent;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Whose tasks workers take first: those of whoever has kept them busy for the least time
 * lately. Files that take long hold up their owner's drafts, and nobody else's for longer
 * than one of them takes.
 */
@Component
public class WorkerTurns {

	/** What a task is taken to cost while nobody knows better. */
	private static final Duration EXPECTED = Duration.ofSeconds(5);

	/** Half an hour of work is forgotten in three hours. */
	private static final double FORGOTTEN = 1.0 / 6;

	private final TimeSpent spent;

	@Autowired
	WorkerTurns() {
		this(System::nanoTime);
	}

	/** With a clock of its own. */
	WorkerTurns(LongSupplier nanos) {
		this.spent = new TimeSpent(FORGOTTEN, nanos);
	}

	/** The priority of one more task for somebody: 0, or less the longer they took. */
	public long next(String person) {
		long priority = priority(person);
		spend(person, EXPECTED);
		return priority;
	}

	/** Of the tasks that they have. */
	long priority(String person) {
		return -(long) (this.spent.of(person) / Duration.ofSeconds(1).toNanos());
	}

	void spend(String person, Duration time) {
		this.spent.add(person, time.toNanos());
	}

}
