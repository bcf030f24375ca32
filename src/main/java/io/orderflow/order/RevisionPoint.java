package io.orderflow.order;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the client wants changed (S26, B5). The client says what it belongs to
 * and, apart from that, whether it was agreed; the freelancer can object to that mark,
 * and answers each point with the next delivery.
 *
 * @param text what is to be changed
 * @param belongsTo the key of a requirement question, {@link #task} of the plan,
 * {@link #APPROVED_DRAFT} or {@link #SOMETHING_ELSE}
 * @param scope whether it is part of what was agreed, as the client sees it
 * @param objection why the freelancer sees that otherwise; null while they do not
 * @param answer what the freelancer did about it; null until the next delivery
 */
public record RevisionPoint(String text, @JsonAlias( {
		"belongsTo", "requirement" }) String belongsTo, Scope scope, @Nullable String objection,
		@Nullable String answer){

	/** No question has a key with a hyphen. */
	public static final String APPROVED_DRAFT = "approved-draft";

	public static final String SOMETHING_ELSE = "something-else";

	private static final String TASK = "task-";

	/** Whether a point is part of what was agreed. */
	public enum Scope {

		INSIDE, OUTSIDE

	}

	/**
	 * Points of before they had a scope are inside, and those that named no requirement
	 * belong to something else: nothing else could be said.
	 */
	@SuppressWarnings("ConstantValue")
	public RevisionPoint {
		scope = (scope != null) ? scope : Scope.INSIDE;
		belongsTo = (belongsTo != null) ? belongsTo : SOMETHING_ELSE;
	}

	public RevisionPoint(String text, String belongsTo, Scope scope) {
		this(text, belongsTo, scope, null, null);
	}

	/** What each of them says, a line each, as they are numbered everywhere. */
	static String listed(List<RevisionPoint> points) {
		return IntStream.range(0, points.size())
			.mapToObj((i) -> (i + 1) + ". " + points.get(i).text())
			.collect(Collectors.joining("\n"));
	}

	/** Numbers of those that are outside what was agreed; empty where none is. */
	static String outside(List<RevisionPoint> points) {
		return IntStream.range(0, points.size())
			.filter((i) -> points.get(i).scope() == Scope.OUTSIDE)
			.mapToObj((i) -> String.valueOf(i + 1))
			.collect(Collectors.joining(", "));
	}

	/** What a point of this task of the plan belongs to. */
	public static String task(int no) {
		return TASK + no;
	}

	/** Whether it lies outside what was agreed, as the client sees it. */
	public boolean outside() {
		return this.scope == Scope.OUTSIDE;
	}

	RevisionPoint objectedTo(String reason) {
		return new RevisionPoint(this.text, this.belongsTo, this.scope, reason, this.answer);
	}

	RevisionPoint answered(String given) {
		return new RevisionPoint(this.text, this.belongsTo, this.scope, this.objection, given);
	}

}
