package io.orderflow.platform.web.body;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.quota.KeyedSemaphores;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ActionHook;
import org.apache.coyote.OutputBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An answer on its way out, below everything that writes it: asks for a place before
 * anything is sent, since whoever does not read keeps a thread waiting, if not for this
 * answer then for those that were asked for before it on the same connection; and
 * measures how long the reader took.
 */
final class OutgoingAnswer implements OutputBuffer, ActionHook, AutoCloseable {

	/** In bytes: pages and scripts, which a browser reads at once. */
	static final int SHORT = 65_536;

	private static final Set<ActionCode> SENDING = EnumSet.of(ActionCode.ACK, ActionCode.COMMIT,
			ActionCode.CLIENT_FLUSH, ActionCode.CLOSE);

	private static final long SECOND = 1_000_000_000;

	/** How long an answer waits for others that are read. */
	private static final Duration MOMENT = Duration.ofSeconds(1);

	private final OutputBuffer container;

	private final ActionHook server;

	private final Places places;

	private final Supplier<SlowSenders.Sender> reader;

	private final Pace pace;

	private final Answer answer;

	private final LongSupplier nanoTime;

	private long bytes;

	private long waited;

	private boolean inPlace;

	private State state = State.OPEN;

	private SlowSenders.@Nullable Place large;

	@FunctionalInterface
	private interface Sending {

		int send() throws IOException;

	}

	private enum State {

		/** Not refused so far. */
		OPEN,
		/** No large one; what is said instead is short. */
		SHORT,
		/** Nothing is sent any more. */
		CUT_OFF,
		/** Others may still write, who have no thread of the server. */
		CLOSED

	}

	/** Where whoever reads waits: what is short has places of its own. */
	record Places(SlowSenders large, KeyedSemaphores small) {

	}

	/**
	 * What is asked of a reader.
	 *
	 * @param withinNanos how long a reader may take in all, however slow
	 * @param bytesInSecond on average afterwards
	 */
	record Pace(long withinNanos, long bytesInSecond) {

		private boolean isKept(long bytes, long waited) {
			return waited <= this.withinNanos || bytes >= this.bytesInSecond * (waited / SECOND);
		}

	}

	/** What is written. */
	interface Answer {

		/** Whether its head was sent, and no other can be said. */
		boolean isBegun();

		/** In bytes, as far as it is known before it is written; else -1. */
		long length();

		/** Forgets what was written. */
		void drop();

	}

	/**
	 * @param reader whose reading it is
	 */
	OutgoingAnswer(OutputBuffer container, ActionHook server, Places places, Supplier<SlowSenders.Sender> reader,
			Pace pace, Answer answer, LongSupplier nanoTime) {
		this.container = container;
		this.server = server;
		this.places = places;
		this.reader = reader;
		this.pace = pace;
		this.answer = answer;
		this.nanoTime = nanoTime;
	}

	/**
	 * {@inheritDoc}
	 * @throws Refusal {@code too-many-at-once}, {@code busy}, before anything was sent
	 * @throws IOException afterwards, and where the reader is too slow
	 */
	@Override
	public int doWrite(ByteBuffer chunk) throws IOException {
		this.bytes += chunk.remaining();
		if (this.state == State.OPEN && Math.max(this.bytes, this.answer.length()) > SHORT && this.large == null) {
			enterLarge();
		}
		return inPlace(() -> write(chunk));
	}

	private int write(ByteBuffer chunk) throws IOException {
		long began = this.nanoTime.getAsLong();
		int count = this.container.doWrite(chunk);
		this.waited += this.nanoTime.getAsLong() - began;
		if (!this.pace.isKept(this.bytes, this.waited)) {
			throw new IOException("The reader of an answer is too slow");
		}
		return count;
	}

	/** What is sent without being written: heads, and what is left in buffers. */
	@Override
	public void action(ActionCode code, @Nullable Object param) {
		if (SENDING.contains(code)) {
			try {
				inPlace(() -> {
					this.server.action(code, param);
					return 0;
				});
			}
			catch (IOException ex) {
				// cut off
			}
		}
		else {
			this.server.action(code, param);
		}
	}

	/** What is short holds a place only while it is sent. */
	private int inPlace(Sending sending) throws IOException {
		if (this.state == State.CUT_OFF) {
			throw new IOException("Nobody reads this answer");
		}
		if (this.large != null || this.inPlace || this.state == State.CLOSED) {
			return sending.send();
		}
		String address = this.reader.get().address();
		if (!this.places.small().enter(address)) {
			// a refusal would be one more answer that nobody reads
			this.state = State.CUT_OFF;
			this.server.action(ActionCode.CLOSE_NOW, null);
			throw new IOException("Too many answers are not read");
		}
		this.inPlace = true;
		try {
			return sending.send();
		}
		finally {
			this.inPlace = false;
			this.places.small().leave(address);
		}
	}

	private void enterLarge() {
		try {
			this.large = this.places.large().enter(this.reader.get(), MOMENT);
		}
		catch (Refusal refusal) {
			this.state = State.SHORT;
			// what nobody knew to be large goes on in the places of what is short
			if (!this.answer.isBegun()) {
				this.answer.drop();
				throw refusal;
			}
		}
	}

	/** Gives the place back; the server goes on with its own. */
	@Override
	public void close() {
		if (this.large != null) {
			this.large.close();
			this.large = null;
		}
		if (this.state != State.CUT_OFF) {
			this.state = State.CLOSED;
		}
	}

	@Override
	public long getBytesWritten() {
		return this.container.getBytesWritten();
	}

}
