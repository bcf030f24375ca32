package io.orderflow.account.passkey;

import java.time.Duration;

import io.orderflow.platform.signin.AccountSessions;
import io.orderflow.platform.signin.SenderBounds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.authentication.HttpSessionPublicKeyCredentialRequestOptionsRepository;
import org.springframework.security.web.webauthn.authentication.PublicKeyCredentialRequestOptionsRepository;

/**
 * Keeps the question for a passkey in the session. A stranger gets one for it, which ends
 * soon, and only so many in a while.
 */
final class SessionRequestOptionsRepository implements PublicKeyCredentialRequestOptionsRepository {

	private static final String QUESTION = SessionRequestOptionsRepository.class.getName();

	private final HttpSessionPublicKeyCredentialRequestOptionsRepository kept = new HttpSessionPublicKeyCredentialRequestOptionsRepository();

	private final AccountSessions sessions;

	private final SenderBounds bounds;

	private final Duration answeredWithin;

	SessionRequestOptionsRepository(AccountSessions sessions, SenderBounds bounds, Duration answeredWithin) {
		this.kept.setAttrName(QUESTION);
		this.sessions = sessions;
		this.bounds = bounds;
		this.answeredWithin = answeredWithin;
	}

	/**
	 * @throws io.orderflow.platform.Refusal {@code too-many-from-sender}
	 */
	@Override
	public void save(HttpServletRequest request, HttpServletResponse response,
			@Nullable PublicKeyCredentialRequestOptions options) {
		boolean stranger = request.getSession(false) == null;
		if (stranger) {
			this.bounds.count(SenderBounds.Request.PASSKEY_QUESTION);
		}
		this.kept.save(request, response, options);
		if (stranger) {
			request.getSession().setMaxInactiveInterval((int) this.answeredWithin.toSeconds());
		}
	}

	/**
	 * For one answer: of several that come at the same moment, one finds the question.
	 */
	@Override
	public @Nullable PublicKeyCredentialRequestOptions load(HttpServletRequest request) {
		PublicKeyCredentialRequestOptions read = this.kept.load(request);
		return (read != null && this.sessions.take(request.getSession().getId(), QUESTION)) ? verifying(read) : null;
	}

	/**
	 * Spring Security looks for the very object that means so, which one that was read
	 * from a session's row is not: whoever holds a device would sign in with it and show
	 * neither finger nor code.
	 */
	private static PublicKeyCredentialRequestOptions verifying(PublicKeyCredentialRequestOptions read) {
		return PublicKeyCredentialRequestOptions.builder()
			.challenge(read.getChallenge())
			.timeout(read.getTimeout())
			.rpId(read.getRpId())
			.allowCredentials(read.getAllowCredentials())
			.extensions(read.getExtensions())
			.userVerification(UserVerificationRequirement.REQUIRED)
			.build();
	}

}
