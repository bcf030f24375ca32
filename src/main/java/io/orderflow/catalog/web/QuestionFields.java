package io.orderflow.catalog.web;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The questions on the form in which a freelancer writes a service: added, moved and
 * removed by buttons that only change the form.
 */
final class QuestionFields {

	private static final String ADD = "add";

	private static final Pattern ACTION = Pattern.compile("(earlier|later|remove)-(\\d{1,3})");

	private QuestionFields() {
	}

	/** Whether the button adds, moves or removes a question. */
	static boolean changedBy(String action) {
		return action.equals(ADD) || ACTION.matcher(action).matches();
	}

	/** The form after that; what is not there stays so. */
	static Map<String, List<String>> changed(Map<String, List<String>> values, String action) {
		Matcher asked = ACTION.matcher(action);
		if (!asked.matches()) {
			return action.equals(ADD) ? ListingForm.withQuestion(values) : values;
		}
		int number = Integer.parseInt(asked.group(2));
		return switch (asked.group(1)) {
			case "earlier" -> ListingForm.withSwapped(values, Math.max(0, number - 1), number);
			case "later" -> ListingForm.withSwapped(values, number, number + 1);
			default -> ListingForm.withoutQuestion(values, number);
		};
	}

	/**
	 * Where the keyboard goes on: the id of the field of a new question, or what a button
	 * does; empty where nothing was changed.
	 * @param questions how many there are now
	 */
	static String focus(String action, int questions) {
		Matcher asked = ACTION.matcher(action);
		if (asked.matches()) {
			return (questions == 0) ? ADD
					: MovedRow.button(asked.group(1), Integer.parseInt(asked.group(2)), questions);
		}
		return action.equals(ADD) ? "question-" + (questions - 1) + "-prompt" : "";
	}

}
