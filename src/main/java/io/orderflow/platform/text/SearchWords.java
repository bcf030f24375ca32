package io.orderflow.platform.text;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words of a text as they are searched: without case and accents, so that
 * <i>creation</i> finds <i>Création</i>, and <i>voeux</i> what is written <i>vœux</i>. By
 * hand, since PostgreSQL takes accents away only with an extension that a server need not
 * have, and its queries for people know no beginnings of words.
 */
public final class SearchWords {

	/** How long a text may be that is looked for, in characters. */
	public static final int LONGEST = 200;

	/** Of more words than these nobody has need, and each is a list to be read. */
	private static final int MOST_WORDS = 8;

	/** Shorter words have no plural that is worth looking for. */
	private static final int LONG_ENOUGH = 4;

	/**
	 * What is left without an ending must be as long: with one letter half the dictionary
	 * begins.
	 */
	private static final int SHORTEST_STEM = 3;

	/** Boxes, sketches: the plural has a vowel of its own. */
	private static final Pattern HISSING = Pattern.compile("(x|ch|sh|ss)es$");

	private SearchWords() {
	}

	public static String of(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFKD)
			.replaceAll("\\p{M}", "")
			.toLowerCase(Locale.ROOT)
			.replace("œ", "oe")
			.replace("æ", "ae")
			.replace("ß", "ss")
			.replace('ø', 'o')
			.replace('ł', 'l')
			.replace('đ', 'd')
			.replace('ς', 'σ')
			.replaceAll("[^\\p{L}\\p{N}]+", " ")
			.strip();
	}

	/**
	 * A query that every word must match, the beginning of one being enough, and the
	 * plural finding the singular: <i>affiches</i> finds <i>affiche</i>. Letters that
	 * stand alone are left out beside words, and so is what comes after eight words. What
	 * is looked for is made of letters and digits only, so nothing in it is syntax. Empty
	 * when the text has no word.
	 */
	public static String query(String text) {
		String found = of(text);
		if (found.isEmpty()) {
			return "";
		}
		String[] words = found.split(" ");
		List<String> longer = Arrays.stream(words).filter((word) -> word.codePointCount(0, word.length()) > 1).toList();
		// what begins with one letter is half the dictionary
		return (longer.isEmpty() ? Stream.of(words[0]) : longer.stream()).map(SearchWords::beginnings)
			.distinct()
			.limit(MOST_WORDS)
			.collect(Collectors.joining(" & "));
	}

	/**
	 * The same query, for words of some weights alone.
	 * @param weights letters from A to D, by which PostgreSQL tells words of one text
	 * apart
	 */
	public static String weighing(String weights, String query) {
		return query.replace(":*", ":*" + weights);
	}

	/** What begins as the word does, or as its singular where there are several. */
	private static String beginnings(String word) {
		if (word.endsWith("ies") && word.length() - 3 >= SHORTEST_STEM) {
			return either(word.substring(0, word.length() - 3), "i", "y");
		}
		if (word.endsWith("aux") && !word.endsWith("eaux") && word.length() - 3 >= SHORTEST_STEM) {
			return either(word.substring(0, word.length() - 3), "al", "ail", "au");
		}
		return singular(word) + ":*";
	}

	private static String either(String stem, String... endings) {
		return Arrays.stream(endings)
			.map((ending) -> stem + ending + ":*")
			.collect(Collectors.joining(" | ", "(", ")"));
	}

	/** The beginning that singular and plural share, in French and in English. */
	private static String singular(String word) {
		if (word.length() < LONG_ENOUGH || word.endsWith("ss")) {
			return word;
		}
		if (word.endsWith("eaux") || word.endsWith("eux")) {
			return word.substring(0, word.length() - 1);
		}
		if (word.endsWith("aux")) {
			return word;
		}
		if (HISSING.matcher(word).find()) {
			return word.substring(0, word.length() - 2);
		}
		return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
	}

}
