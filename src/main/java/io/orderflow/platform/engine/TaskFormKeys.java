package io.orderflow.platform.engine;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which values a person may submit with a task; implemented by who knows the forms. A
 * completion with any other key is refused, because the engine would make process
 * variables of them.
 */
public interface TaskFormKeys {

	/**
	 * The keys of the task's form.
	 * @param processDefinitionKey the process the task is of
	 * @param taskDefinitionKey the user task's id in the model
	 * @param businessKey the order's number where there is one
	 * @return empty where the task takes no values at all
	 */
	Set<String> keysOf(String processDefinitionKey, String taskDefinitionKey, @Nullable String businessKey);

}
