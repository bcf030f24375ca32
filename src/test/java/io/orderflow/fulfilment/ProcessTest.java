package io.orderflow.fulfilment;

import java.time.Duration;
import java.util.Map;

import io.orderflow.MovableClock;
import io.orderflow.OrderflowTest;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.ListingFlow;
import io.orderflow.catalog.ListingService;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.flow.OrderDesk;
import io.orderflow.order.placement.OrderPlacementService;
import io.orderflow.order.request.RequestDesk;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.Storyboard;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** A test of a model: in the time that it moves to, on the application's own engine. */
@OrderflowTest
abstract class ProcessTest {

	/** Delivered late enough for timers to come before. */
	static final Storyboard STORYBOARD = Storyboard.ordinary()
		.deliveredWithin(Duration.ofDays(20))
		.asking(Storyboard.STORY, Storyboard.STYLES);

	@Autowired
	protected Marketplace market;

	@Autowired
	protected ListingService listings;

	@Autowired
	protected ListingFlow reviews;

	@Autowired
	protected OrderPlacementService placements;

	@Autowired
	protected OrderDesk desk;

	@Autowired
	protected RequestDesk requests;

	@Autowired
	protected OrderViewService reading;

	@Autowired
	protected MovableClock clock;

	@Autowired
	protected ProcessEngine engine;

	@Autowired
	private TakenFlows flows;

	@BeforeEach
	void assertOnThisEngine() {
		AbstractAssertions.init(this.engine);
	}

	@AfterEach
	void backToTheRealTime() {
		this.clock.reset();
	}

	/** That its processes went these ways out of gateways, in the course of the test. */
	protected void took(OrderScenario order, String... ways) {
		assertThat(this.flows.of(order.number())).contains(ways);
	}

	/** The same of another process, by its business key, or its id where it has none. */
	protected void took(String process, String... ways) {
		assertThat(this.flows.of(process)).contains(ways);
	}

	/** An order whose client owes the requirements, and approves the plan. */
	protected OrderScenario order() {
		return this.market.anOrder().of(STORYBOARD).placed();
	}

	/** An order of a service that asks nothing up front. */
	protected OrderScenario orderWithoutQuestions() {
		return this.market.anOrder().of(STORYBOARD.asking()).placed();
	}

	/** An order whose client answered while ordering. */
	protected OrderScenario orderWithAnswers(Map<String, Object> answers) {
		return this.market.anOrder().of(STORYBOARD).withAnswers(answers).placed();
	}

	/** An order whose client approves nothing before the delivery. */
	protected OrderScenario orderWithoutApproval() {
		return this.market.anOrder().of(STORYBOARD.approving(ApprovalNeeded.NONE).asking(Storyboard.STORY)).placed();
	}

}
