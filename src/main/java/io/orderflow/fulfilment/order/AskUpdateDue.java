package io.orderflow.fulfilment.order;

import java.time.temporal.ChronoUnit;
import java.util.Date;

import io.orderflow.order.UpdateRhythm;
import io.orderflow.order.process.OrderProcessService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/**
 * Asks the order whether the client is owed an update (S25, B4), and sets the dates of
 * the timers behind the gateway, which the engine creates before anything there could.
 */
@Component
class AskUpdateDue implements ExecutionListener {

	private final OrderProcessService orders;

	AskUpdateDue(OrderProcessService orders) {
		this.orders = orders;
	}

	@Override
	public void notify(DelegateExecution execution) {
		String number = execution.getProcessBusinessKey();
		UpdateRhythm.Answer answer = this.orders.updateDue(number);
		execution.setVariable(OrderFulfilmentProcess.UPDATE_DUE, answer.due());
		execution.setVariable(OrderFulfilmentProcess.NEXT_UPDATE_CHECK, Date.from(answer.nextCheck()));
		execution.setVariable(OrderFulfilmentProcess.UPDATE_REMINDER_CYCLE, cycle(this.orders.updateReminders(number)));
	}

	/** The engine knows milliseconds, and the order says no before its time. */
	private static String cycle(UpdateRhythm.Reminders reminders) {
		return "R/" + reminders.first().plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS) + "/" + reminders.every();
	}

}
