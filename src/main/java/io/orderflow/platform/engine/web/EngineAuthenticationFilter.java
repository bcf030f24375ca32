package io.orderflow.platform.engine.web;

import java.io.IOException;
import java.util.List;

import io.orderflow.platform.engine.RequestAuthentication;
import io.orderflow.platform.token.PresentCaller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells the engine who calls its REST API, so that the engine's own authorizations hold.
 * Without it every caller of {@code /engine-rest} is all-powerful.
 */
public class EngineAuthenticationFilter extends OncePerRequestFilter {

	private final IdentityService identity;

	private final PresentCaller caller;

	public EngineAuthenticationFilter(IdentityService identity, PresentCaller caller) {
		this.identity = identity;
		this.caller = caller;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Authentication person = SecurityContextHolder.getContext().getAuthentication();
		if (person == null || !person.isAuthenticated()) {
			response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
			return;
		}
		try {
			this.identity
				.setAuthentication(new RequestAuthentication(person.getName(), groups(person), this.caller.ofThread()));
			chain.doFilter(request, response);
		}
		finally {
			this.identity.clearAuthentication();
		}
	}

	/** The groups as they were read at sign-in. */
	static List<String> groups(Authentication person) {
		return person.getAuthorities()
			.stream()
			.map((authority) -> authority.getAuthority())
			.filter((authority) -> authority.startsWith("ROLE_"))
			.map((authority) -> authority.substring("ROLE_".length()))
			.toList();
	}

}
