package io.orderflow.platform.signin;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** The session of the request that is answered. */
@Component
public class CurrentSession {

	/**
	 * Whose it is; empty for a stranger, and for a call that brings its password,
	 * whoever's session comes with it.
	 */
	public Optional<SignedInUser> user(HttpServletRequest request) {
		Authentication person = SecurityContextHolder.getContext().getAuthentication();
		return Optional.ofNullable(request.getSession(false))
			.filter((session) -> isOf(session, person))
			.map((session) -> (SignedInUser) person.getPrincipal());
	}

	/** Whether a session is what signs somebody in. */
	static boolean isOf(HttpSession session, @Nullable Authentication person) {
		return person != null && person.getPrincipal() instanceof SignedInUser && session.getAttribute(
				HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) instanceof SecurityContext kept
				&& kept.getAuthentication() != null && kept.getAuthentication().getPrincipal() == person.getPrincipal();
	}

	/**
	 * Lets the session go on, under another id, though its owner has another password,
	 * since the owner has just set that here.
	 * @param present the owner as the transaction left them that did it: what somebody
	 * else changes afterwards ends this session, too
	 */
	public void renew(SignedInUser present, HttpServletRequest request, HttpServletResponse response) {
		if (user(request).isPresent()) {
			request.changeSessionId();
			goOn(present, request, response);
		}
	}

	/**
	 * The same with other groups, and under the same id: whoever has a copy of it gains
	 * nothing, and takes it from nobody.
	 */
	public void goOn(SignedInUser present, HttpServletRequest request, HttpServletResponse response) {
		user(request).ifPresent((user) -> {
			Authentication before = SecurityContextHolder.getContext().getAuthentication();
			// how one signed in stays as it was
			List<GrantedAuthority> authorities = Stream
				.concat(present.getAuthorities().stream(),
						before.getAuthorities()
							.stream()
							.filter((authority) -> !String.valueOf(authority.getAuthority()).startsWith("ROLE_")))
				.map(GrantedAuthority.class::cast)
				.toList();
			UsernamePasswordAuthenticationToken renewed = UsernamePasswordAuthenticationToken
				.authenticated(user.with(present), null, authorities);
			renewed.setDetails(before.getDetails());
			SecurityContext context = SecurityContextHolder.createEmptyContext();
			context.setAuthentication(renewed);
			SecurityContextHolder.setContext(context);
			new HttpSessionSecurityContextRepository().saveContext(context, request, response);
		});
	}

}
