package io.orderflow.platform.engine;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.orderflow.platform.UserStore;
import org.camunda.bpm.engine.AuthenticationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.identity.UserQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The users and groups of the engine's identity service. */
@Component
class EngineUserStore implements UserStore {

	private final IdentityService identity;

	private final Pbkdf2PasswordEncryptor passwords;

	/** A password nobody has, so that a stranger's name takes as long as a known one. */
	private final SingletonSupplier<String> nobody;

	EngineUserStore(IdentityService identity, Pbkdf2PasswordEncryptor passwords) {
		this.identity = identity;
		this.passwords = passwords;
		this.nobody = SingletonSupplier.of(() -> passwords.encrypt("nobody"));
	}

	@Override
	public void create(String id, String firstName, String lastName, String email, String password) {
		User user = this.identity.newUser(id);
		user.setFirstName(firstName);
		user.setLastName(lastName);
		// lower case, since it is also what people sign in with
		user.setEmail(email.toLowerCase(Locale.ROOT));
		user.setPassword(password);
		this.identity.saveUser(user);
	}

	@Override
	public boolean exists(String id) {
		return this.identity.createUserQuery().userId(id).count() > 0;
	}

	@Override
	public void join(String id, String group) {
		if (!groupsOf(id).contains(group)) {
			this.identity.createMembership(id, group);
		}
	}

	@Override
	public Set<String> groupsOf(String id) {
		return this.identity.createGroupQuery()
			.groupMember(id)
			.list()
			.stream()
			.map(Group::getId)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	@Override
	public void changePassword(String id, String password) {
		User user = this.identity.createUserQuery().userId(id).singleResult();
		user.setPassword(password);
		this.identity.saveUser(user);
		this.identity.unlockUser(id);
	}

	@Override
	public Optional<Named> named(String idOrEmail) {
		UserQuery users = this.identity.createUserQuery();
		return ((idOrEmail.indexOf('@') < 0) ? users.userId(idOrEmail)
				: users.userEmail(idOrEmail.strip().toLowerCase(Locale.ROOT)))
			.list()
			.stream()
			// what was read has the hash where a new one has the password
			.map((user) -> new Named(user.getId(), given(user.getPassword())))
			.findFirst();
	}

	@Override
	public Optional<Profile> profile(String id) {
		return Optional.ofNullable(this.identity.createUserQuery().userId(id).singleResult())
			.map((user) -> new Profile(given(user.getFirstName()), given(user.getLastName()), given(user.getEmail())));
	}

	private static String given(@Nullable String text) {
		return Objects.requireNonNullElse(text, "").strip();
	}

	@Override
	public boolean checkPassword(String id, String password) {
		if (!exists(id)) {
			this.passwords.check(password, this.nobody.obtain());
			return false;
		}
		try {
			return this.identity.checkPassword(id, password);
		}
		catch (AuthenticationException ex) {
			// Locked out after too many attempts: told apart from a wrong password by
			// nobody.
			return false;
		}
	}

}
