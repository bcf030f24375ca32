package io.orderflow.sequence;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Nights in which clocks on walls are put forward or back where both sides live: an order
 * that begins a few days before counts on by the second. Long before the present, so that
 * no order of another test is late.
 */
enum Night {

	PARIS_IN_SPRING("Europe/Paris", "2025-03-30T01:00:00Z"), PARIS_IN_AUTUMN("Europe/Paris", "2025-10-26T01:00:00Z"),
	NEW_YORK_IN_SPRING("America/New_York", "2025-03-09T07:00:00Z"),
	NEW_YORK_IN_AUTUMN("America/New_York", "2025-11-02T06:00:00Z");

	final ZoneId zone;

	/** When an order is placed: it is due on the day after. */
	final Instant beginning;

	Night(String zone, String change) {
		this.zone = ZoneId.of(zone);
		this.beginning = Instant.parse(change).minus(Duration.ofDays(4));
	}

}
