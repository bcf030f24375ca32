package io.orderflow.fulfilment.order;

import io.orderflow.fulfilment.ProcessMessages;
import io.orderflow.order.process.OrderProcessService;
import io.orderflow.order.question.QuestionFlow;
import io.orderflow.platform.Refusal;
import org.springframework.stereotype.Component;

/** Questions in between on the process engine: a part of {@code orderFulfilment.bpmn}. */
@Component
class EngineQuestionFlow implements QuestionFlow {

	private final ProcessMessages messages;

	private final TasklistDates dates;

	private final ResumedTimers timers;

	private final OrderProcessService orders;

	EngineQuestionFlow(ProcessMessages messages, TasklistDates dates, ResumedTimers timers,
			OrderProcessService orders) {
		this.messages = messages;
		this.dates = dates;
		this.timers = timers;
		this.orders = orders;
	}

	@Override
	public void asked(String orderNumber) {
		int heard = this.messages.send(OrderFulfilmentProcess.QUESTION_ASKED, OrderFulfilmentProcess.KEY, orderNumber);
		if (heard == 0) {
			throw Refusal.conflict("questions-unknown", orderNumber);
		}
		if (this.orders.updateSuspended(orderNumber)) {
			this.messages.send(OrderFulfilmentProcess.CLOCK_STOPPED, OrderFulfilmentProcess.KEY, orderNumber);
		}
		this.dates.tellAnew(orderNumber);
	}

	/** The clock goes on, with the delivery due later. */
	@Override
	public void withdrawn(String orderNumber) {
		this.messages.send(OrderFulfilmentProcess.QUESTION_WITHDRAWN, OrderFulfilmentProcess.KEY, orderNumber);
		this.timers.move(orderNumber);
		this.dates.tellAnew(orderNumber);
	}

}
