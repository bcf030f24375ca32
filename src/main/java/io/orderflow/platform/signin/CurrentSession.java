package io.orderflow.platform.signin;

import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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

	private final SignedInUsers users;

	CurrentSession(SignedInUsers users) {
		this.users = users;
	}

	/**
	 * Lets the session go on though its owner has another password or other groups, since
	 * the owner has just changed that here; under another id.
	 */
	public void renew(HttpServletRequest request, HttpServletResponse response) {
		Authentication before = SecurityContextHolder.getContext().getAuthentication();
		if (!(before.getPrincipal() instanceof SignedInUser user) || request.getSession(false) == null) {
			return;
		}
		SignedInUser present = user.with(this.users.load(user.getUsername()));
		// how one signed in stays as it was
		List<GrantedAuthority> authorities = Stream
			.concat(present.getAuthorities().stream(),
					before.getAuthorities()
						.stream()
						.filter((authority) -> !String.valueOf(authority.getAuthority()).startsWith("ROLE_")))
			.map(GrantedAuthority.class::cast)
			.toList();
		UsernamePasswordAuthenticationToken renewed = UsernamePasswordAuthenticationToken.authenticated(present, null,
				authorities);
		renewed.setDetails(before.getDetails());
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(renewed);
		SecurityContextHolder.setContext(context);
		request.changeSessionId();
		new HttpSessionSecurityContextRepository().saveContext(context, request, response);
	}

}
