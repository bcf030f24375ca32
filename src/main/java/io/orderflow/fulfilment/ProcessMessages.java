package io.orderflow.fulfilment;

import io.orderflow.platform.Refusal;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstanceQuery;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/**
 * The one place that messages to processes leave from. A message carries no data and may
 * find nobody: the domain has decided already, and whoever wakes asks it.
 *
 * <p>
 * Call it after the command that the wait state came from has returned: a subscription
 * made in the same one is not seen. Several processes share a business key, hence the
 * process definition's; and it is {@code correlateAllWithResult}, because the plain
 * {@code correlate} marks the transaction for rollback when nobody waits, even if that is
 * caught.
 */
@Component
public class ProcessMessages {

	private final EngineGateway engine;

	private final RuntimeService runtime;

	ProcessMessages(EngineGateway engine, RuntimeService runtime) {
		this.engine = engine;
		this.runtime = runtime;
	}

	/**
	 * To whoever waits for it.
	 * @return how many did
	 * @throws Refusal {@code on-hold} where one does whose process is paused
	 */
	public int send(String message, String processKey, String businessKey) {
		return send(message, instances(processKey, businessKey));
	}

	/**
	 * To those of them that have a variable of this value: an order can have a refused
	 * request that may still be disputed beside an open one.
	 */
	public void send(String message, String processKey, String businessKey, String variable, Object value) {
		send(message, instances(processKey, businessKey).variableValueEquals(variable, value));
	}

	/**
	 * Who waited when it was looked for, and no longer does when the message arrives, has
	 * been woken by somebody else at the same moment: a lost race, to be tried again.
	 */
	private int send(String message, ProcessInstanceQuery instances) {
		try {
			return this.engine.call(() -> instances.list().stream().mapToInt((instance) -> {
				refuseOnHold(message, instance);
				return this.runtime.createMessageCorrelation(message)
					.processInstanceId(instance.getProcessInstanceId())
					.correlateAllWithResult()
					.size();
			}).sum());
		}
		catch (ProcessEngineException ex) {
			if (String.valueOf(ex.getMessage()).contains("does not have a subscription")) {
				throw new OptimisticLockingFailureException("Somebody else woke who waited for " + message, ex);
			}
			throw ex;
		}
	}

	/**
	 * The engine leaves out who waits in a process that an admin has paused; what the
	 * domain has decided would never come to it.
	 * @throws Refusal {@code on-hold}
	 */
	private void refuseOnHold(String message, ProcessInstance instance) {
		if (instance.isSuspended() && this.runtime.createEventSubscriptionQuery()
			.processInstanceId(instance.getProcessInstanceId())
			.eventName(message)
			.count() > 0) {
			throw Refusal.conflict("on-hold");
		}
	}

	private ProcessInstanceQuery instances(String processKey, String businessKey) {
		return this.runtime.createProcessInstanceQuery()
			.processDefinitionKey(processKey)
			.processInstanceBusinessKey(businessKey);
	}

}
