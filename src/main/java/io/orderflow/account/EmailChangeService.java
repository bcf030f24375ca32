package io.orderflow.account;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import io.orderflow.platform.FormValues;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.audit.AuditKind;
import io.orderflow.platform.audit.AuditTrail;
import io.orderflow.platform.signin.SenderBounds;
import io.orderflow.platform.text.MailAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Another e-mail address for who is signed in and knows the present password. It is
 * theirs once they have followed a link that is sent to it; the old one is told. Nobody
 * learns whether an address has an account.
 */
@Service
public class EmailChangeService {

	/** After its mail was sent. */
	static final Duration GOOD_FOR = Duration.ofHours(24);

	private static final String FIELD = "email";

	private final PresentPassword present;

	private final AccountTokenService tokens;

	private final AccountMailer mails;

	private final SecurityMails security;

	private final AccountService accounts;

	private final UserStore users;

	private final AuditTrail audit;

	private final SenderBounds bounds;

	private final TransactionTemplate transaction;

	EmailChangeService(PresentPassword present, AccountTokenService tokens, AccountMailer mails, SecurityMails security,
			AccountService accounts, UserStore users, AuditTrail audit, SenderBounds bounds,
			TransactionTemplate transaction) {
		this.present = present;
		this.tokens = tokens;
		this.mails = mails;
		this.security = security;
		this.accounts = accounts;
		this.users = users;
		this.audit = audit;
		this.bounds = bounds;
		this.transaction = transaction;
	}

	/**
	 * Sends a link to the new address; a mail without one where it has an account
	 * already. The owner of the account may call.
	 * @param values {@code email}, {@code present}
	 * @throws Refusal on these; {@code sign-in-paused} after too many wrong passwords,
	 * {@code too-many-from-sender} after too many requests
	 */
	public void ask(String id, Map<String, ? extends @Nullable Object> values) {
		Account account = this.accounts.get(id);
		FormValues form = new FormValues(values);
		String email = SignUpService.email(form);
		if (MailAddress.folded(email).equals(MailAddress.folded(account.email()))) {
			form.problem(FIELD, "email-same");
		}
		this.present.check(id, form);
		form.check();
		this.bounds.count(SenderBounds.Request.EMAIL_CHANGE);
		this.transaction.executeWithoutResult((tx) -> send(account, email));
	}

	private void send(Account account, String email) {
		if (this.tokens.issuedWithin(Duration.ofHours(1), AccountTokenService.Purpose.EMAIL, email,
				account.id()) >= SignUpService.LETTERS_AN_HOUR) {
			return;
		}
		boolean taken = this.accounts.isTaken(email);
		UUID token = this.tokens.issue(AccountTokenService.Purpose.EMAIL, email, account.id(), null,
				taken ? Duration.ZERO : GOOD_FOR);
		this.mails.send(taken
				? AccountMailer.Mail.of(AccountMailer.Kind.EMAIL_TAKEN, email, account.id(), account.locale(),
						"/forgotten")
				: AccountMailer.Mail.withSecret(AccountMailer.Kind.EMAIL_CHANGE, email, account.id(), account.locale(),
						"/new-address", token));
	}

	/**
	 * The address that a link confirms.
	 * @throws Refusal {@code token-not-valid}
	 */
	@Transactional
	public String email(String secret) {
		return valid(secret).email();
	}

	/**
	 * Gives the account its new address. For whoever holds the link, signed in or not:
	 * the password was asked for before it was sent. Links that were sent to either
	 * address, and those to any other that the account has asked for, are good no more.
	 * @throws Refusal {@code token-not-valid}
	 */
	@Transactional
	public void confirm(String secret) {
		AccountTokenService.Valid valid = valid(secret);
		Account account = this.accounts.locked(String.valueOf(valid.account()));
		if (this.accounts.isTaken(valid.email()) || !this.users.exists(account.id())) {
			throw Refusal.conflict("token-not-valid");
		}
		this.accounts.free(valid.email());
		String before = account.email();
		this.tokens.use(valid.email());
		this.tokens.use(before);
		this.tokens.useAllOf(account.id());
		account.isAt(valid.email());
		this.users.changeEmail(account.id(), valid.email());
		this.audit.record(AuditKind.EMAIL_CHANGED, account.id(), null, null);
		this.security.tellAt(before, account, AccountMailer.Kind.EMAIL_CHANGED, "/account/security", account.id());
	}

	private AccountTokenService.Valid valid(String secret) {
		return this.tokens.valid(AccountTokenService.Purpose.EMAIL, secret)
			.orElseThrow(() -> Refusal.conflict("token-not-valid"));
	}

}
