package io.orderflow.bench;

import java.lang.management.ManagementFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

import org.springframework.util.FileSystemUtils;

/**
 * Whole orders per second: from placement until the dossier is answered for and every
 * notification is delivered. Orderflow and its rivals in turns on one PostgreSQL: the
 * engine with an instance for each mail, the engine without any, and the least that SQL
 * by hand needs. Only what is wrong fails it; slow is not wrong.
 */
final class Benchmark {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final List<Integer> CLIENTS = List.of(1, 4, 16);

	private final BenchSettings settings;

	private final OrderflowSide orderflow;

	private final List<Side> sides;

	private final ExecutorService clients;

	private final ProcessHandle database;

	private final Watcher watcher;

	private final Measures measures = new Measures();

	private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

	private Benchmark(BenchSettings settings, OrderflowSide orderflow, List<Side> rivals, ExecutorService clients,
			Watcher watcher) throws SQLException, IOException {
		this.settings = settings;
		this.orderflow = orderflow;
		this.sides = Stream.concat(Stream.of(orderflow), rivals.stream()).toList();
		this.clients = clients;
		this.watcher = watcher;
		this.database = orderflow.database();
	}

	/** The directory of the data is given, and removed before and after. */
	public static void main(String[] args) throws Exception {
		BenchSettings settings = BenchSettings.ofSystemProperties();
		Path data = Path.of(args[0]);
		FileSystemUtils.deleteRecursively(data);
		ExecutorService clients = Executors.newFixedThreadPool(Math.max(settings.threads(), 16));
		try (OrderflowSide orderflow = new OrderflowSide(data); Watcher watcher = orderflow.watcher()) {
			Map<Move, Integer> mails = orderflow.notificationsByMove();
			try (BareSide bare = new BareSide(orderflow.emptyDatabase("bare"), Path.of("processes"), mails);
					HandSide hand = new HandSide(orderflow.emptyDatabase("hand"), mails)) {
				new Benchmark(settings, orderflow, List.of(bare, bare.withoutNotifications(), hand), clients, watcher)
					.run(data.resolveSibling("bench.json"));
			}
			new Backlog(orderflow, clients, settings).run();
		}
		finally {
			clients.shutdownNow();
			FileSystemUtils.deleteRecursively(data);
		}
	}

	private void run(Path json) throws Exception {
		print("");
		print("Whole orders per second, %d clients, rounds of %d orders; PostgreSQL with %s; %d processors, Java %s",
				this.settings.threads(), this.settings.orders(), this.orderflow.durability(),
				Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"));
		print("Processor time, bytes of log and heap per order; ratio: how much faster Orderflow is");
		print("");
		for (Side side : this.sides) {
			round(side, this.settings.threads(), this.settings.warmUp());
		}
		Measures.head();
		for (int i = 1; i <= this.settings.rounds(); i++) {
			for (Side side : this.sides) {
				this.measures.add(round(side, this.settings.threads(), this.settings.orders()));
			}
			int last = i - 1;
			print(String.valueOf(i), this.settings.threads(), (rounds) -> rounds.subList(last, last + 1));
		}
		print("median", this.settings.threads(), UnaryOperator.identity());
		for (int number : CLIENTS) {
			for (Side side : this.sides) {
				this.measures.add(round(side, number, this.settings.orders()));
			}
			print(number + " cl.", number, UnaryOperator.identity());
		}
		print("");
		printStatements();
		long resident = resident();
		this.measures.add("resident megabytes", resident);
		this.measures.write(json);
		print("");
		print("The process has %d MB in all; all of it as JSON: %s", resident, json.getFileName());
	}

	/** Megabytes of memory that this process has, as Linux counts them; elsewhere 0. */
	private static long resident() throws IOException {
		Path status = Path.of("/proc/self/status");
		List<String> lines = Files.exists(status) ? Files.readAllLines(status) : List.of();
		return lines.stream()
			.filter((line) -> line.startsWith("VmRSS"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
			.findFirst()
			.orElse(0);
	}

	private void print(String what, int clients, UnaryOperator<List<Measures.Round>> which) {
		List<Measures.Round> ours = which.apply(this.measures.of(this.orderflow.name(), clients));
		for (Side side : this.sides) {
			List<Measures.Round> theirs = which.apply(this.measures.of(side.name(), clients));
			this.measures.print(what, side.name(), theirs, ours);
		}
	}

	private List<CountedDataSource.Count> counted(Side side) throws Exception {
		side.statements().startCounting();
		round(side, this.settings.threads(), this.settings.counted());
		return side.statements().stopCounting();
	}

	/** Timed from the first placement until nothing runs any more; checked after that. */
	private Measures.Round round(Side side, int clients, int orders) throws Exception {
		AtomicInteger left = new AtomicInteger(orders);
		Queue<String> numbers = new ConcurrentLinkedQueue<>();
		Callable<Void> client = () -> {
			while (left.getAndDecrement() > 0) {
				numbers.add(Move.all(side, (move) -> {
				}));
			}
			return null;
		};
		long log = written();
		long java = this.process.getProcessCpuTime();
		long database = databaseCpuTime();
		long start = System.nanoTime();
		List<Future<Void>> working = new ArrayList<>();
		for (int i = 0; i < clients; i++) {
			working.add(this.clients.submit(client));
		}
		for (Future<Void> one : working) {
			one.get();
		}
		awaitQuiet(side);
		double seconds = (System.nanoTime() - start) / 1e9;
		double javaMillis = (this.process.getProcessCpuTime() - java) / 1e6;
		double databaseMillis = (databaseCpuTime() - database) / 1e6;
		double wal = written() - log;
		side.check(numbers);
		Runtime heap = Runtime.getRuntime();
		return new Measures.Round(side.name(), clients, orders / seconds, javaMillis / orders, databaseMillis / orders,
				wal / orders, (heap.totalMemory() - heap.freeMemory()) / 1048576.0);
	}

	/** Bytes that the whole cluster has written to its log. */
	private long written() throws SQLException {
		return this.watcher.number("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint");
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

	private void printStatements() throws Exception {
		print("SQL statements per order, in a round of %d", this.settings.counted());
		print("%-18s %10s %22s %10s", "", "executed", "each row of a batch", "different");
		for (Side side : this.sides) {
			List<CountedDataSource.Count> counts = counted(side);
			this.measures.add("statements, " + side.name(), perOrder(executions(counts)));
			print("%-18s %10.1f %22.1f %10d", side.name(), perOrder(executions(counts)), perOrder(rows(counts)),
					counts.size());
			if (side == this.orderflow) {
				printMost(counts);
			}
		}
	}

	private void printMost(List<CountedDataSource.Count> counts) {
		print("");
		print("Most frequent, per order");
		counts.stream()
			.limit(this.settings.top())
			.forEach((count) -> print("%8.1f  %s", perOrder(count.executions()), cut(count.sql())));
		print("");
		print("Most waited for, ms per order");
		counts.stream()
			.sorted(Comparator.comparingLong(CountedDataSource.Count::nanos).reversed())
			.limit(this.settings.top())
			.forEach((count) -> print("%8.2f  %s", perOrder(count.nanos()) / 1e6, cut(count.sql())));
		print("");
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
		Measures.print(format, values);
	}

}
