package io.orderflow.platform.live;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One open page of one person. Knows how far that page has heard everything; only one
 * thread at a time reads and writes.
 */
class LiveStream {

	private static final Logger log = LoggerFactory.getLogger(LiveStream.class);

	private static final Duration UNASKED_AFTER = Duration.ofSeconds(30);

	/** A page that reads takes no time for what lies between it and here. */
	private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(1);

	private final String account;

	private final SseEmitter emitter;

	private final TakenRequest request;

	private final AtomicBoolean wanted = new AtomicBoolean();

	private final long openedAt = System.nanoTime();

	private boolean begun;

	private LivePosition position;

	private long lastRead = System.nanoTime();

	LiveStream(String account, SseEmitter emitter, TakenRequest request, LivePosition position) {
		this.account = account;
		this.emitter = emitter;
		this.request = request;
		this.position = position;
	}

	String account() {
		return this.account;
	}

	/** Whether it was opened before a time of {@link System#nanoTime()}. */
	boolean openedBefore(long time) {
		return this.openedAt - time < 0;
	}

	/**
	 * Notes that there may be something to read.
	 * @return whether somebody has to be found to do it
	 */
	boolean want() {
		return this.wanted.compareAndSet(false, true);
	}

	/** Tells the page where it stands, which is what it sends when it comes back. */
	synchronized void open(boolean resumed) throws IOException {
		this.request.awaitLetGo();
		this.begun = true;
		send(event(resumed ? "ready" : "reset", "{}").id(this.position.id()).build());
	}

	/** Reads and sends what is new. */
	synchronized void catchUp(LiveEventReader reading) throws IOException {
		this.wanted.set(false);
		if (!this.begun) {
			return;
		}
		this.lastRead = System.nanoTime();
		LiveEventReader.News news = reading.since(this.account, this.position);
		LivePosition before = this.position;
		this.position = news.position();
		if (!news.complete()) {
			send(event("reset", "{}").id(this.position.id()).build());
			return;
		}
		Set<DataWithMediaType> together = new LinkedHashSet<>();
		for (int i = 0; i < news.events().size(); i++) {
			LiveEventReader.Told event = news.events().get(i);
			boolean last = i == news.events().size() - 1;
			// cut off before the last, the page hears them again rather than never
			together.addAll(event(event.type(), event.data()).id((last ? this.position : before).id()).build());
		}
		if (!together.isEmpty()) {
			send(together);
		}
	}

	private void send(Set<DataWithMediaType> data) throws IOException {
		this.request.write(WRITTEN_WITHIN, () -> this.emitter.send(data));
	}

	/**
	 * Says that it is still there and how far it has come, which shows whether the page
	 * is there; and looks by itself when nobody has asked for a while.
	 */
	synchronized void beat(LiveEventReader reading) throws IOException {
		if (!this.begun) {
			return;
		}
		if (System.nanoTime() - this.lastRead > UNASKED_AFTER.toNanos()) {
			catchUp(reading);
		}
		send(SseEmitter.event().id(this.position.id()).comment("").build());
	}

	void end() {
		try {
			this.emitter.complete();
		}
		catch (RuntimeException ex) {
			log.debug("A stream had ended already", ex);
		}
	}

	private static SseEmitter.SseEventBuilder event(String type, String data) {
		return SseEmitter.event().name(type).data(data, MediaType.APPLICATION_JSON);
	}

}
