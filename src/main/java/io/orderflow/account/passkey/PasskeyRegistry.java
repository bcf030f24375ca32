package io.orderflow.account.passkey;

import java.util.Arrays;

import com.webauthn4j.converter.AttestationObjectConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.signin.SignedInUsers;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Adds passkeys and uses them, one after another of each owner, and after what removes
 * one: a passkey that was removed is neither brought back nor signs anybody in.
 */
@Service
class PasskeyRegistry {

	private static final int LONGEST_LABEL = 100;

	/** In base64url, as it is kept. */
	private static final int LONGEST_ID = 1_000;

	private final PasskeyService passkeys;

	private final PasskeyRows rows;

	private final SignedInUsers users;

	PasskeyRegistry(PasskeyService passkeys, PasskeyRows rows, SignedInUsers users) {
		this.passkeys = passkeys;
		this.rows = rows;
		this.users = users;
	}

	/**
	 * Adds a passkey of whoever is signed in and tells them.
	 * @throws Refusal on {@code label}; conflict {@code passkey-refused},
	 * {@code too-many-passkeys}; {@code passkey-required}, {@code not-signed-in}
	 */
	@Transactional
	public void add(CredentialRecord passkey, UserCredentialRepository credentials) {
		check(passkey);
		String owner = passkey.getUserEntityUserId().toBase64UrlString();
		// the user first, as whoever removes one with all their passkeys
		this.users.checkCaller();
		this.rows.lockOwner(owner);
		String id = passkey.getCredentialId().toBase64UrlString();
		if (this.rows.isKept(id)) {
			throw Refusal.conflict("passkey-refused");
		}
		String account = this.rows.owner(owner);
		// of two at once, the second is the first no more
		this.passkeys.checkMayChange(SecurityContextHolder.getContext().getAuthentication());
		this.passkeys.checkRoomForOneMore(account);
		credentials.save(passkey);
		this.passkeys.added(account);
	}

	/**
	 * Notes that somebody has signed in with a passkey.
	 * @throws BadCredentialsException where it is there no more
	 */
	@Transactional
	public void use(CredentialRecord passkey, UserCredentialRepository credentials) {
		this.rows.lockOwner(passkey.getUserEntityUserId().toBase64UrlString());
		if (!this.rows.isKept(passkey.getCredentialId().toBase64UrlString())) {
			throw new BadCredentialsException("The passkey was removed");
		}
		credentials.save(passkey);
	}

	/**
	 * What a script of somebody's own may send: a name that is none, an id or a kind that
	 * nobody keeps.
	 * @throws Refusal on {@code label}; conflict {@code passkey-refused}
	 */
	private static void check(CredentialRecord passkey) {
		ProblemCollector problems = new ProblemCollector();
		problems.line("label", passkey.getLabel(), LONGEST_LABEL);
		problems.check();
		if (passkey.getCredentialId().toBase64UrlString().length() > LONGEST_ID
				|| !PublicKeyCredentialType.PUBLIC_KEY.getValue().equals(passkey.getCredentialType().getValue())
				|| !attests(passkey)) {
			throw Refusal.conflict("passkey-refused");
		}
	}

	/** Whether it is kept under the id that its authenticator has given it. */
	private static boolean attests(CredentialRecord passkey) {
		if (passkey.getAttestationObject() == null) {
			return false;
		}
		AttestationObject attested = new AttestationObjectConverter(new ObjectConverter())
			.convert(passkey.getAttestationObject().getBytes());
		AttestedCredentialData credential = (attested != null)
				? attested.getAuthenticatorData().getAttestedCredentialData() : null;
		return credential != null && Arrays.equals(credential.getCredentialId(), passkey.getCredentialId().getBytes());
	}

}
