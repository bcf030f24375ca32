package io.orderflow.platform.engine.identity;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.orderflow.platform.UserStore;
import io.orderflow.platform.signin.PasswordChanged;
import io.orderflow.platform.text.MailAddress;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.identity.UserQuery;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The users and groups of the engine's identity service. */
@Component
class EngineUserStore implements UserStore {

	private final IdentityService identity;

	/** As many as the engine takes. */
	private static final int SALT_BYTES = 16;

	private final SecureRandom random = new SecureRandom();

	private final ObjectProvider<ProcessEngineConfigurationImpl> engine;

	private final ApplicationEventPublisher events;

	/** A password nobody has, so that a stranger's name takes as long as a known one. */
	private final SingletonSupplier<String> nobody;

	EngineUserStore(IdentityService identity, ObjectProvider<ProcessEngineConfigurationImpl> engine,
			ApplicationEventPublisher events) {
		this.identity = identity;
		this.engine = engine;
		this.events = events;
		this.nobody = SingletonSupplier.of(() -> engine.getObject().getPasswordManager().encrypt("nobody"));
	}

	@Override
	public void create(String id, String firstName, String lastName, String email, Hashed password) {
		takeFrom(id, email);
		User user = this.identity.newUser(id);
		user.setFirstName(firstName);
		user.setLastName(lastName);
		user.setEmail(MailAddress.folded(email));
		save(user, password);
	}

	@Override
	public void changeEmail(String id, String email) {
		takeFrom(id, email);
		User user = this.identity.createUserQuery().userId(id).singleResult();
		user.setEmail(MailAddress.folded(email));
		this.identity.saveUser(user);
	}

	@Override
	public void rename(String id, String firstName, String lastName) {
		User user = this.identity.createUserQuery().userId(id).singleResult();
		user.setFirstName(firstName);
		user.setLastName(lastName);
		this.identity.saveUser(user);
	}

	/**
	 * Whoever is given an address has shown that it is theirs; an admin may have typed it
	 * for somebody else, who would sign in with it instead.
	 */
	private void takeFrom(String id, String email) {
		if (email.isBlank()) {
			return;
		}
		for (User other : this.identity.createUserQuery().userEmail(MailAddress.folded(email)).listPage(0, 10)) {
			if (!other.getId().equals(id)) {
				other.setEmail("");
				this.identity.saveUser(other);
			}
		}
	}

	@Override
	public Hashed hash(String password) {
		byte[] bytes = new byte[SALT_BYTES];
		this.random.nextBytes(bytes);
		String salt = Base64.getEncoder().encodeToString(bytes);
		return new Hashed(this.engine.getObject().getPasswordManager().encrypt(password + salt), salt);
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
	public void changePassword(String id, Hashed password) {
		save(this.identity.createUserQuery().userId(id).singleResult(), password);
		this.events.publishEvent(new PasswordChanged(id));
	}

	@Override
	public boolean changePassword(Named checked, Hashed password) {
		User user = this.identity.createUserQuery().userId(checked.id()).singleResult();
		if (user == null || !given(user.getPassword()).equals(checked.credential())) {
			return false;
		}
		try {
			save(user, password);
		}
		catch (OptimisticLockingException ex) {
			// set by somebody else since it was read
			return false;
		}
		this.events.publishEvent(new PasswordChanged(checked.id()));
		return true;
	}

	@Override
	public Optional<Named> named(String idOrEmail) {
		UserQuery users = this.identity.createUserQuery();
		return ((idOrEmail.indexOf('@') < 0) ? users.userId(idOrEmail) : users.userEmail(MailAddress.folded(idOrEmail)))
			.list()
			.stream()
			// what was read has the hash where a new one has the password
			.map((user) -> new Named(user.getId(), given(user.getPassword()), salt(user)))
			.findFirst();
	}

	@Override
	public Optional<Profile> profile(String id) {
		return Optional.ofNullable(this.identity.createUserQuery().userId(id).singleResult())
			.map((user) -> new Profile(given(user.getFirstName()), given(user.getLastName()), given(user.getEmail())));
	}

	/**
	 * As the engine would keep it. Whoever calls has asked the rules, or means a password
	 * that everyone knows.
	 */
	private void save(User user, Hashed password) {
		UserEntity entity = (UserEntity) user;
		entity.setSalt(password.salt());
		entity.setDbPassword(password.hash());
		this.identity.saveUser(entity);
	}

	private static String salt(User user) {
		return (user instanceof UserEntity entity) ? Objects.requireNonNullElse(entity.getSalt(), "") : "";
	}

	private static String given(@Nullable String text) {
		return Objects.requireNonNullElse(text, "").strip();
	}

	@Override
	public boolean matches(Named user, String password) {
		// hashed in both cases, and the comparison of the engine takes the same time too
		boolean matches = this.engine.getObject()
			.getPasswordManager()
			.check(password + user.salt(), user.known() ? user.credential() : this.nobody.obtain());
		return matches && user.known();
	}

}
