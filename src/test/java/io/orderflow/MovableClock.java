package io.orderflow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;

import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The application's clock in tests. It runs with the real time until a test moves it, and
 * takes the engine's clock along. It ticks in microseconds, as the application's does.
 * Call {@link #reset()} after each test that moved it.
 */
@Component
@Primary
@Profile("test")
public class MovableClock extends Clock {

	private volatile Duration ahead = Duration.ZERO;

	private volatile @Nullable Instant frozen;

	/** Moves both clocks on; they go on running from there unless they were frozen. */
	public void advance(Duration by) {
		if (this.frozen != null) {
			this.frozen = this.frozen.plus(by);
			ClockUtil.setCurrentTime(Date.from(this.frozen));
			return;
		}
		this.ahead = this.ahead.plus(by);
		ClockUtil.offset(this.ahead.toMillis());
	}

	/** Moves both clocks to a time; they go on running from there. */
	public void moveTo(Instant time) {
		advance(Duration.between(instant(), time));
	}

	/** Stops both clocks where they are; they can be moved on while they stand. */
	public void freeze() {
		this.frozen = instant();
		ClockUtil.setCurrentTime(Date.from(this.frozen));
	}

	/** Back to the real time. */
	public void reset() {
		this.ahead = Duration.ZERO;
		this.frozen = null;
		ClockUtil.reset();
	}

	@Override
	public Instant instant() {
		return (this.frozen != null) ? this.frozen : Instant.now().truncatedTo(ChronoUnit.MICROS).plus(this.ahead);
	}

	/** The engine's time, for assertions. */
	public Date engineTime() {
		return ClockUtil.getCurrentTime();
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return (this.frozen != null) ? Clock.fixed(this.frozen, zone) : Clock.offset(Clock.system(zone), this.ahead);
	}

}
