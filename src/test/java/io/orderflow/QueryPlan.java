package io.orderflow;

import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;

/** How PostgreSQL would run a statement. */
public final class QueryPlan {

	private QueryPlan() {
	}

	/**
	 * The plan as text, after the statistics were brought up to date.
	 * @param tables whose, with commas between them
	 */
	public static String of(JdbcClient jdbc, String tables, String sql, Map<String, ?> params) {
		jdbc.sql("analyze " + tables).update();
		return String.join("\n", jdbc.sql("explain (costs off) " + sql).params(params).query(String.class).list());
	}

}
