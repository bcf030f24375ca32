package io.orderflow.account;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.text.MailAddress;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** All accounts. */
@Service
public class AccountService {

	static final Set<String> LANGUAGES = Set.of("en", "fr");

	private final Accounts repository;

	private final EntityManager entities;

	private final UserStore users;

	AccountService(Accounts repository, EntityManager entities, UserStore users) {
		this.repository = repository;
		this.entities = entities;
		this.users = users;
	}

	/**
	 * One account.
	 * @throws Refusal {@code account-unknown}
	 */
	@Transactional(readOnly = true)
	public Account get(String id) {
		return find(id).orElseThrow(() -> Refusal.notFound("account-unknown"));
	}

	@Transactional(readOnly = true)
	public Optional<Account> find(String id) {
		return this.repository.findById(id);
	}

	/**
	 * Several accounts, in one query for those that the transaction has not read yet; in
	 * the order of the ids.
	 * @throws Refusal {@code account-unknown}
	 */
	@Transactional(readOnly = true)
	public List<Account> all(List<String> ids) {
		List<@Nullable Account> found = this.entities.unwrap(Session.class)
			.byMultipleIds(Account.class)
			.enableSessionCheck(true)
			.multiLoad(ids);
		return found.stream()
			.map((account) -> Optional.ofNullable(account).orElseThrow(() -> Refusal.notFound("account-unknown")))
			.toList();
	}

	/** Display names of several people, in one query. */
	@Transactional(readOnly = true)
	public Map<String, String> names(Collection<String> ids) {
		return this.repository.findByIdIn(ids).stream().collect(Collectors.toMap(Account::id, Account::displayName));
	}

	/** Several people as others see them, by their accounts, in one query. */
	@Transactional(readOnly = true)
	public Map<String, Person> people(Collection<String> ids) {
		return this.repository.findByIdIn(ids)
			.stream()
			.map((account) -> new Person(account.id(), account.displayName(), account.picture().orElse(null)))
			.collect(Collectors.toMap(Person::id, Function.identity()));
	}

	/**
	 * Shows another picture beside the name, or none.
	 * @return what was shown until now
	 * @throws Refusal {@code account-unknown}
	 */
	@Transactional
	public Optional<UUID> show(String id, @Nullable UUID picture) {
		Account account = locked(id);
		Optional<UUID> before = account.picture();
		account.shows(picture);
		return before;
	}

	/** The groups the person is in, as the engine knows them. */
	public Set<String> groupsOf(String id) {
		return this.users.groupsOf(id);
	}

	/**
	 * Registers a person: the account and the engine's user commit together. A user that
	 * is already there keeps the password and joins the groups.
	 * @throws Refusal {@code account-exists}, or what is wrong field by field
	 */
	@Transactional
	public Account register(NewAccount person) {
		return register(person, this.users.hash(person.password()));
	}

	/**
	 * The same with a password that was hashed before the transaction, which a stranger
	 * would else hold open for as long.
	 */
	@Transactional
	public Account register(NewAccount person, UserStore.Hashed password) {
		check(person);
		if (this.repository.existsById(person.id())) {
			throw Refusal.conflict("account-exists", person.id());
		}
		if (!this.users.exists(person.id())) {
			this.users.create(person.id(), person.firstName(), person.lastName(), person.email(), password);
		}
		person.groups().forEach((group) -> this.users.join(person.id(), group));
		return this.repository.save(new Account(person));
	}

	/**
	 * How the person wants to be told things.
	 * @throws Refusal {@code account-unknown}
	 */
	@Transactional(readOnly = true)
	public Preferences preferences(String id) {
		return get(id).preferences();
	}

	/**
	 * Changes what is given, from the next notification on (S3, S4).
	 * @throws Refusal on {@code language}, {@code timeZone}, {@code email.<kind>} and
	 * {@code push.<kind>}
	 */
	@Transactional
	public Preferences prefer(String id, PreferenceChange change) {
		Account account = locked(id);
		new PreferenceParser(change).apply(account);
		return account.preferences();
	}

	/**
	 * Switches one kind off on one channel; a repeat does nothing.
	 * @throws Refusal {@code account-unknown}
	 */
	@Transactional
	public Account switchOff(String id, NotificationChannel channel, NotificationKind kind) {
		Account account = locked(id);
		account.choose(channel, kind, false);
		return account;
	}

	/**
	 * Whether somebody has the address; who was removed has none any more. Asks the same
	 * in both cases, so that the time tells nothing.
	 */
	boolean isTaken(String email) {
		Optional<Account> account = this.repository.findByEmailIgnoreCase(email);
		boolean there = this.users.exists(account.map(Account::id).orElse("nobody"));
		return account.isPresent() && there;
	}

	/**
	 * Takes the address from who was removed, whom no mail reaches any more: somebody has
	 * just shown that it is theirs. In the transaction that gives it to them.
	 */
	void free(String email) {
		this.repository.findByEmailIgnoreCase(email).map(Account::id).map(this::locked).ifPresent((removed) -> {
			removed.isNowhere();
			// before the row that has the address next
			this.entities.flush();
		});
	}

	/** Several changes of one person at once wait for each other. */
	Account locked(String id) {
		return Optional.ofNullable(this.entities.find(Account.class, id, LockModeType.PESSIMISTIC_WRITE))
			.orElseThrow(() -> Refusal.notFound("account-unknown"));
	}

	private static void check(NewAccount person) {
		ProblemCollector problems = new ProblemCollector();
		problems.line("firstName", person.firstName(), 100);
		problems.line("lastName", person.lastName(), 100);
		problems.line("email", person.email(), 320);
		if (!MailAddress.isPlain(person.email())) {
			problems.add("email", "email-unreadable");
		}
		if (!person.id().matches("[A-Za-z0-9]{1,64}")) {
			problems.add("id", "account-id-unusable");
		}
		if (!LANGUAGES.contains(person.language().getLanguage())) {
			problems.add("language", "choice-unknown", person.language().getLanguage());
		}
		problems.check();
	}

}
