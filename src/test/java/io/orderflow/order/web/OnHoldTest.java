package io.orderflow.order.web;

import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.scenario.Marketplace;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static io.orderflow.order.web.Market.ok;
import static io.orderflow.order.web.Market.read;
import static io.orderflow.order.web.Market.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** A process admin suspends in Cockpit what people want to go on with. */
@OrderflowTest
class OnHoldTest {

	private static final String REFUSED = "{\"decision\":\"refuse\",\"answer\":\"No\"}";

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private RuntimeService runtime;

	@Autowired
	private TaskService tasks;

	@Test
	void what_is_on_hold_is_said_to_be_and_goes_on_later() {
		Market market = new Market(this.port, this.marketplace);
		String number = market.inProduction();
		String requests = "/api/orders/" + number + "/requests";
		ok(market.lea().post(requests, "{\"kind\":\"cancellation\",\"reason\":\"x\",\"responsible\":\"nobody\"}"));
		String task = this.tasks.createTaskQuery()
			.processInstanceBusinessKey(number)
			.taskAssignee("camille")
			.singleResult()
			.getId();

		suspend(number, true);
		refused(market.camille().post(requests + "/answer", REFUSED), 409, "on-hold");
		assertThat(read(market.camille().post("/engine-rest/task/" + task + "/complete", "{\"variables\":{}}"))
			.path("type")
			.asText()).isEqualTo("on-hold");

		suspend(number, false);
		ok(market.camille().post(requests + "/answer", REFUSED));
	}

	private void suspend(String number, boolean suspended) {
		Visitor ada = Visitor.withPassword(this.port, "ada", "orderflow");
		this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(number)
			.list()
			.forEach((instance) -> assertThat(ada
				.put("/engine-rest/process-instance/" + instance.getId() + "/suspended",
						"{\"suspended\":" + suspended + "}")
				.statusCode()).isEqualTo(204));
	}

}
