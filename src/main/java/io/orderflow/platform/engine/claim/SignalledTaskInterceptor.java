package io.orderflow.platform.engine.claim;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.engine.CommandFieldAccessor;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.cmd.SignalCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * A signal leaves a task of a person as if it was done, without what its listener hands
 * to the domain: refused, to process admins too.
 */
class SignalledTaskInterceptor extends CommandInterceptor {

	private static final CommandFieldAccessor SIGNALLED = new CommandFieldAccessor(SignalCmd.class, "executionId");

	@Override
	public <T> T execute(Command<T> command) {
		if (command instanceof SignalCmd && SIGNALLED.of(command) instanceof String id && waitsForPerson(id)) {
			throw Refusal.forbidden("task-is-completed");
		}
		return this.next.execute(command);
	}

	private static boolean waitsForPerson(String id) {
		ExecutionEntity execution = Context.getCommandContext().getExecutionManager().findExecutionById(id);
		return execution != null && execution.getActivity() != null
				&& execution.getActivity().getActivityBehavior() instanceof UserTaskActivityBehavior;
	}

}
