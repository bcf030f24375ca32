package io.orderflow.platform.web;

import java.time.Clock;
import java.util.List;

import io.orderflow.platform.UserStore;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.stereotype.Component;

/**
 * Signs people in against the one {@link UserStore}, whichever way they come. A wrong
 * name, a wrong password and a lock-out are told apart by nobody.
 */
@Component
class UserStoreAuthenticationProvider implements AuthenticationProvider {

	/** Longer than anyone types, short enough to be hashed. */
	private static final int LONGEST = 1_000;

	/** An id, or an address. */
	private static final int LONGEST_NAME = 254;

	private final UserStore users;

	private final PasswordVerificationCache recent;

	UserStoreAuthenticationProvider(UserStore users, Clock clock) {
		this.users = users;
		this.recent = new PasswordVerificationCache(clock);
	}

	@Override
	public Authentication authenticate(Authentication attempt) {
		String typed = attempt.getName();
		String password = String.valueOf(attempt.getCredentials());
		if (typed.isEmpty() || typed.length() > LONGEST_NAME || typed.indexOf('\0') >= 0
				|| password.length() > LONGEST) {
			throw new BadCredentialsException("sign-in refused");
		}
		// who is nobody is checked too, which takes the same time
		UserStore.Named named = this.users.named(typed).orElseGet(() -> new UserStore.Named(typed, ""));
		String id = named.id();
		if (!isRight(named, password)) {
			throw new BadCredentialsException("sign-in refused");
		}
		List<SimpleGrantedAuthority> groups = this.users.groupsOf(id)
			.stream()
			.map((group) -> new SimpleGrantedAuthority("ROLE_" + group))
			.toList();
		// What is kept in the session: Spring's own class, no password.
		User person = new User(id, "", groups);
		UsernamePasswordAuthenticationToken result = UsernamePasswordAuthenticationToken.authenticated(person, null,
				groups);
		result.setDetails(attempt.getDetails());
		return result;
	}

	private boolean isRight(UserStore.Named user, String password) {
		if (this.recent.knows(user, password)) {
			return true;
		}
		boolean right = this.users.checkPassword(user.id(), password);
		if (right) {
			this.recent.note(user, password);
		}
		return right;
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
