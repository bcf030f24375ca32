package io.orderflow.platform.engine.web;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

import io.orderflow.platform.EnginePaths;
import io.orderflow.platform.PathPrefixRequestMatcher;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.audit.AuditKind;
import io.orderflow.platform.audit.AuditTrail;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Records what process admins change in Camunda's applications and over the engine's REST
 * API, and what they tried to: who, the address that was called, the answer's status. No
 * body and no query, which may hold secrets. Stands before what answers who may not.
 */
final class AdminActFilter extends OncePerRequestFilter {

	private static final String ADMIN = "ROLE_" + UserStore.PROCESS_ADMINS;

	/** Queries that are posted, since they are long. Messages and signals are acts. */
	private static final Pattern QUERY = Pattern.compile("(?:/engine/\\w+)?(?:" //
			+ "(?:/history)?/(?!message$|signal$|condition$|cleanup$)[\\w-]+(?:/count)?" //
			+ "|/filter/[\\w-]+/(?:list|count|singleResult|singleresult)" //
			+ "|/identity/(?:verify|password-policy)" //
			+ "|/(?:modification|migration)/(?:generate|validate)" //
			+ "|/plugin/.*)");

	private static final Pattern PREFIX = Pattern
		.compile("^(?:" + EnginePaths.REST + "|" + EnginePaths.WEBAPPS_API + "/[\\w-]+)");

	private final AuditTrail audit;

	AdminActFilter(AuditTrail audit) {
		this.audit = audit;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Authentication person = SecurityContextHolder.getContext().getAuthentication();
		if (person == null || !isAdmin(person) || isReading(request)) {
			chain.doFilter(request, response);
			return;
		}
		boolean answered = false;
		try {
			chain.doFilter(request, response);
			answered = true;
		}
		finally {
			int status = answered ? response.getStatus() : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
			this.audit.record(AuditKind.ADMIN_ACT, person.getName(), null,
					request.getMethod() + " " + PathPrefixRequestMatcher.path(request) + " " + status);
		}
	}

	private static boolean isAdmin(Authentication person) {
		return person.getAuthorities().stream().anyMatch((authority) -> ADMIN.equals(authority.getAuthority()));
	}

	private static boolean isReading(HttpServletRequest request) {
		String method = request.getMethod().toUpperCase(Locale.ROOT);
		return switch (method) {
			case "GET", "HEAD", "OPTIONS" -> true;
			case "POST" -> isQuery(PathPrefixRequestMatcher.path(request));
			default -> false;
		};
	}

	static boolean isQuery(String path) {
		return QUERY.matcher(PREFIX.matcher(path).replaceFirst("")).matches();
	}

}
