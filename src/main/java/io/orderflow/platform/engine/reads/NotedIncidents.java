package io.orderflow.platform.engine.reads;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.DefaultIncidentHandler;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;

/**
 * Ends incidents as the engine does, but looks for none of a job or an external task
 * whose execution has none: it keeps that, and is there already. Each timer that ends
 * without having fired would ask the database.
 */
class NotedIncidents extends DefaultIncidentHandler {

	NotedIncidents(String type) {
		super(type);
	}

	@Override
	protected void removeIncident(IncidentContext context, boolean resolved) {
		ExecutionEntity execution = read(context.getExecutionId());
		if (execution == null || !execution.getIncidents().isEmpty()) {
			super.removeIncident(context, resolved);
		}
	}

	private static @Nullable ExecutionEntity read(@Nullable String execution) {
		return (execution != null)
				? Context.getCommandContext().getDbEntityManager().getCachedEntity(ExecutionEntity.class, execution)
				: null;
	}

}
