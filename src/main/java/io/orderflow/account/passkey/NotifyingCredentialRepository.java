package io.orderflow.account.passkey;

import java.util.Arrays;
import java.util.List;

import com.webauthn4j.converter.AttestationObjectConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.Refusal;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring Security's repository of passkeys, which also keeps to the most passkeys of an
 * account and tells its owner of a new one.
 */
class NotifyingCredentialRepository implements UserCredentialRepository {

	private static final int LONGEST_LABEL = 100;

	/** In base64url, as it is kept. */
	private static final int LONGEST_ID = 1_000;

	private final UserCredentialRepository credentials;

	private final PasskeyService passkeys;

	private final PasskeyRows rows;

	private final TransactionTemplate transaction;

	NotifyingCredentialRepository(UserCredentialRepository credentials, PasskeyService passkeys, PasskeyRows rows,
			TransactionTemplate transaction) {
		this.credentials = credentials;
		this.passkeys = passkeys;
		this.rows = rows;
		this.transaction = transaction;
	}

	@Override
	public void save(CredentialRecord passkey) {
		this.transaction.executeWithoutResult((status) -> {
			if (this.credentials.findByCredentialId(passkey.getCredentialId()) != null) {
				this.credentials.save(passkey);
				return;
			}
			check(passkey);
			String owner = passkey.getUserEntityUserId().toBase64UrlString();
			this.rows.lockOwner(owner);
			String account = this.rows.owner(owner);
			// of two at once, the second is the first no more
			this.passkeys.checkMayChange(SecurityContextHolder.getContext().getAuthentication());
			this.passkeys.checkRoomForOneMore(account);
			this.credentials.save(passkey);
			this.passkeys.added(account);
		});
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

	@Override
	public void delete(Bytes credentialId) {
		throw new UnsupportedOperationException("Passkeys are removed on their page");
	}

	@Override
	public CredentialRecord findByCredentialId(Bytes credentialId) {
		return this.credentials.findByCredentialId(credentialId);
	}

	@Override
	public List<CredentialRecord> findByUserId(Bytes userId) {
		return this.credentials.findByUserId(userId);
	}

}
