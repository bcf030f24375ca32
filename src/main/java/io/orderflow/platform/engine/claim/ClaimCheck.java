package io.orderflow.platform.engine.claim;

import java.util.Optional;

import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Who of a group may not have one of its tasks, because of what that is about.
 * Implemented by whoever owns the processes.
 */
public interface ClaimCheck {

	/**
	 * Asked in the transaction that gives somebody the task.
	 * @param processDefinitionKey the process the task is of
	 * @param businessKey the order's number where there is one
	 * @param person in the group
	 * @return why that person may not decide it
	 */
	Optional<Refusal> refusal(String processDefinitionKey, @Nullable String businessKey, String person);

}
