package io.orderflow.platform;

/**
 * What texts of one kind may be everywhere; lengths in characters (Unicode code points).
 */
public final class TextLimits {

	/** Why something is asked for, refused, cancelled or ruled. */
	public static final int REASON = 2_000;

	private TextLimits() {
	}

	/** The beginning of a text, with an ellipsis where it is longer than {@code max}. */
	public static String beginning(String text, int max) {
		int end = text.offsetByCodePoints(0, Math.min(max, text.codePointCount(0, text.length())));
		return (end == text.length()) ? text : text.substring(0, end) + "…";
	}

	/**
	 * Whether a text is one line, in a mail, a log or a list: no line breaks and no other
	 * control characters.
	 */
	public static boolean isOneLine(String text) {
		return text.codePoints().noneMatch(TextLimits::breaksLine);
	}

	private static boolean breaksLine(int character) {
		int type = Character.getType(character);
		return type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
	}

}
