package io.orderflow.platform.web;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
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
			request.setAttribute(BACK, PageRequestCache.pageBefore(request).map(URI::toString).orElse("/"));
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

}
