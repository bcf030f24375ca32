package io.orderflow.account;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.orderflow.platform.ConflictRetry;
import io.orderflow.platform.PasswordRules;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.signin.RandomSecret;
import io.orderflow.platform.token.ApiTokenService;
import io.orderflow.platform.token.TokenScope;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whom the external task workers sign in as, so that an installation needs nobody to make
 * that user by hand while its orders wait for a preview. The user is made once; a worker
 * that is there is left alone, password and all. The token that the environment gives is
 * theirs from this start on, and the one that it gave before is not. A name that is
 * somebody else's stops the start, and so does a password that does not keep
 * {@link PasswordRules}.
 */
@Component
@Order(110)
@EnableConfigurationProperties(InitialWorkerCreator.Settings.class)
class InitialWorkerCreator implements ApplicationRunner {

	/**
	 * Who the workers are.
	 *
	 * @param id empty for none
	 * @param password empty for one that nobody knows: a token is enough
	 * @param token what the workers send; without it and a password the user is not made
	 * either: it may be there already
	 */
	@ConfigurationProperties("orderflow.first-worker")
	record Settings(@DefaultValue("") String id, @DefaultValue("") String password, @DefaultValue("") String token) {

		@Override
		public String toString() {
			return this.id;
		}

	}

	private final Settings settings;

	private final UserStore users;

	private final AccountProvisioner accounts;

	private final ApiTokenService tokens;

	private final TransactionTemplate transaction;

	InitialWorkerCreator(Settings settings, UserStore users, AccountProvisioner accounts, ApiTokenService tokens,
			PlatformTransactionManager transactions) {
		this.settings = settings;
		this.users = users;
		this.accounts = accounts;
		this.tokens = tokens;
		this.transaction = new TransactionTemplate(transactions);
	}

	@Override
	public void run(ApplicationArguments arguments) {
		if (!this.settings.id().isBlank() && !(this.settings.password().isBlank() && this.settings.token().isBlank())) {
			// another node that starts at the same time may be first
			ConflictRetry.run(() -> this.transaction.executeWithoutResult((status) -> make()));
		}
	}

	private void make() {
		String id = this.settings.id();
		if (!this.users.exists(id)) {
			String password = this.settings.password();
			if (!password.isBlank() && PasswordRules.problem("password", password, List.of(id)).isPresent()) {
				throw new IllegalArgumentException("orderflow.first-worker.password " + PasswordRules.IN_WORDS);
			}
			this.users.create(id, "External", "Worker", "", password.isBlank() ? RandomSecret.make() : password);
			this.users.join(id, UserStore.WORKERS);
		}
		else if (!this.users.groupsOf(id).contains(UserStore.WORKERS)) {
			// a token would be theirs to use, and of no use to a worker
			throw new IllegalArgumentException("orderflow.first-worker.id is the name of somebody who is no worker");
		}
		if (!this.settings.token().isBlank()) {
			this.accounts.ensureAccount(id, Locale.ENGLISH);
			this.tokens.ensureOfEnvironment(id, this.settings.token(), Set.of(TokenScope.WORK));
		}
	}

}
