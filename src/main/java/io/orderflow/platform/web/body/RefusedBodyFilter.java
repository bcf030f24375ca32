package io.orderflow.platform.web.body;

import java.io.IOException;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.web.RefusalResponder;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/** Says what was wrong with a body, before anybody is asked for what it was sent to. */
final class RefusedBodyFilter extends OncePerRequestFilter {

	private final RefusalResponder responder;

	RefusedBodyFilter(RefusalResponder responder) {
		this.responder = responder;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getAttribute(BoundedBodyValve.REFUSAL) instanceof Refusal refusal) {
			this.responder.refuse(refusal, request, response);
			return;
		}
		chain.doFilter(request, response);
	}

}
