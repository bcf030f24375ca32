package io.orderflow.platform.engine;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Somebody else completed a task after it was read here: its execution stands elsewhere
 * by now. Before any listener of the model is asked, this one makes a lost race of it,
 * which is tried again ({@link ConflictRetryInterceptor}). Otherwise a refusal would have
 * to be carried out of an execution that is at no activity, and the engine fails at that
 * with a null pointer that hides the refusal.
 */
final class StaleTaskListener extends AbstractBpmnParseListener implements TaskListener {

	@Override
	public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
		((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition()
			.addBuiltInTaskListener(EVENTNAME_COMPLETE, this);
	}

	@Override
	public void notify(DelegateTask task) {
		DelegateExecution execution = task.getExecution();
		if (execution == null || !task.getTaskDefinitionKey().equals(execution.getCurrentActivityId())) {
			throw new OptimisticLockingException("Somebody else completed task " + task.getId());
		}
	}

}
