package io.orderflow.fulfilment.order;

import java.util.Optional;

import io.orderflow.fulfilment.dossier.DossierProcess;
import io.orderflow.order.preview.ExternalTaskLocks;
import org.camunda.bpm.engine.ExternalTaskService;
import org.springframework.stereotype.Component;

/** Who holds the external tasks of orders. */
@Component
class EngineExternalTaskLocks implements ExternalTaskLocks {

	private final ExternalTaskService tasks;

	EngineExternalTaskLocks(ExternalTaskService tasks) {
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

}
