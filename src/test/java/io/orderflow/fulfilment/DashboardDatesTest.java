package io.orderflow.fulfilment;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

import io.orderflow.order.OrderStep;
import io.orderflow.order.dashboard.Dashboard;
import io.orderflow.order.dashboard.Dashboard.Entry;
import io.orderflow.order.dashboard.DashboardService;
import io.orderflow.order.flow.OpenStep;
import io.orderflow.scenario.OrderScenario;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A row of a dashboard says by when what there is to do is to be done: the date that the
 * order's page says (S10).
 */
class DashboardDatesTest extends ProcessTest {

	@Autowired
	private DashboardService dashboards;

	@BeforeEach
	void stopTheTime() {
		this.clock.freeze();
	}

	@Test
	void it_is_that_of_the_step_until_the_row_says_it_anyway() {
		OrderScenario order = this.market.anOrderBetweenNewcomers(Locale.ENGLISH).placed();
		assertThat(buys(order).by()).as("the row says when the requirements are due").isNull();
		assertThat(sells(order).by()).as("nothing to do").isNull();
		order.requirementsProvided();
		assertThat(sells(order).by()).isEqualTo(onThePage(order, OrderStep.REVIEW_REQUIREMENTS)).isNotNull();
		this.clock.advance(Duration.ofHours(5));
		order.requirementsClear();
		assertThat(sells(order).by()).isEqualTo(onThePage(order, OrderStep.PLAN_WORK)).isNotNull();
		order.planned();
		assertThat(sells(order).by()).as("the row says when the delivery is due").isNull();
		order.draftSubmitted().previewAnswered("notMade");
		assertThat(buys(order).by()).isEqualTo(onThePage(order, OrderStep.REVIEW_DRAFT)).isNotNull();
		assertThat(sells(order).by()).isNull();
		order.draftApproved().delivered();
		assertThat(buys(order).by()).as("the row says when silence accepts").isNull();
	}

	@Test
	void a_question_has_its_own_and_the_work_that_it_stops_none() {
		OrderScenario order = this.market.anOrderBetweenNewcomers(Locale.ENGLISH)
			.until(OrderStep.PLAN_WORK)
			.question()
			.asked();
		assertThat(buys(order).todo()).isEqualTo("question");
		assertThat(buys(order).by()).isEqualTo(onThePage(order, OrderStep.ANSWER_QUESTION)).isNotNull();
		assertThat(sells(order).by()).isNull();
	}

	@Test
	void a_request_has_that_of_its_answer_whatever_else_waits() {
		OrderScenario order = this.market.anOrderBetweenNewcomers(Locale.ENGLISH).until(OrderStep.PLAN_WORK);
		order.cancellationAsked(order.client());
		assertThat(sells(order).todo()).isEqualTo("request");
		assertThat(sells(order).by()).isEqualTo(onThePage(order, OrderStep.ANSWER_REQUEST)).isNotNull();
		assertThat(sells(order).by()).isNotEqualTo(onThePage(order, OrderStep.PLAN_WORK));
	}

	private Entry sells(OrderScenario order) {
		return entry(order.freelancer(), Dashboard.Side.SELLING);
	}

	private Entry buys(OrderScenario order) {
		return entry(order.client(), Dashboard.Side.BUYING);
	}

	private Entry entry(String person, Dashboard.Side side) {
		return this.dashboards.of(person, side, Dashboard.Filter.ACTIVE, ZoneOffset.UTC, null, null)
			.orders()
			.items()
			.get(0);
	}

	private @Nullable Instant onThePage(OrderScenario order, OrderStep step) {
		return this.reading.order(order.number(), order.client())
			.steps()
			.stream()
			.filter((open) -> open.step() == step)
			.map(OpenStep::due)
			.findFirst()
			.orElseThrow();
	}

}
