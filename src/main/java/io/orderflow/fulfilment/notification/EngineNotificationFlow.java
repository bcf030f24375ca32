package io.orderflow.fulfilment.notification;

import java.time.Instant;
import java.util.Date;
import java.util.UUID;

import io.orderflow.fulfilment.EngineGateway;
import io.orderflow.notification.NotificationFlow;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/**
 * Deliveries that need more than one attempt, on the process engine:
 * {@code notification.bpmn}. Only starts in the caller's transaction; jobs deliver.
 */
@Component
class EngineNotificationFlow implements NotificationFlow {

	/** Where an instance begins whose other side asked for a pause. */
	private static final String PAUSE_ENDED = "event_pauseEnded";

	private final EngineGateway engine;

	private final RuntimeService runtime;

	private final ManagementService management;

	EngineNotificationFlow(EngineGateway engine, RuntimeService runtime, ManagementService management) {
		this.engine = engine;
		this.runtime = runtime;
		this.management = management;
	}

	/**
	 * The engine is told that the first attempt of the job has failed, in its own way, so
	 * that when it is tried again, and how often, is what the model says.
	 */
	@Override
	public void tryAgain(UUID deliveryId, RuntimeException failure) {
		this.engine.run(() -> startFailed(deliveryId, failure));
	}

	@Override
	public void giveUp(UUID deliveryId, RuntimeException failure) {
		this.engine.run(() -> this.management.setJobRetries(startFailed(deliveryId, failure), 0));
	}

	private String startFailed(UUID deliveryId, RuntimeException failure) {
		String instance = this.runtime.startProcessInstanceByKey(NotificationProcess.KEY, deliveryId.toString())
			.getId();
		String job = this.management.createJobQuery().processInstanceId(instance).singleResult().getId();
		this.engine.asOne(() -> new DefaultJobRetryCmd(job, failure).execute(Context.getCommandContext()));
		return job;
	}

	@Override
	public void tryAgainAt(UUID deliveryId, Instant retryAt) {
		this.engine.run(() -> this.runtime.createProcessInstanceByKey(NotificationProcess.KEY)
			.businessKey(deliveryId.toString())
			.setVariable(NotificationProcess.RETRY_AT, Variables.dateValue(Date.from(retryAt), true))
			.startBeforeActivity(PAUSE_ENDED)
			.execute());
	}

}
