package io.orderflow.fulfilment;

/**
 * People's words inside a Tasklist form, where Markdown, templates and FEEL would act.
 */
final class TasklistText {

	private TasklistText() {
	}

	/** For a text that is read as Markdown: every character means itself, on one line. */
	static String plain(String text) {
		return text.replaceAll("([\\\\`*_{}\\[\\]()#+.!|<>&~=-])", "\\\\$1").replaceAll("\\R", " ");
	}

	/**
	 * For a label, which form-js reads as an expression when it begins with an equals
	 * sign and as a template when it has double braces: an invisible character parts
	 * them.
	 */
	static String label(String text) {
		String parted = text.replace("{{", "{\u200B{");
		return parted.startsWith("=") ? "\u200B" + parted : parted;
	}

	/** At most so many characters, never cut between the two halves of one. */
	static String cut(String text, int max, String more) {
		if (text.length() <= max) {
			return text;
		}
		int end = max - more.length();
		return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + more;
	}

}
