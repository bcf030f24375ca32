package io.orderflow.fulfilment;

import java.time.Duration;

import io.orderflow.order.TimelineKind;
import io.orderflow.order.dossier.DossierService;
import io.orderflow.scenario.OrderScenario;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/** {@code dossier.bpmn}. */
class DossierTest extends ProcessTest {

	@Autowired
	private DossierService dossiers;

	@Test
	void a_dossier_on_demand_goes_beside_the_order_and_a_worker_that_says_made_has_made_none() {
		OrderScenario order = order();
		this.dossiers.ask(order.number(), order.client());
		ProcessInstance building = building(order);
		assertThat(building).isWaitingAt("serviceTask_buildDossierOnDemand");
		assertThat(this.reading.order(order.number(), order.client()).asksForDossier()).isFalse();

		order.dossierAnswered("made");
		assertThat(building).hasPassed("event_dossierBuilt").isEnded();
		assertThat(order.waitsAt()).as("the order").containsExactlyInAnyOrder("userTask_provideRequirements");
		assertThat(order.timeline(TimelineKind.DOSSIER_MADE)).isZero();
		assertThat(this.reading.order(order.number(), order.client()).ownDossier().made()).isFalse();
		assertThat(this.reading.order(order.number(), order.freelancer()).asksForDossier()).isTrue();
	}

	@Test
	void one_whose_instance_a_process_admin_deletes_can_be_asked_for_again() {
		OrderScenario order = order();
		for (boolean listenersSkipped : new boolean[] { true, false }) {
			this.dossiers.ask(order.number(), order.client());
			this.engine.getRuntimeService().deleteProcessInstance(building(order).getId(), "stuck", listenersSkipped);
			assertThat(this.reading.order(order.number(), order.client()).ownDossier().failed()).isTrue();
			assertThat(this.reading.order(order.number(), order.client()).asksForDossier()).isTrue();
			this.clock.advance(Duration.ofMinutes(6));
		}

		order.cancelledByClient("No more");
		this.engine.getRuntimeService().deleteProcessInstance(order.process().getId(), "stuck", true);
		assertThat(order.timeline(TimelineKind.DOSSIER_NOT_MADE)).isOne();
		this.dossiers.ask(order.number(), order.freelancer());
	}

	private ProcessInstance building(OrderScenario order) {
		return this.engine.getRuntimeService()
			.createProcessInstanceQuery()
			.processDefinitionKey("dossier")
			.processInstanceBusinessKey(order.number())
			.singleResult();
	}

}
