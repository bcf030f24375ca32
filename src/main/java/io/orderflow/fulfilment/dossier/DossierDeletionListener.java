package io.orderflow.fulfilment.dossier;

import java.util.Map;
import java.util.function.BiConsumer;

import io.orderflow.order.process.OrderProcessService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * A process admin deletes an instance that waits for a dossier: nobody makes it any more,
 * and either side can ask for another. Built in, since Cockpit skips the listeners of the
 * model when it deletes, unless it is told otherwise.
 */
@Component
@Order(1_001)
class DossierDeletionListener extends AbstractBpmnParseListener implements ProcessEnginePlugin {

	/** What is told of whose end, with the order's number. */
	private static final Map<String, BiConsumer<OrderProcessService, String>> TASKS = Map.of(
			"serviceTask_buildDossierOnDemand", OrderProcessService::dossierOnDemandAnswered,
			"serviceTask_buildDossier", OrderProcessService::dossierAnswered, "serviceTask_buildCancelledDossier",
			OrderProcessService::dossierAnswered);

	private final ObjectProvider<OrderProcessService> orders;

	DossierDeletionListener(ObjectProvider<OrderProcessService> orders) {
		this.orders = orders;
	}

	@Override
	public void preInit(ProcessEngineConfigurationImpl engine) {
		engine.getCustomPreBPMNParseListeners().add(this);
	}

	@Override
	public void postInit(ProcessEngineConfigurationImpl engine) {
		// it listens by then
	}

	@Override
	public void postProcessEngineBuild(ProcessEngine engine) {
		// the same
	}

	@Override
	public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl activity) {
		BiConsumer<OrderProcessService, String> told = TASKS.get(activity.getId());
		if (told != null) {
			activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) (execution) -> {
				if (execution.isCanceled()) {
					told.accept(this.orders.getObject(), execution.getProcessBusinessKey());
				}
			});
		}
	}

}
