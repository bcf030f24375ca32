package io.orderflow.demo;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.orderflow.account.AccountService;
import io.orderflow.account.NewAccount;
import io.orderflow.platform.UserStore;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The people of the embedded default; made at the first start, left alone after. */
@Component
@Profile("embedded")
public class DemoAccounts {

	/** The password of all of them. */
	public static final String PASSWORD = "orderflow";

	static final String MAIL_DOMAIN = "@orderflow.example";

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final List<NewAccount> PEOPLE = List.of(
			person("lea", "Léa", "Moreau", Locale.FRENCH, PARIS, UserStore.FREELANCERS),
			person("noah", "Noah", "Fischer", Locale.ENGLISH, ZoneId.of("Europe/Berlin"), UserStore.FREELANCERS,
					UserStore.CLIENTS),
			person("camille", "Camille", "Durand", Locale.FRENCH, PARIS, UserStore.CLIENTS),
			person("oliver", "Oliver", "Brown", Locale.ENGLISH, ZoneId.of("Europe/London"), UserStore.CLIENTS),
			person("mona", "Mona", "Keller", Locale.ENGLISH, ZoneId.of("Europe/Berlin"), UserStore.MODERATORS),
			person("ada", "Ada", "Byron", Locale.ENGLISH, ZoneId.of("Europe/London"), UserStore.PROCESS_ADMINS));

	private final AccountService accounts;

	private final UserStore users;

	DemoAccounts(AccountService accounts, UserStore users) {
		this.accounts = accounts;
		this.users = users;
	}

	/** A repeat changes nothing. */
	void run() {
		PEOPLE.stream().filter((person) -> this.accounts.find(person.id()).isEmpty()).forEach(this.accounts::register);
		if (!this.users.exists("worker")) {
			this.users.create("worker", "External", "Worker", "worker" + MAIL_DOMAIN, PASSWORD);
		}
		this.users.join("worker", UserStore.WORKERS);
	}

	static List<String> names() {
		return PEOPLE.stream().map(NewAccount::id).toList();
	}

	private static NewAccount person(String id, String firstName, String lastName, Locale language, ZoneId zone,
			String... groups) {
		return new NewAccount(id, firstName, lastName, id + MAIL_DOMAIN, language, zone, PASSWORD, Set.of(groups));
	}

}
