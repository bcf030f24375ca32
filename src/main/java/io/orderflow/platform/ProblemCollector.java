package io.orderflow.platform;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with what a person submitted, by field, so that one call to
 * {@link #check()} tells everything at once. A check of a bad field notes the problem and
 * returns a harmless value.
 */
public final class ProblemCollector {

	private final List<Refusal.Problem> problems = new ArrayList<>();

	/** What was noted so far. */
	public List<Refusal.Problem> problems() {
		return List.copyOf(this.problems);
	}

	/** Notes what is wrong with a field. */
	public void add(String field, String code, Object... args) {
		add(new Refusal.Problem(field, code, args));
	}

	/**
	 * Notes it once.
	 * @throws Refusal with all that was noted, where that is more than anybody reads
	 */
	public void add(Refusal.Problem problem) {
		if (!this.problems.contains(problem)) {
			this.problems.add(problem);
			if (this.problems.size() >= Refusal.MOST_PROBLEMS) {
				check();
			}
		}
	}

	/**
	 * Whether anything is wrong with the field: what is then missing need not be told.
	 */
	public boolean has(String field) {
		return this.problems.stream().anyMatch((problem) -> problem.isOf(field));
	}

	/** Whether nothing is wrong so far. */
	public boolean none() {
		return this.problems.isEmpty();
	}

	/**
	 * Refuses if anything was noted.
	 * @throws Refusal of kind INVALID, with every problem
	 */
	public void check() {
		if (!this.problems.isEmpty()) {
			throw Refusal.invalid(this.problems);
		}
	}

	/**
	 * A text that must be there, at most {@code max} characters (Unicode code points).
	 */
	public String text(String field, @Nullable String given, int max) {
		String text = optionalText(field, given, max);
		if (TextLimits.isBlank(text) && !has(field)) {
			add(field, "text-missing");
		}
		return text;
	}

	/**
	 * A text that may be missing: then it is empty. So it is where anything is wrong with
	 * it, so that nobody looks at all of what is too long.
	 */
	public String optionalText(String field, @Nullable String given, int max) {
		String text = (given != null) ? given : "";
		if (text.indexOf('\0') >= 0) {
			add(field, "text-null-character");
			return "";
		}
		if (TextLimits.isBroken(text)) {
			add(field, "text-broken-character");
			return "";
		}
		int length = text.codePointCount(0, text.length());
		if (length > max) {
			add(field, "text-too-long", max, length);
			return "";
		}
		if (TextLimits.stacksMarks(text)) {
			add(field, "text-stacks-marks", TextLimits.MARKS);
			return "";
		}
		return text;
	}

	/**
	 * A text of one line that must be there: a name, a title, what a subject is made of.
	 */
	public String line(String field, @Nullable String given, int max) {
		return oneLine(field, text(field, given, max));
	}

	/** A text of one line that may be missing: then it is empty. */
	public String optionalLine(String field, @Nullable String given, int max) {
		return oneLine(field, optionalText(field, given, max));
	}

	private String oneLine(String field, String text) {
		if (!has(field) && !TextLimits.isOneLine(text)) {
			add(field, "one-line-only");
		}
		return text;
	}

	/** One of several that must be chosen; the first of them where none was. */
	public <E extends Enum<E>> E choice(String field, @Nullable E given, Class<E> type) {
		if (given != null) {
			return given;
		}
		if (!has(field)) {
			add(field, "choice-missing");
		}
		return type.getEnumConstants()[0];
	}

}
