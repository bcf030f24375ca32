package io.orderflow.order;

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

	/** Whether a point is part of what was agreed. */
	public enum Scope {

		INSIDE, OUTSIDE

	}

	/** Points of before they had a scope are inside: nothing else could be said. */
	@SuppressWarnings("ConstantValue")
	public RevisionPoint {
		scope = (scope != null) ? scope : Scope.INSIDE;
	}

	/** Whether it lies outside of what was agreed, as the client sees it. */
	public boolean outside() {
		return this.scope == Scope.OUTSIDE;
	}

}
