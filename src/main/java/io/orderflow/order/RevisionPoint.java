package io.orderflow.order;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.orderflow.catalog.RequirementQuestion;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the client wants changed (S26, B5).
 *
 * @param text what is to be changed
 * @param requirement the key of the requirement question it belongs to; null where the
 * service asked nothing, or what is wanted lies outside of what was asked
 * @param scope whether it is part of what was agreed, as the client sees it
 */
public record RevisionPoint(String text, @Nullable String requirement, Scope scope) {

	/** Stands beside a requirement's key, or alone, for what was not agreed. */
	public static final String OUTSIDE = RequirementQuestion.RESERVED_KEY;

	private static final Pattern MARKED = Pattern
		.compile("\\[([a-z][a-zA-Z0-9]*(?:\\s*,\\s*[a-z][a-zA-Z0-9]*)?)]\\s*(.*)", Pattern.DOTALL);

	/** Whether a point is part of what was agreed. */
	public enum Scope {

		INSIDE, OUTSIDE

	}

	/** Points of before they had a scope are inside: nothing else could be said. */
	@SuppressWarnings("ConstantValue")
	public RevisionPoint {
		scope = (scope != null) ? scope : Scope.INSIDE;
	}

	/**
	 * Reads a line as Tasklist has it: {@code [logo] Larger, please}, and for what was
	 * not agreed {@code [outside] A third variant} or {@code [logo, outside] In gold}. No
	 * question is called that. What stands in brackets and was not offered is text.
	 * @param offered the keys of the requirements that a line can name
	 */
	public static RevisionPoint read(String line, Set<String> offered) {
		Matcher marked = MARKED.matcher(line);
		if (!marked.matches()) {
			return new RevisionPoint(line, null, Scope.INSIDE);
		}
		List<String> marks = Arrays.stream(marked.group(1).split(",")).map(String::strip).toList();
		if (!marks.stream().allMatch((mark) -> mark.equals(OUTSIDE) || offered.contains(mark))) {
			return new RevisionPoint(line, null, Scope.INSIDE);
		}
		Scope scope = marks.contains(OUTSIDE) ? Scope.OUTSIDE : Scope.INSIDE;
		String requirement = marks.stream().filter((mark) -> !mark.equals(OUTSIDE)).findFirst().orElse(null);
		return new RevisionPoint(marked.group(2), requirement, scope);
	}

	/** Whether it lies outside of what was agreed, as the client sees it. */
	public boolean outside() {
		return this.scope == Scope.OUTSIDE;
	}

	/** The line that reads back as this point. */
	public String line() {
		String marks = (this.requirement != null) ? this.requirement : "";
		if (this.scope == Scope.OUTSIDE) {
			marks += marks.isEmpty() ? OUTSIDE : ", " + OUTSIDE;
		}
		return marks.isEmpty() ? this.text : "[" + marks + "] " + this.text;
	}

}
