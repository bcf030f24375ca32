package io.orderflow.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.orderflow.platform.TextLimits;
import org.jspecify.annotations.Nullable;

import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;

/**
 * Something a client must or may tell before work starts (S17).
 *
 * @param key names the answer; unique within the listing, kept when the prompt changes
 * @param kind what sort of answer
 * @param prompt the question, in the language of the listing
 * @param mandatory whether work cannot start without the answer
 * @param choices what can be chosen, for the two kinds that choose; else empty
 * @param accepts media types that {@link Kind#FILE} takes, {@code image/*} too; empty:
 * any
 */
public record RequirementQuestion(String key, Kind kind, String prompt, boolean mandatory, List<String> choices,
		List<String> accepts) {

	static final int MAX_PROMPT = 500;

	static final int MAX_CHOICE = 200;

	private static final int LONGEST_TYPE = 100;

	/**
	 * Stands where a question's key can stand, for what no question asked: none has it.
	 */
	public static final String RESERVED_KEY = "outside";

	/** Before a key in a form, so that it is the name of no process variable. */
	private static final String FIELD_PREFIX = "answer_";

	private static final Pattern KEY = Pattern.compile("[a-z][a-zA-Z0-9]{0,39}");

	/** The sort of an answer. */
	public enum Kind {

		/** Words. */
		TEXT,
		/** One of the choices. */
		SINGLE_CHOICE,
		/** Any of the choices. */
		MULTIPLE_CHOICE,
		/** One or more files. */
		FILE,
		/** A day, today where the client is or later. */
		DATE;

		public boolean chooses() {
			return this == SINGLE_CHOICE || this == MULTIPLE_CHOICE;
		}

	}

	public RequirementQuestion(String key, Kind kind, String prompt, boolean mandatory, @Nullable List<String> choices,
			@Nullable List<String> accepts) {
		this.key = key;
		this.kind = kind;
		this.prompt = prompt;
		this.mandatory = mandatory;
		this.choices = (choices != null) ? List.copyOf(choices) : List.of();
		this.accepts = (accepts != null) ? List.copyOf(accepts) : List.of();
	}

	/** In characters, of everything that is written in it. */
	int length() {
		return TextLimits.length(this.prompt) + this.choices.stream().mapToInt(TextLimits::length).sum()
				+ this.accepts.stream().mapToInt(String::length).sum();
	}

	/** A question for words or a day. */
	public RequirementQuestion(String key, Kind kind, String prompt, boolean mandatory) {
		this(key, kind, prompt, mandatory, List.of(), List.of());
	}

	/** The name of its field in a form, in Tasklist and on pages. */
	public String field() {
		return field(this.key);
	}

	/** The same of any key, also of one that no question has. */
	public static String field(String key) {
		return FIELD_PREFIX + key;
	}

	/** How a page asks for it: the name of a fragment. */
	public String input() {
		return switch (this.kind) {
			case TEXT -> "text";
			case DATE -> "date";
			case SINGLE_CHOICE -> "radio";
			case MULTIPLE_CHOICE -> "checkbox";
			case FILE -> "file";
		};
	}

	void check(String field, ContentProblems problems) {
		if (!KEY.matcher(this.key).matches() || this.key.equals(RESERVED_KEY)) {
			problems.add(field + ".key", "question-key-malformed", this.key);
		}
		if (problems.judges(this.prompt)) {
			problems.line(field + ".prompt", this.prompt, MAX_PROMPT);
		}
		checkChoices(field + ".choices", problems);
		checkAccepts(field + ".accepts", problems);
	}

	private void checkChoices(String field, ContentProblems problems) {
		if (!this.kind.chooses()) {
			if (!this.choices.isEmpty()) {
				problems.add(field, "choices-not-asked-for");
			}
			return;
		}
		int fewest = problems.unfinished() ? 0 : 2;
		if (this.choices.size() < fewest || this.choices.size() > 50) {
			problems.add(field, "choices-out-of-range", 2, 50, this.choices.size());
			return;
		}
		HashSet<String> seen = new HashSet<>();
		for (int i = 0; i < this.choices.size(); i++) {
			String choice = this.choices.get(i);
			problems.line(field + "[" + i + "]", choice, MAX_CHOICE);
			if (!seen.add(choice.strip())) {
				problems.add(field + "[" + i + "]", "choice-repeated", choice);
			}
		}
	}

	private void checkAccepts(String field, ContentProblems problems) {
		if (this.kind != Kind.FILE && !this.accepts.isEmpty()) {
			problems.add(field, "file-types-not-asked-for");
		}
		if (this.accepts.size() > 20) {
			problems.add(field, "too-many-file-types", 20, this.accepts.size());
			return;
		}
		for (int i = 0; i < this.accepts.size(); i++) {
			String type = this.accepts.get(i);
			if (!isKindOfFile(type)) {
				problems.add(field + "[" + i + "]", "file-type-malformed", TextLimits.beginning(type, LONGEST_TYPE));
			}
		}
	}

	/** A type and a subtype; parameters would say nothing, and may hold anything. */
	private static boolean isKindOfFile(String type) {
		try {
			return type.length() <= LONGEST_TYPE
					&& MimeTypeUtils.parseMimeType(type.toLowerCase(Locale.ROOT)).getParameters().isEmpty();
		}
		catch (InvalidMimeTypeException ex) {
			return false;
		}
	}

}
