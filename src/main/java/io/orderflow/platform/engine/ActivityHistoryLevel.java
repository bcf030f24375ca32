package io.orderflow.platform.engine;

import org.camunda.bpm.engine.impl.history.AbstractHistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The engine's level {@code activity} for every process but {@code notification}: its
 * instances are the most there are, and the delivery log already tells all about them
 * (B6). Its id is in the database; it must not change.
 */
class ActivityHistoryLevel extends AbstractHistoryLevel {

	static final String NAME = "activity-but-notifications";

	private static final String NOTIFICATION = "notification";

	@Override
	public int getId() {
		return 41;
	}

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public boolean isHistoryEventProduced(HistoryEventType eventType, @Nullable Object entity) {
		return HISTORY_LEVEL_ACTIVITY.isHistoryEventProduced(eventType, entity)
				&& !NOTIFICATION.equals(process(entity));
	}

	private static @Nullable String process(@Nullable Object entity) {
		ProcessDefinition definition = null;
		if (entity instanceof ExecutionEntity execution) {
			definition = execution.getProcessDefinition();
		}
		else if (entity instanceof TaskEntity task && task.getExecution() != null) {
			definition = task.getExecution().getProcessDefinition();
		}
		return (definition != null) ? definition.getKey() : null;
	}

}
