package io.orderflow.platform.web.body;

import java.io.IOException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;

import io.orderflow.platform.audit.SenderNetwork;
import io.orderflow.platform.quota.KeyedSemaphores;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionHook;
import org.apache.coyote.OutputBuffer;

import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.util.ReflectionUtils;

/**
 * Bounds how many threads wait for those who read an answer slowly: files, pages, the
 * scripts that anybody may load, and what is short, of which a hundred can be asked for
 * one behind the other. Streams of live events are not counted, which have no thread of
 * their own.
 *
 * <p>
 * A valve of the server's host, around everything that writes, pages of errors too; by
 * hand, since the server's own time-out begins anew whenever something was read.
 */
final class BoundedAnswerValve extends ValveBase {

	/**
	 * Short answers that are sent at the same moment to one address: enough for whoever
	 * reads, and few of the server's threads.
	 */
	static final int SHORT_PER_ADDRESS = 20;

	/** Of all addresses: who waits for one of those places holds a thread. */
	static final int SHORT_WAITING = 40;

	/** To send one to somebody who reads takes no longer. */
	private static final Duration MOMENT = Duration.ofSeconds(1);

	/** The server lets them be set and not be read. */
	private static final Field OUTPUT = field(OutputBuffer.class);

	private static final Field HOOK = field(ActionHook.class);

	/** Where Spring Session keeps a session that was read for the request. */
	private static final String SESSION = SessionRepositoryFilter.SESSION_REPOSITORY_ATTR + ".CURRENT_SESSION";

	/** What is not said again, when another answer is given instead. */
	private static final List<String> KEPT = List.of("Set-Cookie", "Strict-Transport-Security");

	private final OutgoingAnswer.Places places;

	private final OutgoingAnswer.Pace pace;

	BoundedAnswerValve(BodySettings settings) {
		super(true);
		this.places = new OutgoingAnswer.Places(new SlowSenders(settings.readersPerSender(), settings.readersInAll()),
				new KeyedSemaphores(SHORT_PER_ADDRESS, SHORT_WAITING, new Semaphore(SHORT_WAITING), MOMENT));
		this.pace = new OutgoingAnswer.Pace(settings.within().toNanos(), settings.slowestFile().toBytes());
	}

	private static Field field(Class<?> type) {
		Field field = Objects.requireNonNull(ReflectionUtils.findField(org.apache.coyote.Response.class, null, type));
		ReflectionUtils.makeAccessible(field);
		return field;
	}

	/** Ends the answer as the server would, which would send the rest of it uncounted. */
	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		// of a connection that was closed meanwhile nobody knows it
		String address = SenderNetwork.of(request.getRemoteAddr());
		// else the server compresses for it what is large and known (CompressedFiles)
		request.getCoyoteRequest().getMimeHeaders().removeHeader("TE");
		org.apache.coyote.Response answer = response.getCoyoteResponse();
		OutputBuffer container = Objects.requireNonNull((OutputBuffer) ReflectionUtils.getField(OUTPUT, answer));
		ActionHook server = Objects.requireNonNull((ActionHook) ReflectionUtils.getField(HOOK, answer));
		try (OutgoingAnswer outgoing = new OutgoingAnswer(container, server, this.places,
				() -> reader(request, address), this.pace, new Whole(response), System::nanoTime)) {
			answer.setOutputBuffer(outgoing);
			ReflectionUtils.setField(HOOK, answer, outgoing);
			getNext().invoke(request, response);
			if (!request.isAsync()) {
				request.finishRequest();
				response.finishResponse();
			}
		}
		finally {
			answer.setOutputBuffer(container);
			ReflectionUtils.setField(HOOK, answer, server);
		}
	}

	/**
	 * Who has signed in, where somebody has asked for that; of what anybody may read
	 * nobody has, and it is not read from the database for this.
	 */
	private static SlowSenders.Sender reader(Request request, String address) {
		boolean asked = request.getAttribute(SESSION) != null || request.getHeader("Authorization") != null;
		return new SlowSenders.Sender(address, asked ? SlowSenders.accountOfThread() : null);
	}

	/**
	 * An answer of the server, of which what was said once goes with whatever replaces
	 * it.
	 */
	record Whole(Response response) implements OutgoingAnswer.Answer {

		@Override
		public boolean isBegun() {
			return this.response.isCommitted();
		}

		@Override
		public long length() {
			return this.response.getCoyoteResponse().getContentLengthLong();
		}

		@Override
		public void drop() {
			Map<String, Collection<String>> kept = new LinkedHashMap<>();
			KEPT.forEach((name) -> kept.put(name, List.copyOf(this.response.getHeaders(name))));
			this.response.reset();
			kept.forEach((name, values) -> values.forEach((value) -> this.response.addHeader(name, value)));
		}

	}

}
