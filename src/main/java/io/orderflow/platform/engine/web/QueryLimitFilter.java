package io.orderflow.platform.engine.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import io.orderflow.platform.EnginePaths;
import io.orderflow.platform.PathPrefixRequestMatcher;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Cockpit asks for some lists without saying how many it takes: the versions of a model,
 * the groups that tasks wait for. The engine answers no unbounded list, so that a process
 * admin could not look at the orders on an older model. Stands before the web
 * applications' copy of the REST API and asks for as many as the engine gives.
 */
final class QueryLimitFilter extends OncePerRequestFilter {

	private static final String PARAMETER = "maxResults";

	private final String most;

	QueryLimitFilter(int limit) {
		this.most = PARAMETER + "=" + limit;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(isUnbounded(request) ? new Bounded(request) : request, response);
	}

	private static boolean isUnbounded(HttpServletRequest request) {
		String query = request.getQueryString();
		return PathPrefixRequestMatcher.path(request).startsWith(EnginePaths.WEBAPPS_API + "/engine/")
				&& (query == null || !query.contains(PARAMETER + "="));
	}

	private final class Bounded extends HttpServletRequestWrapper {

		private Bounded(HttpServletRequest request) {
			super(request);
		}

		@Override
		public @Nullable String getQueryString() {
			String query = super.getQueryString();
			return (query == null || query.isEmpty()) ? QueryLimitFilter.this.most
					: query + "&" + QueryLimitFilter.this.most;
		}

	}

}
