package io.orderflow.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.orderflow.platform.FormValues;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.SessionInvalidator;
import io.orderflow.platform.UserStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A new password for whoever can read the account's mail. Nobody learns whether an
 * address has an account.
 */
@Service
public class PasswordResetService {

	static final Duration GOOD_FOR = Duration.ofHours(1);

	private final AccountTokenService tokens;

	private final AccountMailer mails;

	private final Accounts accounts;

	private final UserStore users;

	private final SessionInvalidator sessions;

	private final Clock clock;

	PasswordResetService(AccountTokenService tokens, AccountMailer mails, Accounts accounts, UserStore users,
			SessionInvalidator sessions, Clock clock) {
		this.tokens = tokens;
		this.mails = mails;
		this.accounts = accounts;
		this.users = users;
		this.sessions = sessions;
		this.clock = clock;
	}

	/**
	 * Sends a mail to the address if it has an account; does the same work if it has
	 * none, so that nobody learns which it is. Open to everyone.
	 * @param values {@code email}
	 * @throws Refusal on {@code email} when it is no address
	 */
	@Transactional
	public void ask(Map<String, ? extends @Nullable Object> values) {
		FormValues form = new FormValues(values);
		String email = SignUpService.email(form);
		form.check();
		Instant now = this.clock.instant();
		if (this.tokens.issuedSince(AccountTokenService.Purpose.RESET, email,
				now.minus(Duration.ofHours(1))) >= SignUpService.LETTERS_AN_HOUR) {
			return;
		}
		Optional<Account> known = this.accounts.findByEmailIgnoreCase(email);
		String token = this.tokens.issue(AccountTokenService.Purpose.RESET, email, known.map(Account::id).orElse(null),
				null, now, known.isPresent() ? now.plus(GOOD_FOR) : now);
		known.ifPresent((account) -> this.mails.send(AccountMailer.Kind.RESET, account.email(), account.locale(),
				"/reset/" + token));
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
	 * Sets the password, ends every session of the account and tells its owner. The token
	 * is good once.
	 * @param values {@code password}
	 * @throws Refusal {@code token-not-valid}, or on {@code password}
	 */
	@Transactional
	public Account reset(String token, Map<String, ? extends @Nullable Object> values) {
		AccountTokenService.Valid valid = valid(token);
		FormValues form = new FormValues(values);
		String password = PasswordPolicy.read(form, valid.email());
		form.check();
		Account account = this.accounts.findById(String.valueOf(valid.account())).orElseThrow();
		this.tokens.use(valid.email(), this.clock.instant());
		this.users.changePassword(account.id(), password);
		this.sessions.endAll(account.id());
		this.mails.send(AccountMailer.Kind.PASSWORD_CHANGED, account.email(), account.locale(), "/forgotten");
		return account;
	}

	private AccountTokenService.Valid valid(String token) {
		return this.tokens.valid(AccountTokenService.Purpose.RESET, token, this.clock.instant())
			.orElseThrow(() -> Refusal.conflict("token-not-valid"));
	}

}
