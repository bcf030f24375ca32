package io.orderflow.catalog;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The words of a text as they are searched: without case and accents, so that
 * <i>creation</i> finds <i>Création</i>. By hand, since PostgreSQL takes accents away
 * only with an extension that a server need not have, and its queries for people know no
 * beginnings of words.
 */
final class SearchWords {

	private SearchWords() {
	}

	static String of(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFKD)
			.replaceAll("\\p{M}", "")
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^\\p{L}\\p{N}]+", " ")
			.strip();
	}

	/**
	 * A query that every word must match, the beginning of one being enough. Made of
	 * letters and digits only, so nothing in it is syntax. Empty when the text has no
	 * word.
	 */
	static String query(String text) {
		String words = of(text);
		return words.isEmpty() ? ""
				: Arrays.stream(words.split(" ")).map((word) -> word + ":*").collect(Collectors.joining(" & "));
	}

}
