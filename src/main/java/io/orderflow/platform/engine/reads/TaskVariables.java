package io.orderflow.platform.engine.reads;

import java.util.Collection;
import java.util.List;

import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;

/**
 * The engine's variables; of a task that is only being made it asks the database for
 * none, before it gives it the first.
 */
class TaskVariables extends VariableInstanceManager {

	@Override
	public List<VariableInstanceEntity> findVariableInstancesByTaskIdAndVariableNames(String taskId,
			Collection<String> names) {
		return TaskAuthorizationProvider.isBeingMade(taskId) ? List.of()
				: super.findVariableInstancesByTaskIdAndVariableNames(taskId, names);
	}

}
