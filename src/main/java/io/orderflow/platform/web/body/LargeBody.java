package io.orderflow.platform.web.body;

import io.orderflow.platform.Refusal;
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

	private static final String ATTRIBUTE = LargeBody.class.getName();

	private final SlowSenders places;

	private final SlowSenders.Sender sender;

	private SlowSenders.@Nullable Place place;

	LargeBody(SlowSenders places, SlowSenders.Sender sender, ServletRequest request) {
		this.places = places;
		this.sender = sender;
		request.setAttribute(ATTRIBUTE, this);
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

	/** Gives the place back. */
	@Override
	public void close() {
		if (this.place != null) {
			this.place.close();
			this.place = null;
		}
	}

}
