package io.orderflow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.orderflow.order.OrderStep;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.task.Task;

/**
 * The engine alone, everything by default (history {@code full}), on the same models with
 * delegates and listeners that do nothing. The flags and dates that the models ask for
 * are set all the same, with the call that completes the task. With each move go as many
 * notification instances as Orderflow sends mails with it, in the same transaction, and
 * the job executor ends them: as one writes it who has only the engine. The same engine
 * also works without them ({@link #withoutNotifications()}).
 */
class BareSide implements Side, AutoCloseable {

	private static final Pattern DELEGATE = Pattern.compile("delegateExpression=\"\\$\\{(\\w+)}\"");

	private final HikariDataSource pool;

	private final CountedDataSource statements;

	private final ProcessEngineConfigurationImpl configuration;

	private final ProcessEngine engine;

	private final Map<Move, Integer> notifications;

	private final Watcher watcher;

	private final String name;

	/** The same for all who share the engine. */
	private final AtomicLong endedBefore;

	/**
	 * @param notifications how many mails Orderflow sends with each move
	 */
	BareSide(String url, Path processes, Map<Move, Integer> notifications) throws IOException, SQLException {
		this.name = "engine";
		this.endedBefore = new AtomicLong();
		this.notifications = notifications;
		this.pool = new HikariDataSource();
		this.pool.setJdbcUrl(url);
		this.pool.setUsername("postgres");
		// whoever works also takes one for new ids
		this.pool.setMaximumPoolSize(48);
		this.pool.setPoolName("bare");
		this.statements = new CountedDataSource(this.pool);
		this.watcher = new Watcher(this.pool.getConnection());
		List<Path> models = models(processes);
		this.configuration = new StandaloneProcessEngineConfiguration();
		this.configuration.setProcessEngineName("bare");
		this.configuration.setDataSource(this.statements);
		this.configuration.setDatabaseSchemaUpdate("true");
		this.configuration.setJobExecutorActivate(true);
		this.configuration.setBeans(nothings(models));
		this.engine = this.configuration.buildProcessEngine();
		DeploymentBuilder deployment = this.engine.getRepositoryService().createDeployment();
		for (Path model : models) {
			deployment.addString(model.getFileName().toString(), Files.readString(model));
		}
		deployment.deploy();
	}

	private BareSide(BareSide other) {
		this.name = "engine, no mails";
		this.endedBefore = other.endedBefore;
		this.notifications = Map.of();
		this.pool = other.pool;
		this.statements = other.statements;
		this.configuration = other.configuration;
		this.engine = other.engine;
		this.watcher = other.watcher;
	}

	/**
	 * The same engine, telling nobody anything. Not to be closed, and not at the same
	 * time as this.
	 */
	Side withoutNotifications() {
		return new BareSide(this);
	}

	private static List<Path> models(Path processes) throws IOException {
		try (Stream<Path> files = Files.list(processes)) {
			return files.filter((file) -> file.toString().endsWith(".bpmn")).sorted().toList();
		}
	}

	private static Map<Object, Object> nothings(List<Path> models) throws IOException {
		Map<Object, Object> beans = new HashMap<>();
		for (Path model : models) {
			DELEGATE.matcher(Files.readString(model))
				.results()
				.forEach((named) -> beans.put(named.group(1), new Nothing()));
		}
		// as one writes it who has not thought about what variables cost
		JavaDelegate delivered = (execution) -> execution.setVariable("outcome", "delivered");
		beans.put("deliverNotification", delivered);
		return beans;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public CountedDataSource statements() {
		return this.statements;
	}

	@Override
	public String place() {
		String number = UUID.randomUUID().toString();
		Map<String, Object> variables = Map.of("client", "camille", "freelancer", "lea", "requirementsForm",
				"requirements-" + number, "requirementsComplete", false, "approvalNeeded", true,
				"requirementsDeadlineCycle", "R/" + inDays(14).toInstant() + "/PT1H", "requirementsReminderCycle",
				"R/PT24H", "waitingReminderCycle", "R/PT48H");
		together(Move.PLACE,
				() -> this.engine.getRuntimeService().startProcessInstanceByKey("orderFulfilment", number, variables));
		return number;
	}

	@Override
	public void decide(String number, OrderStep step, Move move) {
		Task task = this.engine.getTaskService()
			.createTaskQuery()
			.processDefinitionKey("orderFulfilment")
			.processInstanceBusinessKey(number)
			.taskDefinitionKey("userTask_" + step.id())
			.singleResult();
		together(move, () -> this.engine.getTaskService().complete(task.getId(), decided(step)));
	}

	/** What the delegates and listeners of Orderflow set on this way. */
	private static Map<String, Object> decided(OrderStep step) {
		return switch (step) {
			case REVIEW_REQUIREMENTS -> Map.of("requirementsClear", true, "firstRound", true, "updateDue", false,
					"nextUpdateCheck", inDays(2), "updateReminderCycle", "R/PT24H");
			case REVIEW_DRAFT -> Map.of("draftApproved", true);
			case DELIVER_WORK -> Map.of("reviewReminderAt", inDays(2), "silentAcceptanceAt", inDays(3));
			case REVIEW_DELIVERY -> Map.of("deliveryDecision", "accepted");
			default -> Map.of();
		};
	}

	@Override
	public void work(String number, String topic, Move move) {
		LockedExternalTask task = this.engine.getExternalTaskService()
			.fetchAndLock(1, "bench")
			.topic(topic, 60_000)
			.businessKey(number)
			.execute()
			.get(0);
		together(move, () -> this.engine.getExternalTaskService()
			.complete(task.getId(), "bench", Map.of(), Map.of("result", "made")));
	}

	private void together(Move move, Runnable call) {
		this.configuration.getCommandExecutorTxRequired().execute((context) -> {
			call.run();
			for (int i = 0; i < this.notifications.getOrDefault(move, 0); i++) {
				this.engine.getRuntimeService()
					.startProcessInstanceByKey("notification", UUID.randomUUID().toString(), Variables.createVariables()
						.putValueTyped("messagesExpected", Variables.booleanValue(false, true)));
			}
			return null;
		});
	}

	private static Date inDays(int days) {
		return Date.from(Instant.now().plus(days, ChronoUnit.DAYS));
	}

	@Override
	public boolean quiet() throws SQLException {
		return this.watcher.quiet();
	}

	@Override
	public void check(Collection<String> numbers) throws SQLException {
		long ended = this.watcher.number("""
				select count(*) from act_hi_procinst
				where business_key_ = any (?) and end_act_id_ = 'event_orderCompleted' and state_ = 'COMPLETED'
				""", this.watcher.array(numbers));
		Watcher.expect("completed orders", (long) numbers.size(), ended);
		// the sweep for late orders comes round meanwhile
		long all = this.watcher.number("""
				select count(*) from act_hi_procinst where state_ = 'COMPLETED' and proc_def_key_ <> 'deadlineSweep'
				""");
		long each = 1 + this.notifications.values().stream().mapToInt(Integer::intValue).sum();
		Watcher.expect("completed instances", numbers.size() * each, all - this.endedBefore.getAndSet(all));
	}

	@Override
	public void close() throws SQLException {
		this.watcher.close();
		this.engine.close();
		this.pool.close();
	}

	/** Stands for every delegate and listener; public, as the engine calls it. */
	public static final class Nothing implements JavaDelegate, ExecutionListener, TaskListener {

		@Override
		public void execute(DelegateExecution execution) {
			// empty
		}

		@Override
		public void notify(DelegateExecution execution) {
			// empty
		}

		@Override
		public void notify(DelegateTask task) {
			// empty
		}

	}

}
