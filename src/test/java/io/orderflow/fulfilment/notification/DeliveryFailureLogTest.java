package io.orderflow.fulfilment.notification;

import io.orderflow.LoggedLines;
import io.orderflow.notification.delivery.DeliveryFailedException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryFailureLogTest {

	private final DeliveryFailureLog failures = new DeliveryFailureLog();

	@Test
	void a_push_that_failed_is_one_line_and_no_error() {
		try (LoggedLines log = new LoggedLines()) {
			this.failures.exceptionWhileExecutingJob("17", new ProcessEngineException("Job failed",
					new DeliveryFailedException("The push service answered 503", new IllegalStateException("no"))));
			assertThat(log.with("503")).singleElement().asString().startsWith("WARN").contains("17");
			assertThat(log.traces("")).isEmpty();
		}
	}

	@Test
	void what_nobody_expected_keeps_its_trace() {
		try (LoggedLines log = new LoggedLines()) {
			this.failures.exceptionWhileExecutingJob("18", new IllegalStateException("a fault of ours"));
			assertThat(log.traces("a fault of ours")).hasSize(1);
		}
	}

}
