package io.orderflow.platform;

import java.util.Set;
import java.util.regex.Pattern;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;

/**
 * What texts of one kind may be everywhere; lengths in characters (Unicode code points).
 */
public final class TextLimits {

	/** Why something is asked for, refused, cancelled or ruled. */
	public static final int REASON = 2_000;

	/**
	 * Of marks on one letter no language has as many (Unicode's bound for streams, TR
	 * 15). Putting them in order, as everything does that looks for words or alike
	 * letters, costs the square of their number.
	 */
	public static final int MARKS = 30;

	private static final int FIRST_MARK = 0x300;

	private static final Normalizer2 DECOMPOSED = Normalizer2.getNFKDInstance();

	/** Without dots, and a head of a note that is not drawn. */
	private static final Set<Integer> UNSEEN = Set.of(0x2800, 0x1d159);

	/** What turns the direction of what follows: a name would look like another. */
	private static final Pattern TURNS = Pattern.compile("[\\u202a\\u202b\\u202d\\u202e\\u2066-\\u2068]");

	private TextLimits() {
	}

	/** The beginning of a text, with an ellipsis where it is longer than {@code max}. */
	public static String beginning(String text, int max) {
		int end = text.offsetByCodePoints(0, Math.min(max, text.codePointCount(0, text.length())));
		return (end == text.length()) ? text : text.substring(0, end) + "…";
	}

	/** How long it is for whoever reads it. */
	public static int length(String text) {
		return text.codePointCount(0, text.length());
	}

	/** Whether nothing can be seen of it: spaces of any width, and what draws nothing. */
	public static boolean isBlank(String text) {
		return text.codePoints()
			.allMatch((character) -> Character.isWhitespace(character) || Character.isSpaceChar(character)
					|| Character.getType(character) == Character.FORMAT
					|| Character.getType(character) == Character.CONTROL || UNSEEN.contains(character)
					|| UCharacter.hasBinaryProperty(character, UProperty.DEFAULT_IGNORABLE_CODE_POINT));
	}

	/**
	 * Whether a text is one line, in a mail, a log or a list: no line breaks and no other
	 * control characters.
	 */
	public static boolean isOneLine(String text) {
		return text.codePoints().noneMatch(TextLimits::breaksLine);
	}

	/** Whether half a character stands alone in it, which cannot be stored as it is. */
	public static boolean isBroken(String text) {
		return text.codePoints().anyMatch((character) -> Character.getType(character) == Character.SURROGATE);
	}

	/** Whether more than {@link #MARKS} marks stand on one letter of it. */
	public static boolean stacksMarks(String text) {
		int marks = 0;
		for (int i = 0; i < text.length() && marks <= MARKS; i = text.offsetByCodePoints(i, 1)) {
			int character = text.codePointAt(i);
			marks = (character < FIRST_MARK || DECOMPOSED.hasBoundaryBefore(character)) ? 0 : marks + 1;
		}
		return marks > MARKS;
	}

	/** A name as it is shown: what would turn its direction is seen instead. */
	public static String shown(String name) {
		return TURNS.matcher(name).replaceAll("\ufffd");
	}

	private static boolean breaksLine(int character) {
		int type = Character.getType(character);
		return type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
	}

}
