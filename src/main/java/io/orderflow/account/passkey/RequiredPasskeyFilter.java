package io.orderflow.account.passkey;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import io.orderflow.platform.PathPrefixRequestMatcher;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.web.ProblemDetailSecurityHandler;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets whoever must have a passkey nowhere but to their passkeys until they have signed
 * in with one: in the application, its API, the engine's and Camunda's web applications
 * alike. Of API tokens only those count that were made with one.
 */
final class RequiredPasskeyFilter extends OncePerRequestFilter {

	private static final List<PathPrefixRequestMatcher> OPEN = Stream
		.of(PasskeyPage.PATH, "/webauthn", "/login/webauthn", "/sign-in", "/sign-out", "/error", "/css", "/js",
				"/images", "/webjars", "/favicon.ico")
		.map(PathPrefixRequestMatcher::new)
		.toList();

	private final PasskeyService passkeys;

	private final ProblemDetailSecurityHandler problems;

	RequiredPasskeyFilter(PasskeyService passkeys, ProblemDetailSecurityHandler problems) {
		this.passkeys = passkeys;
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Authentication person = SecurityContextHolder.getContext().getAuthentication();
		if (!this.passkeys.isMissing(person) || OPEN.stream().anyMatch((open) -> open.matches(request))) {
			chain.doFilter(request, response);
		}
		else if (isPage(request)) {
			response.sendRedirect(request.getContextPath() + PasskeyPage.PATH);
		}
		else {
			this.problems.refuse(response, Refusal.forbidden("passkey-required"));
		}
	}

	private static boolean isPage(HttpServletRequest request) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		return HttpMethod.GET.matches(request.getMethod()) && accept != null
				&& accept.contains(MediaType.TEXT_HTML_VALUE);
	}

}
