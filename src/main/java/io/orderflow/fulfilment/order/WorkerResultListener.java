package io.orderflow.fulfilment.order;

import java.util.function.BiConsumer;

import io.orderflow.order.WorkerResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;

/**
 * Runs when an external task of an order ends, and tells the order what its worker said
 * in the variable {@value #VARIABLE}, best a local one: {@value #MADE}, or anything else
 * where nothing was made.
 */
class WorkerResultListener implements ExecutionListener {

	static final String VARIABLE = "result";

	static final String MADE = "made";

	private final BiConsumer<String, WorkerResult> order;

	WorkerResultListener(BiConsumer<String, WorkerResult> order) {
		this.order = order;
	}

	@Override
	public void notify(DelegateExecution execution) {
		// It also runs when the task is ended from outside, by a cancellation.
		if (!execution.isCanceled()) {
			boolean made = MADE.equals(execution.getVariable(VARIABLE));
			execution.removeVariable(VARIABLE);
			this.order.accept(execution.getProcessBusinessKey(), made ? WorkerResult.MADE : WorkerResult.NOT_MADE);
		}
	}

}
