package io.orderflow.demo;

import java.util.List;

import io.orderflow.account.AccountService;
import io.orderflow.platform.production.InvalidProductionSettingsException;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Keeps production from running on a database that knows people whose password is public.
 */
@Component
@Profile("production")
class NoDemoAccounts implements InitializingBean {

	private final AccountService accounts;

	NoDemoAccounts(AccountService accounts) {
		this.accounts = accounts;
	}

	@Override
	public void afterPropertiesSet() {
		List<String> found = DemoAccounts.names()
			.stream()
			.filter((name) -> this.accounts.find(name)
				.filter((account) -> account.email().endsWith(DemoAccounts.MAIL_DOMAIN))
				.isPresent())
			.toList();
		if (!found.isEmpty()) {
			throw new InvalidProductionSettingsException(List
				.of("This database has demo accounts, whose password is public: " + String.join(", ", found) + "."));
		}
	}

}
