package io.orderflow.platform.signin;

import java.time.Instant;
import java.util.Collection;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.User;

/**
 * Who is signed in, as a session keeps it: no password, but the mark of password and
 * groups as they were. A session whose mark is not the present one any more is ended at
 * its next request, on any node; so is one whose principal is anything else. Whatever
 * signs people in takes its principal from {@link SignedInUsers}, and publishes Spring's
 * {@code AuthenticationSuccessEvent}, at which the sign-in is recorded and a new browser
 * told.
 */
public final class SignedInUser extends User {

	private static final long serialVersionUID = 1L;

	private final String mark;

	private final Instant since;

	private final @Nullable String address;

	private final @Nullable String browser;

	SignedInUser(String id, Collection<? extends GrantedAuthority> groups, String mark, Instant since,
			@Nullable String address, @Nullable String browser) {
		super(id, "", groups);
		this.mark = mark;
		this.since = since;
		this.address = address;
		this.browser = browser;
	}

	/** Another one with every change of the password or the groups. */
	public String mark() {
		return this.mark;
	}

	/** When the password or the passkey was right. */
	public Instant since() {
		return this.since;
	}

	/** Where that came from. */
	public @Nullable String address() {
		return this.address;
	}

	/** What the browser called itself then; as it was sent. */
	public @Nullable String browser() {
		return this.browser;
	}

	/** The same session with another password or other groups. */
	SignedInUser with(SignedInUser present) {
		return new SignedInUser(getUsername(), present.getAuthorities(), present.mark, this.since, this.address,
				this.browser);
	}

	/**
	 * The same session, whose owner has shown once more that it is them; good as long as
	 * it was without.
	 */
	SignedInUser shownAgain(SignedInUser now) {
		return new SignedInUser(getUsername(), getAuthorities(), this.mark, now.since, now.address, now.browser);
	}

	/** By the name alone, as Spring compares users. */
	@Override
	public boolean equals(@Nullable Object other) {
		return super.equals(other);
	}

	@Override
	public int hashCode() {
		return super.hashCode();
	}

}
