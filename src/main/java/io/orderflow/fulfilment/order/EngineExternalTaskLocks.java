package io.orderflow.fulfilment.order;

import java.util.Optional;

import io.orderflow.fulfilment.EngineGateway;
import io.orderflow.fulfilment.dossier.DossierProcess;
import io.orderflow.order.preview.ExternalTaskLocks;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Who holds the external tasks of orders. */
@Component
class EngineExternalTaskLocks implements ExternalTaskLocks {

	private static final Logger logger = LoggerFactory.getLogger(EngineExternalTaskLocks.class);

	/** What a worker gives a new task. */
	private static final int ATTEMPTS = 4;

	private final EngineGateway engine;

	private final RuntimeService runtime;

	private final ExternalTaskService tasks;

	EngineExternalTaskLocks(EngineGateway engine, RuntimeService runtime, ExternalTaskService tasks) {
		this.engine = engine;
		this.runtime = runtime;
		this.tasks = tasks;
	}

	@Override
	public Optional<Held> held(String task, String worker) {
		return Optional
			.ofNullable(this.tasks.createExternalTaskQuery()
				.externalTaskId(task)
				.workerId(worker)
				.processDefinitionKeyIn(OrderFulfilmentProcess.KEY, DossierProcess.KEY)
				.locked()
				.active()
				.singleResult())
			.map((held) -> new Held(held.getTopicName(), held.getBusinessKey(),
					held.getProcessDefinitionKey().equals(DossierProcess.KEY)));
	}

	@Override
	public void tryAgain(String orderNumber, String topic) {
		this.engine.run(() -> this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(orderNumber)
			.list()
			.stream()
			.flatMap((instance) -> this.tasks.createExternalTaskQuery()
				.processInstanceId(instance.getId())
				.topicName(topic)
				.noRetriesLeft()
				.list()
				.stream())
			.forEach((stuck) -> this.tasks.setRetries(stuck.getId(), ATTEMPTS)));
	}

	@Override
	public void setPriority(String task, long priority) {
		try {
			this.tasks.setPriority(task, priority);
		}
		catch (OptimisticLockingException | NotFoundException ex) {
			logger.debug("The priority stays as it is: {}", ex.getMessage());
		}
	}

}
