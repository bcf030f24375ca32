package io.orderflow.order.race;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

import io.orderflow.HeldOrders;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.order.OrderStep;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An order's page takes several statements. What is decided between two of them is on it
 * whole or not at all.
 */
@OrderflowTest
class ReadMeanwhileTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private HeldOrders held;

	@ParameterizedTest
	@EnumSource(names = { "CLARIFY_REQUIREMENTS", "ANSWER_QUESTION", "POST_PROGRESS_UPDATE", "ANSWER_REQUEST" },
			mode = Mode.EXCLUDE)
	void a_step_that_is_taken_while_a_page_is_read(OrderStep step) throws Exception {
		readMeanwhile(step, (order) -> {
			if (step == OrderStep.SUBMIT_DRAFT) {
				order.draftSubmitted();
			}
			else {
				order.takes(step);
			}
		});
	}

	@Test
	void what_is_asked_while_a_page_is_read() throws Exception {
		readMeanwhile(OrderStep.REVIEW_REQUIREMENTS, OrderScenario::clarificationAsked);
		readMeanwhile(OrderStep.SUBMIT_DRAFT, (order) -> order.cancellationAsked(order.client()));
		readMeanwhile(OrderStep.SUBMIT_DRAFT, (order) -> order.question().asked());
	}

	private void readMeanwhile(OrderStep at, Consumer<OrderScenario> meanwhile) throws Exception {
		for (Function<OrderScenario, String> side : List.<Function<OrderScenario, String>>of(OrderScenario::client,
				OrderScenario::freelancer)) {
			OrderScenario order = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH).until(at);
			Visitor reader = Visitor.stranger(this.port);
			reader.signIn(side.apply(order), Newcomers.PASSWORD);
			this.held.whileUnreadable("attachment", () -> {
				HttpResponse<String> page = reader.get("/orders/" + order.number());
				assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
			}, () -> meanwhile.accept(order));
		}
	}

}
