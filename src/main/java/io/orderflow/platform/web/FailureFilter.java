package io.orderflow.platform.web;

import java.io.IOException;
import java.util.Optional;

import io.orderflow.platform.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Outermost of all filters: answers what fails in another one, before any controller or
 * resource has been asked. Programs get problem details; while the application is at
 * capacity, everybody is told to come again. Pages have the container's page of an error
 * for the rest.
 */
final class FailureFilter extends OncePerRequestFilter {

	private static final Logger log = LoggerFactory.getLogger(FailureFilter.class);

	private final RefusalResponder responder;

	FailureFilter(RefusalResponder responder) {
		this.responder = responder;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (ServletException | IOException | RuntimeException ex) {
			Optional<Refusal> refusal = refusal(ex, request);
			boolean answers = refusal.isPresent() || RefusalResponder.isForPrograms(request);
			if (!answers || response.isCommitted() || ex instanceof ClientAbortException) {
				throw ex;
			}
			if (refusal.isEmpty()) {
				log.error("{} {} failed", request.getMethod(), ApiPath.logged(request), ex);
			}
			response.resetBuffer();
			this.responder.refuse(refusal.orElseGet(() -> Refusal.failed("internal-error")), request, response);
		}
	}

	private static Optional<Refusal> refusal(Exception failure, HttpServletRequest request) {
		Optional<Refusal> unavailable = ProblemDetailFactory.unavailable(failure);
		if (unavailable.isPresent()) {
			return unavailable;
		}
		if (failure instanceof IllegalArgumentException && isWrittenOddly(request)) {
			return Optional.of(Refusal.invalid("address", "bad-request"));
		}
		// what a view throws while it is written comes as the cause of another
		return Optional.ofNullable(ExceptionUtils.throwableOfType(failure, Refusal.class));
	}

	/**
	 * Whether the address leads to a servlet by another spelling of its path: with double
	 * slashes, dots, parameters. Spring cannot take such an address apart.
	 */
	private static boolean isWrittenOddly(HttpServletRequest request) {
		return !(request.getRequestURI() + "/").startsWith(request.getContextPath() + request.getServletPath() + "/");
	}

}
