package io.orderflow.platform.web.body;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.orderflow.platform.Refusal;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way in, below everything that reads it: knows when the next read would
 * wait, asks for a place before it does, and measures how long the sender kept it
 * waiting.
 */
final class IncomingBody implements InputBuffer, AutoCloseable {

	private static final long LOOK_AGAIN_MILLIS = 5;

	private final Request request;

	private final InputBuffer container;

	private final SlowSenders arriving;

	private final SlowSenders senders;

	private final Supplier<SlowSenders.Sender> sender;

	private final Runnable slow;

	private final Duration waitsAfter;

	private final Pace pace;

	private long bytes;

	private long waitedNanos;

	private boolean begun;

	private SlowSenders.@Nullable Place place;

	private @Nullable Refusal refused;

	/** What is asked of a sender, beside not to be silent. */
	@FunctionalInterface
	interface Pace {

		/**
		 * @param waited in all so far
		 * @throws Refusal when the sender is too slow
		 */
		void check(long bytes, Duration waited);

	}

	/**
	 * Nothing is read yet.
	 * @param arriving the places of those whose body is not there yet but may be in a
	 * moment
	 * @param senders the places of those who are slow
	 * @param slow is told when this one is
	 */
	IncomingBody(Request request, SlowSenders arriving, SlowSenders senders, Supplier<SlowSenders.Sender> sender,
			Runnable slow, Duration waitsAfter, Pace pace) {
		this.request = request;
		this.container = request.getInputBuffer();
		this.arriving = arriving;
		this.senders = senders;
		this.sender = sender;
		this.slow = slow;
		this.waitsAfter = waitsAfter;
		this.pace = pace;
	}

	/** Everything that reads the request reads this from now on, until it is closed. */
	IncomingBody install() {
		this.request.setInputBuffer(this);
		return this;
	}

	/** Whether anybody has read of it. */
	boolean isBegun() {
		return this.begun;
	}

	boolean isOver() {
		AtomicBoolean over = new AtomicBoolean();
		this.request.action(ActionCode.REQUEST_BODY_FULLY_READ, over);
		return over.get();
	}

	/**
	 * {@inheritDoc}
	 * @throws Refusal {@code request-too-slow}; {@code too-many-at-once} and
	 * {@code busy}, from then on at every read
	 */
	@Override
	public int doRead(ApplicationBufferHandler handler) throws IOException {
		this.begun = true;
		long began = System.nanoTime();
		boolean there = isThere();
		if (!there && this.place == null) {
			waitForPlace();
		}
		try {
			int count = this.container.doRead(handler);
			this.waitedNanos += there ? 0 : System.nanoTime() - began;
			if (count > 0) {
				this.bytes += count;
				this.pace.check(this.bytes, Duration.ofNanos(this.waitedNanos));
			}
			return count;
		}
		catch (SocketTimeoutException ex) {
			throw Refusal.tooSlow("request-too-slow");
		}
	}

	private void waitForPlace() {
		if (this.refused != null) {
			throw this.refused;
		}
		SlowSenders.Sender now = this.sender.get();
		try {
			if (!comesSoon(now)) {
				this.slow.run();
				this.place = this.senders.enter(now);
			}
		}
		catch (Refusal refusal) {
			this.refused = refusal;
			throw refusal;
		}
	}

	/** Whether the next read waits for nothing. */
	private boolean isThere() {
		if (isOver()) {
			return true;
		}
		this.request.action(ActionCode.AVAILABLE, Boolean.TRUE);
		return this.request.getAvailable() > 0;
	}

	/**
	 * What follows the headers in a packet of its own is no slow body. Looked for again
	 * and again, since there is no wait that ends so early; only at the beginning, and in
	 * a counted place: who finds none counts as slow at once.
	 */
	private boolean comesSoon(SlowSenders.Sender now) {
		long until = System.nanoTime() + this.waitsAfter.toNanos() - this.waitedNanos;
		try (SlowSenders.Place moment = this.arriving.enterIfFree(now)) {
			while (moment != null && System.nanoTime() < until) {
				Thread.sleep(LOOK_AGAIN_MILLIS);
				if (isThere()) {
					return true;
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return false;
	}

	@Override
	public int available() {
		return this.container.available();
	}

	/** The server goes on with its own. */
	@Override
	public void close() {
		this.request.setInputBuffer(this.container);
		if (this.place != null) {
			this.place.close();
			this.place = null;
		}
	}

}
