package io.orderflow.fulfilment;

import io.orderflow.MovableClock;
import io.orderflow.OrderflowTest;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A test of a model: in the time that it moves to, on the application's own engine. */
@OrderflowTest
abstract class ProcessTest {

	@Autowired
	protected Marketplace market;

	@Autowired
	protected MovableClock clock;

	@Autowired
	protected ProcessEngine engine;

	@BeforeEach
	void assertOnThisEngine() {
		AbstractAssertions.init(this.engine);
	}

	@AfterEach
	void backToTheRealTime() {
		this.clock.reset();
	}

}
