package io.orderflow.platform.signin;

import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * What a session has that was opened with a passkey or a recovery code, and a token that
 * was made in one.
 */
public final class PasskeyAuthority {

	/** No role: the engine knows nothing of it. */
	public static final GrantedAuthority AUTHORITY = new SimpleGrantedAuthority("PASSKEY");

	private PasskeyAuthority() {
	}

	public static boolean isIn(@Nullable Authentication person) {
		return person != null && person.getAuthorities().contains(AUTHORITY);
	}

	/**
	 * The same person with it, whose session has just been shown to be theirs; what was
	 * changed of the password or the groups meanwhile ends it all the same.
	 */
	public static Authentication addToSession(Authentication person, SignedInUser now) {
		return addTo(person, (person.getPrincipal() instanceof SignedInUser user) ? user.shownAgain(now) : now);
	}

	/**
	 * The same person with it, who has just shown that it is them, in the groups of now.
	 */
	public static Authentication addTo(Authentication person, SignedInUser now) {
		Set<GrantedAuthority> authorities = new LinkedHashSet<>(now.getAuthorities());
		authorities.add(AUTHORITY);
		UsernamePasswordAuthenticationToken signedIn = UsernamePasswordAuthenticationToken.authenticated(now, null,
				authorities);
		signedIn.setDetails(person.getDetails());
		return signedIn;
	}

}
