package io.orderflow.fulfilment;

import java.util.regex.Pattern;

/**
 * People's words inside a Tasklist form, where Markdown, templates and FEEL would act.
 */
public final class TasklistText {

	/** A text variable's column takes 4,000 characters. */
	private static final int MAX_BRIEF = 3_900;

	/** Whatever else a browser would trim before it, should form-js ever do so. */
	private static final Pattern EXPRESSION = Pattern.compile("\\A[\\s\\p{Z}\\x0B\\uFEFF]*=");

	private TasklistText() {
	}

	/** For a text that is read as Markdown: every character means itself, on one line. */
	public static String plain(String text) {
		return text.replaceAll("([\\\\`*_{}\\[\\]()#+.!|<>&~=-])", "\\\\$1").replaceAll("\\R", " ");
	}

	/**
	 * For a label, which form-js reads as an expression when it begins with an equals
	 * sign and as a template when it has double braces, in a row of three as well: an
	 * invisible character parts them.
	 */
	public static String label(String text) {
		String parted = text.replaceAll("\\{(?=\\{)", "{\u200B");
		return EXPRESSION.matcher(parted).lookingAt() ? "\u200B" + parted : parted;
	}

	/**
	 * At most as much as a variable's column takes, never cut between the two halves of a
	 * character.
	 * @param more stands for the rest of a text that is cut
	 */
	public static String brief(String text, String more) {
		if (text.length() <= MAX_BRIEF) {
			return text;
		}
		int end = MAX_BRIEF - more.length();
		return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + more;
	}

}
