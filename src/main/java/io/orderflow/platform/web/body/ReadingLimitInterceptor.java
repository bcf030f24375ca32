package io.orderflow.platform.web.body;

import io.orderflow.platform.Refusal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.view.UrlBasedViewResolver;

/**
 * Bounds how many pages and lists are made for one account at the same moment, and for
 * one address with all its accounts: each is in memory as a whole before its first byte
 * is written. A form that is answered with a page, since something is wrong with it or
 * more is asked for, is counted from when the page is made. What is read from the store
 * in pieces, and live events, are none of these.
 */
@Component
class ReadingLimitInterceptor implements WebMvcConfigurer, AsyncHandlerInterceptor {

	/** Whose controllers are counted. */
	private static final String OURS = "io.orderflow.";

	/** Whatever a program does to an order is answered with the whole of it. */
	private static final String ORDER = "/api/orders/{";

	private static final String ENTERED = ReadingLimitInterceptor.class.getName() + ".entered";

	private final RequestLimits limits;

	ReadingLimitInterceptor(RequestLimits limits) {
		this.limits = limits;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this)
			.excludePathPatterns("/api/files/**", "/api/pictures/**", "/api/orders/*/dossier", "/api/external-tasks/**",
					"/api/events");
	}

	/**
	 * What is asked for by HEAD is made whole, too.
	 * @throws Refusal {@code too-many-at-once}
	 */
	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod())
				|| String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE))
					.startsWith(ORDER)) {
			enter(request, handler);
		}
		return true;
	}

	/**
	 * Before the page is made.
	 * @throws Refusal {@code too-many-at-once}
	 */
	@Override
	public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable ModelAndView page) {
		if (page != null && page.hasView() && !isRedirect(page)) {
			enter(request, handler);
		}
	}

	private static boolean isRedirect(ModelAndView page) {
		String view = page.getViewName();
		return view != null && view.startsWith(UrlBasedViewResolver.REDIRECT_URL_PREFIX);
	}

	private void enter(HttpServletRequest request, Object handler) {
		if (request.getAttribute(ENTERED) == null && request.getDispatcherType() != DispatcherType.ERROR
				&& handler instanceof HandlerMethod method && method.getBeanType().getName().startsWith(OURS)) {
			request.setAttribute(ENTERED, this.limits.readings().enter(request));
		}
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
		if (request.getAttribute(ENTERED) instanceof RequestLimits.Permit permit) {
			request.removeAttribute(ENTERED);
			permit.close();
		}
	}

}
