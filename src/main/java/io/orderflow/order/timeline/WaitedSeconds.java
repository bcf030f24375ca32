package io.orderflow.order.timeline;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orderflow.order.timeline.WaitingTimes.Reason;
import io.orderflow.order.timeline.WaitingTimes.Side;

/**
 * Waiting times as they are kept and added up in SQL: seconds, exact to the nanosecond,
 * for each reason for which there were any.
 */
public record WaitedSeconds(@JsonValue Map<Reason, BigDecimal> byReason) {

	private static final int NANO_DIGITS = 9;

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public WaitedSeconds {
		byReason = Map.copyOf(byReason);
	}

	static WaitedSeconds of(WaitingTimes waited) {
		Map<Reason, BigDecimal> seconds = new EnumMap<>(Reason.class);
		for (Side side : new Side[] { waited.client(), waited.freelancer() }) {
			side.reasons()
				.forEach((reason, time) -> seconds.put(reason, BigDecimal.valueOf(time.toNanos(), NANO_DIGITS)));
		}
		return new WaitedSeconds(seconds);
	}

	/**
	 * The same as durations, parted by whom was waited for, each to the second: what was
	 * kept before moments were taken so has parts of one.
	 */
	public WaitingTimes times() {
		Map<Reason, Duration> times = new EnumMap<>(Reason.class);
		this.byReason.forEach((reason, seconds) -> times.put(reason,
				Duration.ofNanos(seconds.movePointRight(NANO_DIGITS).longValue())));
		return WaitingTimes.of(times);
	}

}
