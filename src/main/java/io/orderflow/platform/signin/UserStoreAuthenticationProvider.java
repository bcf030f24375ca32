package io.orderflow.platform.signin;

import io.orderflow.platform.UserStore;
import io.orderflow.platform.audit.RequestSource;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Signs people in against the one {@link UserStore}, whichever way they come. A wrong
 * name, a wrong password and a pause are told apart by nobody who did not know. A
 * password that comes with the call has {@link RequestSource.Way#BASIC} as its details.
 */
@Component
class UserStoreAuthenticationProvider implements AuthenticationProvider {

	/** Longer than anyone types, short enough to be hashed. */
	private static final int LONGEST = 1_000;

	/** An id, or an address. */
	private static final int LONGEST_NAME = 254;

	private final UserStore users;

	private final SignedInUsers signedIn;

	private final PasswordCheck passwords;

	UserStoreAuthenticationProvider(UserStore users, SignedInUsers signedIn, PasswordCheck passwords) {
		this.users = users;
		this.signedIn = signedIn;
		this.passwords = passwords;
	}

	@Override
	public Authentication authenticate(Authentication attempt) {
		String typed = attempt.getName();
		String password = String.valueOf(attempt.getCredentials());
		if (typed.isBlank() || typed.length() > LONGEST_NAME || typed.indexOf('\0') >= 0
				|| password.length() > LONGEST) {
			throw new BadCredentialsException("sign-in refused");
		}
		if (attempt.getDetails() instanceof RequestSource.Way way) {
			RequestSource.note(way);
		}
		UserStore.Named named = this.users.named(typed).orElseGet(() -> UserStore.Named.nobody(typed));
		if (!this.passwords.isRight(named, typed, password)) {
			throw new BadCredentialsException("sign-in refused");
		}
		// changed between the two: as if it had been changed before
		SignedInUser person = this.signedIn.find(named)
			.orElseThrow(() -> new BadCredentialsException("sign-in refused"));
		UsernamePasswordAuthenticationToken result = UsernamePasswordAuthenticationToken.authenticated(person, null,
				person.getAuthorities());
		result.setDetails(attempt.getDetails());
		return result;
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
