package io.orderflow.platform.web.body;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.quota.CallerCheck;
import jakarta.servlet.ServletRequest;

/**
 * A request that was kept waiting since it was asked whose it is: for a slow body, for
 * its files to be kept, or for its turn. Its session, password or token may have ended
 * meanwhile, so that it is asked again before anything is done.
 */
public final class AwaitedRequest {

	private static final String WAITED = AwaitedRequest.class.getName() + ".waited";

	private static final String CHECK = AwaitedRequest.class.getName() + ".check";

	private AwaitedRequest() {
	}

	/** Notes that it waited. */
	static void note(ServletRequest request) {
		request.setAttribute(WAITED, true);
	}

	/** Says what asks for it. */
	static void by(CallerCheck check, ServletRequest request) {
		request.setAttribute(CHECK, check);
	}

	/**
	 * Asks again, on the request's thread, where it waited.
	 * @throws Refusal {@code not-signed-in}
	 */
	public static void check(ServletRequest request) {
		if (request.getAttribute(WAITED) != null && request.getAttribute(CHECK) instanceof CallerCheck check) {
			check.check();
		}
	}

	/**
	 * What a request brings, which ends with a {@link Refusal} instead of its last byte
	 * where the caller is let in no more.
	 */
	public static InputStream content(ServletRequest request) throws IOException {
		return new FilterInputStream(request.getInputStream()) {

			@Override
			public int read() throws IOException {
				return checked(super.read());
			}

			@Override
			public int read(byte[] into, int from, int length) throws IOException {
				return checked(super.read(into, from, length));
			}

			private int checked(int read) {
				if (read < 0) {
					check(request);
				}
				return read;
			}

		};
	}

}
