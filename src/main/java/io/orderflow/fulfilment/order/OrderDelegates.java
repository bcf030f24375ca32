package io.orderflow.fulfilment.order;

import io.orderflow.fulfilment.ModeratorDirectory;
import io.orderflow.fulfilment.ProcessMessages;
import io.orderflow.fulfilment.dossier.DossierProcess;
import io.orderflow.order.OrderStep;
import io.orderflow.order.preview.WorkerTurns;
import io.orderflow.order.process.OrderProcessService;
import io.orderflow.order.request.RequestProcessService;
import io.orderflow.order.step.StepProcessService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the service tasks and the reminding end events of {@code orderFulfilment.bpmn} do,
 * each under the name by which the model calls it: one call of the order, which knows
 * whether it has been made before.
 */
@Configuration(proxyBeanMethods = false)
class OrderDelegates {

	private final OrderProcessService orders;

	private final RequestProcessService requests;

	private final ProcessMessages messages;

	private final LatenessMessages lateness;

	private final ModeratorDirectory moderators;

	OrderDelegates(OrderProcessService orders, RequestProcessService requests, ProcessMessages messages,
			LatenessMessages lateness, ModeratorDirectory moderators) {
		this.orders = orders;
		this.requests = requests;
		this.messages = messages;
		this.lateness = lateness;
		this.moderators = moderators;
	}

	@Bean
	JavaDelegate openConversation() {
		return (execution) -> this.orders.openConversation(execution.getProcessBusinessKey());
	}

	@Bean
	JavaDelegate notifyFreelancer() {
		return (execution) -> this.orders.notifyFreelancer(execution.getProcessBusinessKey());
	}

	/** A reminder that comes late may put off what silence decides. */
	@Bean
	JavaDelegate remindOfStep(StepProcessService steps, StepTasks tasks, ReviewSchedule reviews, TasklistDates dates) {
		return (execution) -> {
			String number = execution.getProcessBusinessKey();
			OrderStep step = OrderFulfilmentProcess.remindedBy((EndEvent) execution.getBpmnModelElementInstance());
			if (steps.remind(number, step, tasks.waitsSince(number, step))) {
				reviews.renew(number);
				dates.tellOf(number, step);
			}
		};
	}

	@Bean
	JavaDelegate notifyClientOfDelivery(ReviewSchedule reviews, TasklistDates dates) {
		return (execution) -> {
			String number = execution.getProcessBusinessKey();
			this.orders.notifyClientOfDelivery(number);
			this.requests.overtakenByDelivery(number)
				.ifPresent((no) -> this.messages.send(ChangeRequestProcess.REQUEST_WITHDRAWN, ChangeRequestProcess.KEY,
						number, ChangeRequestProcess.REQUEST_NO, no));
			this.lateness.tellEnded(number);
			if (this.requests.awaitAnswer(number)) {
				dates.tellAnew(number);
			}
			reviews.set(execution);
		};
	}

	/** Asked by models of before; those of now ask before the timer fires. */
	@Bean
	ExecutionListener askSilence(ReviewSchedule reviews) {
		return (execution) -> {
			boolean accepted = this.orders.acceptBySilence(execution.getProcessBusinessKey());
			execution.setVariable("silenceAccepts", accepted);
			if (!accepted) {
				reviews.set(execution);
			}
		};
	}

	/** {@link SilenceTimers} has asked a moment ago, in the same transaction. */
	@Bean
	JavaDelegate acceptBySilence() {
		return (execution) -> {
			if (!this.orders.acceptBySilence(execution.getProcessBusinessKey())) {
				throw new IllegalStateException("Silence does not accept " + execution.getProcessBusinessKey());
			}
		};
	}

	@Bean
	JavaDelegate completeOrder() {
		return (execution) -> {
			this.orders.complete(execution.getProcessBusinessKey());
			tellClosed(execution);
		};
	}

	@Bean
	JavaDelegate notifyBothOfCompletion() {
		return (execution) -> this.orders.notifyBothOfCompletion(execution.getProcessBusinessKey());
	}

	@Bean
	JavaDelegate cancelOrder() {
		return (execution) -> {
			this.orders.cancel(execution.getProcessBusinessKey());
			tellClosed(execution);
		};
	}

	@Bean
	JavaDelegate notifyBothOfCancellation() {
		return (execution) -> this.orders.notifyBothOfCancellation(execution.getProcessBusinessKey());
	}

	/** Where a draft's files are to be drawn: it takes its turn among all drafts. */
	@Bean
	ExecutionListener takeFreelancersTurn(WorkerTurns turns) {
		return (execution) -> takeTurn(execution, turns, OrderFulfilmentProcess.FREELANCER);
	}

	/** Where dossiers of a closed order are to be made. */
	@Bean
	ExecutionListener takeClientsTurn(WorkerTurns turns) {
		return (execution) -> takeTurn(execution, turns, OrderFulfilmentProcess.CLIENT);
	}

	/** Where a side asked for dossiers. */
	@Bean
	ExecutionListener takeAskersTurn(WorkerTurns turns) {
		return (execution) -> takeTurn(execution, turns, DossierProcess.ASKED_BY);
	}

	/** Is not kept: the engine reads it for the priority of the task that it makes. */
	private static void takeTurn(DelegateExecution execution, WorkerTurns turns, String person) {
		Object whose = execution.getVariable(person);
		long turn = (whose != null) ? turns.next(whose.toString()) : 0;
		execution.setVariableLocal(OrderFulfilmentProcess.TURN, Variables.longValue(turn, true));
	}

	/**
	 * At the end of the external task {@code draft.preparePreview}. What the worker says
	 * it made does not count: what it handed in does.
	 */
	@Bean
	ExecutionListener recordPreview() {
		return new WorkerResultListener(this.orders::previewAnswered);
	}

	/**
	 * At the end of the external tasks {@code order.buildDossier} of an order that is
	 * closed; there too only what was handed in counts.
	 */
	@Bean
	ExecutionListener recordDossier() {
		return new WorkerResultListener(this.orders::dossierAnswered);
	}

	/** The same where a side asked for it. */
	@Bean
	ExecutionListener recordDossierOnDemand() {
		return new WorkerResultListener(this.orders::dossierOnDemandAnswered);
	}

	/**
	 * Whatever still waits for a request of the order ends with it. Only where something
	 * does: the request that closed the order has just left the scope that hears of it.
	 */
	private void tellClosed(DelegateExecution execution) {
		String number = execution.getProcessBusinessKey();
		this.lateness.tellEnded(number);
		if (this.requests.endedWithOrder(number)) {
			this.messages.send(ChangeRequestProcess.ORDER_CLOSED, ChangeRequestProcess.KEY, number);
			this.requests.settleDispute(number, this.moderators::all);
		}
	}

}
