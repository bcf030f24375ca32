package io.orderflow.fulfilment;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.orderflow.Decisions;
import io.orderflow.fulfilment.order.ChangeRequestProcess;
import io.orderflow.order.OrderStep;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;

import static org.assertj.core.api.Assertions.assertThat;

/** One request about an order, and its process: what both sides and time make of it. */
final class RequestOnItsWay {

	private final Marketplace market;

	private final String number;

	private final ProcessInstance process;

	private RequestOnItsWay(Marketplace market, String number) {
		this.market = market;
		this.number = number;
		this.process = market.engine.getRuntimeService()
			.createProcessInstanceQuery()
			.processDefinitionKey(ChangeRequestProcess.KEY)
			.processInstanceBusinessKey(number)
			.list()
			.stream()
			.max(Comparator.comparing((instance) -> started(market, instance)))
			.orElseThrow();
	}

	private static long started(Marketplace market, ProcessInstance instance) {
		HistoricProcessInstance history = market.engine.getHistoryService()
			.createHistoricProcessInstanceQuery()
			.processInstanceId(instance.getId())
			.singleResult();
		return history.getStartTime().getTime();
	}

	static RequestOnItsWay cancellation(Marketplace market, OrderOnItsWay order, String person) {
		market.requests.ask(order.number(), person, Decisions
			.request(Map.of("kind", "cancellation", "reason", "No longer needed", "responsible", "nobody")));
		return new RequestOnItsWay(market, order.number());
	}

	static RequestOnItsWay extension(Marketplace market, OrderOnItsWay order, String person, Duration by) {
		Instant due = market.reading.order(order.number(), person).clock().due();
		market.requests.ask(order.number(), person,
				Decisions.request(Map.of("kind", "extension", "reason", "The fox is shy", "due", due.plus(by) + "")));
		return new RequestOnItsWay(market, order.number());
	}

	/** For assertions on where the process stands, also after it has ended. */
	ProcessInstance process() {
		return this.process;
	}

	List<String> waitsAt() {
		ActivityInstance root = this.market.engine.getRuntimeService().getActivityInstance(this.process.getId());
		return (root != null) ? leaves(root).map(ActivityInstance::getActivityId).toList() : List.of();
	}

	private static Stream<ActivityInstance> leaves(ActivityInstance instance) {
		ActivityInstance[] children = instance.getChildActivityInstances();
		return (children.length == 0) ? Stream.of(instance) : Arrays.stream(children).flatMap(RequestOnItsWay::leaves);
	}

	RequestOnItsWay accepted(String person) {
		return answered(person, Map.of("decision", "accept"));
	}

	RequestOnItsWay refused(String person) {
		return answered(person, Map.of("decision", "refuse", "answer", "We had a deal"));
	}

	private RequestOnItsWay answered(String person, Map<String, Object> values) {
		this.market.desk.decide(this.number, person, Decisions.of(OrderStep.ANSWER_REQUEST, values));
		return this;
	}

	RequestOnItsWay withdrawn(String person) {
		this.market.requests.withdraw(this.number, person);
		return this;
	}

	RequestOnItsWay disputed(String person) {
		this.market.requests.dispute(this.number, person, "The deal was another");
		return this;
	}

	RequestOnItsWay ruled(String decision) {
		this.market.requests.rule(this.number, Marketplace.MODERATOR,
				Decisions.ruling(Map.of("decision", decision, "reason", "That is what was agreed")));
		return this;
	}

	/** The task that it waits at. */
	Task task() {
		Task task = this.market.engine.getTaskService()
			.createTaskQuery()
			.processInstanceId(this.process.getId())
			.singleResult();
		assertThat(task).as("task of the request about %s", this.number).isNotNull();
		return task;
	}

	/** Moves the clock to when a timer is due, and fires that one. */
	RequestOnItsWay timeComesFor(String timer) {
		Job job = this.market.engine.getManagementService()
			.createJobQuery()
			.processInstanceId(this.process.getId())
			.activityId(timer)
			.singleResult();
		assertThat(job).as("job of the request about %s at %s", this.number, timer).isNotNull();
		this.market.clock.moveTo(job.getDuedate().toInstant().plusSeconds(1));
		this.market.engine.getManagementService().executeJob(job.getId());
		return this;
	}

}
