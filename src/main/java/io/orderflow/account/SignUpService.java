package io.orderflow.account;

import java.text.Normalizer;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import io.orderflow.platform.Columns;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.signin.PasswordHashing;
import io.orderflow.platform.signin.SenderBounds;
import io.orderflow.platform.text.MailAddress;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How strangers become clients and freelancers: they say who they are, get a mail, and
 * choose a password on the page that it links to. Until then there is no account, so that
 * nobody can take an address that is not theirs; and nobody learns whether an address has
 * one. Anybody may ask for a mail to any address, so what counts is what whoever opens
 * its link says on that page: what was said before only fills it in.
 */
@Service
public class SignUpService {

	/** After its mail was sent. */
	static final Duration GOOD_FOR = Duration.ofHours(24);

	/** Mails to one address within an hour; more are asked for in vain. */
	static final int LETTERS_AN_HOUR = 5;

	/** Whom an installation makes by itself, perhaps later than people register. */
	private static final Set<String> RESERVED = Set.of("admin", "worker");

	private static final int MAX_EMAIL = 254;

	private final AccountTokenService tokens;

	private final AccountMailer mails;

	private final AccountService accounts;

	private final Accounts repository;

	private final UserStore users;

	private final PasswordHashing hashing;

	private final SenderBounds bounds;

	/** Those, and whom the settings name instead. */
	private final Set<String> reserved;

	private final TransactionTemplate transaction;

	SignUpService(AccountTokenService tokens, AccountMailer mails, AccountService accounts, Accounts repository,
			UserStore users, PasswordHashing hashing, SenderBounds bounds, InitialAdminCreator.Settings admin,
			InitialWorkerCreator.Settings worker, TransactionTemplate transaction) {
		this.tokens = tokens;
		this.mails = mails;
		this.accounts = accounts;
		this.repository = repository;
		this.users = users;
		this.hashing = hashing;
		this.bounds = bounds;
		this.reserved = new HashSet<>(RESERVED);
		this.reserved.add(admin.id().toLowerCase(Locale.ROOT));
		this.reserved.add(worker.id().toLowerCase(Locale.ROOT));
		this.transaction = transaction;
	}

	/**
	 * Sends a mail to the address; a different one when it has an account. Open to
	 * everyone.
	 * @param values {@code firstName}, {@code lastName}, {@code email}, {@code roles}
	 * (clients, freelancers), {@code timeZone}
	 * @throws Refusal what is wrong field by field; {@code too-many-from-sender}
	 */
	public void ask(Map<String, ? extends @Nullable Object> values, Locale language) {
		FormValues form = new FormValues(values);
		Registration registration = Registration.read(form, email(form), language);
		form.check();
		this.bounds.count(SenderBounds.Request.REGISTRATION);
		this.transaction.executeWithoutResult((tx) -> send(registration, language));
	}

	private void send(Registration registration, Locale language) {
		if (this.tokens.issuedWithin(Duration.ofHours(1), AccountTokenService.Purpose.REGISTRATION,
				registration.email()) >= LETTERS_AN_HOUR) {
			return;
		}
		boolean known = this.accounts.isTaken(registration.email());
		UUID token = this.tokens.issue(AccountTokenService.Purpose.REGISTRATION, registration.email(), null,
				Columns.json(registration), known ? Duration.ZERO : GOOD_FOR);
		this.mails.send(known
				? AccountMailer.Mail.of(AccountMailer.Kind.ALREADY_REGISTERED, registration.email(), null, language,
						"/forgotten")
				: AccountMailer.Mail.withSecret(AccountMailer.Kind.REGISTRATION, registration.email(), null, language,
						"/welcome", token));
	}

	/**
	 * What was said when a token was asked for, by whomever, and the address that it
	 * confirms.
	 * @throws Refusal {@code token-not-valid}
	 */
	@Transactional
	public Registration asked(String token) {
		return Columns.json(String.valueOf(valid(token).registration()), Registration.class);
	}

	/**
	 * Whether the link was used and its account is open. Only whoever was sent the link
	 * learns it.
	 */
	@Transactional(readOnly = true)
	public boolean isOpen(String token) {
		return this.tokens.usedFor(AccountTokenService.Purpose.REGISTRATION, token)
			.filter(this.accounts::isTaken)
			.isPresent();
	}

	/**
	 * Makes the account of whoever opened the link, as they describe themselves now. The
	 * token is good once.
	 * @param values {@code firstName}, {@code lastName}, {@code roles}, {@code timeZone}
	 * and {@code password}
	 * @param language of who reads the page
	 * @throws Refusal {@code token-not-valid}, or what is wrong field by field
	 */
	public Account confirm(String token, Map<String, ? extends @Nullable Object> values, Locale language) {
		FormValues form = new FormValues(values);
		Registration asked = Objects.requireNonNull(this.transaction.execute((tx) -> asked(token)));
		Registration registration = Registration.read(form, asked.email(), language);
		String password = PasswordPolicy.read(form,
				List.of(registration.firstName(), registration.lastName(), registration.email()));
		form.check();
		// between two transactions: neither waits for it with a connection
		UserStore.Hashed hashed = this.hashing.hash(password);
		return Objects.requireNonNull(this.transaction.execute((tx) -> make(token, registration, password, hashed)));
	}

	private Account make(String token, Registration registration, String password, UserStore.Hashed hashed) {
		AccountTokenService.Valid valid = valid(token);
		if (this.accounts.isTaken(valid.email())) {
			throw Refusal.conflict("token-not-valid");
		}
		this.accounts.free(valid.email());
		this.tokens.use(valid.email());
		return this.accounts.register(new NewAccount(freeId(registration), registration.firstName(),
				registration.lastName(), registration.email(), Locale.forLanguageTag(registration.language()),
				ZoneId.of(registration.timeZone()), password, registration.groups()), hashed);
	}

	private AccountTokenService.Valid valid(String token) {
		return this.tokens.valid(AccountTokenService.Purpose.REGISTRATION, token)
			.orElseThrow(() -> Refusal.conflict("token-not-valid"));
	}

	/**
	 * An id from the name, as people see it in Tasklist, and digits, so that nobody
	 * learns from theirs whether there is another of the name. Somebody who was removed
	 * keeps theirs for good: what they did is told under it.
	 */
	private String freeId(Registration registration) {
		String plain = Normalizer.normalize(registration.firstName() + registration.lastName(), Normalizer.Form.NFD)
			.replaceAll("[^A-Za-z0-9]", "")
			.toLowerCase(Locale.ROOT);
		String name = plain.isEmpty() ? "member" : plain.substring(0, Math.min(plain.length(), 40));
		return Stream.generate(() -> name + ThreadLocalRandom.current().nextInt(1_000, 1_000_000))
			.filter((id) -> !this.reserved.contains(id) && !this.users.exists(id) && !this.repository.existsById(id))
			.findFirst()
			.orElseThrow();
	}

	static String email(FormValues form) {
		String given = form.text("email", MAX_EMAIL);
		String email = MailAddress.kept(given);
		if (!email.isEmpty()) {
			try {
				InternetAddress address = new InternetAddress(email, true);
				if (!MailAddress.isPlain(given) || !email.equals(address.getAddress())
						|| !email.matches("[^\\s\\p{C}\\p{Z}]+@[^\\s\\p{C}\\p{Z}@]+")) {
					form.problem("email", "email-unreadable");
				}
			}
			catch (AddressException ex) {
				form.problem("email", "email-unreadable");
			}
		}
		return email;
	}

}
