package io.orderflow.account;

import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Accounts that are kept in a map, for tests of what only looks people up. */
public final class PlainAccounts implements Accounts {

	private final Map<String, Account> accounts = new HashMap<>();

	private PlainAccounts() {
	}

	/** Léa in New York and Camille in Paris: it is not always the same day with both. */
	@SuppressWarnings("NullAway")
	public static AccountService ofLeaAndCamille() {
		PlainAccounts accounts = new PlainAccounts();
		accounts.save(account("lea", "Léa", "America/New_York"));
		accounts.save(account("camille", "Camille", "Europe/Paris"));
		return new AccountService(accounts, null, null);
	}

	private static Account account(String id, String firstName, String zone) {
		return new Account(new NewAccount(id, firstName, "", id + "@orderflow.example", Locale.ENGLISH, ZoneId.of(zone),
				"a long enough password", Set.of()));
	}

	@Override
	public Optional<Account> findById(String id) {
		return Optional.ofNullable(this.accounts.get(id));
	}

	@Override
	public <S extends Account> S save(S account) {
		this.accounts.put(account.id(), account);
		return account;
	}

	@Override
	public boolean existsById(String id) {
		return this.accounts.containsKey(id);
	}

	@Override
	public List<Account> findByIdIn(Collection<String> ids) {
		return ids.stream().map(this::findById).flatMap(Optional::stream).toList();
	}

	@Override
	public Optional<Account> findByEmailIgnoreCase(String email) {
		return this.accounts.values().stream().filter((one) -> one.email().equalsIgnoreCase(email)).findFirst();
	}

	@Override
	public Iterable<Account> findAll() {
		return this.accounts.values();
	}

	@Override
	public Iterable<Account> findAllById(Iterable<String> ids) {
		throw new UnsupportedOperationException();
	}

	@Override
	public <S extends Account> Iterable<S> saveAll(Iterable<S> all) {
		all.forEach(this::save);
		return all;
	}

	@Override
	public long count() {
		return this.accounts.size();
	}

	@Override
	public void deleteById(String id) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void delete(Account account) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void deleteAllById(Iterable<? extends String> ids) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void deleteAll(Iterable<? extends Account> all) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void deleteAll() {
		throw new UnsupportedOperationException();
	}

}
