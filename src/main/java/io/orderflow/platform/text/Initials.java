package io.orderflow.platform.text;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What stands for somebody without a picture: the first letter of the first and of the
 * last word of their name, and one of a few colours. Letters are what people count as
 * such, accents and signs of joined emoji included. Where a script joins its letters or
 * writes names without spaces, one is enough: two would read as a word.
 */
public final class Initials {

	/** How many colours there are; the style sheet has as many. */
	public static final int TONES = 8;

	private static final Pattern LETTER = Pattern.compile("\\X");

	private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{Cf}&&[^\\u200D\\uFE0F]]+");

	/** Of these one letter stands for a name. */
	private static final Set<UnicodeScript> ALONE = Set.of(UnicodeScript.ARABIC, UnicodeScript.SYRIAC,
			UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL, UnicodeScript.THAI,
			UnicodeScript.DEVANAGARI);

	/** One or two letters; a question mark where the name has none. */
	public String of(String name) {
		List<String> words = SPACE.splitAsStream(name).flatMap(Initials::first).toList();
		if (words.isEmpty()) {
			return "?";
		}
		String first = words.get(0);
		boolean one = words.size() == 1 || ALONE.contains(UnicodeScript.of(first.codePointAt(0)));
		return one ? first : first + words.get(words.size() - 1);
	}

	/** The first letter or number of a word; its first sign where it has none. */
	private static Stream<String> first(String word) {
		List<String> letters = LETTER.matcher(word).results().map((found) -> found.group()).toList();
		return Stream
			.concat(letters.stream().filter((letter) -> Character.isLetterOrDigit(letter.codePointAt(0))),
					letters.stream())
			.limit(1)
			.map((letter) -> letter.toUpperCase(Locale.ROOT));
	}

	/** Which colour a name has, from 0; always the same. */
	public int tone(String name) {
		return Math.floorMod(name.hashCode(), TONES);
	}

}
