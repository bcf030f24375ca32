package io.orderflow.fulfilment.order;

import io.orderflow.order.process.OrderProcessService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/**
 * The client's time to review a delivery is over: the order accepts it, or says until
 * when to wait on (S26).
 */
@Component
class AskSilence implements ExecutionListener {

	/** Read by models of before; those of now have asked before the timer fired. */
	private static final String SILENCE_ACCEPTS = "silenceAccepts";

	private final OrderProcessService orders;

	private final ReviewSchedule reviews;

	AskSilence(OrderProcessService orders, ReviewSchedule reviews) {
		this.orders = orders;
		this.reviews = reviews;
	}

	@Override
	public void notify(DelegateExecution execution) {
		boolean accepted = this.orders.acceptBySilence(execution.getProcessBusinessKey());
		execution.setVariable(SILENCE_ACCEPTS, accepted);
		if (!accepted) {
			this.reviews.set(execution);
		}
	}

}
