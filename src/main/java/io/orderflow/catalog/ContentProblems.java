package io.orderflow.catalog;

import java.util.ArrayList;
import java.util.List;

import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.TextLimits;

/** Collects what is wrong with a content, field by field, to be told all at once. */
final class ContentProblems {

	private final List<Refusal.Problem> problems;

	private final boolean unfinished;

	/**
	 * Begins with what is known.
	 * @param unfinished whether what is not there yet is no problem
	 */
	ContentProblems(List<Refusal.Problem> known, boolean unfinished) {
		this.unfinished = unfinished;
		this.problems = new ArrayList<>(known);
		checkNumber();
	}

	/** Notes the first thing wrong with a field; one is enough to put it right. */
	void add(String field, String code, Object... args) {
		add(new Refusal.Problem(field, code, args));
	}

	private void add(Refusal.Problem problem) {
		if (this.problems.stream().noneMatch((known) -> covers(known.field(), problem.field()))) {
			this.problems.add(problem);
			checkNumber();
		}
	}

	/** What is more than anybody reads is told as it is. */
	private void checkNumber() {
		if (this.problems.size() >= Refusal.MOST_PROBLEMS) {
			check();
		}
	}

	private static boolean covers(String known, String field) {
		return field.equals(known) || field.startsWith(known + ".");
	}

	/** Whether it may still be being written. */
	boolean unfinished() {
		return this.unfinished;
	}

	/**
	 * Whether a text is judged: what is not there yet may come later. What is blank is
	 * there, and as long as it is.
	 */
	boolean judges(String text) {
		return !this.unfinished || !text.isEmpty();
	}

	/** A text that must be there, at most {@code max} code points. */
	void text(String field, String text, int max) {
		ProblemCollector found = new ProblemCollector();
		found.text(field, text, max);
		found.problems().forEach(this::add);
	}

	/** The same for a text of one line. */
	void line(String field, String text, int max) {
		text(field, text, max);
		if (text.indexOf('\0') < 0 && !TextLimits.isOneLine(text)) {
			add(field, "one-line-only");
		}
	}

	/**
	 * Refuses if anything is wrong.
	 * @throws Refusal of kind INVALID
	 */
	void check() {
		if (!this.problems.isEmpty()) {
			throw Refusal.invalid(this.problems);
		}
	}

}
