package io.orderflow.fulfilment.order;

import java.util.Date;

import io.orderflow.order.request.RequestProcessService;
import io.orderflow.order.request.RequestProcessService.AnswerTimes;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/**
 * Asked by requests of models that made another task where silence did not answer yet.
 * {@link SilenceTimers} asks before it now, so that it always does (C1, C2).
 */
@Component
class AskSilentAnswer implements ExecutionListener {

	private static final String SILENCE_ANSWERS = "silenceAnswers";

	private final RequestProcessService requests;

	AskSilentAnswer(RequestProcessService requests) {
		this.requests = requests;
	}

	@Override
	public void notify(DelegateExecution execution) {
		String number = execution.getProcessBusinessKey();
		int no = RequestDelegates.no(execution);
		boolean answers = this.requests.silenceAnswers(number, no);
		execution.setVariable(SILENCE_ANSWERS, answers);
		if (!answers) {
			AnswerTimes times = this.requests.answerTimes(number, no);
			execution.setVariable(ChangeRequestProcess.ANSWER_DUE, Date.from(times.due()));
			execution.setVariable(ChangeRequestProcess.ANSWER_REMINDER_AT, Date.from(times.reminderAt()));
		}
	}

}
