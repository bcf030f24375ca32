package io.orderflow.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import org.springframework.util.FileSystemUtils;

/**
 * What finding late orders costs (S20): a great many orders are under way, some thousands
 * of them have fallen late at once, as after an outage, and others are placed meanwhile.
 */
final class LateSweep {

	private static final int LOOKS = 9;

	private static final String LEFT = "select count(*) from orders where late_from < now() and late_marked_at is null";

	private final BenchSettings settings;

	private final OrderflowSide orderflow;

	private LateSweep(BenchSettings settings, OrderflowSide orderflow) {
		this.settings = settings;
		this.orderflow = orderflow;
	}

	/** The directory of the data is given, and removed before and after. */
	public static void main(String[] args) throws Exception {
		Path data = Path.of(args[0]);
		FileSystemUtils.deleteRecursively(data);
		BenchSettings settings = BenchSettings.ofSystemProperties();
		ExecutorService clients = Executors.newFixedThreadPool(settings.threads());
		try (OrderflowSide orderflow = new OrderflowSide(data)) {
			new LateSweep(settings, orderflow).run(new Backlog(orderflow, clients, settings));
		}
		finally {
			clients.shutdownNow();
			FileSystemUtils.deleteRecursively(data);
		}
	}

	private void run(Backlog placing) throws Exception {
		String original = Move.until(Move.REVIEW_DRAFT, this.orderflow, (move) -> {
		});
		placing.placed();
		this.orderflow.pauseJobs();
		try (Watcher database = this.orderflow.watcher()) {
			fill(database, original);
			double[] millis = new double[LOOKS];
			int found = 0;
			for (int i = 0; i < LOOKS; i++) {
				long start = System.nanoTime();
				found = this.orderflow.findLate();
				millis[i] = (System.nanoTime() - start) / 1e6;
			}
			double first = millis[0];
			Arrays.sort(millis);
			print("");
			print("%d orders under way, of which %d have fallen late: the first %d are found and marked in",
					database.number("select count(*) from orders where late_from is not null"), database.number(LEFT),
					found);
			print("%12s %12s", "first, ms", "median, ms");
			print("%12.0f %12.0f", first, millis[LOOKS / 2]);
			this.orderflow.resumeJobs();
			double alone = placing.placed();
			this.orderflow.pauseJobs();
			long before = database.number(LEFT);
			this.orderflow.sweep();
			this.orderflow.resumeJobs();
			long start = System.nanoTime();
			double meanwhile = placing.placed();
			long left = database.number(LEFT);
			while (database.number(LEFT) > 0) {
				Thread.sleep(50);
			}
			double seconds = (System.nanoTime() - start) / 1e9;
			print("");
			print("Orders placed per second, %d clients, alone and while both sides of late orders are told",
					this.settings.threads());
			print("%12s %12s %8s %24s %24s", "alone", "meanwhile", "ratio", "told of meanwhile",
					"all told of within, s");
			print("%12.1f %12.1f %8.2f %24d %24.1f", alone, meanwhile, meanwhile / alone, before - left, seconds);
			Watcher.expect("processes of late orders", before,
					database.number("select count(*) from act_hi_procinst where proc_def_key_ = 'lateOrder'"));
		}
	}

	/** Copies of one order whose work is under way, the rows alone. */
	private void fill(Watcher database, String original) throws SQLException {
		database.execute("set session_replication_role = replica");
		String late = "case when n <= %d then now() - n * interval '1 second' else now() + n * interval '1 second' end"
			.formatted(this.settings.late());
		Map<String, String> changes = Map.of("id", "gen_random_uuid()", "number", "'LATE-' || n", "clock_due_at", late,
				"late_at", late);
		List<String> columns = database.texts("""
				select column_name from information_schema.columns
				where table_schema = current_schema() and table_name = 'orders' and is_generated = 'NEVER'
				""");
		String values = columns.stream()
			.map((column) -> changes.getOrDefault(column, column))
			.collect(Collectors.joining(", "));
		database.execute("insert into orders (%s) select %s from generate_series(1, %d) n, orders where number = '%s'"
			.formatted(String.join(", ", columns), values, this.settings.stored(), original));
		database.execute("set session_replication_role = origin");
		database.execute("vacuum analyze orders");
	}

	private static void print(String format, Object... values) {
		System.out.println(String.format(Locale.ROOT, format, values));
	}

}
