package io.orderflow.platform.engine;

import java.util.Set;

import org.camunda.bpm.engine.impl.history.AbstractHistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The engine's level {@code activity} for every process but two: {@code notification},
 * whose delivery log already tells all about it (B6), and {@code deadlineSweep}, which
 * runs twice a minute, and what it found is on the orders' timelines. Its id is in the
 * database; it must not change.
 */
class ActivityHistoryLevel extends AbstractHistoryLevel {

	static final String NAME = "activity-but-notifications";

	private static final Set<String> WITHOUT = Set.of("notification", "deadlineSweep");

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
		String process = process(entity);
		return HISTORY_LEVEL_ACTIVITY.isHistoryEventProduced(eventType, entity)
				&& (process == null || !WITHOUT.contains(process));
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
