package io.orderflow.platform.text;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.SpoofChecker.RestrictionLevel;

/**
 * What a person cannot be called, wherever names are taken: it would be read as somebody
 * else's name, or as the application's own, beside messages and in mails, whose readers'
 * programs also make links of what looks like one. Titles of services have no such rule:
 * a moderator reads each, and <i>Node.js</i> is a subject like others.
 */
public final class NameRules {

	/** Of words in these letters there are none in others beside them. */
	private static final SpoofChecker WORDS = new SpoofChecker.Builder().setChecks(SpoofChecker.RESTRICTION_LEVEL)
		.setRestrictionLevel(RestrictionLevel.HIGHLY_RESTRICTIVE)
		.build();

	private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\p{Z}\\p{Pd}]+");

	/** Also without a scheme before it; initials ({@code J.R.R.}) are none. */
	private static final Pattern LINK = Pattern
		.compile("://|www\\.|[\\p{L}\\p{N}]\\p{Cf}*\\.\\p{Cf}*[\\p{L}\\p{N}]\\p{Cf}*[\\p{L}\\p{N}]");

	/**
	 * Small capitals, turned, dotless and other forms of a letter, by what Unicode calls
	 * them.
	 */
	private static final Pattern FORM_OF_LETTER = Pattern
		.compile("(?:LATIN|REGIONAL INDICATOR SYMBOL) (?:[A-Z-]{2,} )+([A-Z])(?: WITH .*)?$");

	private static final String HOUSE = "orderflow";

	private NameRules() {
	}

	/**
	 * What is wrong with one line of a name.
	 * @return {@code name-is-link} or {@code name-mixes-scripts}; empty where nothing is
	 */
	public static Optional<String> problem(String name) {
		if (LINK.matcher(alike(name).toLowerCase(Locale.ROOT)).find()) {
			return Optional.of("name-is-link");
		}
		return Arrays.stream(BETWEEN_WORDS.split(name)).anyMatch(WORDS::failsChecks) ? Optional.of("name-mixes-scripts")
				: Optional.empty();
	}

	/** Whether a name looks like the application's, in whatever letters and digits. */
	public static boolean isOfTheHouse(String name) {
		// in small letters an I is none that looks like an l
		return letters(alike(name)).contains(HOUSE) || letters(alike(name.toLowerCase(Locale.ROOT))).contains(HOUSE);
	}

	/**
	 * The same with one letter in place of all that look like it (Unicode TR 39), and
	 * with the full stop that browsers take for a dot in addresses.
	 */
	private static String alike(String name) {
		String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
			.replace('。', '.')
			.codePoints()
			.mapToObj(NameRules::plainLetter)
			.collect(Collectors.joining());
		return WORDS.getSkeleton(plain);
	}

	private static String plainLetter(int character) {
		String written = Character.toString(character);
		if (character < 0x80) {
			return written;
		}
		String called = UCharacter.getName(character);
		Matcher form = FORM_OF_LETTER.matcher((called != null) ? called : "");
		return form.find() ? form.group(1).toLowerCase(Locale.ROOT) : written;
	}

	private static String letters(String name) {
		return name.replaceAll("[^\\p{L}]", "").toLowerCase(Locale.ROOT).replace("vv", "w");
	}

}
