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
 * What a page of somebody's account tells after an act ({@code redirect:…?changed}) is
 * told to whoever has just done it, once. The page reads it as {@code told}, and never as
 * a parameter: whoever follows a link of a stranger would read that a password was
 * changed, on a page of the house.
 */
@Component
class NoticeInterceptor implements HandlerInterceptor, WebMvcConfigurer {

	private static final FlashCookie COOKIE = new FlashCookie("ORDERFLOW_TOLD", "/account");

	private static final Pattern AFTER_ACT = Pattern.compile("redirect:(/account[a-z/-]*\\?[a-z]+)(#.*)?");

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this).addPathPatterns("/account", "/account/**");
	}

	@Override
	public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable ModelAndView page) {
		if (page == null || page.getViewName() == null) {
			return;
		}
		if (HttpMethod.POST.matches(request.getMethod())) {
			Matcher after = AFTER_ACT.matcher(page.getViewName());
			if (after.matches()) {
				COOKIE.leave(request, response, after.group(1));
			}
		}
		else {
			String here = request.getRequestURI().substring(request.getContextPath().length()) + "?";
			COOKIE.take(request, response)
				.filter((told) -> told.startsWith(here))
				.ifPresent((told) -> page.addObject("told", told.substring(here.length())));
		}
	}

}
