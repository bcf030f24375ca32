package io.orderflow.platform.engine;

import java.util.Set;

/**
 * The only expressions that a query of the engine may hold, in a stored filter of
 * Tasklist: who looks, and now.
 */
public final class FilterExpressions {

	public static final String CURRENT_USER = "${currentUser()}";

	public static final String NOW = "${now()}";

	static final Set<String> ALL = Set.of(CURRENT_USER, NOW);

	private FilterExpressions() {
	}

}
