package io.orderflow.platform.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.token.WorkerName;
import org.camunda.bpm.engine.impl.ExternalTaskQueryImpl;
import org.camunda.bpm.engine.impl.cmd.AuthorizationCheckCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteExternalTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ExtendLockOnExternalTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ExternalTaskCmd;
import org.camunda.bpm.engine.impl.cmd.FetchExternalTasksCmd;
import org.camunda.bpm.engine.impl.cmd.GetExternalTaskErrorDetailsCmd;
import org.camunda.bpm.engine.impl.cmd.HandleExternalTaskCmd;
import org.camunda.bpm.engine.impl.cmd.HandleExternalTaskFailureCmd;
import org.camunda.bpm.engine.impl.cmd.LockExternalTaskCmd;
import org.camunda.bpm.engine.impl.cmd.UnlockExternalTaskCmd;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.externaltask.TopicFetchInstruction;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * What workers may do, and only they: take external tasks, keep them, give them back, and
 * answer with the variables that the task is asked for. No BPMN error: at an external
 * task no model catches one, and the one around it ends the order. And what they may see:
 * external tasks, each with the variables of its own that the model gives it (its input
 * parameters), and nothing else of the engine. Whoever is a worker is nobody else there,
 * and holds tasks in the name of its account ({@link WorkerName}).
 */
class WorkerAuthorization {

	private static final Set<Class<?>> WORK = Set.of(FetchExternalTasksCmd.class, LockExternalTaskCmd.class,
			ExtendLockOnExternalTaskCmd.class, UnlockExternalTaskCmd.class, CompleteExternalTaskCmd.class,
			HandleExternalTaskFailureCmd.class);

	/** What they look at without changing it. */
	private static final Set<Class<?>> SEEN = Set.of(ExternalTaskQueryImpl.class, GetExternalTaskErrorDetailsCmd.class,
			AuthorizationCheckCmd.class);

	private static final String WORKER_ID = "workerId";

	private static final String LOCK_DURATION = "lockDuration";

	/** Of what the engine keeps, in characters. */
	private static final int LONGEST_NAME = 255;

	private static final CommandFieldAccessor FETCHED = new CommandFieldAccessor(FetchExternalTasksCmd.class,
			"fetchInstructions");

	private static final CommandFieldAccessor TASK = new CommandFieldAccessor(ExternalTaskCmd.class, "externalTaskId");

	/** Commands and queries that name a worker, and where. */
	private static final Map<Class<?>, CommandFieldAccessor> NAMING = Map.of(FetchExternalTasksCmd.class,
			new CommandFieldAccessor(FetchExternalTasksCmd.class, WORKER_ID), HandleExternalTaskCmd.class,
			new CommandFieldAccessor(HandleExternalTaskCmd.class, WORKER_ID), ExternalTaskQueryImpl.class,
			new CommandFieldAccessor(ExternalTaskQueryImpl.class, WORKER_ID));

	/** As long as a worker keeps a task at most before it renews the lock, or waits. */
	private static final Duration LONGEST_LOCK = Duration.ofDays(1);

	/** Commands that say how long, in milliseconds, and where. */
	private static final Map<Class<?>, CommandFieldAccessor> LASTING = Map.of(LockExternalTaskCmd.class,
			new CommandFieldAccessor(LockExternalTaskCmd.class, LOCK_DURATION), ExtendLockOnExternalTaskCmd.class,
			new CommandFieldAccessor(ExtendLockOnExternalTaskCmd.class, "newLockTime"),
			HandleExternalTaskFailureCmd.class,
			new CommandFieldAccessor(HandleExternalTaskFailureCmd.class, "retryDuration"));

	/** Commands that bring variables, and the two fields where they have them. */
	private static final Map<Class<?>, List<CommandFieldAccessor>> ANSWERS = Map.of(CompleteExternalTaskCmd.class,
			variables(CompleteExternalTaskCmd.class), HandleExternalTaskFailureCmd.class,
			variables(HandleExternalTaskFailureCmd.class));

	private final ObjectProvider<ExternalTaskKeys> keys;

	WorkerAuthorization(ObjectProvider<ExternalTaskKeys> keys) {
		this.keys = keys;
	}

	private static List<CommandFieldAccessor> variables(Class<?> command) {
		return List.of(new CommandFieldAccessor(command, "variables"),
				new CommandFieldAccessor(command, "localVariables"));
	}

	boolean isFor(Authentication person) {
		return person.getGroupIds() != null && person.getGroupIds().contains(UserStore.WORKERS);
	}

	/**
	 * The command, in the name of a worker of the account, which refuses variables that
	 * its task is not answered with, fetches none that are not the task's own, keeps none
	 * for longer than a day, and frees no lock of another account.
	 * @throws Refusal {@code only-external-tasks}
	 */
	<T> Command<T> checked(Command<T> command, Authentication account) {
		if (!SEEN.contains(command.getClass()) && !WORK.contains(command.getClass())) {
			throw Refusal.forbidden("only-external-tasks");
		}
		NAMING.forEach((kind, field) -> {
			if (kind.isInstance(command) && field.of(command) instanceof String name) {
				field.set(command, whole(account.getUserId(), name));
			}
		});
		CommandFieldAccessor lasting = LASTING.get(command.getClass());
		if (lasting != null && lasting.of(command) instanceof Long millis) {
			expectNoLongerThanADay(millis);
		}
		if (command instanceof UnlockExternalTaskCmd) {
			// within the command's own transaction, which reads the task anyway
			return (context) -> {
				expectNotOfAnother(task(TASK.of(command), context), account.getUserId());
				return command.execute(context);
			};
		}
		return answering(command);
	}

	private static String whole(String account, String name) {
		String whole = WorkerName.of(account, name);
		if (whole.length() > LONGEST_NAME) {
			throw Refusal.invalid(WORKER_ID, "text-too-long", LONGEST_NAME - account.length() - 1, name.length());
		}
		return whole;
	}

	/** Nobody else gets a task as long as it is locked, and whoever had it reads on. */
	private static void expectNoLongerThanADay(long millis) {
		if (millis > LONGEST_LOCK.toMillis()) {
			throw Refusal.invalid(LOCK_DURATION, "lock-too-long");
		}
	}

	/**
	 * The engine asks nobody who gives a task back whether it is theirs. A name without
	 * an account is of a lock from before names had one: nobody can say whose it is, and
	 * whoever gives the task back lets it be done.
	 */
	private static void expectNotOfAnother(@Nullable ExternalTaskEntity task, String account) {
		if (task != null && task.getWorkerId() != null && WorkerName.isWhole(task.getWorkerId())
				&& !WorkerName.isOf(account, task.getWorkerId())) {
			throw Refusal.forbidden("task-of-another-worker");
		}
	}

	private <T> Command<T> answering(Command<T> command) {
		if (command instanceof FetchExternalTasksCmd && FETCHED.of(command) instanceof Map<?, ?> topics) {
			topics.values().forEach((topic) -> narrow((TopicFetchInstruction) topic));
		}
		Set<String> brought = new TreeSet<>();
		ANSWERS.getOrDefault(command.getClass(), List.of()).forEach((field) -> {
			if (field.of(command) instanceof Map<?, ?> variables) {
				variables.keySet().forEach((name) -> brought.add(String.valueOf(name)));
			}
		});
		if (brought.isEmpty()) {
			return command;
		}
		// in the same way
		return (context) -> {
			Set<String> unasked = new TreeSet<>(brought);
			unasked.removeAll(keysOf(TASK.of(command), context));
			if (!unasked.isEmpty()) {
				throw Refusal.invalid(unasked.stream()
					.map((name) -> new Refusal.Problem(name, "not-an-answer-of-the-task", name))
					.toList());
			}
			return command.execute(context);
		};
	}

	/** A filter on variables would tell by its answers what they are. */
	private static void narrow(TopicFetchInstruction topic) {
		if (topic.getFilterVariables() != null && !topic.getFilterVariables().isEmpty()) {
			throw Refusal.forbidden("only-external-tasks");
		}
		expectNoLongerThanADay(topic.getLockDuration());
		topic.setLocalVariables(true);
	}

	/** Nothing for a task that is not there: what the engine says to that is good. */
	private Set<String> keysOf(@Nullable Object taskId, CommandContext context) {
		ExternalTaskEntity task = task(taskId, context);
		if (task == null) {
			return Set.of();
		}
		return this.keys.stream()
			.flatMap((known) -> known.keysOf(task.getProcessDefinitionKey(), task.getActivityId()).stream())
			.collect(Collectors.toSet());
	}

	private static @Nullable ExternalTaskEntity task(@Nullable Object taskId, CommandContext context) {
		return (taskId instanceof String id) ? context.getExternalTaskManager().findExternalTaskById(id) : null;
	}

}
