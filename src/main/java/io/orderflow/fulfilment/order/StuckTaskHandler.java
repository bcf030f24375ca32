package io.orderflow.fulfilment.order;

import java.util.Map;

import io.orderflow.order.process.OrderProcessService;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.incident.IncidentHandler;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.runtime.Incident;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * An external task of an order has no attempts left, and an incident stands for it, or it
 * has some again: the order is told, in the engine's transaction, so that its page says
 * so. One that ends tells so itself.
 */
@Component
@Order(1_002)
class StuckTaskHandler extends AbstractProcessEnginePlugin {

	/** What is told, with the order's number. */
	private interface Told {

		void tell(OrderProcessService orders, String number, boolean stuck);

	}

	private static final Told CLOSING = (orders, number, stuck) -> orders.dossierStuck(number, false, stuck);

	private static final Map<String, Told> TASKS = Map.of("serviceTask_preparePreview",
			OrderProcessService::previewStuck, "serviceTask_buildDossier", CLOSING, "serviceTask_buildCancelledDossier",
			CLOSING, "serviceTask_buildDossierOnDemand",
			(orders, number, stuck) -> orders.dossierStuck(number, true, stuck));

	private final ObjectProvider<OrderProcessService> orders;

	StuckTaskHandler(ObjectProvider<OrderProcessService> orders) {
		this.orders = orders;
	}

	@Override
	public void postInit(ProcessEngineConfigurationImpl engine) {
		engine.getIncidentHandlers()
			.compute(Incident.EXTERNAL_TASK_HANDLER_TYPE, (type, handler) -> new Telling(handler));
	}

	private void tell(IncidentContext context, boolean stuck) {
		Told told = TASKS.get(context.getActivityId());
		if (told != null) {
			ExecutionEntity execution = Context.getCommandContext()
				.getExecutionManager()
				.findExecutionById(context.getExecutionId());
			// one that was never stuck has no incident to be resolved, which its
			// execution knows
			if (stuck || !execution.getIncidents().isEmpty()) {
				told.tell(this.orders.getObject(), execution.getProcessBusinessKey(), stuck);
			}
		}
	}

	/** Does what another does, and tells. */
	private final class Telling implements IncidentHandler {

		private final IncidentHandler handler;

		private Telling(IncidentHandler handler) {
			this.handler = handler;
		}

		@Override
		public String getIncidentHandlerType() {
			return this.handler.getIncidentHandlerType();
		}

		@Override
		public Incident handleIncident(IncidentContext context, String message) {
			tell(context, true);
			return this.handler.handleIncident(context, message);
		}

		@Override
		public void resolveIncident(IncidentContext context) {
			tell(context, false);
			this.handler.resolveIncident(context);
		}

		@Override
		public void deleteIncident(IncidentContext context) {
			this.handler.deleteIncident(context);
		}

	}

}
