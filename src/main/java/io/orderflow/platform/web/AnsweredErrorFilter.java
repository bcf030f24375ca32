package io.orderflow.platform.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Ends the container's way to its page of an error where an answer has begun already: the
 * page could not be sent, and the security filters on the way to it would log a failure
 * of their own for each sender that hung up. For dispatches of errors only, which are
 * includes then.
 */
final class AnsweredErrorFilter extends HttpFilter {

	private static final long serialVersionUID = 1L;

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (!response.isCommitted()) {
			chain.doFilter(request, response);
		}
	}

}
