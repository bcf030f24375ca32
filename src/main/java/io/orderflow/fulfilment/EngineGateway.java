package io.orderflow.fulfilment;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.orderflow.platform.CurrentReader;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/**
 * Our own way into the engine: as nobody, so that its authorizations, which are for those
 * who come through Tasklist or REST, never stop the application; the domain has its own
 * checks. People may not start processes, for one, but what they do starts notifications.
 * Remembers meanwhile who decides what, because the listeners ask.
 */
@Component
public class EngineGateway {

	private final CommandExecutor commands;

	private final IdentityService identity;

	private final CurrentReader reader;

	private final ThreadLocal<@Nullable Decision> decision = new ThreadLocal<>();

	/**
	 * What a person decided.
	 *
	 * @param task the id of the task that is completed with it
	 * @param content what was decided, as the record that the task's listener knows
	 */
	public record Decision(String person, String task, Object content) {

	}

	EngineGateway(ProcessEngine engine, IdentityService identity, CurrentReader reader) {
		this.commands = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
			.getCommandExecutorTxRequired();
		this.identity = identity;
		this.reader = reader;
	}

	/** Calls the engine on nobody's behalf: a timer, a start, a query. */
	public <T> T call(Supplier<T> call) {
		Authentication signedIn = this.identity.getCurrentAuthentication();
		this.identity.clearAuthentication();
		try {
			return call.get();
		}
		catch (OptimisticLockingException ex) {
			// within a larger transaction it is for that one to be tried again
			throw new OptimisticLockingFailureException("The process moved on meanwhile", ex);
		}
		finally {
			if (signedIn != null) {
				this.identity.setAuthentication(signedIn);
			}
		}
	}

	public void run(Runnable call) {
		call(() -> {
			call.run();
			return true;
		});
	}

	/**
	 * Makes several calls as one: in one transaction, tried again as a whole when
	 * somebody else was first.
	 */
	public void together(Runnable calls) {
		asOne(() -> {
			calls.run();
			return true;
		});
	}

	/** The same for what answers: reads share what the engine has looked up already. */
	public <T> T asOne(Supplier<T> calls) {
		return call(() -> this.commands.execute((context) -> calls.get()));
	}

	/**
	 * Reads where the process of a task stands, with all of its variables, in two
	 * statements, within {@link #together}: the engine would ask for its parts one by
	 * one.
	 */
	public void readAhead(Task task) {
		CommandContext context = Context.getCommandContext();
		String id = task.getProcessInstanceId();
		List<ExecutionEntity> parts = context.getExecutionManager().findExecutionsByProcessInstanceId(id);
		List<VariableInstanceEntity> variables = context.getVariableInstanceManager()
			.findVariableInstancesByProcessInstanceId(id);
		parts.stream()
			.filter(ExecutionEntity::isProcessInstanceExecution)
			.forEach((whole) -> whole.restoreProcessInstance(parts, null, variables, List.of((TaskEntity) task), null,
					null, null));
	}

	/**
	 * Calls the engine to complete a task with what a person decided. It does not become
	 * a variable, not even for a moment: the task's listener asks for it here.
	 */
	public void decide(Decision decision, Runnable call) {
		Decision before = this.decision.get();
		this.decision.set(decision);
		try {
			run(call);
		}
		finally {
			if (before != null) {
				this.decision.set(before);
			}
			else {
				this.decision.remove();
			}
		}
	}

	private Optional<Decision> decision(DelegateTask task) {
		return Optional.ofNullable(this.decision.get()).filter((made) -> made.task().equals(task.getId()));
	}

	/**
	 * What we complete a task with.
	 * @return empty where it is completed in Tasklist or over the engine's REST API: see
	 * {@link SubmittedValues}
	 */
	public <T> Optional<T> decisionOf(DelegateTask task, Class<T> type) {
		return decision(task).map(Decision::content).map(type::cast);
	}

	/**
	 * Who decides what a task is being completed with: whom we act for, else who is
	 * signed in to the engine (Tasklist, {@code /engine-rest}) or to the application,
	 * else whose task it is.
	 */
	public String actorOf(DelegateTask task) {
		return decision(task).map(Decision::person)
			.or(() -> Optional.ofNullable(this.identity.getCurrentAuthentication()).map(Authentication::getUserId))
			.or(() -> this.reader.reader().map(CurrentReader.Reader::accountId))
			.or(() -> Optional.ofNullable(task.getAssignee()))
			.orElseThrow(() -> new IllegalStateException("Nobody completes task " + task.getId()));
	}

}
