package io.orderflow.worker;

import java.time.Duration;
import java.util.Map;

import org.camunda.bpm.client.task.ExternalTask;
import org.camunda.bpm.client.task.ExternalTaskService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands where no worker is written yet: it makes nothing and says so, and the order says
 * so to both sides. An order never waits for what nobody will make.
 */
class PlaceholderWorker implements Worker {

	private static final Logger logger = LoggerFactory.getLogger(PlaceholderWorker.class);

	private static final int RETRIES = 3;

	private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

	private final String topic;

	PlaceholderWorker(String topic) {
		this.topic = topic;
	}

	@Override
	public String topic() {
		return this.topic;
	}

	@Override
	public void execute(ExternalTask task, ExternalTaskService tasks) {
		try {
			tasks.complete(task, null, Map.of("result", "notMade"));
			logger.info("{} of order {}: nothing was made, and the order says so", this.topic, task.getBusinessKey());
		}
		catch (RuntimeException ex) {
			int retries = (task.getRetries() != null) ? task.getRetries() - 1 : RETRIES;
			tasks.handleFailure(task, "The engine did not take the answer", String.valueOf(ex.getMessage()), retries,
					RETRY_AFTER.toMillis());
		}
	}

}
