package io.orderflow.order.race;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.orderflow.MovableClock;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.order.web.Market;
import io.orderflow.scenario.Marketplace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static io.orderflow.order.race.Together.oneCounts;
import static io.orderflow.order.race.Together.times;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * As {@link RacesTest}: what changes an order, or ends it early, sent eight times at the
 * same moment.
 */
@OrderflowTest
class RequestRacesTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private MovableClock clock;

	private Market market;

	@BeforeEach
	void open() {
		this.market = new Market(this.port, this.marketplace);
	}

	@AfterEach
	void backToTheRealTime() {
		this.clock.reset();
	}

	@Test
	void a_cancellation_is_asked_for_refused_and_put_to_a_moderator_once_each() throws Exception {
		for (int order = 0; order < Together.ORDERS; order++) {
			String number = this.market.inProduction();
			oneCounts(times(8, askToCancel(number, this.market.lea())));
			assertThat(ok(this.market.lea().get(path(number, "requests")))).hasSize(1);
			ok(this.market.camille()
				.post(path(number, "requests/answer"), json(Map.of("decision", "refuse", "answer", "No"))));
			oneCounts(times(8,
					() -> this.market.lea().post(path(number, "requests/dispute"), json(Map.of("reason", "Please")))));
		}
	}

	@Test
	void of_two_who_ask_at_once_one_has_asked_and_the_other_is_told_so() throws Exception {
		for (int order = 0; order < Together.ORDERS; order++) {
			String number = this.market.inProduction();
			oneCounts(List.of(askToCancel(number, this.market.lea()), askToCancel(number, this.market.camille()),
					askToCancel(number, this.market.lea())));
			assertThat(ok(this.market.lea().get(path(number, "requests")))).hasSize(1);
		}
	}

	@Test
	void a_later_date_is_agreed_once() throws Exception {
		for (int order = 0; order < Together.ORDERS; order++) {
			String number = this.market.inProduction();
			Instant wanted = due(number).plus(Duration.ofDays(2));
			oneCounts(times(8,
					() -> this.market.lea()
						.post(path(number, "requests"),
								json(Map.of("kind", "extension", "reason", "Ill", "due", wanted.toString())))));
			oneCounts(times(8, () -> this.market.camille()
				.post(path(number, "requests/answer"), json(Map.of("decision", "accept")))));
			assertThat(due(number)).isEqualTo(wanted);
		}
	}

	@Test
	void an_order_that_is_a_day_late_is_cancelled_once() throws Exception {
		for (int order = 0; order < Together.ORDERS; order++) {
			String number = this.market.inProduction();
			Instant due = due(number);
			this.clock.moveTo(due.plusSeconds(1));
			this.marketplace.deadlinesAreSwept();
			this.clock.moveTo(due.plus(Duration.ofHours(25)));
			oneCounts(times(8, () -> this.market.camille()
				.post(path(number, "cancellation"), json(Map.of("reason", "Too late")))));
			assertThat(ok(this.market.lea().get("/api/orders/" + number)).get("status").asText())
				.isEqualTo("CANCELLED");
			this.clock.reset();
		}
	}

	private static Supplier<HttpResponse<String>> askToCancel(String number, Visitor side) {
		String request = json(Map.of("kind", "cancellation", "reason", "Ill", "responsible", "nobody"));
		return () -> side.post(path(number, "requests"), request);
	}

	private Instant due(String number) {
		return Instant.parse(ok(this.market.lea().get("/api/orders/" + number)).at("/clock/due").asText());
	}

	private static String path(String number, String rest) {
		return "/api/orders/" + number + "/" + rest;
	}

}
