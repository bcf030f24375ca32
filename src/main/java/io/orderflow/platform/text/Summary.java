package io.orderflow.platform.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The beginning of a text of several lines, in one. */
public final class Summary {

	/** In characters. */
	private static final int LONGEST = 140;

	/** What begins a line of a list that was written as plain text. */
	private static final Pattern LIST_MARK = Pattern.compile("[-–•*]\\s+");

	private static final Pattern SPACES = Pattern.compile("\\s+");

	private static final String SENTENCE_ENDS = ".,:;!?…";

	/** At the end; looked for from its beginning only. */
	private static final Pattern TRAILING = Pattern.compile("(?<![\\s\\p{Punct}…·–—«»“”])[\\s\\p{Punct}…·–—«»“”]+$");

	private Summary() {
	}

	/**
	 * The first sentences of a text as one paragraph: cut at a word, and at no mark that
	 * another would follow.
	 */
	public static String of(String text) {
		String line = oneLine(text);
		if (line.codePointCount(0, line.length()) <= LONGEST) {
			return line;
		}
		String begun = line.substring(0, line.offsetByCodePoints(0, LONGEST));
		int word = begun.lastIndexOf(' ');
		return (word > 0) ? TRAILING.matcher(begun.substring(0, word)).replaceFirst("") + "…" : begun + "…";
	}

	/**
	 * Lines, list marks left out, one behind the other: where one ends without a mark and
	 * the next does not go on with it, a point stands between them.
	 */
	private static String oneLine(String text) {
		StringBuilder line = new StringBuilder();
		boolean paragraph = false;
		for (String written : text.lines().map(String::strip).toList()) {
			if (written.isEmpty()) {
				paragraph = true;
				continue;
			}
			Matcher marked = LIST_MARK.matcher(written);
			boolean item = marked.lookingAt();
			String words = item ? written.substring(marked.end()) : written;
			if (!line.isEmpty()) {
				char last = line.charAt(line.length() - 1);
				boolean small = Character.isLowerCase(words.codePointAt(0));
				// a list that begins small after a full stop is no sentence
				boolean ended = SENTENCE_ENDS.indexOf(last) >= 0 && !(item && small && last == '.');
				boolean goesOn = !item && !paragraph && small;
				line.append((ended || goesOn) ? " " : " · ");
			}
			line.append(words);
			paragraph = false;
		}
		return SPACES.matcher(line).replaceAll(" ");
	}

}
