package io.orderflow.sequence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import io.orderflow.DueDeliveries;
import io.orderflow.MovableClock;
import io.orderflow.notification.delivery.DeliveryDispatcher;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes that die with what an order waits for in their hands, and those that take over.
 * The database is everybody's: they look at jobs of a priority that only those of this
 * order have, and at no mails but those about it.
 */
@Component
@Profile("test")
class Nodes {

	private static final Duration JOBS_HELD = Duration.ofMinutes(5);

	private static final Duration MAILS_HELD = Duration.ofMinutes(2);

	/** No other job has one as high; of all applications on this database. */
	private static final AtomicLong PRIORITIES = new AtomicLong(1_000_000);

	private final ProcessEngine engine;

	private final DeliveryDispatcher dispatcher;

	private final DueDeliveries deliveries;

	private final OrderRecords records;

	private final MovableClock clock;

	private long priority;

	Nodes(ProcessEngine engine, DeliveryDispatcher dispatcher, DueDeliveries deliveries, OrderRecords records,
			MovableClock clock) {
		this.engine = engine;
		this.dispatcher = dispatcher;
		this.deliveries = deliveries;
		this.records = records;
		this.clock = clock;
	}

	/**
	 * One takes all that waits for a time, and all mails, and is never heard of again.
	 */
	void die(String number) {
		Instant now = this.clock.instant();
		this.records.lockJobs(number, now.plus(JOBS_HELD));
		this.records.beginToSend(number, now, now.plus(MAILS_HELD));
	}

	/**
	 * Another one takes what is due and nobody holds any more, as its job executor does,
	 * and runs it, until nothing is due.
	 */
	void anotherTakesOver(String number) {
		onlyOurs(number, () -> {
			JobExecutor node = new DefaultJobExecutor();
			while (this.records.due(number, this.clock.instant(), this.priority) > 0) {
				List<String> taken = configuration().getCommandExecutorTxRequired()
					.execute(new AcquireJobsCmd(node))
					.getJobIdBatches()
					.stream()
					.flatMap(List::stream)
					.toList();
				assertThat(taken).as("what is due, and a node that died has held").isNotEmpty();
				taken.stream()
					.filter((job) -> this.records.isOf(number, job))
					.forEach(this.engine.getManagementService()::executeJob);
			}
		});
	}

	/**
	 * Job executor and dispatcher of this one are started, and stopped once nothing is
	 * due: what the dead had in their hands is done, and done once.
	 */
	void restart(String number) {
		JobExecutor executor = configuration().getJobExecutor();
		List<UUID> mails = this.records.unsent(number, this.clock.instant());
		onlyOurs(number, () -> this.deliveries.only(mails, () -> {
			executor.start();
			this.dispatcher.start();
			try {
				Awaitility.await("nothing to be due")
					.pollInSameThread()
					.pollInterval(Duration.ofMillis(20))
					.until(() -> {
						executor.jobWasAdded();
						return nothingIsDue(number);
					});
			}
			finally {
				executor.shutdown();
				this.dispatcher.stop();
			}
		}));
		assertThat(this.records.heldBy(executor.getLockOwner())).as("jobs that it took and did not run").isEmpty();
		assertThat(this.records.sent(number)).as("mails about the order")
			.allMatch((mail) -> mail.endsWith(" DELIVERED"));
	}

	/** What has become due meanwhile gets the priority too. */
	private boolean nothingIsDue(String number) {
		Instant now = this.clock.instant();
		if (this.records.dueLeft(number, now) == 0) {
			return this.records.unsent(number, now).isEmpty();
		}
		this.records.due(number, now, this.priority);
		return false;
	}

	private void onlyOurs(String number, Runnable deed) {
		ProcessEngineConfigurationImpl configuration = configuration();
		boolean byPriority = configuration.isJobExecutorAcquireByPriority();
		long lowest = configuration.getJobExecutorPriorityRangeMin();
		long highest = configuration.getJobExecutorPriorityRangeMax();
		this.priority = PRIORITIES.incrementAndGet();
		this.records.due(number, this.clock.instant(), this.priority);
		// without it the range counts for nothing
		configuration.setJobExecutorAcquireByPriority(true);
		configuration.setJobExecutorPriorityRangeMin(this.priority);
		configuration.setJobExecutorPriorityRangeMax(this.priority);
		try {
			deed.run();
		}
		finally {
			configuration.setJobExecutorAcquireByPriority(byPriority);
			configuration.setJobExecutorPriorityRangeMin(lowest);
			configuration.setJobExecutorPriorityRangeMax(highest);
		}
	}

	private ProcessEngineConfigurationImpl configuration() {
		return (ProcessEngineConfigurationImpl) this.engine.getProcessEngineConfiguration();
	}

}
