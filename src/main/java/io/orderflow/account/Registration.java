package io.orderflow.account;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.orderflow.platform.FormValues;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.text.NameRules;

/**
 * Who wants an account, until the address is confirmed.
 *
 * @param groups {@code clients}, {@code freelancers}, or both
 * @param language English or French, and the region of the browser, as a language tag
 * @param timeZone as the browser says it
 */
public record Registration(String firstName, String lastName, String email, Set<String> groups, String language,
		String timeZone) {

	private static final int MAX_NAME = 100;

	/** Notes what is wrong with {@code firstName}, {@code lastName} and {@code roles}. */
	static Registration read(FormValues form, String email, Locale language) {
		Name name = Name.read(form);
		return new Registration(name.first(), name.last(), email, roles(form), language.toLanguageTag(),
				zone(form.optionalText("timeZone", 64)));
	}

	/** How somebody is called, from whichever form. */
	public record Name(String first, String last) {

		/** Notes what is wrong with {@code firstName} and {@code lastName}. */
		static Name read(FormValues form) {
			Name name = new Name(line(form, "firstName"), line(form, "lastName"));
			if (NameRules.isOfTheHouse(name.first + name.last)) {
				form.problem("lastName", "name-of-the-house");
			}
			return name;
		}

		private static String line(FormValues form, String field) {
			String line = form.line(field, MAX_NAME).strip();
			NameRules.problem(line).ifPresent((problem) -> form.problem(field, problem));
			return line;
		}

		/** As others read it. */
		String shown() {
			return (this.first + " " + this.last).strip();
		}

	}

	private static Set<String> roles(FormValues form) {
		List<String> chosen = form.list("roles");
		if (chosen.isEmpty()) {
			form.problem("roles", "choices-missing");
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
