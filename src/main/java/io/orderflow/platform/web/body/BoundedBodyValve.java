package io.orderflow.platform.web.body;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import io.orderflow.platform.EnginePaths;
import io.orderflow.platform.audit.SenderNetwork;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.quota.SharedPlaces;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Reads the body of every request that brings no file as a whole: it is small, and in
 * time, or refused. So no parser or controller ever waits for a sender. What strangers
 * may send is read before anybody looks at it ({@link RefusedBodyFilter} says what is
 * wrong with it), all else once somebody has signed in for it
 * ({@link IncomingBodyFilter}). A file is too large for that; whoever takes it in waits
 * for it, at a measured pace and in a counted place.
 *
 * <p>
 * A valve of the server, since what reads parameters there never asks a servlet's filter;
 * by hand, since the server's own time-out begins anew with each byte.
 */
final class BoundedBodyValve extends ValveBase {

	/** The request's attribute with what was wrong with its body. */
	static final String REFUSAL = BoundedBodyValve.class.getName() + ".refusal";

	private static final String FILES = "/api/files";

	/** Below it workers hand in what they made, and JSON. */
	private static final String RESULTS = "/api/external-tasks/";

	private static final String PASSKEY_SIGN_IN = "/login/webauthn";

	/** Below it a passkey is added, and signs in. */
	private static final List<String> PASSKEYS = List.of("/webauthn/", PASSKEY_SIGN_IN);

	/** Pages of strangers: no form of theirs has more than some lines. */
	private static final List<String> OPEN = List.of("/sign-in", "/register", "/welcome/", "/forgotten", "/reset/",
			"/new-address/", "/unsubscribe/", "/language", "/sign-out", EnginePaths.WEBAPPS_API + "/admin/auth/user/");

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final String DOCUMENT = "application/pdf";

	private final BodySettings settings;

	private final SlowSenders arriving;

	private final SlowSenders senders;

	private final SlowSenders largeBodies;

	private final SharedPlaces pieces = LargeBody.pieces();

	BoundedBodyValve(BodySettings settings) {
		super(true);
		this.settings = settings;
		this.arriving = new SlowSenders(settings.arrivingPerSender(), settings.arrivingInAll());
		this.senders = new SlowSenders(settings.waitingPerSender(), settings.waitingInAll());
		this.largeBodies = new SlowSenders(settings.largePerSender(), settings.largeInAll());
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (request.isAsyncDispatching() || !hasBody(request)) {
			getNext().invoke(request, response);
			return;
		}
		SlowSenders.Sender address = new SlowSenders.Sender(SenderNetwork.of(request.getRemoteAddr()), null);
		try (LargeBody large = new LargeBody(this.largeBodies, this.pieces, address, request)) {
			if (isFile(request)) {
				passOn(request, response);
			}
			else {
				takeIn(request, response, large);
			}
		}
	}

	private static boolean hasBody(Request request) {
		return request.getContentLengthLong() > 0
				|| (request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") != null);
	}

	/**
	 * What is streamed to the store: uploads, the forms of pages that may hold one, and
	 * the pictures and documents of workers.
	 */
	private static boolean isFile(Request request) {
		String path = request.getRequestPathMB().toString();
		String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
		if (path.equals(FILES)) {
			return "POST".equals(request.getMethod()) && !type.startsWith(FORM);
		}
		if (path.startsWith(RESULTS)) {
			return "PUT".equals(request.getMethod()) && (type.startsWith("image/") || type.startsWith(DOCUMENT));
		}
		return type.startsWith("multipart/") && !isOfPasskey(path) && !path.startsWith("/api/")
				&& !path.startsWith(EnginePaths.REST + "/") && !path.startsWith(EnginePaths.WEBAPPS + "/");
	}

	private static boolean isOfPasskey(String path) {
		return PASSKEYS.stream().anyMatch(path::startsWith);
	}

	/**
	 * The server goes on with a body that is known, or with none until it is asked for.
	 */
	private void takeIn(Request request, Response response, LargeBody large) throws IOException, ServletException {
		try (IncomingBody body = incoming(request, this::inTime)) {
			PendingBody pending = new PendingBody(request.getCoyoteRequest(), body, () -> read(request, large));
			pending.install(request);
			boolean atOnce = isForStrangers(request.getRequestPathMB().toString());
			if (atOnce) {
				takeAtOnce(request, pending, body);
			}
			getNext().invoke(request, response);
			if (!atOnce && PendingBody.of(request) != null) {
				body.install();
				answerAndSkip(request, response, body);
			}
		}
	}

	/** Taken or refused, nothing of it is left afterwards. */
	private void takeAtOnce(Request request, PendingBody pending, IncomingBody body) {
		try {
			pending.take();
		}
		catch (Refusal refusal) {
			request.setAttribute(REFUSAL, refusal);
			body.install();
			skipRest(request, body);
			pending.install(request);
		}
	}

	/** Whoever adds a passkey has signed in. */
	private static boolean isForStrangers(String path) {
		return isOpen(path) || path.startsWith(PASSKEY_SIGN_IN);
	}

	private static boolean isOpen(String path) {
		return OPEN.stream().anyMatch(path::startsWith);
	}

	/** Of an account, where somebody has signed in when it begins to wait. */
	private IncomingBody incoming(Request request, IncomingBody.Pace pace) {
		String address = SenderNetwork.of(request.getRemoteAddr());
		return new IncomingBody(request.getCoyoteRequest(), this.arriving, this.senders,
				() -> new SlowSenders.Sender(address, SlowSenders.accountOfThread()),
				() -> AwaitedRequest.note(request), this.settings.waitsAfter(), pace);
	}

	private byte[] read(Request request, LargeBody large) throws IOException {
		long most = most(request.getRequestPathMB().toString());
		if (request.getContentLengthLong() > most) {
			throw tooLarge();
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		Chunk chunk = new Chunk();
		while (request.getCoyoteRequest().doRead(chunk) > 0) {
			if (bytes.size() + chunk.buffer.remaining() > most) {
				throw tooLarge();
			}
			large.grows(bytes.size() + chunk.buffer.remaining());
			chunk.writeTo(bytes);
		}
		// not before it is there: who sends slowly would keep the place from all others
		large.holds(bytes.size());
		byte[] body = bytes.toByteArray();
		JsonBound.check(body, request.getContentType());
		return body;
	}

	private long most(String path) {
		if (isOpen(path)) {
			return LargeBody.FROM;
		}
		return (isOfPasskey(path) ? this.settings.largestPasskey() : this.settings.largest()).toBytes();
	}

	private static Refusal tooLarge() {
		return Refusal.tooLarge("body", "request-too-large");
	}

	private void inTime(long bytes, Duration waited) {
		if (waited.compareTo(this.settings.within()) > 0) {
			throw Refusal.tooSlow("request-too-slow");
		}
	}

	private void passOn(Request request, Response response) throws IOException, ServletException {
		try (IncomingBody body = incoming(request, this::fastEnough).install()) {
			getNext().invoke(request, response);
			if (!request.isAsync()) {
				answerAndSkip(request, response, body);
			}
		}
	}

	/** Whoever still sends hears at once what became of it, but for pages of errors. */
	private void answerAndSkip(Request request, Response response, IncomingBody body) throws IOException {
		if (body.isOver()) {
			return;
		}
		if (!body.isBegun() && request.getHeader("Expect") != null) {
			// waits to be asked for it, and is not
			cutOff(request);
			return;
		}
		if (!response.isError()) {
			response.setSuspended(false);
			response.finishResponse();
		}
		skipRest(request, body);
	}

	private void fastEnough(long bytes, Duration waited) {
		DataSize second = this.settings.slowestFile();
		if (waited.compareTo(this.settings.within()) > 0 && bytes < second.toBytes() * waited.toMillis() / 1_000) {
			throw Refusal.tooSlow("request-too-slow");
		}
	}

	/**
	 * A browser that is cut off while it sends shows no reason: what nobody wants is read
	 * and forgotten, as fast as it comes and for a short while. The server's own way of
	 * doing so knows no time.
	 */
	private void skipRest(Request request, IncomingBody body) {
		long until = System.nanoTime() + this.settings.within().toNanos();
		Chunk chunk = new Chunk();
		try {
			while (System.nanoTime() < until && request.getCoyoteRequest().doRead(chunk) > 0) {
				chunk.buffer.clear();
			}
		}
		catch (IOException | Refusal ex) {
			// gone, silent, or one of too many
		}
		if (!body.isOver()) {
			cutOff(request);
		}
	}

	private static void cutOff(Request request) {
		request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
		request.getResponse().setHeader("Connection", "close");
	}

	/** What the container hands out at a time. */
	private static final class Chunk implements ApplicationBufferHandler {

		private ByteBuffer buffer = EMPTY_BUFFER;

		private void writeTo(ByteArrayOutputStream bytes) {
			byte[] copy = new byte[this.buffer.remaining()];
			this.buffer.get(copy);
			bytes.write(copy, 0, copy.length);
		}

		@Override
		public void setByteBuffer(@Nullable ByteBuffer buffer) {
			this.buffer = (buffer != null) ? buffer : EMPTY_BUFFER;
		}

		@Override
		public ByteBuffer getByteBuffer() {
			return this.buffer;
		}

		@Override
		public void expand(int size) {
			// never asked for while reading
		}

	}

}
