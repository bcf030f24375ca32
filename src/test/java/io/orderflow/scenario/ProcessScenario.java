package io.orderflow.scenario;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;

import static org.assertj.core.api.Assertions.assertThat;

/** A process of an order: where it waits, and what time makes of it. */
final class ProcessScenario {

	private final Marketplace market;

	private final String number;

	private final ProcessInstance instance;

	private ProcessScenario(Marketplace market, String number, ProcessInstance instance) {
		this.market = market;
		this.number = number;
		this.instance = instance;
	}

	/** The one that was started last; it need not wait any more when it is asked. */
	static ProcessScenario newest(Marketplace market, String definition, String number) {
		return new ProcessScenario(market, number,
				market.engine.getRuntimeService()
					.createProcessInstanceQuery()
					.processDefinitionKey(definition)
					.processInstanceBusinessKey(number)
					.list()
					.stream()
					.max(Comparator.comparing((instance) -> started(market, instance)))
					.orElseThrow());
	}

	private static long started(Marketplace market, ProcessInstance instance) {
		return market.engine.getHistoryService()
			.createHistoricProcessInstanceQuery()
			.processInstanceId(instance.getId())
			.singleResult()
			.getStartTime()
			.getTime();
	}

	/** For assertions on where it stands, also after it has ended. */
	ProcessInstance instance() {
		return this.instance;
	}

	/** Everything that it waits at, without the sub-processes around it. */
	List<String> waitsAt() {
		ActivityInstance root = this.market.engine.getRuntimeService().getActivityInstance(this.instance.getId());
		return (root != null) ? leaves(root).map(ActivityInstance::getActivityId).toList() : List.of();
	}

	private static Stream<ActivityInstance> leaves(ActivityInstance activity) {
		ActivityInstance[] children = activity.getChildActivityInstances();
		return (children.length == 0) ? Stream.of(activity) : Arrays.stream(children).flatMap(ProcessScenario::leaves);
	}

	/** The task that it waits at. */
	Task task() {
		Task task = this.market.engine.getTaskService()
			.createTaskQuery()
			.processInstanceId(this.instance.getId())
			.singleResult();
		assertThat(task).as("task of %s", this.number).isNotNull();
		return task;
	}

	/** How many timers it waits for. */
	long waitingJobs() {
		return this.market.engine.getManagementService()
			.createJobQuery()
			.processInstanceId(this.instance.getId())
			.count();
	}

	Job job(String timer) {
		Job job = this.market.engine.getManagementService()
			.createJobQuery()
			.processInstanceId(this.instance.getId())
			.activityId(timer)
			.singleResult();
		assertThat(job).as("job of %s at %s", this.number, timer).isNotNull();
		return job;
	}

	/** Whether it waits for a timer. */
	boolean waitsFor(String timer) {
		return this.market.engine.getManagementService()
			.createJobQuery()
			.processInstanceId(this.instance.getId())
			.activityId(timer)
			.count() > 0;
	}

	/** Moves the clock to when a timer is due, and fires that one. */
	void timeComesFor(String timer) {
		Job job = job(timer);
		this.market.clock.moveTo(job.getDuedate().toInstant().plusSeconds(1));
		ManagementService management = this.market.engine.getManagementService();
		assertThat(management.createJobQuery().jobId(job.getId()).executable().count())
			.as("%s can be executed at %s", timer, job.getDuedate())
			.isOne();
		management.executeJob(job.getId());
	}

	void fires(String timer) {
		this.market.engine.getManagementService().executeJob(job(timer).getId());
	}

}
