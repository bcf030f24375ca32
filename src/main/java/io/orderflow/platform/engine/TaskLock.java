package io.orderflow.platform.engine;

import io.orderflow.platform.Refusal;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a task is about from everybody else while somebody completes it in Tasklist
 * or over the engine's REST API, as our own pages and API do it. Implemented by whoever
 * owns the processes.
 */
public interface TaskLock {

	/**
	 * Called in the transaction that completes a task, before the engine reads anything
	 * of it. Takes nothing for people whom the task is no business of: the engine refuses
	 * them.
	 * @param processDefinitionKey the process the task is of
	 * @param businessKey the order's number where there is one
	 * @param person who completes it
	 */
	void take(String processDefinitionKey, @Nullable String businessKey, Authentication person);

	/**
	 * What is said to somebody whose task was done by another meanwhile, or whose
	 * decision does not fit how things stand.
	 * @return the refusal, with how things stand now where the person may know
	 */
	Refusal told(String processDefinitionKey, @Nullable String businessKey, Authentication person, Refusal refusal);

}
