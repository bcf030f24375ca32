package io.orderflow.platform.web;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;

/**
 * What becomes of a form whose page was open for longer than the session. Nobody is sent
 * to where the form would have gone, as there is no page: after signing in they are back
 * where they wrote it, and a form with a token of before is told apart from what somebody
 * has no right to. What was typed is kept by the page's own scripts.
 */
@Component
class ExpiredFormHandler extends DefaultErrorAttributes implements AccessDeniedHandler {

	private static final String BACK = ExpiredFormHandler.class.getName() + ".back";

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
			throws IOException, ServletException {
		if (denied instanceof CsrfException) {
			request.setAttribute(BACK, pageBefore(request).map(URI::toString).orElse("/"));
		}
		response.sendError(HttpStatus.FORBIDDEN.value());
	}

	/** For {@code error.html}: where the form was, or what was refused. */
	@Override
	public Map<String, Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
		Map<String, Object> attributes = super.getErrorAttributes(request, options);
		Object back = request.getAttribute(BACK, RequestAttributes.SCOPE_REQUEST);
		if (back != null) {
			attributes.put("back", back);
		}
		Object refusal = request.getAttribute(RefusalResponder.REFUSAL, RequestAttributes.SCOPE_REQUEST);
		if (refusal != null) {
			attributes.put("refusal", refusal);
		}
		else if (back == null) {
			attributes.put("refusal", code(attributes.get("status")));
		}
		return attributes;
	}

	/** What is said where only the status is known: ends the key of its text. */
	static String code(@Nullable Object status) {
		if (!(status instanceof Integer number) || number >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
			return "internal-error";
		}
		return switch (number) {
			case 403 -> "no-right";
			case 404 -> "unknown-path";
			default -> "bad-request";
		};
	}

	/** The page of ours that the request came from, as a path with its query. */
	private static Optional<URI> pageBefore(HttpServletRequest request) {
		try {
			URI page = URI.create(Optional.ofNullable(request.getHeader(HttpHeaders.REFERER)).orElse(""));
			// two slashes would lead to another host
			return request.getServerName().equalsIgnoreCase(page.getHost()) && !page.getPath().startsWith("//")
					? Optional.of(new URI(null, null, page.getPath(), page.getQuery(), null)) : Optional.empty();
		}
		catch (IllegalArgumentException | URISyntaxException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Whether it is for a page that somebody looks at, and not for an icon or another
	 * part that a browser asks for by itself. No page has a dot at the end of its
	 * address.
	 */
	private static boolean isPage(HttpServletRequest request) {
		String destination = request.getHeader("Sec-Fetch-Dest");
		String path = request.getRequestURI();
		return (destination == null || destination.equals("document"))
				&& path.indexOf('.', path.lastIndexOf('/') + 1) < 0;
	}

	/** Remembers pages only, until somebody has signed in; of a form, its page. */
	static class Pages extends CookieRequestCache {

		/** Nothing, where the cookie holds what is no address. */
		@Override
		public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
			try {
				return super.getRequest(request, response);
			}
			catch (IllegalArgumentException | IllegalStateException ex) {
				removeRequest(request, response);
				return null;
			}
		}

		@Override
		public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
			if (HttpMethod.GET.matches(request.getMethod())) {
				if (isPage(request)) {
					super.saveRequest(request, response);
				}
				return;
			}
			pageBefore(request).ifPresent((page) -> super.saveRequest(new HttpServletRequestWrapper(request) {

				@Override
				public String getMethod() {
					return HttpMethod.GET.name();
				}

				@Override
				public String getRequestURI() {
					return page.getRawPath();
				}

				@Override
				public String getQueryString() {
					return page.getRawQuery();
				}

			}, response));
		}

	}

}
