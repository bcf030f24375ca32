package io.orderflow.account;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.platform.FormValues;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.signin.AccountSessions;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.signin.PasswordHashing;
import io.orderflow.platform.signin.SenderBounds;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A new password for whoever can read the account's mail. Nobody learns whether an
 * address has an account.
 */
@Service
public class PasswordResetService {

	/** After its mail was sent. */
	static final Duration GOOD_FOR = Duration.ofHours(1);

	private final AccountTokenService tokens;

	private final AccountMailer mails;

	private final Accounts accounts;

	private final UserStore users;

	private final AccountSessions sessions;

	private final PasswordHashing hashing;

	private final SenderBounds bounds;

	private final TransactionTemplate transaction;

	PasswordResetService(AccountTokenService tokens, AccountMailer mails, Accounts accounts, UserStore users,
			AccountSessions sessions, PasswordHashing hashing, SenderBounds bounds, TransactionTemplate transaction) {
		this.tokens = tokens;
		this.mails = mails;
		this.accounts = accounts;
		this.users = users;
		this.sessions = sessions;
		this.hashing = hashing;
		this.bounds = bounds;
		this.transaction = transaction;
	}

	/**
	 * Sends a mail to the address if it has an account; does the same work if it has
	 * none, so that nobody learns which it is. Open to everyone.
	 * @param values {@code email}
	 * @throws Refusal on {@code email} when it is no address;
	 * {@code too-many-from-sender}
	 */
	public void ask(Map<String, ? extends @Nullable Object> values) {
		FormValues form = new FormValues(values);
		String email = SignUpService.email(form);
		form.check();
		this.bounds.count(SenderBounds.Request.PASSWORD_LINK);
		this.transaction.executeWithoutResult((tx) -> send(email));
	}

	private void send(String email) {
		if (this.tokens.issuedWithin(Duration.ofHours(1), AccountTokenService.Purpose.RESET,
				email) >= SignUpService.LETTERS_AN_HOUR) {
			return;
		}
		Optional<Account> named = this.accounts.findByEmailIgnoreCase(email);
		// of somebody who was removed there is an account, and no password
		boolean there = this.users.exists(named.map(Account::id).orElse("nobody"));
		Optional<Account> known = named.filter((account) -> there);
		UUID token = this.tokens.issue(AccountTokenService.Purpose.RESET, email, known.map(Account::id).orElse(null),
				null, known.isPresent() ? GOOD_FOR : Duration.ZERO);
		// recorded for nobody too, and not sent then: its token is good for nothing
		this.mails.send(AccountMailer.Mail.withSecret(AccountMailer.Kind.RESET, known.map(Account::email).orElse(email),
				known.map(Account::id).orElse(null), known.map(Account::locale).orElse(Locale.ENGLISH), "/reset",
				token));
	}

	/**
	 * The address of the account that a token opens.
	 * @throws Refusal {@code token-not-valid}
	 */
	@Transactional
	public String email(String token) {
		return valid(token).email();
	}

	/**
	 * Sets the password, ends every session of the account and tells its owner
	 * ({@link PasswordChanges}). The token is good once.
	 * @param values {@code password}
	 * @throws Refusal {@code token-not-valid}, or on {@code password}
	 */
	public Account reset(String token, Map<String, ? extends @Nullable Object> values) {
		String password = Objects.requireNonNull(this.transaction.execute((tx) -> chosen(token, values)));
		// between two transactions: neither waits for it with a connection
		UserStore.Hashed hashed = this.hashing.hash(password);
		return Objects.requireNonNull(this.transaction.execute((tx) -> set(token, hashed)));
	}

	private String chosen(String token, Map<String, ? extends @Nullable Object> values) {
		FormValues form = new FormValues(values);
		String password = PasswordPolicy.read(form, owner(valid(token)));
		form.check();
		return password;
	}

	private Account set(String token, UserStore.Hashed password) {
		AccountTokenService.Valid valid = valid(token);
		Account account = owner(valid);
		this.tokens.use(valid.email());
		this.users.changePassword(account.id(), password);
		this.sessions.endAll(account.id());
		return account;
	}

	private Account owner(AccountTokenService.Valid valid) {
		return this.accounts.findById(String.valueOf(valid.account())).orElseThrow();
	}

	private AccountTokenService.Valid valid(String token) {
		return this.tokens.valid(AccountTokenService.Purpose.RESET, token)
			.filter((valid) -> this.users.exists(String.valueOf(valid.account())))
			.orElseThrow(() -> Refusal.conflict("token-not-valid"));
	}

}
