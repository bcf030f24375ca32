package io.orderflow;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How PostgreSQL would run a statement, whatever other tests left behind: the statistics
 * of every table that it reads are brought up to date first, and tables are read whole,
 * hashed or merged only where no index serves. So a plan says which indexes serve a
 * statement, not what pays at the sizes that tables happen to have.
 */
@Component
@Profile("test")
public class QueryPlans {

	private static final Pattern RELATION = Pattern.compile("\"Relation Name\": \"(\\w+)\"");

	private final JdbcClient jdbc;

	private final TransactionTemplate transactions;

	QueryPlans(JdbcClient jdbc, TransactionTemplate transactions) {
		this.jdbc = jdbc;
		this.transactions = transactions;
	}

	/** Looks at plans amid many rows, which are gone afterwards. */
	public void amid(Runnable rows, Runnable looks) {
		this.transactions.executeWithoutResult((tx) -> {
			tx.setRollbackOnly();
			rows.run();
			looks.run();
		});
	}

	/** The plan as text. */
	public String of(String sql, Map<String, ?> params) {
		return planned(sql, params, List.of("seqscan", "hashjoin", "mergejoin"));
	}

	/**
	 * The plan as text, where a test makes too few rows for an index in the right order
	 * to cost less than sorting them: it sorts only where no index is in that order.
	 */
	public String ofFewRows(String sql, Map<String, ?> params) {
		return planned(sql, params, List.of("seqscan", "hashjoin", "mergejoin", "bitmapscan", "sort"));
	}

	private String planned(String sql, Map<String, ?> params, List<String> avoided) {
		return this.transactions.execute((tx) -> {
			RELATION.matcher(explained("(format json)", sql, params))
				.results()
				.map((relation) -> relation.group(1))
				.distinct()
				.forEach((table) -> this.jdbc.sql("analyze " + table).update());
			avoided.forEach((way) -> this.jdbc.sql("set local enable_" + way + " = off").update());
			try {
				return explained("(costs off)", sql, params);
			}
			finally {
				avoided.forEach((way) -> this.jdbc.sql("set local enable_" + way + " = on").update());
			}
		});
	}

	private String explained(String options, String sql, Map<String, ?> params) {
		return String.join("\n",
				this.jdbc.sql("explain " + options + " " + sql)
					.params(params)
					.query((row, number) -> row.getString(1))
					.list());
	}

}
