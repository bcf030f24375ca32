package io.orderflow.platform.web.body;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.audit.SenderNetwork;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Bounds how many pages and lists are made for one account at the same moment, and for
 * one address with all its accounts: the longest take megabytes each, all of it before
 * the first byte is written. Few wait, since each of them holds a thread. What is read
 * from the store in pieces, and live events, are none of these.
 */
@Component
class BoundedReadings implements WebMvcConfigurer, AsyncHandlerInterceptor {

	/** For one account. */
	static final int AT_ONCE = 8;

	private static final int AT_ONCE_OF_ADDRESS = 24;

	/** A browser with many pages open asks again for all of them at once. */
	private static final int WAITING = 16;

	private static final int WAITING_OF_ADDRESS = 24;

	/** Of all accounts and addresses. */
	static final int WAITING_IN_ALL = 40;

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	/** Whose controllers are counted. */
	private static final String OURS = "io.orderflow.";

	private static final String ENTERED = BoundedReadings.class.getName() + ".entered";

	private final Semaphore waiting = new Semaphore(WAITING_IN_ALL);

	private final NamedPlaces accounts = new NamedPlaces(AT_ONCE, WAITING, this.waiting, PATIENCE);

	private final NamedPlaces addresses = new NamedPlaces(AT_ONCE_OF_ADDRESS, WAITING_OF_ADDRESS, this.waiting,
			PATIENCE);

	private record Entered(NamedPlaces places, String name) {

	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this)
			.excludePathPatterns("/api/files/**", "/api/pictures/**", "/api/orders/*/dossier", "/api/external-tasks/**",
					"/api/events");
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (!isReading(request, handler) || request.getAttribute(ENTERED) != null) {
			return true;
		}
		List<Entered> entered = new ArrayList<>();
		String account = SlowSenders.accountOfThread();
		boolean first = account == null || enter(this.accounts, account, entered);
		if (!first || !enter(this.addresses, SenderNetwork.of(request.getRemoteAddr()), entered)) {
			entered.forEach((one) -> one.places().leave(one.name()));
			throw Refusal.tooMany("too-many-at-once");
		}
		request.setAttribute(ENTERED, entered);
		return true;
	}

	/** What is asked for by HEAD is made whole, too. */
	private static boolean isReading(HttpServletRequest request, Object handler) {
		return (HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod()))
				&& request.getDispatcherType() != DispatcherType.ERROR && handler instanceof HandlerMethod method
				&& method.getBeanType().getName().startsWith(OURS);
	}

	private static boolean enter(NamedPlaces places, String name, List<Entered> entered) {
		return places.enter(name) && entered.add(new Entered(places, name));
	}

	@Override
	public void afterConcurrentHandlingStarted(HttpServletRequest request, HttpServletResponse response,
			Object handler) {
		leave(request);
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception failure) {
		leave(request);
	}

	private static void leave(HttpServletRequest request) {
		if (request.getAttribute(ENTERED) instanceof List<?> entered) {
			request.removeAttribute(ENTERED);
			entered.forEach((one) -> ((Entered) one).places().leave(((Entered) one).name()));
		}
	}

}
