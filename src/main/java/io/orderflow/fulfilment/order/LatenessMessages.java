package io.orderflow.fulfilment.order;

import io.orderflow.fulfilment.ProcessMessages;
import io.orderflow.order.late.LateOrderService;
import org.springframework.stereotype.Component;

/**
 * Tells the process of a late order that it is late no more: delivered, closed, or due
 * later. An order that was never found late costs nothing here.
 */
@Component
class LatenessMessages {

	private final LateOrderService late;

	private final ProcessMessages messages;

	LatenessMessages(LateOrderService late, ProcessMessages messages) {
		this.late = late;
		this.messages = messages;
	}

	void tellEnded(String orderNumber) {
		if (this.late.takeEnded(orderNumber)) {
			this.messages.send(LateOrderProcess.LATENESS_ENDED, LateOrderProcess.KEY, orderNumber);
		}
	}

}
