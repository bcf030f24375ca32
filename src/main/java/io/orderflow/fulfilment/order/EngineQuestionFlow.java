package io.orderflow.fulfilment.order;

import io.orderflow.fulfilment.ProcessMessages;
import io.orderflow.order.question.QuestionFlow;
import io.orderflow.platform.Refusal;
import org.springframework.stereotype.Component;

/** Questions in between on the process engine: a part of {@code orderFulfilment.bpmn}. */
@Component
class EngineQuestionFlow implements QuestionFlow {

	private final ProcessMessages messages;

	private final TasklistDates dates;

	EngineQuestionFlow(ProcessMessages messages, TasklistDates dates) {
		this.messages = messages;
		this.dates = dates;
	}

	@Override
	public void asked(String orderNumber) {
		int heard = this.messages.send(OrderFulfilmentProcess.QUESTION_ASKED, OrderFulfilmentProcess.KEY, orderNumber);
		if (heard == 0) {
			throw Refusal.conflict("questions-unknown", orderNumber);
		}
		this.dates.tellAnew(orderNumber);
	}

	/** The clock goes on, with the delivery due later. */
	@Override
	public void withdrawn(String orderNumber) {
		this.messages.send(OrderFulfilmentProcess.QUESTION_WITHDRAWN, OrderFulfilmentProcess.KEY, orderNumber);
		this.dates.tellAnew(orderNumber);
	}

}
