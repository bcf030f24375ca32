package io.orderflow.order.brief;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.orderflow.order.DeliveryClock;
import io.orderflow.platform.ReaderFormats.WrittenDates;
import org.jspecify.annotations.Nullable;

/**
 * What whoever decides should know of an order beforehand, where there is no page of ours
 * beside the form. In English, as Tasklist is; what people wrote stays as they wrote it.
 *
 * @param number of the order
 * @param title of the order
 * @param parties whom it concerns beside the reader
 * @param zone of the reader, for the times
 * @param deliveryDue when the delivery is; null where that is not said
 * @param otherwise what happens by itself if nothing is decided
 * @param link to where all of it can be read
 * @param about what the decision is about, as plain text of any length
 */
public record StepBrief(String number, String title, List<Party> parties, ZoneId zone, Optional<Due> deliveryDue,
		Optional<Consequence> otherwise, Link link, String about) {

	/** Day and time in English, with the zone where they are: as Tasklist's frame is. */
	public static String time(Instant time, ZoneId zone) {
		return plainTime(time, zone) + " (" + zone + ")";
	}

	/** The same where the zone is said once for several. */
	public static String plainTime(Instant time, ZoneId zone) {
		return WrittenDates.time(time.atZone(zone), Locale.ENGLISH);
	}

	/** Somebody whom the order concerns: {@code Client}, {@code Freelancer}. */
	public record Party(String role, String name) {

	}

	/**
	 * When the delivery is due.
	 *
	 * @param at while the clock stands if it went on now; null until it has started
	 * @param lateFrom after which the order is late; null while nothing makes it late
	 * @param standsAsOf the time of writing, where the clock stands for the client
	 * @param late whether it is late at the time of writing
	 * @param held whether it would be, but for a request that waits
	 */
	public record Due(@Nullable Instant at, @Nullable Instant lateFrom, @Nullable Instant standsAsOf, boolean late,
			boolean held) {

		public static Due of(DeliveryClock clock, Instant now) {
			return new Due(clock.expectedDue(now), clock.lateFrom(), clock.waitsForClient() ? now : null,
					clock.late(now), clock.held(now));
		}

		/**
		 * In English, and true whenever it is read: that an order has fallen late is
		 * found a little later, and not everything that stops its clock is told anew.
		 */
		public String text(ZoneId zone) {
			if (this.at == null) {
				return "not set yet";
			}
			String due = time(this.at, zone);
			if (this.standsAsOf != null) {
				return due + " as of " + plainTime(this.standsAsOf, zone)
						+ ", later by as long as the clock is stopped from then on";
			}
			if (this.held) {
				return due + "; a request is still open: meanwhile no time counts as late";
			}
			if (this.lateFrom == null) {
				return due;
			}
			if (this.late) {
				return due + "  \n**Late since: " + time(this.lateFrom, zone) + "**";
			}
			return due + "; late after " + (this.lateFrom.equals(this.at) ? "that" : time(this.lateFrom, zone))
					+ ", unless the clock stops or a request waits";
		}

	}

	/** A page of ours, by its path. */
	public record Link(String path, String text) {

	}

}
