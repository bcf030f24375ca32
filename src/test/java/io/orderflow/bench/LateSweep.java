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

	/**
	 * Placing is measured in turns of eight seconds: alone, until the sweep has found the
	 * last late order, and alone again.
	 */
	private static final int TURNS_ALONE = 6;

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
		try (Watcher database = this.orderflow.watcher()) {
			fill(database, original);
			// until the code that places orders is compiled
			placed(placing, 2 * TURNS_ALONE);
			double alone = placed(placing, TURNS_ALONE);
			while (this.orderflow.undelivered() > 0) {
				Thread.sleep(200);
			}
			this.orderflow.pauseJobs();
			fallLate(database);
			find(database);
			this.orderflow.resumeJobs();
			sweep(placing, alone, database);
		}
	}

	private void find(Watcher database) throws SQLException {
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
	}

	private void sweep(Backlog placing, double alone, Watcher database) throws Exception {
		long late = database.number(LEFT);
		this.orderflow.sweep();
		while (database.number(LEFT) == late) {
			Thread.sleep(20);
		}
		long start = System.nanoTime();
		double sum = 0;
		int turns = 0;
		do {
			sum += placing.placed();
			turns++;
		}
		while (database.number(LEFT) > 0);
		double minutes = (System.nanoTime() - start) / 6e10;
		double meanwhile = sum / turns;
		while (told(database) < late) {
			Thread.sleep(200);
		}
		double after = placed(placing, TURNS_ALONE);
		print("");
		print("Orders placed per second, %d clients, alone before and after, and until the last of the late orders was found",
				this.settings.threads());
		print("%12s %12s %12s %8s %16s %16s", "before", "meanwhile", "after", "ratio", "late orders", "minutes");
		print("%12.1f %12.1f %12.1f %8.2f %16d %16.1f", alone, meanwhile, after, 2 * meanwhile / (alone + after), late,
				minutes);
		Watcher.expect("orders found late", told(database),
				database.number("select count(*) from act_hi_procinst where proc_def_key_ = 'lateOrder'"));
	}

	private static double placed(Backlog placing, int turns) throws Exception {
		double sum = 0;
		for (int i = 0; i < turns; i++) {
			sum += placing.placed();
		}
		return sum / turns;
	}

	/** Of how many late orders both sides have been told. */
	private static long told(Watcher database) throws SQLException {
		return database.number("select count(*) from notification where text_key = 'order.late.client'");
	}

	/**
	 * Copies of one order whose work is under way and due within days, the rows alone.
	 */
	private void fill(Watcher database, String original) throws SQLException {
		database.execute("set session_replication_role = replica");
		String due = "now() + interval '1 day' + n * interval '1 second'";
		Map<String, String> changes = Map.of("id", "gen_random_uuid()", "number", "'LATE-' || n", "clock_due_at", due,
				"late_at", due);
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

	/** Some of them are late all at once. */
	private void fallLate(Watcher database) throws SQLException {
		database.execute("set session_replication_role = replica");
		database.execute("""
				update orders set late_at = late_at - interval '2 days', clock_due_at = clock_due_at - interval '2 days'
				where number in (select 'LATE-' || n from generate_series(1, %d) n)
				""".formatted(this.settings.late()));
		database.execute("set session_replication_role = origin");
	}

	private static void print(String format, Object... values) {
		System.out.println(String.format(Locale.ROOT, format, values));
	}

}
