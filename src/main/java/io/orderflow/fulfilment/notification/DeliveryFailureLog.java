package io.orderflow.fulfilment.notification;

import io.orderflow.notification.delivery.DeliveryFailedException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobHelper;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobHelper.ExceptionLoggingHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Says in one line that a delivery did not go out, where the engine would write the stack
 * of a job that fell over: that a mail server or a push service does not take something
 * is expected, on record with its attempt, and tried again. Every other failure of a job
 * is logged as the engine does.
 */
@Component
class DeliveryFailureLog implements ExceptionLoggingHandler {

	private static final Logger log = LoggerFactory.getLogger(DeliveryFailureLog.class);

	private static final ExceptionLoggingHandler ENGINE = ExecuteJobHelper.LOGGING_HANDLER;

	DeliveryFailureLog() {
		ExecuteJobHelper.LOGGING_HANDLER = this;
	}

	@Override
	public void exceptionWhileExecutingJob(String job, Throwable failure) {
		DeliveryFailedException refused = ExceptionUtils.throwableOfType(failure, DeliveryFailedException.class);
		if (refused != null) {
			log.warn("A delivery did not go out (job {}): {}", job, refused.getMessage());
		}
		else {
			ENGINE.exceptionWhileExecutingJob(job, failure);
		}
	}

}
