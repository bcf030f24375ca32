package io.orderflow.order.web.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.MovableClock;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.order.web.Market;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static org.assertj.core.api.Assertions.assertThat;

/** Who waited for whom, over the API and on the page (S20, B1). */
@OrderflowTest
class WaitingTimesApiTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private MovableClock clock;

	@BeforeEach
	void stopTheClock() {
		this.clock.freeze();
	}

	@AfterEach
	void letItGo() {
		this.clock.reset();
	}

	@Test
	void both_sides_read_for_whom_and_for_what_the_order_waited() {
		Market market = new Market(this.port, this.marketplace);
		OrderScenario order = market.anOrder();
		String path = "/api/orders/" + order.number();
		pass(Duration.ofHours(30));
		order.requirementsProvided();
		pass(Duration.ofMinutes(10));
		order.requirementsClear().planned();
		pass(Duration.ofMinutes(20));
		ok(market.lea().post(path + "/questions", json(Map.of("question", "Which fox?"))));
		pass(Duration.ofSeconds(61));
		ok(market.camille().post(path + "/questions/answer", json(Map.of("answer", "The red one"))));
		order.draftSubmitted().previewAnswered("notMade");
		pass(Duration.ofHours(2));
		order.draftApproved();

		for (Visitor reader : List.of(market.lea(), market.camille())) {
			JsonNode waited = ok(reader.get(path)).get("waited");
			assertThat(waited.at("/client/reasons/REQUIREMENTS").asText()).isEqualTo("PT30H");
			assertThat(waited.at("/client/reasons/QUESTION").asText()).isEqualTo("PT1M1S");
			assertThat(waited.at("/client/reasons/DRAFT").asText()).isEqualTo("PT2H");
			assertThat(waited.at("/client/total").asText()).isEqualTo("PT32H1M1S");
			assertThat(waited.at("/freelancer/reasons/PLANNING").asText()).isEqualTo("PT10M");
			assertThat(waited.at("/freelancer/reasons/DRAFTING").asText()).isEqualTo("PT20M");
			assertThat(waited.at("/freelancer/total").asText()).isEqualTo("PT30M");
		}
		assertThat(Visitor.signedIn(this.port, "camille").get("/orders/" + order.number()).body())
			.contains("Temps passé à vous attendre", "Temps passé à attendre Léa", "1\u00a0jour 8\u00a0heures",
					"Question en cours de route", "1\u00a0minute 1\u00a0seconde")
			.doesNotContain("à attendre Camille");
		assertThat(Visitor.signedIn(this.port, "lea").get("/orders/" + order.number()).body())
			.contains("Temps passé à vous attendre", "Temps passé à attendre Camille")
			.doesNotContain("à attendre Léa");
	}

	private void pass(Duration time) {
		this.clock.advance(time);
	}

}
