package io.orderflow.order.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.scenario.Marketplace;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static io.orderflow.order.web.Market.json;
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

	@Test
	void what_would_wake_a_process_on_hold_is_refused_and_nothing_is_decided() {
		Market market = new Market(this.port, this.marketplace);
		String number = market.inProduction();
		String order = "/api/orders/" + number;
		ok(market.lea().post(order + "/questions", json(Map.of("question", "Which fox?"))));
		ok(market.camille()
			.post(order + "/requests", "{\"kind\":\"cancellation\",\"reason\":\"x\",\"responsible\":\"nobody\"}"));
		ok(market.lea().post(order + "/requests/answer", REFUSED));

		suspend(number, true);
		List<String> before = standing(market, order);
		refused(market.lea().post(order + "/questions/withdrawal", ""), 409, "on-hold");
		refused(market.camille().post(order + "/questions/answer", json(Map.of("answer", "The red one"))), 409,
				"on-hold");
		refused(market.camille().post(order + "/requests/dispute", "{\"reason\":\"Please\"}"), 409, "on-hold");
		assertThat(standing(market, order)).isEqualTo(before);

		suspend(number, false);
		ok(market.camille().post(order + "/questions/answer", json(Map.of("answer", "The red one"))));
		ok(market.camille().post(order + "/requests/dispute", "{\"reason\":\"Please\"}"));
		ok(Visitor.withPassword(this.port, "mona", "orderflow")
			.post(order + "/requests/ruling", "{\"decision\":\"accept\",\"reason\":\"So be it\"}"));
		assertThat(this.runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).active().list())
			.as("only its dossiers and what is told are left")
			.noneMatch((instance) -> instance.getProcessDefinitionId().startsWith("changeRequest"));
	}

	@Test
	void an_order_on_hold_is_not_cancelled_and_once_it_goes_on_it_is_with_its_process() {
		Market market = new Market(this.port, this.marketplace);
		String number = market.placed();
		String cancellation = "/api/orders/" + number + "/cancellation";

		suspend(number, true);
		refused(market.camille().post(cancellation, "{\"reason\":\"x\"}"), 409, "on-hold");
		assertThat(read(market.camille().get("/api/orders/" + number)).get("status").asText())
			.isEqualTo("AWAITING_REQUIREMENTS");

		suspend(number, false);
		ok(market.camille().post(cancellation, "{\"reason\":\"x\"}"));
		assertThat(this.tasks.createTaskQuery().processInstanceBusinessKey(number).count()).isZero();
	}

	private static List<String> standing(Market market, String order) {
		JsonNode read = read(market.camille().get(order));
		return Stream.of("status", "questions", "requests").map((field) -> read.get(field).toString()).toList();
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
