package io.orderflow.worker;

import java.util.function.BiFunction;

import io.orderflow.drawing.DrawingProcess;
import org.camunda.bpm.client.ExternalTaskClient;

/** Locks the tasks of one order with Camunda's client, and no others. */
final class RunningWorker implements AutoCloseable {

	/** Under which it locks them. */
	static final String NAME = "w1";

	private final DrawingProcess drawing;

	private final LockExtension locks;

	private final ExternalTaskClient client;

	private RunningWorker(String order, WorkerSettings settings,
			BiFunction<DrawingProcess, LockExtension, Worker> worker) {
		this.drawing = new DrawingProcess(settings.drawWithin(), settings.drawMemory());
		this.locks = new LockExtension(settings.lockFor());
		this.client = ExternalTaskClient.create()
			.baseUrl(String.valueOf(settings.engine()))
			.workerId(NAME)
			.addInterceptor((request) -> request.addHeader("Authorization", settings.authorization()))
			.asyncResponseTimeout(settings.waitFor().toMillis())
			.lockDuration(settings.lockFor().toMillis())
			.maxTasks(1)
			.build();
		Worker working = worker.apply(this.drawing, this.locks);
		this.client.subscribe(working.topic()).businessKey(order).handler(working).open();
	}

	static RunningWorker on(String order, WorkerSettings settings,
			BiFunction<DrawingProcess, LockExtension, Worker> worker) {
		return new RunningWorker(order, settings, worker);
	}

	@Override
	public void close() {
		this.drawing.stop();
		this.client.stop();
		this.locks.close();
	}

}
