package io.orderflow.platform.web.body;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.audit.SenderNetwork;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Bounds how many readings of the API are answered to one account at the same moment, and
 * to one address with all its accounts. The longest lists take some 25 MB on their way,
 * all of it before the first byte is written. What is read from the store in pieces, and
 * live events, are none of these.
 */
@Component
class BoundedReadings implements WebMvcConfigurer, AsyncHandlerInterceptor {

	/** For one account. */
	static final int AT_ONCE = 8;

	private static final int AT_ONCE_OF_ADDRESS = 24;

	private static final int WAITING = 120;

	private static final String ENTERED = BoundedReadings.class.getName() + ".entered";

	private final NamedPlaces accounts = new NamedPlaces(AT_ONCE, WAITING, Duration.ofSeconds(5));

	private final NamedPlaces addresses = new NamedPlaces(AT_ONCE_OF_ADDRESS, WAITING, Duration.ofSeconds(5));

	private record Entered(NamedPlaces places, String name) {

	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this)
			.addPathPatterns("/api/**")
			.excludePathPatterns("/api/files/**", "/api/pictures/**", "/api/orders/*/dossier", "/api/external-tasks/**",
					"/api/events");
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (!HttpMethod.GET.matches(request.getMethod()) || request.getAttribute(ENTERED) != null) {
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
