package io.orderflow.account.passkey;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.orderflow.account.AccountMailer;
import io.orderflow.account.SecurityMails;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.audit.AuditKind;
import io.orderflow.platform.audit.AuditTrail;
import io.orderflow.platform.quota.AccountQuota;
import io.orderflow.platform.signin.AccountSessions;
import io.orderflow.platform.signin.PasskeyAuthority;
import io.orderflow.platform.signin.SignedInUser;
import io.orderflow.platform.signin.SignedInUsers;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The passkeys of an account, and its recovery codes. */
@Service
public class PasskeyService {

	static final int CODES = 10;

	private static final String ROLE = "ROLE_";

	/** No vowels, so no words; nothing that looks like something else. */
	private static final String LETTERS = "23456789bcdfghjkmnpqrstvwxz";

	private static final int LENGTH = 16;

	private static final int GROUP = 4;

	private final PasskeyRows passkeys;

	private final RecoveryCodeRows codes;

	private final SignedInUsers users;

	private final SecurityMails mails;

	private final AccountSessions sessions;

	private final AuditTrail audit;

	private final AccountQuota quota;

	private final PasskeySettings settings;

	private final Clock clock;

	private final SecureRandom random = new SecureRandom();

	PasskeyService(PasskeyRows passkeys, RecoveryCodeRows codes, SignedInUsers users, SecurityMails mails,
			AccountSessions sessions, AuditTrail audit, AccountQuota quota, PasskeySettings settings, Clock clock) {
		this.passkeys = passkeys;
		this.codes = codes;
		this.users = users;
		this.mails = mails;
		this.sessions = sessions;
		this.audit = audit;
		this.quota = quota;
		this.settings = settings;
		this.clock = clock;
	}

	/** The passkeys of an account, oldest first. Its owner may call. */
	@Transactional(readOnly = true)
	public List<Passkey> of(String account) {
		return this.passkeys.of(account);
	}

	/** Whether this person must sign in with a passkey. */
	boolean isRequiredFor(Authentication person) {
		return person.getAuthorities()
			.stream()
			.map(GrantedAuthority::getAuthority)
			.anyMatch((role) -> role.startsWith(ROLE)
					&& this.settings.requiredFor().contains(role.substring(ROLE.length())));
	}

	/** Whether this person must sign in with a passkey and has not. */
	boolean isMissing(@Nullable Authentication person) {
		return person != null && isRequiredFor(person) && !PasskeyAuthority.isIn(person);
	}

	/**
	 * Whoever must have a passkey needs it to add another or to take one away: a password
	 * alone changes nothing. The first one is added with the password.
	 * @throws Refusal {@code passkey-required}
	 */
	void checkMayChange(Authentication person) {
		if (isMissing(person) && this.passkeys.count(person.getName()) > 0) {
			throw Refusal.forbidden("passkey-required");
		}
	}

	/**
	 * Removes a passkey, ends all other sessions of its owner, since it may have opened
	 * them, and tells the owner, who may call. The last one takes the recovery codes with
	 * it.
	 * @param session the id of the session that asks, which the caller lets go on
	 * @return who its owner is from now on
	 * @throws Refusal {@code no-such-passkey}; {@code not-signed-in} where the session
	 * was ended meanwhile
	 */
	@Transactional
	public SignedInUser remove(String account, String id, @Nullable String session) {
		this.users.checkCaller();
		this.passkeys.lockOwnerOf(account);
		if (!this.passkeys.remove(account, id)) {
			throw Refusal.notFound("no-such-passkey");
		}
		if (this.passkeys.count(account) == 0) {
			this.codes.replace(account, List.of(), this.clock.instant());
		}
		this.sessions.endEarlier(account, session);
		this.audit.record(AuditKind.PASSKEY_REMOVED, account, null);
		this.mails.tell(account, AccountMailer.Kind.PASSKEY_REMOVED, PasskeyPage.PATH);
		return this.users.load(account);
	}

	/** How many recovery codes are left. */
	@Transactional(readOnly = true)
	public int codesLeft(String account) {
		return this.codes.left(account);
	}

	/**
	 * Makes new recovery codes; those of before are good no more. They are returned here
	 * and never again, and the owner of the account, who may call, is told that there are
	 * new ones.
	 * @throws Refusal {@code no-passkey-yet} where there is nothing to recover from;
	 * {@code too-many-credentials}; {@code not-signed-in} where the session was ended
	 * meanwhile
	 */
	@Transactional
	public List<String> newCodes(String account) {
		if (this.passkeys.count(account) == 0) {
			throw Refusal.conflict("no-passkey-yet");
		}
		this.users.checkCaller();
		this.passkeys.lockOwnerOf(account);
		this.quota.count(account, AccountQuota.Made.CREDENTIAL);
		List<String> made = Stream.generate(this::code).limit(CODES).toList();
		this.codes.replace(account, made.stream().map(PasskeyService::hash).toList(), this.clock.instant());
		this.audit.record(AuditKind.RECOVERY_CODES, account, "new ones were made");
		this.mails.tell(account, AccountMailer.Kind.RECOVERY_CODES_MADE, PasskeyPage.PATH);
		return made;
	}

	/**
	 * Uses a recovery code up and tells the owner of the account, who is signed in with a
	 * password and may call.
	 * @throws Refusal {@code wrong-recovery-code} on {@code code}
	 */
	@Transactional
	public void use(String account, String code) {
		if (!this.codes.use(account, hash(code))) {
			throw Refusal.invalid("code", "wrong-recovery-code");
		}
		this.audit.record(AuditKind.RECOVERY_CODES, account, "one was used");
		this.mails.tell(account, AccountMailer.Kind.RECOVERY_CODE_USED, PasskeyPage.PATH);
	}

	/**
	 * Somebody sends what may be a passkey.
	 * @throws Refusal {@code too-many-credentials}
	 */
	void tried(String account) {
		this.quota.count(account, AccountQuota.Made.CREDENTIAL);
	}

	/**
	 * @throws Refusal {@code too-many-passkeys}
	 */
	void checkRoomForOneMore(String account) {
		if (this.passkeys.count(account) >= this.settings.most()) {
			throw Refusal.conflict("too-many-passkeys", this.settings.most());
		}
	}

	void added(String account) {
		this.audit.record(AuditKind.PASSKEY_MADE, account, null);
		this.mails.tell(account, AccountMailer.Kind.PASSKEY_ADDED, PasskeyPage.PATH);
	}

	private String code() {
		StringBuilder code = new StringBuilder();
		for (int i = 0; i < LENGTH; i++) {
			if (i > 0 && i % GROUP == 0) {
				code.append('-');
			}
			code.append(LETTERS.charAt(this.random.nextInt(LETTERS.length())));
		}
		return code.toString();
	}

	/** However it was typed: with or without hyphens, in capitals too. */
	private static String hash(String code) {
		String letters = code.toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Pd}]", "");
		return DigestUtils.sha256Hex(letters);
	}

}
