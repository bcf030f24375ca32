package io.orderflow.account.passkey;

import java.util.List;
import java.util.function.BiConsumer;

import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/**
 * Spring Security's repository of passkeys, which saves in one of two ways: its own adds
 * what it does not find, and so would bring back a passkey that was removed while
 * somebody signed in with it.
 */
final class PasskeyRepository implements UserCredentialRepository {

	private final UserCredentialRepository credentials;

	private final BiConsumer<CredentialRecord, UserCredentialRepository> saving;

	private PasskeyRepository(UserCredentialRepository credentials,
			BiConsumer<CredentialRecord, UserCredentialRepository> saving) {
		this.credentials = credentials;
		this.saving = saving;
	}

	/** What registers passkeys adds them. */
	static PasskeyRepository adding(UserCredentialRepository credentials, PasskeyRegistry registry) {
		return new PasskeyRepository(credentials, registry::add);
	}

	/** What signs in with a passkey notes when it did, if it is still there. */
	static PasskeyRepository using(UserCredentialRepository credentials, PasskeyRegistry registry) {
		return new PasskeyRepository(credentials, registry::use);
	}

	@Override
	public void save(CredentialRecord passkey) {
		this.saving.accept(passkey, this.credentials);
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
