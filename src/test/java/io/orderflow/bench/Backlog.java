package io.orderflow.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * What a mail server costs the others that was down for long: notifications wait by the
 * thousand, and orders are placed while they are delivered.
 */
final class Backlog {

	private static final long ALONE_NANOS = 15_000_000_000L;

	private final OrderflowSide orderflow;

	private final ExecutorService clients;

	private final BenchSettings settings;

	Backlog(OrderflowSide orderflow, ExecutorService clients, BenchSettings settings) {
		this.orderflow = orderflow;
		this.clients = clients;
		this.settings = settings;
	}

	void run() throws InterruptedException, ExecutionException {
		placed(ALONE_NANOS / 3, () -> true);
		double alone = placed(ALONE_NANOS, () -> true);
		this.orderflow.pauseJobs();
		long before = this.orderflow.undelivered();
		this.orderflow.queue(this.settings.queued());
		long queued = this.orderflow.undelivered() - before;
		this.orderflow.resumeJobs();
		long start = System.nanoTime();
		double beside = placed(Long.MAX_VALUE, () -> this.orderflow.undeliveredOfBacklog() > 0);
		double drained = (System.nanoTime() - start) / 1e9;
		print("");
		print("Orders placed per second, %d clients, alone and while %d notifications that waited are delivered",
				this.settings.threads(), queued);
		print("%12s %12s %8s %32s", "alone", "meanwhile", "ratio", "delivered per second meanwhile");
		print("%12.1f %12.1f %8.2f %32.1f", alone, beside, beside / alone, queued / drained);
	}

	/** Places orders for a time, and as long as there is a reason; how many a second. */
	private double placed(long nanos, BooleanSupplier reason) throws InterruptedException, ExecutionException {
		long start = System.nanoTime();
		AtomicBoolean enough = new AtomicBoolean();
		List<Future<Integer>> working = new ArrayList<>();
		for (int i = 0; i < this.settings.threads(); i++) {
			working.add(this.clients.submit(() -> {
				int orders = 0;
				while (!enough.get()) {
					this.orderflow.place();
					orders++;
					if (System.nanoTime() - start > nanos || (orders % 20 == 0 && !reason.getAsBoolean())) {
						enough.set(true);
					}
				}
				return orders;
			}));
		}
		int orders = 0;
		for (Future<Integer> one : working) {
			orders += one.get();
		}
		return orders / ((System.nanoTime() - start) / 1e9);
	}

	private static void print(String format, Object... values) {
		System.out.println(String.format(Locale.ROOT, format, values));
	}

}
