package io.orderflow.platform.engine.web;

import java.io.IOException;

import io.orderflow.platform.EnginePaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.apache.commons.codec.digest.DigestUtils;
import org.camunda.bpm.webapp.impl.security.filter.CsrfPreventionFilter;
import org.camunda.bpm.webapp.impl.security.filter.util.CsrfConstants;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives a session the token that Camunda's applications send with every change, the same
 * one to all requests that come at once. Camunda's own {@link CsrfPreventionFilter} makes
 * a random one for each: of two applications that are opened together the browser keeps
 * one's and the session the other's, and the first change ends the session. Derived from
 * the session's id, which nobody finds by it; stands before Camunda's filter, which makes
 * none where there is one.
 */
final class WebappTokenFilter extends OncePerRequestFilter {

	private static final int LENGTH = 32;

	private final boolean secureCookie;

	WebappTokenFilter(boolean secureCookie) {
		this.secureCookie = secureCookie;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		HttpSession session = request.getSession(false);
		if (session != null && session.getAttribute(CsrfConstants.CSRF_TOKEN_SESSION_ATTR_NAME) == null) {
			String token = DigestUtils.sha256Hex("webapp token of " + session.getId()).substring(0, LENGTH);
			session.setAttribute(CsrfConstants.CSRF_TOKEN_SESSION_ATTR_NAME, token);
			response.addHeader(HttpHeaders.SET_COOKIE,
					ResponseCookie.from(CsrfConstants.CSRF_TOKEN_DEFAULT_COOKIE_NAME, token)
						.path(request.getContextPath() + EnginePaths.WEBAPPS)
						.secure(this.secureCookie)
						.sameSite("Lax")
						.build()
						.toString());
			response.setHeader(CsrfConstants.CSRF_TOKEN_HEADER_NAME, token);
		}
		chain.doFilter(request, response);
	}

}
