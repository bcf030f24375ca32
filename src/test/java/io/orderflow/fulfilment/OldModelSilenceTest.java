package io.orderflow.fulfilment;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.orderflow.order.ChangeRequest;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.TimelineKind;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.RequestScenario;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What began on the models from before silence was asked about: nothing is decided by
 * silence there either before a reminder has gone out and a day has passed (C2, C5).
 */
class OldModelSilenceTest extends ProcessTest {

	private @Nullable Deployment old;

	private void deployTheOldModels() {
		this.old = this.engine.getRepositoryService()
			.createDeployment()
			.name("Models from before silence was asked about")
			.addClasspathResource("models/before-late-orders/orderFulfilment.bpmn")
			.addClasspathResource("models/before-late-orders/changeRequest.bpmn")
			.deploy();
	}

	@AfterEach
	void takeThemBack() {
		if (this.old != null) {
			this.engine.getRepositoryService().deleteDeployment(this.old.getId(), true, true, true);
		}
	}

	@Test
	void a_request_is_not_answered_before_a_reminder_and_a_day() {
		OrderScenario order = order().requirementsProvided();
		deployTheOldModels();
		RequestScenario request = order.cancellationAsked(Marketplace.FREELANCER);
		assertThat(request.process().getProcessDefinitionId()).isEqualTo(definition("changeRequest").getId());

		request.timeComesFor("event_answerTimePassed");
		Instant asked = this.clock.instant();
		assertThat(order.status()).isEqualTo(OrderStatus.REQUIREMENTS_IN_REVIEW);
		assertThat(this.reading.order(order.number(), Marketplace.CLIENT).requests().get(0).state())
			.isEqualTo(ChangeRequest.State.WAITING);
		assertThat(order.timeline(TimelineKind.REMINDED)).isOne();
		assertThat(request.waitsAt()).containsExactly("userTask_answerRequest");

		request.timeComesFor("event_answerTimePassed");
		assertThat(this.clock.instant()).isAfterOrEqualTo(asked.plus(Duration.ofDays(1)));
		assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
		assertThat(order.timeline(TimelineKind.REMINDED)).isOne();
	}

	@Test
	void an_answers_task_stays_also_on_the_model_that_made_it_anew() {
		OrderScenario order = order().requirementsProvided();
		this.old = this.engine.getRepositoryService()
			.createDeployment()
			.name("Model from before an answer's task stayed")
			.addClasspathResource("models/before-answers-stayed/changeRequest.bpmn")
			.deploy();
		RequestScenario request = order.extensionAsked(Marketplace.FREELANCER, Duration.ofDays(2));
		assertThat(request.process().getProcessDefinitionId()).isEqualTo(definition("changeRequest").getId());
		String task = request.task().getId();

		this.clock.advance(Duration.ofDays(30));
		request.fires("event_answerTimePassed");
		assertThat(request.task().getId()).isEqualTo(task);
		assertThat(order.timeline(TimelineKind.REMINDED)).isOne();

		request.timeComesFor("event_answerTimePassed");
		assertThat(order.timeline(TimelineKind.EXTENSION_UNANSWERED)).isOne();
		assertThat(request.waitsAt()).isEmpty();
	}

	@Test
	void a_refusal_does_not_stand_before_a_reminder_and_a_day() {
		OrderScenario order = order().requirementsProvided();
		deployTheOldModels();
		RequestScenario request = order.cancellationAsked(Marketplace.CLIENT).refused(Marketplace.FREELANCER);

		request.timeComesFor("event_disputeTimePassed");
		Instant asked = this.clock.instant();
		assertThat(order.timeline(TimelineKind.DISPUTE_REMINDED)).isOne();
		assertThat(request.waitsAt()).containsExactly("gateway_awaitDispute");

		request.timeComesFor("event_disputeTimePassed");
		assertThat(this.clock.instant()).isAfterOrEqualTo(asked.plus(Duration.ofDays(1)).minusSeconds(1));
		assertThat(this.reading.order(order.number(), Marketplace.CLIENT).requests().get(0).state())
			.isEqualTo(ChangeRequest.State.REFUSED);
		assertThat(request.waitsAt()).isEmpty();
	}

	@Test
	void a_refusal_that_is_put_off_moves_the_review_of_the_delivery() {
		OrderScenario order = orderWithoutApproval().requirementsProvided().requirementsClear().planned().delivered();
		deployTheOldModels();
		RequestScenario request = order.cancellationAsked(Marketplace.CLIENT).refused(Marketplace.FREELANCER);
		Object shown = reviewShown(order);

		request.timeComesFor("event_disputeTimePassed");

		Instant accepted = this.reading.order(order.number(), Marketplace.CLIENT).acceptedBySilenceAt();
		assertThat(accepted).isAfter(this.clock.instant().plus(Duration.ofHours(47)));
		assertThat(order.job("event_reviewTimePassed").getDuedate().toInstant()).isCloseTo(accepted,
				within(1, ChronoUnit.SECONDS));
		assertThat(reviewShown(order)).as("in Tasklist").isNotEqualTo(shown);
	}

	private Object reviewShown(OrderScenario order) {
		return this.engine.getTaskService()
			.createTaskQuery()
			.processInstanceBusinessKey(order.number())
			.taskDefinitionKey("userTask_reviewDelivery")
			.singleResult()
			.getDueDate();
	}

	@Test
	void missing_requirements_cancel_nothing_before_a_reminder_and_a_day() {
		OrderScenario order = order();
		deployTheOldModels();
		ProcessInstance instance = moved(order);

		this.clock.advance(Duration.ofDays(30));
		Instant back = this.clock.instant();
		fires(instance);
		assertThat(order.status()).isEqualTo(OrderStatus.AWAITING_REQUIREMENTS);
		assertThat(order.timeline(TimelineKind.REMINDED)).isOne();
		assertThat(deadline(instance).getDuedate().toInstant()).isAfterOrEqualTo(back.plus(Duration.ofDays(1)));

		this.clock.moveTo(deadline(instance).getDuedate().toInstant().plusSeconds(1));
		fires(instance);
		assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
	}

	/** The order's process is begun anew on the old model. */
	private ProcessInstance moved(OrderScenario order) {
		RuntimeService runtime = this.engine.getRuntimeService();
		Map<String, Object> variables = new HashMap<>(runtime.getVariables(order.process().getId()));
		variables.put("requirementsDeadline", order.job("event_requirementsDeadlinePassed").getDuedate());
		runtime.deleteProcessInstance(order.process().getId(), "begun anew");
		return runtime.startProcessInstanceById(definition("orderFulfilment").getId(), order.number(), variables);
	}

	private void fires(ProcessInstance instance) {
		this.engine.getManagementService().executeJob(deadline(instance).getId());
	}

	private Job deadline(ProcessInstance instance) {
		return this.engine.getManagementService()
			.createJobQuery()
			.processInstanceId(instance.getId())
			.activityId("event_requirementsDeadlinePassed")
			.singleResult();
	}

	private ProcessDefinition definition(String key) {
		return this.engine.getRepositoryService()
			.createProcessDefinitionQuery()
			.deploymentId(Objects.requireNonNull(this.old).getId())
			.processDefinitionKey(key)
			.singleResult();
	}

}
