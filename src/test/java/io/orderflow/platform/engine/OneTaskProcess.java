package io.orderflow.platform.engine;

import java.util.Map;
import java.util.Set;

import io.orderflow.platform.FormValues;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A process of one task, whose listener wants a note, to try on it what the engine
 * allows.
 */
@Component
class OneTaskProcess implements TaskFormKeys {

	private static final String PROCESS = "oneTaskProcess";

	private final RepositoryService repository;

	private final RuntimeService runtime;

	private final TaskService tasks;

	OneTaskProcess(RepositoryService repository, RuntimeService runtime, TaskService tasks) {
		this.repository = repository;
		this.runtime = runtime;
		this.tasks = tasks;
	}

	/** The task's listener: refuses without a note. */
	@Component("oneTaskProcessListener")
	static class Listener implements TaskListener {

		@Override
		public void notify(DelegateTask task) {
			FormValues values = new FormValues(task.getVariables());
			values.text("note", 100);
			values.check();
		}

	}

	Task taskOf(String person) {
		if (this.repository.createProcessDefinitionQuery().processDefinitionKey(PROCESS).count() == 0) {
			this.repository.createDeployment().addClasspathResource("oneTaskProcess.bpmn").deploy();
		}
		String instance = this.runtime.startProcessInstanceByKey(PROCESS, "SD-1", Map.of("assignee", person)).getId();
		return this.tasks.createTaskQuery().processInstanceId(instance).singleResult();
	}

	boolean isOpen(Task task) {
		return this.tasks.createTaskQuery().taskId(task.getId()).count() == 1;
	}

	@Nullable Task reread(Task task) {
		return this.tasks.createTaskQuery().taskId(task.getId()).singleResult();
	}

	@Override
	public Set<String> keysOf(String process, String task, @Nullable String businessKey) {
		return PROCESS.equals(process) ? Set.of("note", "decision") : Set.of();
	}

}
