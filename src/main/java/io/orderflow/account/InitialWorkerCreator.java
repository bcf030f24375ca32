package io.orderflow.account;

import io.orderflow.platform.ConflictRetry;
import io.orderflow.platform.UserStore;
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
 * that user by hand while its orders wait for a preview. Made once; a name that is there
 * is left alone, password and all.
 */
@Component
@Order(60)
@EnableConfigurationProperties(InitialWorkerCreator.Settings.class)
class InitialWorkerCreator implements ApplicationRunner {

	/**
	 * Who the workers are.
	 *
	 * @param id empty for none
	 * @param password without one the user is not made either: it may be there already
	 */
	@ConfigurationProperties("orderflow.first-worker")
	record Settings(@DefaultValue("") String id, @DefaultValue("") String password) {

	}

	private final Settings settings;

	private final UserStore users;

	private final TransactionTemplate transaction;

	InitialWorkerCreator(Settings settings, UserStore users, PlatformTransactionManager transactions) {
		this.settings = settings;
		this.users = users;
		this.transaction = new TransactionTemplate(transactions);
	}

	@Override
	public void run(ApplicationArguments arguments) {
		if (!this.settings.id().isBlank() && !this.settings.password().isBlank()) {
			// another node that starts at the same time may be first
			ConflictRetry.run(() -> this.transaction.executeWithoutResult((status) -> make()));
		}
	}

	private void make() {
		String id = this.settings.id();
		if (!this.users.exists(id)) {
			this.users.create(id, "External", "Worker", "", this.settings.password());
			this.users.join(id, UserStore.WORKERS);
		}
	}

}
