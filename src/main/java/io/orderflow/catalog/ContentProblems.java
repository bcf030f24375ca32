package io.orderflow.catalog;

import java.util.ArrayList;
import java.util.List;

import io.orderflow.platform.Refusal;

/** Collects what is wrong with a content, field by field, to be told all at once. */
final class ContentProblems {

	private final List<Refusal.Problem> problems;

	ContentProblems(List<Refusal.Problem> known) {
		this.problems = new ArrayList<>(known);
	}

	/** Notes the first thing wrong with a field; one is enough to put it right. */
	void add(String field, String code, Object... args) {
		if (this.problems.stream().noneMatch((problem) -> covers(problem.field(), field))) {
			this.problems.add(new Refusal.Problem(field, code, args));
		}
	}

	private static boolean covers(String known, String field) {
		return field.equals(known) || field.startsWith(known + ".");
	}

	/** A text that must be there, at most {@code max} code points. */
	void text(String field, String text, int max) {
		int length = text.codePointCount(0, text.length());
		if (text.isBlank()) {
			add(field, "text-missing");
		}
		else if (length > max) {
			add(field, "text-too-long", max, length);
		}
		else if (text.indexOf('\0') >= 0) {
			add(field, "text-null-character");
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
