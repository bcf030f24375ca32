package io.orderflow.platform.web.body;

import java.io.IOException;

import io.orderflow.platform.Refusal;
import jakarta.servlet.ServletRequest;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * A body that nobody has read yet, since it is not known whose it is. Whoever reads it
 * finds nothing until it is taken in, whole.
 */
final class PendingBody implements InputBuffer {

	private static final String ATTRIBUTE = PendingBody.class.getName();

	private final Request request;

	private final IncomingBody incoming;

	private final Reader reader;

	private @Nullable KnownBody known;

	/** Reads it from the connection. */
	@FunctionalInterface
	interface Reader {

		/**
		 * @throws Refusal where it is too large, too slow, or makes no sense
		 */
		byte[] read() throws IOException;

	}

	PendingBody(Request request, IncomingBody incoming, Reader reader) {
		this.request = request;
		this.incoming = incoming;
		this.reader = reader;
	}

	/** What a request still brings, if anything. */
	static @Nullable PendingBody of(ServletRequest request) {
		return (request.getAttribute(ATTRIBUTE) instanceof PendingBody body && body.known == null) ? body : null;
	}

	/** Everything that reads the request reads this from now on. */
	void install(ServletRequest whole) {
		whole.setAttribute(ATTRIBUTE, this);
		this.request.setInputBuffer(this);
	}

	/**
	 * Reads all of it; where it is refused, there is none.
	 * @throws Refusal what the reader says; {@code bad-request}
	 */
	void take() {
		try {
			this.incoming.install();
			this.known = new KnownBody(this.reader.read());
		}
		catch (IOException ex) {
			// not as HTTP has it, or nobody is there any more
			throw Refusal.invalid("body", "bad-request");
		}
		finally {
			this.incoming.close();
			this.request.setInputBuffer(this);
		}
	}

	@Override
	public int doRead(ApplicationBufferHandler handler) {
		return (this.known != null) ? this.known.doRead(handler) : -1;
	}

	@Override
	public int available() {
		return (this.known != null) ? this.known.available() : 0;
	}

}
