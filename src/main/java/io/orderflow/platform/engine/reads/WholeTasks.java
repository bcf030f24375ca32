package io.orderflow.platform.engine.reads;

import java.util.ArrayList;
import java.util.List;

import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.task.Task;

/**
 * The engine's tasks without the parts that one could make of a task: a part is a task of
 * no process, and those are switched off. Nor are other tasks looked for where that of a
 * step is known: it is the only one of its execution. The engine would ask for both
 * whenever a task ends.
 */
class WholeTasks extends TaskManager {

	@Override
	public List<Task> findTasksByParentTaskId(String parentTaskId) {
		return List.of();
	}

	@Override
	public List<TaskEntity> findTasksByExecutionId(String executionId) {
		List<TaskEntity> known = getDbEntityManager().getDbEntityCache()
			.getEntitiesByType(TaskEntity.class)
			.stream()
			.filter((task) -> executionId.equals(task.getExecutionId()) && !task.isDeleted()
					&& !TaskAuthorizationProvider.isBeingMade(task.getId()))
			.toList();
		return known.isEmpty() ? super.findTasksByExecutionId(executionId) : new ArrayList<>(known);
	}

}
