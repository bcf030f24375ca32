package io.orderflow.account.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.orderflow.platform.FlashCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What a page tells after an act ({@code redirect:/page?changed}) is told to whoever has
 * just done it, once, at the address that the act leads to: by a cookie for that page
 * alone. A controller has it as the request attribute {@code told}, a template as the
 * variable, and neither as a parameter: whoever follows a link of a stranger would read
 * that a password was changed or an order placed, on a page of the house, and the browser
 * would forget what they are writing.
 */
@Component
class NoticeInterceptor implements HandlerInterceptor, WebMvcConfigurer {

	private static final String COOKIE = "ORDERFLOW_TOLD";

	/** The page, and what has happened. */
	private static final Pattern AFTER_ACT = Pattern.compile("redirect:((/[\\w/-]+)\\?[A-Za-z=-]+)(#.*)?");

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this);
	}

	/** A page that is read anew meanwhile, without a query, takes nothing away. */
	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		String query = request.getQueryString();
		if (query != null && HttpMethod.GET.matches(request.getMethod())) {
			String here = request.getRequestURI().substring(request.getContextPath().length());
			new FlashCookie(COOKIE, here).take(request, response, (here + "?" + query)::equals)
				.ifPresent((left) -> request.setAttribute(FlashCookie.TOLD, query));
		}
		return true;
	}

	@Override
	public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable ModelAndView page) {
		if (page == null || page.getViewName() == null) {
			return;
		}
		Matcher after = AFTER_ACT.matcher(page.getViewName());
		Object told = request.getAttribute(FlashCookie.TOLD);
		if (HttpMethod.POST.matches(request.getMethod()) && after.matches()) {
			new FlashCookie(COOKIE, after.group(2)).leave(request, response, after.group(1));
		}
		else if (told != null && !page.getViewName().startsWith("redirect:")) {
			page.addObject(FlashCookie.TOLD, told);
		}
	}

}
