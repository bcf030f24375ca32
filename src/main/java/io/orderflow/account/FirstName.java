package io.orderflow.account;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How somebody is greeted, by the name that they gave. */
public final class FirstName {

	private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

	/** What is shorter is a title or an initial: "M.", "Dr", "J.". */
	private static final int SHORTEST = 3;

	/** Titles as they are written without a dot, in small letters. */
	private static final Set<String> TITLES = Set.of("mme", "mmes", "mlle", "mlles", "madame", "mademoiselle",
			"monsieur", "maître", "docteur", "professeur", "mrs", "miss", "mister", "madam", "sir", "lady", "doctor",
			"prof", "professor", "herr", "frau", "señor", "señora", "señorita", "sra", "signor", "signora", "mevrouw");

	private FirstName() {
	}

	/**
	 * The first of several names; all of it where the first is a title, an initial or the
	 * only one.
	 */
	public static String of(String displayName) {
		String name = displayName.strip();
		String[] parts = SPACES.split(name);
		return (parts.length < 2 || title(parts[0])) ? name : parts[0];
	}

	private static boolean title(String part) {
		return part.endsWith(".") || part.codePointCount(0, part.length()) < SHORTEST
				|| TITLES.contains(part.toLowerCase(Locale.ROOT));
	}

}
