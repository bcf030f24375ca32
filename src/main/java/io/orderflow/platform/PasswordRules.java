package io.orderflow.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a password must be, whoever sets it: long, and nothing that is tried first. No
 * rule about its characters, which make passwords worse, not better.
 */
public final class PasswordRules {

	/** Characters (Unicode code points) at least. */
	public static final int SHORTEST = 10;

	/** Characters at most. */
	public static final int LONGEST = 200;

	/** The rules in words, for who sets up an installation. */
	public static final String IN_WORDS = "must have " + SHORTEST + " to " + LONGEST
			+ " characters, not be one of those that are tried first, and not be the user's own name or address";

	/**
	 * What is left beside one's own name must be more than this to count as a password.
	 */
	private static final int LITTLE = 6;

	/** Shorter words are in every sentence. */
	private static final int SHORTEST_WORD = 3;

	/** What it is a password of. */
	private static final String PRODUCT = "orderflow";

	private static final Set<String> KNOWN = read("/known-passwords.txt");

	private PasswordRules() {
	}

	/**
	 * What is wrong with a password; empty where nothing is.
	 * @param own what belongs to whose password it is: id, names, address
	 */
	public static Optional<Refusal.Problem> problem(String field, String password, Collection<String> own) {
		int length = password.codePointCount(0, password.length());
		if (length < SHORTEST) {
			return Optional.of(new Refusal.Problem(field, "password-too-short", SHORTEST));
		}
		if (length > LONGEST) {
			return Optional.of(new Refusal.Problem(field, "text-too-long", LONGEST, length));
		}
		if (password.indexOf('\0') >= 0) {
			return Optional.of(new Refusal.Problem(field, "text-null-character"));
		}
		if (isKnown(password)) {
			return Optional.of(new Refusal.Problem(field, "password-known"));
		}
		return isLittleElse(password, own) ? Optional.of(new Refusal.Problem(field, "password-too-easy"))
				: Optional.empty();
	}

	/**
	 * Whether it is among what is tried first: a word of the list, whatever its case,
	 * with digits for letters, with digits or signs around it, or repeated.
	 */
	public static boolean isKnown(String password) {
		String plain = plain(password);
		if (plain.chars().distinct().count() < 4 || KNOWN.contains(plain)) {
			return true;
		}
		for (String written : List.of(plain, letters(plain))) {
			String word = written.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
			if (KNOWN.contains(word) || KNOWN.contains(once(written)) || KNOWN.contains(once(word))
					|| KNOWN.contains(word.replaceAll("[^\\p{L}\\p{N}]", ""))) {
				return true;
			}
		}
		return isSequence(plain);
	}

	/** One's own name, address and the application's name are worth nothing in it. */
	private static boolean isLittleElse(String password, Collection<String> own) {
		String before = plain(password);
		String rest = before;
		for (String part : parts(own)) {
			rest = rest.replace(part, "");
		}
		rest = rest.replace(PRODUCT, "");
		return !rest.equals(before) && rest.codePointCount(0, rest.length()) < LITTLE;
	}

	/** The longest first, which hold the others. */
	private static List<String> parts(Collection<String> own) {
		return own.stream()
			.flatMap((word) -> Stream.concat(Stream.of(plain(word)),
					Stream.of(word.split("[\\s@.]+")).map(PasswordRules::plain)))
			.filter((part) -> part.length() >= SHORTEST_WORD)
			.sorted(Comparator.comparingInt(String::length).reversed())
			.toList();
	}

	/** {@code abcdefghij}, {@code 9876543210}. */
	private static boolean isSequence(String plain) {
		int[] all = plain.codePoints().toArray();
		int steps = 0;
		for (int i = 1; i < all.length; i++) {
			if (Math.abs(all[i] - all[i - 1]) == 1) {
				steps++;
			}
		}
		return steps >= all.length - 3;
	}

	private static String plain(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFKD)
			.replaceAll("\\p{M}", "")
			.toLowerCase(Locale.ROOT)
			.replaceAll("\\s", "");
	}

	/** The letters that digits and signs stand for. */
	private static String letters(String plain) {
		return plain.replace('0', 'o')
			.replace('1', 'i')
			.replace('3', 'e')
			.replace('4', 'a')
			.replace('5', 's')
			.replace('7', 't')
			.replace('@', 'a')
			.replace('$', 's')
			.replace('!', 'i');
	}

	/** What is written several times. */
	private static String once(String text) {
		for (int length = 1; length <= text.length() / 2; length++) {
			if (text.length() % length == 0 && text.equals(text.substring(0, length).repeat(text.length() / length))) {
				return text.substring(0, length);
			}
		}
		return text;
	}

	private static Set<String> read(String resource) {
		try (InputStream in = Objects.requireNonNull(PasswordRules.class.getResourceAsStream(resource));
				BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
			return lines.lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.map(PasswordRules::plain)
				.collect(Collectors.toUnmodifiableSet());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
