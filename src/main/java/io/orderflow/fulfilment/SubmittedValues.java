package io.orderflow.fulfilment;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.orderflow.platform.FormValues;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.jspecify.annotations.Nullable;

/**
 * The values of a form that came through the engine, from Tasklist or REST: it knows them
 * only as process variables, where they must not stay.
 */
public final class SubmittedValues {

	private SubmittedValues() {
	}

	/** Takes the values of a form out of the task that is being completed. */
	public static FormValues taken(DelegateTask task, Set<String> keys) {
		Map<String, @Nullable Object> values = new HashMap<>();
		for (String key : keys) {
			if (task.hasVariable(key)) {
				values.put(key, task.getVariable(key));
			}
		}
		task.removeVariables(values.keySet());
		return new FormValues(values);
	}

}
