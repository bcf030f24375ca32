package io.orderflow.fulfilment.order;

import java.util.function.Consumer;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;

/**
 * Runs when an external task of an order ends, and tells the order, which counts what was
 * handed in. What a worker of earlier days says in the variable {@value #VARIABLE} is
 * taken from it and not listened to.
 */
class WorkerResultListener implements ExecutionListener {

	static final String VARIABLE = "result";

	private final Consumer<String> order;

	WorkerResultListener(Consumer<String> order) {
		this.order = order;
	}

	@Override
	public void notify(DelegateExecution execution) {
		// It also runs when the task is ended from outside, by a cancellation.
		if (!execution.isCanceled()) {
			execution.removeVariable(VARIABLE);
			this.order.accept(execution.getProcessBusinessKey());
		}
	}

}
