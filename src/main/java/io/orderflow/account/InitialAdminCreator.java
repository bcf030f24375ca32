package io.orderflow.account;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.orderflow.platform.ConflictRetry;
import io.orderflow.platform.PasswordRules;
import io.orderflow.platform.UserStore;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The process admin that an installation starts with: the engine's own set-up page is
 * shut, because it is open to whoever comes first. Made once; a name that is there is
 * left alone, password and all. A password that does not keep {@link PasswordRules} stops
 * the start.
 */
@Component
@Order(50)
@EnableConfigurationProperties(InitialAdminCreator.Settings.class)
class InitialAdminCreator implements ApplicationRunner {

	/**
	 * Who the first process admin is.
	 *
	 * @param id empty for none
	 */
	@ConfigurationProperties("orderflow.first-admin")
	record Settings(@DefaultValue("") String id, @DefaultValue("") String password, @DefaultValue("") String email) {

		/** Without the password. */
		@Override
		public String toString() {
			return this.id;
		}

	}

	private final Settings settings;

	private final AccountService accounts;

	InitialAdminCreator(Settings settings, AccountService accounts) {
		this.settings = settings;
		this.accounts = accounts;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		if (!this.settings.id().isBlank()) {
			// another node that starts at the same time may be first
			ConflictRetry.run(this::make);
		}
	}

	private void make() {
		if (this.accounts.find(this.settings.id()).isEmpty()) {
			if (PasswordRules
				.problem("password", this.settings.password(), List.of(this.settings.id(), this.settings.email()))
				.isPresent()) {
				throw new IllegalArgumentException("orderflow.first-admin.password " + PasswordRules.IN_WORDS);
			}
			this.accounts.register(new NewAccount(this.settings.id(), "Process", "Admin", this.settings.email(),
					Locale.ENGLISH, ZoneOffset.UTC, this.settings.password(), Set.of(UserStore.PROCESS_ADMINS)));
		}
	}

}
