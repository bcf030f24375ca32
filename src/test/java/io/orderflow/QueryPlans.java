package io.orderflow;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
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

	private static final Pattern PLACE = Pattern.compile("\\?");

	private static final Pattern RELATION = Pattern.compile("\"Relation Name\": \"(\\w+)\"");

	private final JdbcClient jdbc;

	private final TransactionTemplate transactions;

	/** The tables whose statistics stand for all looks amid the same rows. */
	private final ThreadLocal<@Nullable Set<String>> upToDate = new ThreadLocal<>();

	QueryPlans(JdbcClient jdbc, TransactionTemplate transactions) {
		this.jdbc = jdbc;
		this.transactions = transactions;
	}

	/**
	 * Looks at plans amid many rows, which are gone afterwards. The looks change none, so
	 * the statistics of a table are brought up to date once for all of them: of twenty
	 * thousand services that takes as long as writing them.
	 */
	public void amid(Runnable rows, Runnable looks) {
		this.transactions.executeWithoutResult((tx) -> {
			tx.setRollbackOnly();
			rows.run();
			this.upToDate.set(new HashSet<>());
			try {
				looks.run();
			}
			finally {
				this.upToDate.remove();
			}
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

	/**
	 * The plan that PostgreSQL keeps after a statement's fifth execution: made for people
	 * with as much as most have, and used for those with a thousand times more.
	 */
	public String ofAnybody(String sql, Map<String, ?> params) {
		MapSqlParameterSource source = new MapSqlParameterSource(params);
		Iterator<Integer> numbers = IntStream.iterate(1, (i) -> i + 1).iterator();
		String prepared = PLACE.matcher(NamedParameterUtils.substituteNamedParameters(sql, source))
			.replaceAll((place) -> "\\$" + numbers.next());
		String values = Arrays.stream(NamedParameterUtils.buildValueArray(sql, params))
			.flatMap((value) -> (value instanceof Collection<?> many) ? many.stream() : Stream.of(value))
			.map((value) -> "'" + value.toString().replace("'", "''") + "'")
			.collect(Collectors.joining(", "));
		return this.transactions.execute((tx) -> {
			this.jdbc.sql("set local plan_cache_mode = force_generic_plan").update();
			this.jdbc.sql("prepare looked_at as " + prepared).update();
			try {
				return lines("explain (costs off) execute looked_at (" + values + ")", Map.of());
			}
			finally {
				this.jdbc.sql("deallocate looked_at").update();
				this.jdbc.sql("set local plan_cache_mode = auto").update();
			}
		});
	}

	private String planned(String sql, Map<String, ?> params, List<String> avoided) {
		return this.transactions.execute((tx) -> {
			RELATION.matcher(explained("(format json)", sql, params))
				.results()
				.map((relation) -> relation.group(1))
				.distinct()
				.filter(this::isToBeBroughtUpToDate)
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

	private boolean isToBeBroughtUpToDate(String table) {
		Set<String> upToDate = this.upToDate.get();
		return upToDate == null || upToDate.add(table);
	}

	private String explained(String options, String sql, Map<String, ?> params) {
		return lines("explain " + options + " " + sql, params);
	}

	private String lines(String sql, Map<String, ?> params) {
		return String.join("\n", this.jdbc.sql(sql).params(params).query((row, number) -> row.getString(1)).list());
	}

}
