package io.orderflow.platform.live;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The pages that are connected to this node. Spring's {@link SseEmitter} sends; which
 * pages there are, and what each has not heard yet, it leaves to us.
 */
@Component
class LiveStreamRegistry implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(LiveStreamRegistry.class);

	/** No stream takes so long from its request until it is in its place. */
	private static final Duration ENDS_KEPT = Duration.ofMinutes(1);

	private final AccountStreams streams;

	/** When the streams of accounts were ended last, in {@link System#nanoTime()}. */
	private final Map<String, Long> ends = new ConcurrentHashMap<>();

	private final LiveEventReader reading;

	private final LiveTurns turns;

	/** No stream is there any longer. */
	private final Duration longest;

	private volatile boolean running;

	LiveStreamRegistry(LiveEventReader reading, @Qualifier("live") TaskExecutor executor,
			@Qualifier("live-slow") TaskExecutor forSlow, LiveSettings settings) {
		this.reading = reading;
		this.turns = new LiveTurns(executor, forSlow);
		this.streams = new AccountStreams(settings.streamsPerAccount());
		this.longest = settings.streamLifetime().plus(ENDS_KEPT);
	}

	/**
	 * Opens a stream.
	 * @param lastEventId what the page heard last, if it was connected before
	 * @param lifetime after which it ends
	 * @param taken the request that asks for it
	 * @param present whether who asks is signed in: also when it begins
	 */
	SseEmitter open(String account, @Nullable String lastEventId, Duration lifetime, TakenRequest taken,
			BooleanSupplier present) {
		Optional<LivePosition> resumed = this.reading.resumed(lastEventId);
		SseEmitter emitter = new SseEmitter(Math.max(1, lifetime.toMillis()));
		LiveStream stream = new LiveStream(account, emitter, taken, resumed.orElseGet(this.reading::now));
		emitter.onCompletion(() -> forget(stream));
		emitter.onTimeout(stream::end);
		emitter.onError((failure) -> forget(stream));
		// a page that names something too old has missed something; one that names
		// nothing has just been loaded
		boolean nothingMissed = resumed.isPresent() || lastEventId == null;
		// from here on it is one of the account's, however long its turn takes to come
		this.streams.add(stream).forEach(LiveStream::end);
		soon(stream, () -> begin(stream, nothingMissed, present));
		return emitter;
	}

	private void begin(LiveStream stream, boolean nothingMissed, BooleanSupplier present) throws IOException {
		if (!this.streams.of(stream.account()).contains(stream)) {
			// others took its place
			return;
		}
		// what ends from now on ends it too: it is one of the account's
		if (!present.getAsBoolean()) {
			forget(stream);
			stream.end();
			return;
		}
		stream.open(nothingMissed);
		Long ended = this.ends.get(stream.account());
		if (!this.running || (ended != null && stream.openedBefore(ended))) {
			stream.end();
		}
		// what came between the position and now
		read(stream);
	}

	/** How many an account has here. */
	int open(String account) {
		return this.streams.of(account).size();
	}

	/** Reads for the pages of these accounts that are connected here. */
	void read(Collection<String> accounts) {
		for (String account : accounts) {
			this.streams.of(account).forEach(this::read);
		}
	}

	/**
	 * Ends the streams of an account, whose owner may be signed in no more, also those
	 * that are being opened; a page that still is signed in opens the next.
	 */
	void end(String account) {
		this.ends.put(account, System.nanoTime());
		this.streams.of(account).forEach(LiveStream::end);
	}

	/** Reads for everyone: something may have been missed. */
	void readAll() {
		this.streams.all().forEach(this::read);
	}

	private void read(LiveStream stream) {
		if (stream.want()) {
			soon(stream, () -> stream.catchUp(this.reading));
		}
	}

	private void soon(LiveStream stream, Sending sending) {
		try {
			this.turns.execute(stream.account(), () -> attempt(stream, sending));
		}
		catch (TaskRejectedException ex) {
			// the node stops; the page asks another one
			forget(stream);
			stream.end();
		}
	}

	@Scheduled(fixedDelayString = "${orderflow.live.heartbeat:15s}")
	void beat() {
		long old = System.nanoTime() - ENDS_KEPT.toNanos();
		this.ends.values().removeIf((ended) -> ended - old < 0);
		this.turns.forget();
		this.streams.all().forEach((stream) -> {
			if (stream.openedBefore(System.nanoTime() - this.longest.toNanos())) {
				// its request failed, and told nobody
				forget(stream);
			}
			soon(stream, () -> stream.beat(this.reading));
		});
	}

	private void attempt(LiveStream stream, Sending sending) {
		try {
			sending.run();
		}
		catch (DataAccessException | TransactionException ex) {
			// it stands where it stood, and is read again
			log.warn("Live events are late: {}", ex.getMessage());
		}
		catch (IOException ex) {
			// nobody is listening any more; the server has noticed, and ends the request
			forget(stream);
			if (ExceptionUtils.indexOfType(ex, SocketTimeoutException.class) >= 0) {
				this.turns.isSlow(stream.account());
			}
		}
		catch (IllegalStateException ex) {
			forget(stream);
			stream.end();
		}
	}

	private void forget(LiveStream stream) {
		this.streams.remove(stream);
	}

	@Override
	public void start() {
		this.running = true;
	}

	/** Before the server waits for its requests to end: these would not. */
	@Override
	public void stop() {
		this.running = false;
		this.streams.all().forEach(LiveStream::end);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@FunctionalInterface
	private interface Sending {

		void run() throws IOException;

	}

}
