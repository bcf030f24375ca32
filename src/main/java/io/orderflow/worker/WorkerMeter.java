package io.orderflow.worker;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;

/** How much was done, for who watches it: beside the application's own figures. */
class WorkerMeter {

	private final MeterRegistry registry;

	WorkerMeter(MeterRegistry registry) {
		this.registry = registry;
	}

	/**
	 * @param outcome {@code completed}, {@code failed}, {@code lost} to another worker,
	 * {@code put-back} until its next turn, {@code put-off} since the machine was too
	 * busy, or {@code stopped} with the process
	 */
	void worked(String topic, String outcome, Duration took) {
		this.registry.timer("orderflow.worker.tasks", "topic", topic, "outcome", outcome).record(took);
	}

	/** A side's dossier ended in this outcome: {@code DRAWN}, or why there is none. */
	void written(String outcome) {
		this.registry.counter("orderflow.worker.dossiers", "outcome", outcome).increment();
	}

	/** A file ended in this outcome. */
	void drawn(String outcome) {
		this.registry.counter("orderflow.worker.previews", "outcome", outcome).increment();
	}

}
