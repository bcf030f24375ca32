package io.orderflow.account;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.orderflow.platform.FormValues;
import io.orderflow.platform.UserStore;

/**
 * Who wants an account, until the address is confirmed.
 *
 * @param groups {@code clients}, {@code freelancers}, or both
 * @param language English or French, as a language tag
 * @param timeZone as the browser says it
 */
public record Registration(String firstName, String lastName, String email, Set<String> groups, String language,
		String timeZone) {

	private static final int MAX_NAME = 100;

	/** Notes what is wrong with {@code firstName}, {@code lastName} and {@code roles}. */
	static Registration read(FormValues form, String email, Locale language) {
		String firstName = name(form, "firstName");
		String lastName = name(form, "lastName");
		if (letters(firstName + lastName).contains("orderflow")) {
			form.problem("lastName", "name-of-the-house");
		}
		return new Registration(firstName, lastName, email, roles(form), language.getLanguage(),
				zone(form.optionalText("timeZone", 64)));
	}

	/**
	 * Names stand in mails, whose readers' programs make links of what looks like one.
	 */
	private static String name(FormValues form, String field) {
		String name = form.line(field, MAX_NAME).strip();
		if (name.contains("://") || name.toLowerCase(Locale.ROOT).contains("www.")) {
			form.problem(field, "name-is-link");
		}
		return name;
	}

	private static String letters(String name) {
		return Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("[^\\p{L}]", "").toLowerCase(Locale.ROOT);
	}

	private static Set<String> roles(FormValues form) {
		List<String> chosen = form.list("roles");
		if (chosen.isEmpty()) {
			form.problem("roles", "roles-missing");
		}
		for (String role : chosen) {
			if (!role.equals(UserStore.CLIENTS) && !role.equals(UserStore.FREELANCERS)) {
				form.problem("roles", "choice-unknown", role);
			}
		}
		return new HashSet<>(chosen);
	}

	/** A zone that is none is no reason to refuse anyone: it can be chosen later. */
	private static String zone(String given) {
		try {
			return ZoneId.of(given).getId();
		}
		catch (DateTimeException ex) {
			return "UTC";
		}
	}

}
