package io.orderflow.fulfilment.order;

import java.util.Set;

import io.orderflow.fulfilment.dossier.DossierProcess;
import io.orderflow.platform.engine.ExternalTaskKeys;
import org.springframework.stereotype.Component;

/**
 * What the external tasks of an order are answered with: see
 * {@link WorkerResultListener}.
 */
@Component
class WorkerKeys implements ExternalTaskKeys {

	@Override
	public Set<String> keysOf(String processDefinitionKey, String activityId) {
		return Set.of(OrderFulfilmentProcess.KEY, DossierProcess.KEY).contains(processDefinitionKey)
				? Set.of(WorkerResultListener.VARIABLE) : Set.of();
	}

}
