package io.orderflow.platform.web.body;

import java.time.Duration;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.quota.SharedPlaces;
import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a request keeps in memory, beside files: from a size on that few requests have it
 * holds one of a few places from when it has come whole until it is answered, since what
 * becomes of it then (objects, a page that shows it again) is many times as large.
 */
public final class LargeBody implements AutoCloseable {

	/** In bytes. */
	public static final int FROM = 65_536;

	/** Pieces of that size beyond the first that are in memory at once, of all bodies. */
	static final int PIECES = 256;

	private static final Duration MOMENT = Duration.ofSeconds(1);

	private static final String ATTRIBUTE = LargeBody.class.getName();

	private final SlowSenders places;

	private final SharedPlaces pieces;

	private final SlowSenders.Sender sender;

	private SlowSenders.@Nullable Place place;

	private int held;

	/**
	 * @param pieces of which each sender has a share
	 */
	LargeBody(SlowSenders places, SharedPlaces pieces, SlowSenders.Sender sender, ServletRequest request) {
		this.places = places;
		this.pieces = pieces;
		this.sender = sender;
		request.setAttribute(ATTRIBUTE, this);
	}

	/** For the bodies of a server: 16 MB, of which one sender has at most half. */
	static SharedPlaces pieces() {
		return new SharedPlaces(PIECES, 2, 20);
	}

	/**
	 * Asks for room before so much of it is kept.
	 * @throws Refusal {@code busy}
	 */
	void grows(long bytes) {
		while (bytes > (this.held + 1L) * FROM) {
			if (!this.pieces.enter(this.sender.address(), MOMENT)) {
				throw Refusal.unavailable("busy");
			}
			this.held++;
		}
	}

	/**
	 * Tells how much of a request's body is in memory, once all of it has come.
	 * @throws Refusal {@code too-many-at-once}, {@code busy}
	 */
	public static void holds(ServletRequest request, long bytes) {
		if (request.getAttribute(ATTRIBUTE) instanceof LargeBody body) {
			body.holds(bytes);
		}
	}

	void holds(long bytes) {
		if (bytes > FROM && this.place == null) {
			this.place = this.places.enter(this.sender);
		}
	}

	/** Gives everything back. */
	@Override
	public void close() {
		for (; this.held > 0; this.held--) {
			this.pieces.leave(this.sender.address());
		}
		if (this.place != null) {
			this.place.close();
			this.place = null;
		}
	}

}
