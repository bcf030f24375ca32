package io.orderflow.platform.web.body;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.orderflow.platform.Refusal;
import org.apache.coyote.OutputBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An answer on its way out, below everything that writes it: asks for a place before it
 * is more than the server keeps, since whoever does not read it keeps a thread waiting,
 * and measures how long the reader took.
 */
final class OutgoingAnswer implements OutputBuffer, AutoCloseable {

	/** In bytes, as many as the server keeps before it writes. */
	private static final int SHORT = 8_192;

	private static final long SECOND = 1_000_000_000;

	private final OutputBuffer container;

	private final SlowSenders readers;

	private final Supplier<String> reader;

	private final Pace pace;

	private final Answer answer;

	private final LongSupplier nanoTime;

	private long bytes;

	private long waited;

	private boolean over;

	private SlowSenders.@Nullable Place place;

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

		/** Forgets what was written. */
		void drop();

	}

	/**
	 * @param reader whose reading it is
	 */
	OutgoingAnswer(OutputBuffer container, SlowSenders readers, Supplier<String> reader, Pace pace, Answer answer,
			LongSupplier nanoTime) {
		this.container = container;
		this.readers = readers;
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
		int size = chunk.remaining();
		// what is said instead is short, and so is what was flushed before it was more
		if (this.over || (this.bytes + size <= SHORT && this.answer.isBegun())) {
			this.bytes += size;
			return this.container.doWrite(chunk);
		}
		if (this.place == null) {
			this.place = place();
		}
		long began = this.nanoTime.getAsLong();
		int count = this.container.doWrite(chunk);
		this.waited += this.nanoTime.getAsLong() - began;
		this.bytes += size;
		if (!this.pace.isKept(this.bytes, this.waited)) {
			throw new IOException("The reader of an answer is too slow");
		}
		return count;
	}

	private SlowSenders.Place place() throws IOException {
		try {
			return this.readers.enter(this.reader.get());
		}
		catch (Refusal refusal) {
			if (this.answer.isBegun()) {
				throw new IOException("Too many answers are read slowly", refusal);
			}
			this.over = true;
			this.answer.drop();
			throw refusal;
		}
	}

	/** Gives the place back; the server goes on with its own. */
	@Override
	public void close() {
		if (this.place != null) {
			this.place.close();
			this.place = null;
		}
	}

	@Override
	public long getBytesWritten() {
		return this.container.getBytesWritten();
	}

}
