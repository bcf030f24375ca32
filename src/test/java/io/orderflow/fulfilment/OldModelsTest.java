package io.orderflow.fulfilment;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.TimelineKind;
import io.orderflow.scenario.LateScenario;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.RequestScenario;
import io.orderflow.scenario.Storyboard;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/**
 * Orders that began on the models from before {@code lateOrder.bpmn} came, which run on
 * beside today's until they end: they are found late, told of, and cancelled like all
 * others (S20, C3).
 */
class OldModelsTest extends ProcessTest {

	private String deployment = "";

	/** New instances start on the old models, until they are removed with those. */
	@BeforeEach
	void theOldModelsAreThere() throws IOException {
		DeploymentBuilder old = repository().createDeployment().name("before late orders");
		PathMatchingResourcePatternResolver resources = new PathMatchingResourcePatternResolver();
		for (String pattern : new String[] { "classpath*:processes/*.form",
				"classpath*:models/before-late-orders/*.bpmn" }) {
			for (Resource resource : resources.getResources(pattern)) {
				old.addInputStream(resource.getFilename(), resource.getInputStream());
			}
		}
		this.deployment = old.deploy().getId();
	}

	@AfterEach
	void theOldModelsAreGone() {
		repository().deleteDeployment(this.deployment, true);
	}

	private RepositoryService repository() {
		return this.engine.getRepositoryService();
	}

	@Test
	void an_order_of_an_old_model_is_found_late_and_can_be_cancelled_alone() {
		OrderScenario order = inProduction();
		beganOnOldModel(order.process().getProcessDefinitionId());
		this.clock.moveTo(order.due().plusSeconds(1));
		this.market.deadlinesAreSwept();
		this.market.deadlinesAreSwept();

		assertThat(order.timeline(TimelineKind.FELL_LATE)).isOne();
		LateScenario late = this.market.watching(order).timeComesFor("event_cancellationCheckFellDue");
		assertThat(late.waitsAt()).containsExactly("event_latenessEndedAfterOffer");
		order.cancelledByClient("Too late");
		assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
		assertThat(late.process()).hasPassed("event_orderSettledAfterOffer").isEnded();
		assertThat(order.process()).hasPassed("event_cancellationDecided");
	}

	@Test
	void a_later_date_agreed_on_an_old_model_ends_its_lateness_and_so_does_the_delivery() {
		OrderScenario order = inProduction();
		this.clock.moveTo(order.due().plusSeconds(1));
		this.market.deadlinesAreSwept();
		LateScenario late = this.market.watching(order);

		RequestScenario request = order.extensionAsked(order.freelancer(), Duration.ofDays(3)).accepted(order.client());
		beganOnOldModel(request.process().getProcessDefinitionId());
		assertThat(late.process()).hasPassed("event_latenessEnded").isEnded();
		assertThat(order.timeline(TimelineKind.LATENESS_ENDED)).isOne();

		this.clock.moveTo(order.due().plusSeconds(1));
		this.market.deadlinesAreSwept();
		LateScenario lateAgain = this.market.watching(order);
		order.delivered();
		assertThat(lateAgain.process()).hasPassed("event_latenessEnded").isEnded();
		assertThat(order.timeline(TimelineKind.FELL_LATE)).isEqualTo(2);
		assertThat(order.timeline(TimelineKind.LATENESS_ENDED)).isEqualTo(2);
	}

	private void beganOnOldModel(String definition) {
		ProcessDefinition began = repository().getProcessDefinition(definition);
		assertThat(began.getDeploymentId()).as("where %s comes from", began.getKey()).isEqualTo(this.deployment);
	}

	/** With its requirements: what is not there yet waits in another way today. */
	private OrderScenario inProduction() {
		return this.market.anOrderBetweenNewcomers(Locale.ENGLISH)
			.of(Storyboard.ordinary().approving(ApprovalNeeded.NONE))
			.withRequirements()
			.requirementsClear()
			.planned();
	}

}
