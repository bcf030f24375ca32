package io.orderflow.account.passkey;

import io.orderflow.platform.signin.AccountSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.registration.PublicKeyCredentialCreationOptionsRepository;

/**
 * Keeps the challenge of a registration in the session, and makes all else anew. Spring
 * Security's own keeps the whole, which cannot be written to the session's table.
 */
final class SessionCreationOptionsRepository implements PublicKeyCredentialCreationOptionsRepository {

	private static final String CHALLENGE = SessionCreationOptionsRepository.class.getName();

	private final AccountSessions sessions;

	private final WebAuthnRelyingPartyOperations operations;

	SessionCreationOptionsRepository(AccountSessions sessions, WebAuthnRelyingPartyOperations operations) {
		this.sessions = sessions;
		this.operations = operations;
	}

	@Override
	public void save(HttpServletRequest request, HttpServletResponse response,
			@Nullable PublicKeyCredentialCreationOptions options) {
		request.getSession()
			.setAttribute(CHALLENGE, (options != null) ? options.getChallenge().toBase64UrlString() : null);
	}

	/** For one passkey, as many as may come at the same moment. */
	@Override
	public @Nullable PublicKeyCredentialCreationOptions load(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		String challenge = (session != null) ? (String) session.getAttribute(CHALLENGE) : null;
		if (challenge == null || !this.sessions.take(session.getId(), CHALLENGE)) {
			return null;
		}
		PublicKeyCredentialCreationOptions made = this.operations
			.createPublicKeyCredentialCreationOptions(new ImmutablePublicKeyCredentialCreationOptionsRequest(
					SecurityContextHolder.getContext().getAuthentication()));
		return PublicKeyCredentialCreationOptions.builder()
			.rp(made.getRp())
			.user(made.getUser())
			.challenge(Bytes.fromBase64(challenge))
			.pubKeyCredParams(made.getPubKeyCredParams())
			.authenticatorSelection(made.getAuthenticatorSelection())
			.build();
	}

}
