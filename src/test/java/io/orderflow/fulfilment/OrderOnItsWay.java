package io.orderflow.fulfilment;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.orderflow.Decisions;
import io.orderflow.fulfilment.order.OrderFulfilmentProcess;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderStep;
import io.orderflow.order.TimelineKind;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** One order and its process: both sides' decisions, its workers and its timers. */
final class OrderOnItsWay {

	private static final String WORKER = "worker of a test";

	private final Marketplace market;

	private final String number;

	private final ProcessInstance process;

	OrderOnItsWay(Marketplace market, String number) {
		this.market = market;
		this.number = number;
		this.process = market.engine.getRuntimeService()
			.createProcessInstanceQuery()
			.processDefinitionKey(OrderFulfilmentProcess.KEY)
			.processInstanceBusinessKey(number)
			.singleResult();
	}

	String number() {
		return this.number;
	}

	/** For assertions on where the process stands, also after it has ended. */
	ProcessInstance process() {
		return this.process;
	}

	/** Everything that the order waits at, without the sub-processes around it. */
	List<String> waitsAt() {
		ActivityInstance root = this.market.engine.getRuntimeService().getActivityInstance(this.process.getId());
		return (root != null) ? leaves(root).map(ActivityInstance::getActivityId).toList() : List.of();
	}

	private static Stream<ActivityInstance> leaves(ActivityInstance instance) {
		ActivityInstance[] children = instance.getChildActivityInstances();
		return (children.length == 0) ? Stream.of(instance) : Arrays.stream(children).flatMap(OrderOnItsWay::leaves);
	}

	OrderStatus status() {
		return this.market.reading.order(this.number, Marketplace.CLIENT).status();
	}

	/** How often something is on the order's timeline. */
	long timeline(TimelineKind kind) {
		return this.market.timelines.of(this.number, Marketplace.CLIENT, null, 100)
			.items()
			.stream()
			.filter((line) -> line.kind() == kind)
			.count();
	}

	OrderOnItsWay decides(OrderStep step, String person, Map<String, Object> values) {
		this.market.desk.decide(this.number, person, Decisions.of(step, values));
		return this;
	}

	OrderOnItsWay requirementsProvided() {
		return decides(OrderStep.PROVIDE_REQUIREMENTS, Marketplace.CLIENT, Map.of("answer_story", "A fox"));
	}

	OrderOnItsWay requirementsClear() {
		return decides(OrderStep.REVIEW_REQUIREMENTS, Marketplace.FREELANCER, Map.of("decision", "clear"));
	}

	OrderOnItsWay clarificationAsked() {
		return decides(OrderStep.REVIEW_REQUIREMENTS, Marketplace.FREELANCER,
				Map.of("decision", "clarify", "question", "Which fox?"));
	}

	OrderOnItsWay clarified() {
		return decides(OrderStep.CLARIFY_REQUIREMENTS, Marketplace.CLIENT, Map.of("answer", "The red one"));
	}

	OrderOnItsWay planned() {
		LocalDate tomorrow = LocalDate.ofInstant(this.market.clock.instant(), ZoneOffset.UTC).plusDays(1);
		return decides(OrderStep.PLAN_WORK, Marketplace.FREELANCER, Map.of("tasks", tomorrow + " Draw"));
	}

	OrderOnItsWay draftSubmitted() {
		return decides(OrderStep.SUBMIT_DRAFT, Marketplace.FREELANCER, Map.of("message", "This is the plan"));
	}

	OrderOnItsWay previewAnswered(String result) {
		return workerAnswers("draft.preparePreview", result);
	}

	OrderOnItsWay draftApproved() {
		return decides(OrderStep.REVIEW_DRAFT, Marketplace.CLIENT, Map.of("decision", "approve"));
	}

	OrderOnItsWay changesAsked() {
		return decides(OrderStep.REVIEW_DRAFT, Marketplace.CLIENT,
				Map.of("decision", "changes", "comments", "Less red"));
	}

	OrderOnItsWay delivered() {
		return decides(OrderStep.DELIVER_WORK, Marketplace.FREELANCER, Map.of("message", "Here it is"));
	}

	OrderOnItsWay accepted() {
		return decides(OrderStep.REVIEW_DELIVERY, Marketplace.CLIENT, Map.of("decision", "accept"));
	}

	OrderOnItsWay revisionAsked() {
		return decides(OrderStep.REVIEW_DELIVERY, Marketplace.CLIENT,
				Map.of("decision", "revision", "points", "[story] A longer tail"));
	}

	OrderOnItsWay moreTimeAsked() {
		return decides(OrderStep.REVIEW_DELIVERY, Marketplace.CLIENT, Map.of("decision", "moreTime"));
	}

	OrderOnItsWay dossierAnswered(String result) {
		return workerAnswers("order.buildDossier", result);
	}

	private OrderOnItsWay workerAnswers(String topic, String result) {
		ExternalTaskService external = this.market.engine.getExternalTaskService();
		List<LockedExternalTask> locked = external.fetchAndLock(1, WORKER)
			.topic(topic, 60_000)
			.businessKey(this.number)
			.execute();
		assertThat(locked).as("task of %s for a worker on %s", this.number, topic).hasSize(1);
		external.complete(locked.get(0).getId(), WORKER, null, Map.of("result", result));
		return this;
	}

	/** Moves the clock to when a timer is due, and fires that one. */
	OrderOnItsWay timeComesFor(String timer) {
		Job job = job(timer);
		this.market.clock.moveTo(job.getDuedate().toInstant().plusSeconds(1));
		ManagementService management = this.market.engine.getManagementService();
		assertThat(management.createJobQuery().jobId(job.getId()).executable().count())
			.as("%s can be executed at %s", timer, job.getDuedate())
			.isOne();
		management.executeJob(job.getId());
		return this;
	}

	/** Fires a timer before its time, as a clock that was set back would. */
	OrderOnItsWay firesTooEarly(String timer) {
		this.market.engine.getManagementService().executeJob(job(timer).getId());
		return this;
	}

	/** How many timers the order waits for. */
	long waitingJobs() {
		return this.market.engine.getManagementService()
			.createJobQuery()
			.processInstanceId(this.process.getId())
			.count();
	}

	Job job(String timer) {
		Job job = this.market.engine.getManagementService()
			.createJobQuery()
			.processInstanceId(this.process.getId())
			.activityId(timer)
			.singleResult();
		assertThat(job).as("job of %s at %s", this.number, timer).isNotNull();
		return job;
	}

}
