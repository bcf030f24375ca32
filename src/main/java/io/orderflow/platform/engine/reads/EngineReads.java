package io.orderflow.platform.engine.reads;

import java.util.List;
import java.util.function.Supplier;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;
import org.camunda.bpm.engine.runtime.Incident;
import org.springframework.stereotype.Component;

/**
 * What the engine need not ask the database, because it is known or cannot be: some forty
 * statements of an order, which {@code EngineStatementsTest} holds.
 */
@Component
class EngineReads extends AbstractProcessEnginePlugin {

	@Override
	public void preInit(ProcessEngineConfigurationImpl engine) {
		engine.setResourceAuthorizationProvider(new TaskAuthorizationProvider());
		engine.setCustomIncidentHandlers(List.of(new NotedIncidents(Incident.FAILED_JOB_HANDLER_TYPE),
				new NotedIncidents(Incident.EXTERNAL_TASK_HANDLER_TYPE)));
		engine.setHistoryEventHandler(new HistoryRecorder());
		engine.setCustomSessionFactories(List.of(new Made(TaskManager.class, WholeTasks::new),
				new Made(VariableInstanceManager.class, TaskVariables::new),
				new Made(HistoryRecorder.Beginnings.class, HistoryRecorder.Beginnings::new)));
	}

	/** What a command works with, by the type under which it asks for it. */
	private record Made(Class<?> getSessionType, Supplier<Session> session) implements SessionFactory {

		@Override
		public Session openSession() {
			return this.session.get();
		}

	}

}
