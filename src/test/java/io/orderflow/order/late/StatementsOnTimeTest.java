package io.orderflow.order.late;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import io.orderflow.OrderflowTest;
import io.orderflow.Statements;
import io.orderflow.order.OrderStep;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.Storyboard;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What an order on time costs (S20). */
@OrderflowTest
class StatementsOnTimeTest {

	/** Counted on the last commit before there was any lateness. */
	private static final Map<OrderStep, Integer> BEFORE = Map.of(OrderStep.PROVIDE_REQUIREMENTS, 41,
			OrderStep.REVIEW_REQUIREMENTS, 38, OrderStep.PLAN_WORK, 37, OrderStep.SUBMIT_DRAFT, 66,
			OrderStep.REVIEW_DRAFT, 42, OrderStep.DELIVER_WORK, 52, OrderStep.REVIEW_DELIVERY, 42);

	/** Reading what the closed order waited, and writing it to its row. */
	private static final int WAITING_TIMES = 2;

	/** Noting that the closed order asks for its dossiers. */
	private static final int DOSSIERS = 1;

	@Autowired
	private Marketplace market;

	@Autowired
	private Statements statements;

	@Test
	void no_step_of_an_order_on_time_takes_a_statement_more_than_before_there_was_lateness() {
		walked();
		Map<OrderStep, Integer> counts = walked();
		counts.merge(OrderStep.REVIEW_DELIVERY, -WAITING_TIMES - DOSSIERS, Integer::sum);
		assertThat(counts)
			.allSatisfy((step, count) -> assertThat(count).as(step.id()).isLessThanOrEqualTo(BEFORE.get(step)))
			.hasSameSizeAs(BEFORE);
	}

	private Map<OrderStep, Integer> walked() {
		OrderScenario order = this.market.anOrderBetweenNewcomers(Locale.ENGLISH).of(Storyboard.ordinary()).placed();
		Map<OrderStep, Integer> counts = new EnumMap<>(OrderStep.class);
		OrderScenario.STEPS.forEach((step) -> counts.put(step, this.statements.of(() -> order.takes(step)).size()));
		return counts;
	}

}
