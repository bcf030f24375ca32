package io.orderflow;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import io.orderflow.account.AccountService;
import io.orderflow.account.NewAccount;
import io.orderflow.platform.UserStore;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** People made for one test, so that what they own is what that test made. */
@Component
@Profile("test")
public class Newcomers {

	public static final String PASSWORD = "a long enough password";

	private final AccountService accounts;

	Newcomers(AccountService accounts) {
		this.accounts = accounts;
	}

	public String client() {
		return person("Camille", Locale.FRENCH, UserStore.CLIENTS);
	}

	public String freelancer() {
		return person("Noah", Locale.ENGLISH, UserStore.FREELANCERS);
	}

	public String moderator() {
		return person("Mona", Locale.ENGLISH, UserStore.MODERATORS);
	}

	public String person(String firstName, Locale language, String group) {
		String id = firstName.toLowerCase(Locale.ROOT) + UUID.randomUUID().toString().replace("-", "");
		return withEmail(id, firstName, id + "@orderflow.example", language, group);
	}

	/** The same of somebody elsewhere. */
	public String person(String firstName, Locale language, ZoneId zone, String group) {
		String id = firstName.toLowerCase(Locale.ROOT) + UUID.randomUUID().toString().replace("-", "");
		return register(id, firstName, id + "@orderflow.example", language, zone, group);
	}

	public String withEmail(String id, String firstName, String email, Locale language, String group) {
		return register(id, firstName, email, language, ZoneId.of("Europe/Paris"), group);
	}

	private String register(String id, String firstName, String email, Locale language, ZoneId zone, String group) {
		this.accounts
			.register(new NewAccount(id, firstName, "Newcomer", email, language, zone, PASSWORD, Set.of(group)));
		return id;
	}

}
