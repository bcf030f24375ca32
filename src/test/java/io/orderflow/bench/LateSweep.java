package io.orderflow.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.management.UpdateJobSuspensionStateBuilder;
import org.springframework.util.FileSystemUtils;

/**
 * What finding late orders costs (S20): a great many orders are under way, some thousands
 * of them have fallen late at once, as after an outage, and others are placed meanwhile.
 */
final class LateSweep {

	private static final int LOOKS = 9;

	private static final int WARM_UP = 4;

	/** Of half a minute each, in which a hundred are told, or none. */
	private static final int ROUNDS = 8;

	/** Of eight seconds; so many are as long as it takes the sweep to come round. */
	private static final int TURNS = 4;

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
			for (int i = 0; i < WARM_UP; i++) {
				placed(placing);
			}
			sweepsByItself(false);
			delivered();
			this.orderflow.pauseJobs();
			fallLate(database);
			find(database);
			this.orderflow.resumeJobs();
			sweep(placing, database);
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

	/**
	 * Rounds with and without telling take turns, and each begins when all mails are
	 * away, so that both have the same machine.
	 */
	private void sweep(Backlog placing, Watcher database) throws Exception {
		double[] alone = new double[ROUNDS];
		double[] meanwhile = new double[ROUNDS];
		double[] ratios = new double[ROUNDS];
		long before = told(database);
		print("");
		print("Orders placed per second, %d clients, rounds of half a minute", this.settings.threads());
		print("%12s %12s %8s", "alone", "meanwhile", "ratio");
		for (int i = 0; i < ROUNDS; i++) {
			if (i % 2 == 0) {
				alone[i] = placed(placing);
				meanwhile[i] = placedMeanwhile(placing, database);
			}
			else {
				meanwhile[i] = placedMeanwhile(placing, database);
				alone[i] = placed(placing);
			}
			ratios[i] = meanwhile[i] / alone[i];
			print("%12.1f %12.1f %8.2f", alone[i], meanwhile[i], ratios[i]);
		}
		delivered();
		Arrays.sort(ratios);
		print("median ratio %.2f; %d late orders were told of", (ratios[ROUNDS / 2 - 1] + ratios[ROUNDS / 2]) / 2,
				told(database) - before);
		Watcher.expect("orders found late", told(database),
				database.number("select count(*) from act_hi_procinst where proc_def_key_ = 'lateOrder'"));
	}

	private double placedMeanwhile(Backlog placing, Watcher database) throws Exception {
		delivered();
		long late = database.number(LEFT);
		sweepsByItself(true);
		sweepNow();
		while (database.number(LEFT) == late) {
			Thread.sleep(20);
		}
		sweepsByItself(false);
		return placedNow(placing);
	}

	private void sweepsByItself(boolean on) {
		UpdateJobSuspensionStateBuilder sweeps = this.orderflow.management()
			.updateJobSuspensionState()
			.byProcessDefinitionKey("deadlineSweep");
		if (on) {
			sweeps.activate();
		}
		else {
			sweeps.suspend();
		}
	}

	private void sweepNow() {
		ManagementService management = this.orderflow.management();
		management.setJobDuedate(management.createJobQuery().activityId("event_sweepFellDue").singleResult().getId(),
				new Date());
	}

	private double placed(Backlog placing) throws Exception {
		delivered();
		return placedNow(placing);
	}

	private static double placedNow(Backlog placing) throws Exception {
		double sum = 0;
		for (int i = 0; i < TURNS; i++) {
			sum += placing.placed();
		}
		return sum / TURNS;
	}

	/** Waits until the mails of the round before are away. */
	private void delivered() throws InterruptedException {
		while (this.orderflow.undelivered() > 0) {
			Thread.sleep(200);
		}
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
