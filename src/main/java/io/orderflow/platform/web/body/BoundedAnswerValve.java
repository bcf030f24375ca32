package io.orderflow.platform.web.body;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Objects;

import io.orderflow.platform.audit.SenderNetwork;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.OutputBuffer;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.util.ReflectionUtils;

/**
 * Bounds how many threads wait for those who read an answer slowly: files, pages, and the
 * scripts that anybody may load. What fits into the server's own buffer (8 KB) waits for
 * nobody and is not counted, nor are streams of live events, which have no thread of
 * their own.
 *
 * <p>
 * A valve of the server, below everything that writes; by hand, since the server's own
 * time-out begins anew whenever something was read.
 */
final class BoundedAnswerValve extends ValveBase {

	/** The server lets it be set and not be read. */
	private static final Field OUTPUT = Objects
		.requireNonNull(ReflectionUtils.findField(org.apache.coyote.Response.class, null, OutputBuffer.class));

	/** Where Spring Session keeps a session that was read for the request. */
	private static final String SESSION = SessionRepositoryFilter.SESSION_REPOSITORY_ATTR + ".CURRENT_SESSION";

	static {
		ReflectionUtils.makeAccessible(OUTPUT);
	}

	private final SlowSenders readers;

	private final OutgoingAnswer.Pace pace;

	BoundedAnswerValve(BodySettings settings) {
		super(true);
		this.readers = new SlowSenders(settings.readersPerSender(), settings.readersInAll());
		this.pace = new OutgoingAnswer.Pace(settings.within().toNanos(), settings.slowestFile().toBytes());
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		org.apache.coyote.Response answer = response.getCoyoteResponse();
		OutputBuffer container = Objects.requireNonNull((OutputBuffer) ReflectionUtils.getField(OUTPUT, answer));
		try (OutgoingAnswer outgoing = new OutgoingAnswer(container, this.readers, () -> reader(request), this.pace,
				new Whole(response), System::nanoTime)) {
			answer.setOutputBuffer(outgoing);
			getNext().invoke(request, response);
		}
		finally {
			answer.setOutputBuffer(container);
		}
	}

	/**
	 * Who has signed in, where somebody has asked for that; of what anybody may read
	 * nobody has, and it is not read from the database for this.
	 */
	private static String reader(Request request) {
		boolean asked = request.getAttribute(SESSION) != null || request.getHeader("Authorization") != null;
		Authentication person = asked ? SecurityContextHolder.getContext().getAuthentication() : null;
		return (person != null && person.isAuthenticated() && !(person instanceof AnonymousAuthenticationToken))
				? "account " + person.getName() : SenderNetwork.of(request.getRemoteAddr());
	}

	private record Whole(Response response) implements OutgoingAnswer.Answer {

		@Override
		public boolean isBegun() {
			return this.response.isCommitted();
		}

		@Override
		public void drop() {
			this.response.reset();
		}

	}

}
