package io.orderflow.platform;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Requests to a path or below it, whichever servlet serves them. Spring's own path
 * patterns look at the part after the servlet's mapping, and the engine's servlets have
 * mappings of their own: a chain for {@code /engine-rest/**} would never be asked.
 */
public record PathPrefixRequestMatcher(String prefix) implements RequestMatcher {

	@Override
	public boolean matches(HttpServletRequest request) {
		String path = path(request);
		return path.equals(this.prefix) || path.startsWith(this.prefix + "/");
	}

	/** The path as the container decoded and normalized it, without the context path. */
	public static String path(HttpServletRequest request) {
		String rest = request.getPathInfo();
		return (rest != null) ? request.getServletPath() + rest : request.getServletPath();
	}

}
