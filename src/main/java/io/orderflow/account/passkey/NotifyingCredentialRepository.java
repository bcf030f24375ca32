package io.orderflow.account.passkey;

import java.util.List;

import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring Security's repository of passkeys, which also keeps to the most passkeys of an
 * account and tells its owner of a new one.
 */
class NotifyingCredentialRepository implements UserCredentialRepository {

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
			String owner = passkey.getUserEntityUserId().toBase64UrlString();
			this.rows.lockOwner(owner);
			String account = this.rows.owner(owner);
			this.passkeys.checkRoomForOneMore(account);
			this.credentials.save(passkey);
			this.passkeys.added(account);
		});
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
