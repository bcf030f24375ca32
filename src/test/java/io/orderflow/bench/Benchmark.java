package io.orderflow.bench;

import java.lang.management.ManagementFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

import com.sun.management.OperatingSystemMXBean;

import org.springframework.util.FileSystemUtils;

/**
 * Whole orders per second: from placement until the dossier is answered for and every
 * notification is delivered, Orderflow and the bare engine in turns on one PostgreSQL.
 * Only what is wrong fails it; slow is not wrong.
 */
final class Benchmark {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final BenchSettings settings;

	private final OrderflowSide orderflow;

	private final BareSide bare;

	private final ExecutorService clients;

	private final ProcessHandle database;

	private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

	/**
	 * What one round came to.
	 *
	 * @param rate orders per second
	 * @param java milliseconds of this process's processor time per order
	 * @param database the same of all of the database's processes
	 */
	private record Round(double rate, double java, double database) {

	}

	private Benchmark(BenchSettings settings, OrderflowSide orderflow, BareSide bare, ExecutorService clients)
			throws SQLException, IOException {
		this.settings = settings;
		this.orderflow = orderflow;
		this.bare = bare;
		this.clients = clients;
		this.database = orderflow.database();
	}

	/** The directory of the data is given, and removed before and after. */
	public static void main(String[] args) throws Exception {
		BenchSettings settings = BenchSettings.ofSystemProperties();
		Path data = Path.of(args[0]);
		FileSystemUtils.deleteRecursively(data);
		ExecutorService clients = Executors.newFixedThreadPool(settings.threads());
		try (OrderflowSide orderflow = new OrderflowSide(data)) {
			try (BareSide bare = new BareSide(orderflow.emptyDatabase("bare"), Path.of("processes"),
					orderflow.notificationsByMove())) {
				new Benchmark(settings, orderflow, bare, clients).run();
			}
			new Backlog(orderflow, clients, settings).run();
		}
		finally {
			clients.shutdownNow();
			FileSystemUtils.deleteRecursively(data);
		}
	}

	private void run() throws Exception {
		print("");
		print("Whole orders per second, %d clients, rounds of %d orders; PostgreSQL with %s; %d processors, Java %s",
				this.settings.threads(), this.settings.orders(), this.orderflow.durability(),
				Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"));
		print("");
		round(this.orderflow, this.settings.warmUp());
		round(this.bare, this.settings.warmUp());
		print("%-8s %-24s %8s   %-32s", "", "orders per second", "", "ms of CPU per order: Java + PostgreSQL");
		print("%-8s %11s %12s %8s   %18s %18s", "round", this.orderflow.name(), this.bare.name(), "ratio",
				this.orderflow.name(), this.bare.name());
		List<Round> ours = new ArrayList<>();
		List<Round> theirs = new ArrayList<>();
		for (int i = 1; i <= this.settings.rounds(); i++) {
			ours.add(round(this.orderflow, this.settings.orders()));
			theirs.add(round(this.bare, this.settings.orders()));
			printRounds(String.valueOf(i), ours.subList(i - 1, i), theirs.subList(i - 1, i));
		}
		printRounds("median", ours, theirs);
		print("");
		printStatements(counted(this.orderflow), counted(this.bare));
	}

	private List<CountedDataSource.Count> counted(Side side) throws Exception {
		side.statements().startCounting();
		round(side, this.settings.counted());
		return side.statements().stopCounting();
	}

	/** Timed from the first placement until nothing runs any more; checked after that. */
	private Round round(Side side, int orders) throws Exception {
		AtomicInteger left = new AtomicInteger(orders);
		Queue<String> numbers = new ConcurrentLinkedQueue<>();
		Callable<Void> client = () -> {
			while (left.getAndDecrement() > 0) {
				numbers.add(Move.all(side, (move) -> {
				}));
			}
			return null;
		};
		long java = this.process.getProcessCpuTime();
		long database = databaseCpuTime();
		long start = System.nanoTime();
		List<Future<Void>> working = new ArrayList<>();
		for (int i = 0; i < this.settings.threads(); i++) {
			working.add(this.clients.submit(client));
		}
		for (Future<Void> one : working) {
			one.get();
		}
		awaitQuiet(side);
		double seconds = (System.nanoTime() - start) / 1e9;
		double javaMillis = (this.process.getProcessCpuTime() - java) / 1e6;
		double databaseMillis = (databaseCpuTime() - database) / 1e6;
		side.check(numbers);
		return new Round(orders / seconds, javaMillis / orders, databaseMillis / orders);
	}

	/** In nanoseconds; each connection is a process, and stays. */
	private long databaseCpuTime() {
		return this.database.descendants()
			.flatMap((backend) -> backend.info().totalCpuDuration().stream())
			.mapToLong(Duration::toNanos)
			.sum();
	}

	private static void awaitQuiet(Side side) throws SQLException, InterruptedException {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (!side.quiet()) {
			if (System.nanoTime() > deadline) {
				throw new IllegalStateException(
						side.name() + ": something still runs " + PATIENCE + " after the last order");
			}
			Thread.sleep(5);
		}
	}

	private static void printRounds(String what, List<Round> ours, List<Round> theirs) {
		double our = median(ours, Round::rate);
		double their = median(theirs, Round::rate);
		print("%-8s %11.1f %12.1f %8.2f   %12.0f + %3.0f %12.0f + %3.0f", what, our, their, our / their,
				median(ours, Round::java), median(ours, Round::database), median(theirs, Round::java),
				median(theirs, Round::database));
	}

	private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
		double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	private void printStatements(List<CountedDataSource.Count> ours, List<CountedDataSource.Count> theirs) {
		print("SQL statements per order, in a round of %d", this.settings.counted());
		print("%-30s %12s %12s %8s", "", this.orderflow.name(), this.bare.name(), "ratio");
		printRow("%-30s %12.1f %12.1f %8.2f", "executed (a batch is one)", perOrder(executions(ours)),
				perOrder(executions(theirs)));
		printRow("%-30s %12.1f %12.1f %8.2f", "with each row of a batch", perOrder(rows(ours)), perOrder(rows(theirs)));
		for (List<CountedDataSource.Count> counts : List.of(ours, theirs)) {
			String side = (counts == ours) ? this.orderflow.name() : "the " + this.bare.name();
			print("");
			print("Most frequent on the side of %s, per order", side);
			counts.stream()
				.limit(this.settings.top())
				.forEach((count) -> print("%8.1f  %s", perOrder(count.executions()), cut(count.sql())));
			print("");
			print("Most waited for on the side of %s, ms per order", side);
			counts.stream()
				.sorted(Comparator.comparingLong(CountedDataSource.Count::nanos).reversed())
				.limit(this.settings.top())
				.forEach((count) -> print("%8.2f  %s", perOrder(count.nanos()) / 1e6, cut(count.sql())));
		}
	}

	private static void printRow(String format, String what, double ours, double theirs) {
		print(format, what, ours, theirs, ours / theirs);
	}

	private double perOrder(long count) {
		return (double) count / this.settings.counted();
	}

	private static long executions(Collection<CountedDataSource.Count> counts) {
		return counts.stream().mapToLong(CountedDataSource.Count::executions).sum();
	}

	private static long rows(Collection<CountedDataSource.Count> counts) {
		return counts.stream().mapToLong(CountedDataSource.Count::rows).sum();
	}

	private static String cut(String sql) {
		return (sql.length() > 150) ? sql.substring(0, 149) + "…" : sql;
	}

	private static void print(String format, Object... values) {
		System.out.println(String.format(Locale.ROOT, format, values));
	}

}
