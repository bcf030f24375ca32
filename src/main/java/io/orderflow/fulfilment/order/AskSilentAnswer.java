package io.orderflow.fulfilment.order;

import java.util.Date;

import io.orderflow.order.request.RequestProcessService;
import io.orderflow.order.request.RequestProcessService.AnswerTimes;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/**
 * The time to answer a request is over: the order says whether silence answers it, or
 * until when to wait on (C1, C2).
 */
@Component
class AskSilentAnswer implements ExecutionListener {

	private final RequestProcessService requests;

	AskSilentAnswer(RequestProcessService requests) {
		this.requests = requests;
	}

	@Override
	public void notify(DelegateExecution execution) {
		String number = execution.getProcessBusinessKey();
		int no = RequestDelegates.no(execution);
		boolean answers = this.requests.silenceAnswers(number, no);
		execution.setVariable(ChangeRequestProcess.SILENCE_ANSWERS, answers);
		if (!answers) {
			AnswerTimes times = this.requests.answerTimes(number, no);
			execution.setVariable(ChangeRequestProcess.ANSWER_DUE, Date.from(times.due()));
			execution.setVariable(ChangeRequestProcess.ANSWER_REMINDER_AT, Date.from(times.reminderAt()));
		}
	}

}
