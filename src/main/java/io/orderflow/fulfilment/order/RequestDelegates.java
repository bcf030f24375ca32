package io.orderflow.fulfilment.order;

import java.util.Date;
import java.util.function.ObjIntConsumer;

import io.orderflow.fulfilment.ModeratorDirectory;
import io.orderflow.order.flow.OrderFlow;
import io.orderflow.order.late.LateOrderService;
import io.orderflow.order.request.RequestProcessService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the service tasks of {@code changeRequest.bpmn} do, each under the name by which
 * the model calls it: one call of the order about one of its requests.
 */
@Configuration(proxyBeanMethods = false)
class RequestDelegates {

	private final RequestProcessService requests;

	private final ModeratorDirectory moderators;

	RequestDelegates(RequestProcessService requests, ModeratorDirectory moderators) {
		this.requests = requests;
		this.moderators = moderators;
	}

	@Bean
	JavaDelegate notifyOtherSide(LateOrderService late, TasklistDates dates) {
		return about((number, no) -> {
			this.requests.notifyOtherSide(number, no);
			if (late.found(number) || this.requests.holdSilence(number)) {
				dates.tellAnew(number);
			}
		});
	}

	/** A request that came to nothing may have put off when silence accepts. */
	@Bean
	JavaDelegate notifyOfRequest(TasklistDates dates, ReviewSchedule reviews, ResumedTimers timers) {
		return (execution) -> {
			String number = execution.getProcessBusinessKey();
			this.requests.notifyOfOutcome(number, no(execution));
			this.requests.settleDispute(number, this.moderators::all);
			if (!Boolean.TRUE.equals(execution.getVariable(ChangeRequestProcess.REQUEST_ACCEPTED))) {
				reviews.renew(number);
				timers.move(number);
				dates.tellAnew(number);
			}
		};
	}

	@Bean
	JavaDelegate takeDefaultAnswer() {
		return (execution) -> execution.setVariable(ChangeRequestProcess.REQUEST_ACCEPTED,
				this.requests.takeDefaultAnswer(execution.getProcessBusinessKey(), no(execution)));
	}

	/** Whether it stands, or until when to wait on (C4). */
	@Bean
	ExecutionListener askRefusalStands(TasklistDates dates, ReviewSchedule reviews) {
		return (execution) -> {
			String number = execution.getProcessBusinessKey();
			RequestProcessService.DisputeCheck check = this.requests.askRefusalStands(number, no(execution));
			execution.setVariable(ChangeRequestProcess.REFUSAL_STANDS, check.stands());
			execution.setVariable(ChangeRequestProcess.NEXT_DISPUTE_CHECK, Date.from(check.next()));
			if (!check.stands()) {
				reviews.renew(number);
				dates.tellAnew(number);
			}
		};
	}

	@Bean
	JavaDelegate remindModerators() {
		return about((number, no) -> this.requests.remindModerators(number, no, this.moderators::all));
	}

	@Bean
	JavaDelegate keepRefusal() {
		return about(this.requests::keepRefusal);
	}

	@Bean
	JavaDelegate moveDueDate(TasklistDates dates, LatenessMessages lateness) {
		return about((number, no) -> {
			this.requests.moveDueDate(number, no);
			lateness.tellEnded(number);
			dates.tellAnew(number);
		});
	}

	/** The order is closed by it; its own process goes to its cancelled end. */
	@Bean
	JavaDelegate agreeCancellation(OrderFlow orders) {
		return about((number, no) -> {
			this.requests.agreeCancellation(number, no);
			orders.cancelled(number);
		});
	}

	private static JavaDelegate about(ObjIntConsumer<String> call) {
		return (execution) -> call.accept(execution.getProcessBusinessKey(), no(execution));
	}

	static int no(DelegateExecution execution) {
		return (Integer) execution.getVariable(ChangeRequestProcess.REQUEST_NO);
	}

}
