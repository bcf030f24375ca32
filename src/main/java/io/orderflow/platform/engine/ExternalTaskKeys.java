package io.orderflow.platform.engine;

import java.util.Set;

/**
 * Which variables a worker may answer an external task with; implemented by who reads the
 * answers. Any other would overwrite a variable of the process: whom its next tasks are
 * for, or which way it goes.
 */
public interface ExternalTaskKeys {

	/**
	 * The variables of an answer, local to the task or not.
	 * @param processDefinitionKey the process the task is of
	 * @param activityId the service task's id in the model
	 * @return empty where the task is answered with nothing
	 */
	Set<String> keysOf(String processDefinitionKey, String activityId);

}
