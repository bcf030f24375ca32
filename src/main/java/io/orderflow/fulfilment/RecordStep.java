package io.orderflow.fulfilment;

import java.util.Date;
import java.util.EnumSet;
import java.util.Set;

import io.orderflow.order.OrderProcess;
import io.orderflow.order.OrderStep;
import io.orderflow.order.RequestProcess;
import io.orderflow.order.StepOutcome;
import io.orderflow.platform.FormValues;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * The one way in for every decision about an order, from the page, Tasklist or the API:
 * hands the submitted values to the order, in the transaction that completes the task,
 * and turns its answer into the flags that the gateways ask. A refusal rolls all of it
 * back; the task stays open.
 */
@Component
class RecordStep implements TaskListener {

	/** The clock goes on, or starts for another round. */
	private static final Set<StepOutcome> MOVES_DUE_DATE = EnumSet.of(StepOutcome.DRAFT_APPROVED,
			StepOutcome.CHANGES_ASKED, StepOutcome.REVISION_ASKED);

	private final OrderProcess orders;

	private final RequestProcess requests;

	private final EngineGateway engine;

	private final ReviewSchedule reviews;

	private final TasklistDates dates;

	RecordStep(OrderProcess orders, RequestProcess requests, EngineGateway engine, ReviewSchedule reviews,
			TasklistDates dates) {
		this.orders = orders;
		this.requests = requests;
		this.engine = engine;
		this.reviews = reviews;
		this.dates = dates;
	}

	@Override
	public void notify(DelegateTask task) {
		DelegateExecution execution = task.getExecution();
		String number = execution.getProcessBusinessKey();
		OrderStep step = OrderFulfilmentProcess.step(task.getTaskDefinitionKey());
		FormValues values = this.engine.valuesOf(task, () -> this.orders.keysOf(number, step));
		StepOutcome outcome = this.orders.record(number, step, this.engine.actorOf(task), values);
		route(execution, number, outcome);
		if (step == OrderStep.CLARIFY_REQUIREMENTS || MOVES_DUE_DATE.contains(outcome)) {
			this.dates.tellAnew(number, task.getId());
		}
	}

	private void route(DelegateExecution execution, String number, StepOutcome outcome) {
		switch (outcome) {
			case DONE -> {
			}
			case REQUIREMENTS_CLEAR -> {
				execution.setVariable(OrderFulfilmentProcess.REQUIREMENTS_CLEAR, true);
				execution.setVariable(OrderFulfilmentProcess.FIRST_ROUND, this.orders.firstRound(number));
			}
			case CLARIFICATION_ASKED -> execution.setVariable(OrderFulfilmentProcess.REQUIREMENTS_CLEAR, false);
			case DRAFT_APPROVED -> execution.setVariable(OrderFulfilmentProcess.DRAFT_APPROVED, true);
			case CHANGES_ASKED -> execution.setVariable(OrderFulfilmentProcess.DRAFT_APPROVED, false);
			case ACCEPTED -> decide(execution, OrderFulfilmentProcess.ACCEPTED);
			case REVISION_ASKED -> {
				decide(execution, OrderFulfilmentProcess.REVISION);
				execution.setVariable(OrderFulfilmentProcess.FIRST_ROUND, this.orders.firstRound(number));
			}
			case MORE_TIME_ASKED -> {
				decide(execution, OrderFulfilmentProcess.MORE_TIME);
				this.reviews.set(execution);
			}
			case REQUEST_ACCEPTED -> answer(execution, true);
			case REQUEST_REFUSED -> answer(execution, false);
			case REFUSAL_DISPUTABLE -> {
				answer(execution, false);
				execution.setVariable(ChangeRequestProcess.REFUSAL_DISPUTABLE, true);
				execution.setVariable(ChangeRequestProcess.DISPUTE_UNTIL,
						Date.from(this.requests.disputeUntil(number, RequestDelegates.no(execution))));
			}
		}
	}

	private static void answer(DelegateExecution execution, boolean accepted) {
		execution.setVariable(ChangeRequestProcess.REQUEST_ACCEPTED, accepted);
		execution.setVariable(ChangeRequestProcess.REFUSAL_DISPUTABLE, false);
	}

	private static void decide(DelegateExecution execution, String decision) {
		execution.setVariable(OrderFulfilmentProcess.DELIVERY_DECISION, decision);
	}

}
