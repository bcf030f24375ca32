package io.orderflow.account;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.orderflow.platform.UserStore;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.stereotype.Component;

/**
 * Makes the account of who has only a user in the engine: process admins make users in
 * Camunda Admin, which knows nothing of accounts, and nothing can be ordered, sold,
 * written or told without one. Everyone who signs in gets one, a worker too, and whoever
 * is to be told something before.
 */
@Component
public class AccountProvisioner {

	/** Where nobody gets mail, ever (RFC 2606). */
	static final String NOWHERE = "@nowhere.invalid";

	private final Accounts accounts;

	private final UserStore users;

	private final JdbcClient jdbc;

	AccountProvisioner(Accounts accounts, UserStore users, JdbcClient jdbc) {
		this.accounts = accounts;
		this.users = users;
		this.jdbc = jdbc;
	}

	/** Also fired for each call that brings its password: one look, by the key. */
	@EventListener
	void signedIn(AuthenticationSuccessEvent event) {
		ensureAccount(event.getAuthentication().getName(), SignedInReader.requested());
	}

	/**
	 * Makes the account that is missing: in the person's language as far as it is known,
	 * in UTC; both can be chosen later. An address that is missing, or somebody else's,
	 * is none: no mails are sent then.
	 */
	public void ensureAccount(String id, Locale language) {
		if (!this.accounts.existsById(id)) {
			this.users.profile(id).ifPresent((user) -> {
				if (user.email().isEmpty() || !insert(id, user, user.email(), language, List.of())) {
					insert(id, user, id + NOWHERE, language, everyKind());
				}
			});
		}
	}

	/** Whoever is there already is left alone, also if only since a moment ago. */
	private boolean insert(String id, UserStore.Profile user, String email, Locale language,
			List<String> kindsNotMailed) {
		String name = (user.firstName() + " " + user.lastName()).strip();
		return this.jdbc
			.sql("""
					insert into account (id, version, display_name, email, language, region, time_zone, email_off)
					values (:id, 0, left(:name, 200), :email, :language, nullif(:region, ''), 'UTC', string_to_array(:notMailed, ','))
					on conflict do nothing
					""")
			.param("id", id)
			.param("name", name.isEmpty() ? id : name)
			.param("email", email)
			.param("language", language.getLanguage())
			.param("region", language.getCountry())
			.param("notMailed", String.join(",", kindsNotMailed))
			.update() > 0;
	}

	private static List<String> everyKind() {
		return Arrays.stream(NotificationKind.values()).map(Enum::name).toList();
	}

}
