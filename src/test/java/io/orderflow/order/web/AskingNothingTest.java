package io.orderflow.order.web;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.order.OrderStep;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.Storyboard;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Orders of services that ask nothing: the pages speak of no answers. */
@OrderflowTest
class AskingNothingTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace market;

	@Autowired
	private TaskService tasks;

	@Autowired
	private MovableClock clock;

	@AfterEach
	void backToTheRealTime() {
		this.clock.reset();
	}

	@Test
	void the_freelancer_has_nothing_to_read() {
		OrderScenario order = placed(Storyboard.ordinary().asking(), Locale.ENGLISH);
		assertThat(page(order.freelancer(), "/orders/" + order.number())).contains("The service asks nothing up front")
			.doesNotContain("Read the requirements below");

		OrderScenario french = placed(Storyboard.ordinary().asking(), Locale.FRENCH);
		assertThat(page(french.freelancer(), "/orders/" + french.number())).contains("Le service ne demande rien")
			.doesNotContain("Lisez les critères");

		OrderScenario asking = placed(Storyboard.ordinary(), Locale.ENGLISH).requirementsProvided();
		assertThat(page(asking.freelancer(), "/orders/" + asking.number())).contains("Read the requirements below");
	}

	@Test
	void an_update_that_would_be_due_after_the_delivery_is_not_announced() {
		OrderScenario week = placed(Storyboard.ordinary().asking(), Locale.ENGLISH);
		assertThat(page(week.freelancer(), "/orders/" + week.number())).contains("Next update due");

		OrderScenario day = placed(Storyboard.ordinary().asking().deliveredWithin(Duration.ofDays(1)), Locale.ENGLISH);
		assertThat(page(day.freelancer(), "/orders/" + day.number())).doesNotContain("Next update due");
		this.clock.advance(Duration.ofHours(25));
		assertThat(page(day.freelancer(), "/orders/" + day.number())).as("it is late").contains("Next update due");
	}

	/** Whoever kept to such a date would deliver too late. */
	@Test
	void nothing_that_comes_before_the_delivery_is_due_after_it() {
		OrderScenario hour = placed(Storyboard.ordinary().asking().deliveredWithin(Duration.ofHours(1)),
				Locale.ENGLISH);
		for (OrderStep step : List.of(OrderStep.REVIEW_REQUIREMENTS, OrderStep.PLAN_WORK)) {
			Task task = this.tasks.createTaskQuery().processInstanceBusinessKey(hour.number()).singleResult();
			assertThat(task.getTaskDefinitionKey()).endsWith(step.id());
			assertThat(task.getDueDate()).isAfter(this.clock.instant())
				.isBeforeOrEqualTo(this.clock.instant().plus(Duration.ofHours(1)));
			if (step == OrderStep.REVIEW_REQUIREMENTS) {
				hour.requirementsClear();
			}
		}
	}

	private OrderScenario placed(Storyboard storyboard, Locale language) {
		return this.market.anOrderBetweenNewcomers(language).of(storyboard).placed();
	}

	private String page(String reader, String path) {
		Visitor page = Visitor.stranger(this.port);
		page.signIn(reader, Newcomers.PASSWORD);
		return page.get(path).body();
	}

}
