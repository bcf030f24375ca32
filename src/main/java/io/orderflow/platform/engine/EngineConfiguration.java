package io.orderflow.platform.engine;

import java.util.ArrayList;
import java.util.List;

import javax.xml.datatype.DatatypeFactory;

import io.orderflow.platform.quota.ChangeTurns;
import io.orderflow.platform.signin.PasswordCheck;
import io.orderflow.platform.signin.RecentSignIn;
import io.orderflow.platform.signin.SignedInUsers;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.variable.ValueTypeResolverImpl;
import org.camunda.bpm.engine.variable.type.ValueTypeResolver;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What differs from the engine's defaults, and why. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EngineSettings.class)
class EngineConfiguration {

	@Bean
	Pbkdf2PasswordEncryptor passwords(EngineSettings settings) {
		return new Pbkdf2PasswordEncryptor(settings.passwordIterations());
	}

	@Bean
	@Order(1_000)
	ProcessEnginePlugin orderflowEngine(EngineSettings settings, Pbkdf2PasswordEncryptor passwords, BeanFactory beans,
			ObjectProvider<TaskFormKeys> formKeys, ObjectProvider<TaskLock> locks,
			ObjectProvider<ExternalTaskKeys> externalTaskKeys, ObjectProvider<PasswordCheck> attempts,
			ObjectProvider<TimerCheck> timers, ObjectProvider<SignedInUsers> users, ObjectProvider<RecentSignIn> recent,
			ChangeTurns turns, ApplicationEventPublisher events) {
		return new AbstractProcessEnginePlugin() {

			@Override
			public void preInit(ProcessEngineConfigurationImpl engine) {
				harden(engine, settings, passwords, beans);
				lighten(engine);
				forget(engine, settings);
				engine.setCustomJobHandlers(
						List.of(new CheckedTimerJobHandler(timers), new CheckedTimerJobHandler.Intermediate(timers)));
				guard(engine, settings, formKeys, locks, new WorkerAuthorization(externalTaskKeys), attempts, turns,
						events);
				engine.setCustomPostCommandInterceptorsTxRequired(inTransaction(users, recent));
				engine.setCustomPostCommandInterceptorsTxRequiresNew(inTransaction(users, recent));
			}

		};
	}

	private static void harden(ProcessEngineConfigurationImpl engine, EngineSettings settings,
			Pbkdf2PasswordEncryptor passwords, BeanFactory beans) {
		engine.setPasswordEncryptor(passwords);
		// The engine would lock an account for good, whoever tries; see PasswordCheck.
		engine.setLoginMaxAttempts(Integer.MAX_VALUE);
		engine.setLoginDelayMaxTime(0);
		engine.setEnablePasswordPolicy(true);
		engine.setPasswordPolicy(new EnginePasswordPolicy());
		engine.setEnableHistoricInstancePermissions(true);
		engine.setDeserializationTypeValidationEnabled(true);
		engine.setQueryMaxResultsLimit(settings.queryLimit());
		engine.setEnableExpressionsInAdhocQueries(false);
		// Tasklist's own filters ask for the current user; see FilterExpressions.
		engine.setEnableExpressionsInStoredQueries(true);
		// A BPMN error that nothing catches must not end the execution in silence.
		engine.setEnableExceptionsAfterUnhandledBpmnError(true);
		engine.setDefaultUserPermissionNameForTask(TaskPermissions.TASK_WORK.getName());
		engine.setStandaloneTasksEnabled(false);
		engine.setFailedJobRetryTimeCycle(settings.retries());
		ExpressionBeans reachable = new ExpressionBeans(beans);
		engine.setBeans(reachable);
		engine.setExpressionManager(new RestrictedExpressions(reachable));
		engine.setScriptEngineResolver(new NoScriptEngines());
		ValueTypeResolver types = new ValueTypeResolverImpl();
		types.addType(new JsonValueType());
		engine.setValueTypeResolver(types);
	}

	/**
	 * What ended longer ago than the models keep it is removed, at night, where the
	 * machine is. Found by its end: a time of removal written down in advance would cost
	 * fifteen statements at the end of each process, one a table.
	 */
	private static void forget(ProcessEngineConfigurationImpl engine, EngineSettings settings) {
		engine.setHistoryCleanupStrategy(ProcessEngineConfiguration.HISTORY_CLEANUP_STRATEGY_END_TIME_BASED);
		engine.setHistoryRemovalTimeStrategy(ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_NONE);
		engine.setHistoryCleanupBatchWindowStartTime(settings.cleanUpFrom());
		engine.setHistoryCleanupBatchWindowEndTime(settings.cleanUpUntil());
	}

	private static void lighten(ProcessEngineConfigurationImpl engine) {
		// Each timer asks Java for who reads durations, and Java looks through every jar
		// for that unless it is told.
		System.setProperty(DatatypeFactory.class.getName(), DatatypeFactory.newDefaultInstance().getClass().getName());
		engine.setCustomHistoryLevels(List.of(new ActivityHistoryLevel()));
		engine.setCmmnEnabled(false);
		engine.setDmnEnabled(false);
		engine.setMetricsEnabled(false);
		engine.setTaskMetricsEnabled(false);
		engine.setHintJobExecutor(true);
		// A refusal is no accident; what is one is logged where it is answered, jobs by
		// the executor.
		engine.setEnableCmdExceptionLogging(false);
	}

	/**
	 * An interceptor has one successor, so each of the two chains gets its own. A later
	 * plugin may put others behind them.
	 */
	private static void guard(ProcessEngineConfigurationImpl engine, EngineSettings settings,
			ObjectProvider<TaskFormKeys> formKeys, ObjectProvider<TaskLock> locks, WorkerAuthorization workers,
			ObjectProvider<PasswordCheck> attempts, ChangeTurns turns, ApplicationEventPublisher events) {
		engine.setCustomPreBPMNParseListeners(new ArrayList<>(List.of(new StaleTaskListener())));
		engine.setCustomPreCommandInterceptorsTxRequired(
				guards(engine, settings, formKeys, locks, workers, attempts, turns, events));
		engine.setCustomPreCommandInterceptorsTxRequiresNew(
				guards(engine, settings, formKeys, locks, workers, attempts, turns, events));
	}

	private static List<CommandInterceptor> inTransaction(ObjectProvider<SignedInUsers> users,
			ObjectProvider<RecentSignIn> recent) {
		return new ArrayList<>(List.of(new IdentityChangeInterceptor(users, recent)));
	}

	private static List<CommandInterceptor> guards(ProcessEngineConfigurationImpl engine, EngineSettings settings,
			ObjectProvider<TaskFormKeys> formKeys, ObjectProvider<TaskLock> locks, WorkerAuthorization workers,
			ObjectProvider<PasswordCheck> attempts, ChangeTurns turns, ApplicationEventPublisher events) {
		return new ArrayList<>(List.of(new RefusalInterceptor(), new PasswordCheckInterceptor(engine, attempts),
				new ConflictRetryInterceptor(),
				new CommandAuthorizationInterceptor(engine, formKeys, locks, workers, turns),
				new QueryInterceptor(settings), new IdentityInterceptor(engine, events)));
	}

}
