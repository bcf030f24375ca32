package io.orderflow.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Stream;

import io.orderflow.worker.WorkerProcess;
import org.springframework.util.FileSystemUtils;

/**
 * What benchmarks of workers have in common: the application with its database on this
 * machine, workers in processes of their own, and where processor time goes.
 */
final class WorkerBench implements AutoCloseable {

	/** Between two questions whether something is made: asking costs what it measures. */
	private static final int PAUSE_MILLIS = 50;

	/** Of {@code /proc}, on every Linux. */
	private static final double TICKS_PER_MILLI = 0.1;

	/** Where the time of ended children stands, after the name: user, then system. */
	private static final int CHILDREN_USER = 13;

	private final Path data;

	private final Path folder;

	private final OrderflowSide orderflow;

	/**
	 * @param data directory of the database, which is removed before and after
	 */
	WorkerBench(String data) throws Exception {
		this.data = Path.of(data);
		FileSystemUtils.deleteRecursively(this.data);
		this.folder = Files.createTempDirectory("worker-bench");
		this.orderflow = new OrderflowSide(this.data);
	}

	OrderflowSide orderflow() {
		return this.orderflow;
	}

	/** Starts one, and does not wait until it works. */
	WorkerProcess worker(int no) throws IOException {
		return WorkerProcess.start(this.orderflow.port(), this.folder.resolve("worker-" + no + ".log"));
	}

	interface Question {

		boolean yes() throws Exception;

	}

	static void until(Question question) throws Exception {
		while (!question.yes()) {
			Thread.sleep(PAUSE_MILLIS);
		}
	}

	static void print(String format, Object... values) {
		System.out.println(String.format(Locale.ROOT, format, values));
	}

	static String machine() {
		return String.format(Locale.ROOT, "%d processors, load %.1f", Runtime.getRuntime().availableProcessors(),
				ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
	}

	/**
	 * Processor time since they began, in milliseconds.
	 *
	 * @param application this process, the benchmark included
	 * @param database all of its processes
	 * @param workers the workers themselves
	 * @param drawing the processes that drew for them, and have ended
	 */
	record Worked(double application, double database, double workers, double drawing) {

		double all() {
			return this.application + this.database + this.workers + this.drawing;
		}

		/** Of each of so many, since before. */
		Worked each(Worked before, int many) {
			return new Worked((this.application - before.application) / many, (this.database - before.database) / many,
					(this.workers - before.workers) / many, (this.drawing - before.drawing) / many);
		}

		@Override
		public String toString() {
			return String.format(Locale.ROOT,
					"%.0f ms of a processor each: application %.0f, database %.0f, workers %.0f, drawing %.0f", all(),
					this.application, this.database, this.workers, this.drawing);
		}

	}

	Worked worked(Collection<WorkerProcess> workers) throws Exception {
		double drawing = 0;
		for (WorkerProcess worker : workers) {
			drawing += ofEndedChildren(worker.handle());
		}
		return new Worked(millis(Stream.of(ProcessHandle.current())), millis(this.orderflow.database().descendants()),
				millis(workers.stream().map(WorkerProcess::handle)), drawing);
	}

	private static double millis(Stream<ProcessHandle> processes) {
		return processes.flatMap((process) -> process.info().totalCpuDuration().stream())
			.mapToLong(Duration::toMillis)
			.sum();
	}

	/** Java knows nothing of processes that are no more. */
	private static double ofEndedChildren(ProcessHandle process) throws IOException {
		String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
		String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
		return (Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_USER + 1])) / TICKS_PER_MILLI;
	}

	@Override
	public void close() throws Exception {
		this.orderflow.close();
		FileSystemUtils.deleteRecursively(this.data);
		FileSystemUtils.deleteRecursively(this.folder);
	}

}
