package io.orderflow.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A pool whose connections can be watched. While nobody counts it hands out the pool's
 * own connections, so that counting costs the timed rounds nothing.
 */
class CountedDataSource extends DelegatingDataSource {

	private static final String STARTED = "started";

	private static final Pattern SELECTED = Pattern.compile("^select .*? from ", Pattern.CASE_INSENSITIVE);

	private static final Pattern SPACE = Pattern.compile("\\s+");

	private final DataSource watched;

	private final Map<String, Times> counts = new ConcurrentHashMap<>();

	private volatile boolean counting;

	CountedDataSource(DataSource pool) {
		super(pool);
		this.watched = ProxyDataSourceBuilder.create(pool).listener(new QueryExecutionListener() {

			@Override
			public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
				execution.addCustomValue(STARTED, System.nanoTime());
			}

			@Override
			public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
				count(execution, queries);
			}

		}).build();
	}

	/**
	 * How often a statement was sent.
	 *
	 * @param executions a batch is one
	 * @param rows every row of a batch is one
	 * @param nanos that were waited for it, all in all
	 */
	record Count(String sql, long executions, long rows, long nanos) {

	}

	private record Times(LongAdder executions, LongAdder rows, LongAdder nanos) {

		Times() {
			this(new LongAdder(), new LongAdder(), new LongAdder());
		}

	}

	@Override
	public Connection getConnection() throws SQLException {
		return this.counting ? this.watched.getConnection() : super.getConnection();
	}

	void startCounting() {
		this.counts.clear();
		this.counting = true;
	}

	/** What was sent since counting began, the most frequent first. */
	List<Count> stopCounting() {
		this.counting = false;
		return this.counts.entrySet()
			.stream()
			.map((entry) -> new Count(entry.getKey(), entry.getValue().executions().sum(),
					entry.getValue().rows().sum(), entry.getValue().nanos().sum()))
			.sorted(Comparator.comparingLong(Count::executions).reversed().thenComparing(Count::sql))
			.toList();
	}

	private void count(ExecutionInfo execution, List<QueryInfo> queries) {
		if (!this.counting || queries.isEmpty()) {
			return;
		}
		Times times = this.counts.computeIfAbsent(readable(queries.get(0).getQuery()), (sql) -> new Times());
		times.executions().increment();
		times.nanos().add(System.nanoTime() - execution.getCustomValue(STARTED, Long.class));
		times.rows().add(execution.isBatch() ? Math.max(1, execution.getBatchSize()) : 1);
	}

	/** On one line, without the columns that are read. */
	private static String readable(String sql) {
		String line = SPACE.matcher(sql.strip().toLowerCase(Locale.ROOT)).replaceAll(" ");
		return SELECTED.matcher(line).replaceFirst("select … from ");
	}

}
