package io.orderflow.platform.engine;

import java.util.Set;

import org.camunda.bpm.engine.impl.ExecutionQueryImpl;
import org.camunda.bpm.engine.impl.GroupQueryImpl;
import org.camunda.bpm.engine.impl.HistoricActivityInstanceQueryImpl;
import org.camunda.bpm.engine.impl.HistoricDetailQueryImpl;
import org.camunda.bpm.engine.impl.HistoricProcessInstanceQueryImpl;
import org.camunda.bpm.engine.impl.HistoricTaskInstanceQueryImpl;
import org.camunda.bpm.engine.impl.HistoricVariableInstanceQueryImpl;
import org.camunda.bpm.engine.impl.ProcessDefinitionQueryImpl;
import org.camunda.bpm.engine.impl.ProcessInstanceQueryImpl;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.TenantQueryImpl;
import org.camunda.bpm.engine.impl.UserOperationLogQueryImpl;
import org.camunda.bpm.engine.impl.UserQueryImpl;
import org.camunda.bpm.engine.impl.VariableInstanceQueryImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.AuthorizationCheckCmd;
import org.camunda.bpm.engine.impl.cmd.FindActiveActivityIdsCmd;
import org.camunda.bpm.engine.impl.cmd.GetExternalTaskErrorDetailsCmd;
import org.camunda.bpm.engine.impl.cmd.GetHistoricExternalTaskLogErrorDetailsCmd;
import org.camunda.bpm.engine.impl.cmd.GetHistoricJobLogExceptionStacktraceCmd;
import org.camunda.bpm.engine.impl.cmd.GetJobExceptionStacktraceCmd;
import org.camunda.bpm.engine.impl.cmd.GetTopicNamesCmd;
import org.camunda.bpm.engine.impl.cmd.GetUniqueTaskWorkerCountCmd;
import org.camunda.bpm.engine.impl.filter.FilterQueryImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;

/**
 * What people who are neither process admins nor workers may look at in the engine: tasks
 * and what Tasklist shows beside them, of which Camunda's authorizations give each their
 * own. What runs the engine is nobody's, and Camunda shows it to whoever asks where it
 * belongs to no process (the job that cleans up history, its log), or counts it: jobs,
 * incidents, external tasks, batches, deployments, authorizations, figures. Whatever is
 * not on the list is refused.
 */
final class PeopleAuthorization {

	private static final Set<Class<?>> ASKED = Set.of(TaskQueryImpl.class, FilterQueryImpl.class,
			AbstractExecuteFilterCmd.class, ProcessDefinitionQueryImpl.class, ProcessInstanceQueryImpl.class,
			ExecutionQueryImpl.class, VariableInstanceQueryImpl.class, HistoricTaskInstanceQueryImpl.class,
			HistoricProcessInstanceQueryImpl.class, HistoricActivityInstanceQueryImpl.class,
			HistoricVariableInstanceQueryImpl.class, HistoricDetailQueryImpl.class, UserOperationLogQueryImpl.class,
			UserQueryImpl.class, GroupQueryImpl.class, TenantQueryImpl.class, AuthorizationCheckCmd.class,
			FindActiveActivityIdsCmd.class);

	/** What looks at one thing, by the first word of the command's name. */
	private static final Set<String> READING_PREFIXES = Set.of("Get", "Is", "AbstractGet", "DetermineHistory",
			"CreateUserQuery", "CreateGroupQuery", "CreateTenantQuery", "CreateNativeUserQuery");

	/** The same of jobs, external tasks and figures, which are not theirs. */
	private static final Set<Class<?>> OF_THE_ENGINE = Set.of(GetJobExceptionStacktraceCmd.class,
			GetHistoricJobLogExceptionStacktraceCmd.class, GetExternalTaskErrorDetailsCmd.class,
			GetHistoricExternalTaskLogErrorDetailsCmd.class, GetTopicNamesCmd.class, GetUniqueTaskWorkerCountCmd.class);

	private PeopleAuthorization() {
	}

	/** Whether the command shows what a person may look at. */
	static boolean mayAsk(Command<?> command, String person) {
		if (command instanceof GroupQueryImpl groups && groups.getUserId() != null
				&& !groups.getUserId().equals(person)) {
			// who is in one's own group has an account, and ids are made of names
			return false;
		}
		String name = command.getClass().getSimpleName();
		return ASKED.stream().anyMatch((type) -> type.isInstance(command))
				|| (READING_PREFIXES.stream().anyMatch(name::startsWith)
						&& !OF_THE_ENGINE.contains(command.getClass()));
	}

}
