package io.orderflow.fulfilment;

import java.util.List;
import java.util.Locale;

import io.orderflow.account.AccountProvisioner;
import io.orderflow.platform.UserStore;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** Everyone who approves services and rules on disputes. */
@Component
public class ModeratorDirectory {

	private final EngineGateway engine;

	private final IdentityService identity;

	private final AccountProvisioner accounts;

	ModeratorDirectory(EngineGateway engine, IdentityService identity, AccountProvisioner accounts) {
		this.engine = engine;
		this.identity = identity;
		this.accounts = accounts;
	}

	/**
	 * Their accounts, also of those who have never signed in and are told all the same.
	 */
	public List<String> all() {
		List<String> moderators = this.engine
			.call(() -> this.identity.createUserQuery().memberOfGroup(UserStore.MODERATORS).list())
			.stream()
			.map(User::getId)
			.toList();
		moderators.forEach((moderator) -> this.accounts.ensureAccount(moderator, Locale.ENGLISH));
		return moderators;
	}

}
