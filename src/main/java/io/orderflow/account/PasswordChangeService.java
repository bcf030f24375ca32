package io.orderflow.account;

import java.util.Map;
import java.util.Objects;

import io.orderflow.platform.FormValues;
import io.orderflow.platform.quota.AccountQuota;
import io.orderflow.platform.signin.AccountSessions;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.audit.AuditKind;
import io.orderflow.platform.audit.AuditTrail;
import io.orderflow.platform.signin.PasswordHashing;
import io.orderflow.platform.signin.SignedInUser;
import io.orderflow.platform.signin.SignedInUsers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Another password for who is signed in and knows the present one, and an end of sessions
 * that are not wanted any more.
 */
@Service
public class PasswordChangeService {

	private final PresentPassword present;

	private final PasswordHashing hashing;

	private final AccountService accounts;

	private final UserStore users;

	private final SignedInUsers signedIn;

	private final AccountSessions sessions;

	private final AuditTrail audit;

	private final AccountQuota quota;

	private final TransactionTemplate transaction;

	PasswordChangeService(PresentPassword present, PasswordHashing hashing, AccountService accounts, UserStore users,
			SignedInUsers signedIn, AccountSessions sessions, AuditTrail audit, AccountQuota quota,
			TransactionTemplate transaction) {
		this.present = present;
		this.hashing = hashing;
		this.accounts = accounts;
		this.users = users;
		this.signedIn = signedIn;
		this.sessions = sessions;
		this.audit = audit;
		this.quota = quota;
		this.transaction = transaction;
	}

	/**
	 * Sets the password and ends all other sessions. The present password is counted like
	 * an attempt to sign in: whoever finds an open session must not learn it here. Hashes
	 * it before any transaction; a password that somebody else sets meanwhile stays, and
	 * the present one is not right any more.
	 * @param values {@code present}, {@code password}
	 * @param session the id of the session that stays
	 * @return the owner with the new password, for that session
	 * @throws Refusal on {@code present} and {@code password}; {@code sign-in-paused}
	 * after too many attempts, {@code too-many-credentials} after too many passwords,
	 * {@code not-signed-in} where the session was ended meanwhile
	 */
	public SignedInUser change(String id, Map<String, ? extends @Nullable Object> values, @Nullable String session) {
		Account account = this.accounts.get(id);
		FormValues form = new FormValues(values);
		String password = PasswordPolicy.read(form, account);
		this.quota.checkRoom(id, AccountQuota.Made.PASSWORD, 1);
		UserStore.Named checked = this.present.check(id, form);
		form.check();
		UserStore.Hashed hashed = this.hashing.hash(password);
		return Objects.requireNonNull(this.transaction.execute((tx) -> {
			this.signedIn.checkCaller();
			this.quota.count(id, AccountQuota.Made.PASSWORD);
			if (!this.users.changePassword(checked, hashed)) {
				throw Refusal.invalid(PresentPassword.FIELD, PresentPassword.NOT_RIGHT);
			}
			this.sessions.endOthers(id, session);
			return this.signedIn.load(id);
		}));
	}

	/**
	 * Ends one session.
	 * @throws Refusal {@code session-unknown}
	 */
	public void end(String id, String handle) {
		if (!this.sessions.end(id, handle)) {
			throw Refusal.notFound("session-unknown");
		}
		this.audit.record(AuditKind.SESSION_ENDED, id, "one session");
	}

	/** Ends all sessions but this one. */
	public void endOthers(String id, @Nullable String session) {
		int ended = this.sessions.endOthers(id, session);
		if (ended > 0) {
			this.audit.record(AuditKind.SESSION_ENDED, id, ended + " other sessions");
		}
	}

}
