package io.orderflow.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * What a mail server costs the others that was down for long: notifications wait by the
 * thousand, and orders are placed while they are delivered.
 */
final class Backlog {

	private static final long PLACING_NANOS = 8_000_000_000L;

	private final OrderflowSide orderflow;

	private final ExecutorService clients;

	private final BenchSettings settings;

	Backlog(OrderflowSide orderflow, ExecutorService clients, BenchSettings settings) {
		this.orderflow = orderflow;
		this.clients = clients;
		this.settings = settings;
	}

	void run() throws InterruptedException, ExecutionException {
		placed();
		drained();
		double alone = placed();
		drained();
		this.orderflow.pauseJobs();
		this.orderflow.queue(this.settings.queued());
		long queued = this.orderflow.undelivered();
		this.orderflow.resumeJobs();
		double meanwhile = placed();
		long left = this.orderflow.undelivered();
		double seconds = drained();
		print("");
		print("Orders placed per second, %d clients, alone and while %d notifications that waited are delivered",
				this.settings.threads(), queued);
		print("%12s %12s %8s %40s", "alone", "meanwhile", "ratio", "delivered per second when nobody orders");
		print("%12.1f %12.1f %8.2f %40.1f", alone, meanwhile, meanwhile / alone, left / seconds);
	}

	/** How many orders are placed in a second. */
	double placed() throws InterruptedException, ExecutionException {
		long start = System.nanoTime();
		List<Future<Integer>> working = new ArrayList<>();
		for (int i = 0; i < this.settings.threads(); i++) {
			working.add(this.clients.submit(() -> {
				int orders = 0;
				while (System.nanoTime() - start < PLACING_NANOS) {
					this.orderflow.place();
					orders++;
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

	/** Waits until everything is delivered; how many seconds that takes. */
	private double drained() throws InterruptedException {
		long start = System.nanoTime();
		while (this.orderflow.undelivered() > 0) {
			Thread.sleep(20);
		}
		return (System.nanoTime() - start) / 1e9;
	}

	private static void print(String format, Object... values) {
		System.out.println(String.format(Locale.ROOT, format, values));
	}

}
