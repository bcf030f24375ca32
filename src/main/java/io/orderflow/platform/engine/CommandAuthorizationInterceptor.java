package io.orderflow.platform.engine;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.quota.ChangeTurns;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.MissingAuthorization;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.GetDeployedTaskFormCmd;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractRestartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.cmd.FetchExternalTasksCmd;
import org.camunda.bpm.engine.impl.cmd.EvaluateStartConditionCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskFormVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceAtActivitiesCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.HistoricProcessInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.HistoricTaskInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Lets people do one thing only in the engine: they complete their task with the values
 * of its form, and a listener hands those to the domain. Everything else that changes
 * something (resolve, delegate, variables, BPMN errors, messages, jobs, comments …) gets
 * around that listener and is for process admins. So is what Camunda Admin does: one's
 * own address and password are changed in the application, which asks for the present
 * password, has the one confirmed by a link and tells the old one, knows a rule for the
 * other and ends the sessions. What is not on the list of the allowed is refused, so that
 * a command nobody thought of is too. What they may look at is in
 * {@link PeopleAuthorization}; workers have {@link WorkerAuthorization}. Nobody deploys:
 * models come with the application, and whoever brings one runs commands on the server.
 * Nobody begins a process either: it would be one beside that of the order, or of
 * nothing.
 *
 * <p>
 * Watches only calls that come from outside with someone signed in to the engine:
 * Tasklist, Cockpit, {@code /engine-rest}. The application itself calls without.
 */
class CommandAuthorizationInterceptor extends CommandInterceptor {

	private static final CommandFieldAccessor COMPLETED = new CommandFieldAccessor(CompleteTaskCmd.class, "taskId");

	private static final CommandFieldAccessor COMPLETED_WITH = new CommandFieldAccessor(CompleteTaskCmd.class,
			"variables");

	private static final CommandFieldAccessor SUBMITTED = new CommandFieldAccessor(SubmitTaskFormCmd.class, "taskId");

	private static final CommandFieldAccessor SUBMITTED_WITH = new CommandFieldAccessor(SubmitTaskFormCmd.class,
			"properties");

	private static final CommandFieldAccessor CLAIMED = new CommandFieldAccessor(ClaimTaskCmd.class, "taskId");

	private static final CommandFieldAccessor CLAIMED_FOR = new CommandFieldAccessor(ClaimTaskCmd.class, "userId");

	private static final CommandFieldAccessor ASSIGNED = new CommandFieldAccessor(AssignTaskCmd.class, "taskId");

	private static final CommandFieldAccessor ASSIGNED_TO = new CommandFieldAccessor(AssignTaskCmd.class, "userId");

	/** What begins a process: each is of something that the application keeps. */
	private static final Set<Class<?>> STARTING = Set.of(StartProcessInstanceCmd.class,
			StartProcessInstanceAtActivitiesCmd.class, SubmitStartFormCmd.class,
			AbstractRestartProcessInstanceCmd.class, EvaluateStartConditionCmd.class);

	/** What is read of a task's form. */
	private static final Set<Class<?>> FORMS = Set.of(GetDeployedTaskFormCmd.class, GetTaskFormVariablesCmd.class);

	private final ProcessEngineConfigurationImpl configuration;

	private final ObjectProvider<TaskFormKeys> formKeys;

	private final ObjectProvider<TaskLock> locks;

	private final WorkerAuthorization workers;

	private final ChangeTurns turns;

	CommandAuthorizationInterceptor(ProcessEngineConfigurationImpl configuration, ObjectProvider<TaskFormKeys> formKeys,
			ObjectProvider<TaskLock> locks, WorkerAuthorization workers, ChangeTurns turns) {
		this.configuration = configuration;
		this.formKeys = formKeys;
		this.locks = locks;
		this.workers = workers;
		this.turns = turns;
	}

	@Override
	public <T> T execute(Command<T> command) {
		ProcessEngine engine = this.configuration.getProcessEngine();
		if (Context.getCommandContext() == null && engine != null) {
			Authentication person = engine.getIdentityService().getCurrentAuthentication();
			if (person != null && person.getUserId() != null) {
				return execute(command, person);
			}
		}
		return this.next.execute(command);
	}

	private <T> T execute(Command<T> command, Authentication person) {
		try {
			return inTurn(checked(command, person), person);
		}
		catch (NullValueException | AuthorizationException ex) {
			String id = completed(command);
			if (id != null && (read(new ReadTask(id)) == null || isHidden(id))) {
				throw gone(id, person);
			}
			throw isOfHiddenTask(ex) ? missing(command) : ex;
		}
		catch (RuntimeException ex) {
			if (ex instanceof BadUserRequestException && FORMS.contains(command.getClass())) {
				throw missing(command);
			}
			String id = completed(command);
			if (id != null && isOfInput(ex) && isHidden(id)) {
				throw gone(id, person);
			}
			throw told(ex, id, person);
		}
	}

	/** Whoever waits for what a task is about would hold a connection meanwhile. */
	private <T> T inTurn(Command<T> command, Authentication person) {
		if (command instanceof Completion<T> completion && completion.task().businessKey() != null) {
			return this.turns.call(person.getUserId(), completion.task().businessKey(),
					() -> this.next.execute(command));
		}
		return this.next.execute(command);
	}

	/** As the engine says it of most, and we of what it says otherwise of. */
	private static RuntimeException missing(Command<?> command) {
		return FORMS.contains(command.getClass()) ? Refusal.notFound("not-in-the-engine")
				: new NullValueException("There is no such task");
	}

	private static boolean isOfInput(RuntimeException failure) {
		return CurrentRefusal.in(failure).filter((refusal) -> refusal.kind() == Refusal.Kind.INVALID).isPresent();
	}

	/** Whoever guesses the id of another's task hears what is said of one that is not. */
	private boolean isOfHiddenTask(RuntimeException failure) {
		return failure instanceof AuthorizationException refused && refused.getMissingAuthorizations()
			.stream()
			.filter((missing) -> Resources.TASK.resourceName().equals(missing.getResourceType()))
			.map(MissingAuthorization::getResourceId)
			.anyMatch((id) -> id != null && isHidden(id));
	}

	/** Whether who is signed in to the engine cannot find this task in a list. */
	private boolean isHidden(String task) {
		return this.configuration.getTaskService().createTaskQuery().taskId(task).count() == 0;
	}

	/**
	 * A listener refused what a task was completed with, because of how things stand.
	 */
	private RuntimeException told(RuntimeException failure, @Nullable String task, Authentication person) {
		Refusal refusal = CurrentRefusal.in(failure).orElse(null);
		if (task == null || refusal == null || refusal.kind() != Refusal.Kind.CONFLICT) {
			return failure;
		}
		Task open = read(new ReadTask(task));
		return (open != null) ? told(open, person, refusal) : failure;
	}

	private Refusal told(Task task, Authentication person, Refusal refusal) {
		return this.locks.stream()
			.reduce(refusal, (told, lock) -> lock.told(task.process(), task.businessKey(), person, told),
					(one, other) -> other);
	}

	private static @Nullable String completed(Command<?> command) {
		Object task = (command.getClass() == CompleteTaskCmd.class) ? COMPLETED.of(command)
				: (command instanceof SubmitTaskFormCmd) ? SUBMITTED.of(command) : null;
		return (task instanceof String id) ? id : null;
	}

	private <T extends @Nullable Object> T read(Command<T> command) {
		return this.configuration.getCommandExecutorTxRequired().execute(command);
	}

	/**
	 * Somebody else was first, before the task was looked for or after: then the engine
	 * does not find it, or nobody's leave to work on it.
	 */
	private Refusal gone(String task, Authentication person) {
		Refusal refusal = Refusal.conflict("task-gone");
		Task was = read(new ReadDoneTask(task));
		return (was != null) ? told(was, person, refusal) : refusal;
	}

	private static boolean isAdmin(Authentication person) {
		return person.getGroupIds() != null && person.getGroupIds().contains(UserStore.PROCESS_ADMINS);
	}

	/** What to execute for the person instead: mostly the command itself. */
	private <T> Command<T> checked(Command<T> command, Authentication person) {
		if (command instanceof DeployCmd) {
			throw Refusal.forbidden("no-deployment");
		}
		if (STARTING.stream().anyMatch((type) -> type.isInstance(command))) {
			throw Refusal.forbidden("no-start");
		}
		if (command instanceof FetchExternalTasksCmd && person instanceof RequestAuthentication caller) {
			caller.checkPresent();
		}
		boolean admin = isAdmin(person);
		if (command.getClass() == CompleteTaskCmd.class) {
			return completion(command, COMPLETED_WITH.of(command), person, admin);
		}
		else if (command instanceof SubmitTaskFormCmd) {
			return completion(command, SUBMITTED_WITH.of(command), person, admin);
		}
		else if (admin) {
			return command;
		}
		else if (this.workers.isFor(person)) {
			return this.workers.checked(command, person);
		}
		else if (command instanceof ClaimTaskCmd && CLAIMED_FOR.of(command) == null) {
			return release(CLAIMED.of(command), person);
		}
		else if (command instanceof AssignTaskCmd && ASSIGNED_TO.of(command) == null) {
			return release(ASSIGNED.of(command), person);
		}
		else if (!isHarmless(command, person) && !person.getUserId().equals(claimer(command))) {
			throw Refusal.forbidden("only-process-admins");
		}
		return command;
	}

	private static @Nullable Object claimer(Command<?> command) {
		return (command instanceof ClaimTaskCmd) ? CLAIMED_FOR.of(command) : null;
	}

	/**
	 * Who has claimed a task of a group gives it back to the group; of what is assigned
	 * to somebody by the model nobody gets rid. Tasklist takes the assignee away for
	 * that, which is a right that people do not have: hence a claim for nobody instead.
	 */
	private static <T> Command<T> release(@Nullable Object taskId, Authentication person) {
		return (context) -> {
			TaskEntity task = (taskId instanceof String id) ? context.getTaskManager().findTaskById(id) : null;
			if (task == null || !person.getUserId().equals(task.getAssignee()) || !isOfGroup(task, person)) {
				throw Refusal.forbidden("only-process-admins");
			}
			new ClaimTaskCmd(task.getId(), null).execute(context);
			return null;
		};
	}

	private static boolean isOfGroup(TaskEntity task, Authentication person) {
		return person.getGroupIds() != null
				&& task.getCandidates().stream().anyMatch((link) -> person.getGroupIds().contains(link.getGroupId()));
	}

	private static boolean isHarmless(Command<?> command, Authentication person) {
		return command instanceof ReadTask || command instanceof ReadDoneTask
				|| PeopleAuthorization.mayAsk(command, person.getUserId());
	}

	/**
	 * A task that is not there any more was completed before, by a double click or by
	 * somebody else: an expected answer, to process admins too. What it is about is
	 * locked first, so that the form is the one of how things stand, and the engine finds
	 * what the last one has left.
	 */
	private <T> Command<T> completion(Command<T> command, @Nullable Object values, Authentication person,
			boolean admin) {
		String id = completed(command);
		if (id == null) {
			return command;
		}
		Task task = read(new ReadTask(id));
		if (task == null) {
			throw gone(id, person);
		}
		return new Completion<>(task, (context) -> {
			this.locks.forEach((lock) -> lock.take(task.process(), task.businessKey(), person));
			TaskEntity locked = context.getTaskManager().findTaskById(id);
			if (locked != null && !admin && values instanceof Map<?, ?> submitted) {
				checkKeys(submitted, task, locked.getTaskDefinitionKey());
			}
			return command.execute(context);
		});
	}

	private void checkKeys(Map<?, ?> submitted, Task task, String taskDefinitionKey) {
		Set<String> unknown = new TreeSet<>();
		submitted.keySet().forEach((key) -> unknown.add(String.valueOf(key)));
		this.formKeys
			.forEach((forms) -> unknown.removeAll(forms.keysOf(task.process(), taskDefinitionKey, task.businessKey())));
		if (!unknown.isEmpty()) {
			throw Refusal.invalid(
					unknown.stream().map((key) -> new Refusal.Problem(key, "not-a-field-of-the-form", key)).toList());
		}
	}

	/**
	 * What a task is about.
	 *
	 * @param process the key of the process it is of; empty where it is of none
	 */
	private record Task(String process, @Nullable String businessKey) {

	}

	/** Completes a task. */
	private record Completion<T>(Task task, Command<T> whole) implements Command<T> {

		@Override
		public T execute(CommandContext context) {
			return this.whole.execute(context);
		}

	}

	/** Null where there is no such task, or it goes while it is read. */
	private static final class ReadTask implements Command<@Nullable Task> {

		private final String taskId;

		private ReadTask(String taskId) {
			this.taskId = taskId;
		}

		@Override
		public @Nullable Task execute(CommandContext context) {
			TaskEntity task = context.getTaskManager().findTaskById(this.taskId);
			if (task == null) {
				return null;
			}
			String instanceId = task.getProcessInstanceId();
			if (instanceId == null) {
				return new Task("", null);
			}
			ExecutionEntity instance = context.getExecutionManager().findExecutionById(instanceId);
			return (instance != null) ? new Task(instance.getProcessDefinition().getKey(), instance.getBusinessKey())
					: null;
		}

	}

	/** The same of one that is done; null where there never was one. */
	private static final class ReadDoneTask implements Command<@Nullable Task> {

		private final String taskId;

		private ReadDoneTask(String taskId) {
			this.taskId = taskId;
		}

		@Override
		public @Nullable Task execute(CommandContext context) {
			HistoricTaskInstanceEntity task = context.getHistoricTaskInstanceManager()
				.findHistoricTaskInstanceById(this.taskId);
			if (task == null || task.getProcessInstanceId() == null) {
				return null;
			}
			HistoricProcessInstanceEntity instance = context.getHistoricProcessInstanceManager()
				.findHistoricProcessInstance(task.getProcessInstanceId());
			return (instance != null) ? new Task(task.getProcessDefinitionKey(), instance.getBusinessKey()) : null;
		}

	}

}
