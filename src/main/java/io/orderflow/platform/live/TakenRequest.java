package io.orderflow.platform.live;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.Lock;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.RequestFacade;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.ActionHook;
import org.apache.tomcat.util.net.SocketWrapperBase;

import org.springframework.util.ReflectionUtils;
import org.springframework.web.util.WebUtils;

/**
 * A request that is answered after the thread that took it has let go of it. Where the
 * page vanishes and is written to before that, Tomcat counts the request as one that it
 * answers for ever, and waits for it when it is stopped. By reflection, since Tomcat
 * tells nobody when it has let go; until then its thread holds the lock of the
 * connection.
 */
final class TakenRequest {

	private static final Field REQUEST = field(RequestFacade.class, Request.class);

	private static final Field PROCESSOR = field(org.apache.coyote.Request.class, ActionHook.class);

	private static final Method CONNECTION = connection();

	private final SocketWrapperBase<?> connection;

	private TakenRequest(SocketWrapperBase<?> connection) {
		this.connection = connection;
	}

	/**
	 * @param request that this thread has taken
	 */
	static TakenRequest of(HttpServletRequest request) {
		RequestFacade facade = WebUtils.getNativeRequest(request, RequestFacade.class);
		Request taken = (Request) read(REQUEST, Objects.requireNonNull(facade));
		Object connection = ReflectionUtils.invokeMethod(CONNECTION, read(PROCESSOR, taken.getCoyoteRequest()));
		return new TakenRequest((SocketWrapperBase<?>) Objects.requireNonNull(connection));
	}

	/** To be called by another thread than the one that took it. */
	void awaitLetGo() {
		Lock heldByItsThread = this.connection.getLock();
		heldByItsThread.lock();
		heldByItsThread.unlock();
	}

	/**
	 * Writes to who asked, who has to read at once: Tomcat has one time for everything
	 * that it writes.
	 * @throws IOException after that time
	 */
	void write(Duration within, Writing writing) throws IOException {
		long usual = this.connection.getWriteTimeout();
		this.connection.setWriteTimeout(within.toMillis());
		try {
			writing.write();
		}
		finally {
			this.connection.setWriteTimeout(usual);
		}
	}

	@FunctionalInterface
	interface Writing {

		void write() throws IOException;

	}

	private static Object read(Field field, Object of) {
		return Objects.requireNonNull(ReflectionUtils.getField(field, of));
	}

	private static Field field(Class<?> in, Class<?> type) {
		Field field = Objects.requireNonNull(ReflectionUtils.findField(in, null, type));
		ReflectionUtils.makeAccessible(field);
		return field;
	}

	private static Method connection() {
		Method method = Objects.requireNonNull(ReflectionUtils.findMethod(AbstractProcessor.class, "getSocketWrapper"));
		ReflectionUtils.makeAccessible(method);
		return method;
	}

}
