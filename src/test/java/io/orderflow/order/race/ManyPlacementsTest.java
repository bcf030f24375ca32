package io.orderflow.order.race;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.order.web.Market;
import io.orderflow.scenario.Marketplace;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** What many programs with passwords get that come at once. */
@OrderflowTest
class ManyPlacementsTest {

	private static final int CALLS = 300;

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private Newcomers newcomers;

	@Test
	void placements_at_once_with_passwords_are_made_or_told_to_come_again() throws Exception {
		String listing = new Market(this.port, this.marketplace).storyboard();
		List<String> clients = List.of(this.newcomers.client(),
				this.newcomers.person("Oliver", Locale.ENGLISH, "clients"));
		ExecutorService threads = Executors.newFixedThreadPool(CALLS);
		try {
			List<Future<HttpResponse<String>>> calls = new ArrayList<>();
			for (int i = 0; i < CALLS; i++) {
				String client = clients.get(i % 2);
				calls.add(threads.submit(() -> Visitor.withPassword(this.port, client, Newcomers.PASSWORD)
					.post("/api/orders", "{\"listing\":\"" + listing + "\"}")));
			}
			int made = 0;
			for (Future<HttpResponse<String>> call : calls) {
				HttpResponse<String> answer = call.get();
				assertThat(answer.statusCode()).as(answer.body()).isIn(201, 429, 503);
				if (answer.statusCode() != 201) {
					assertThat(answer.headers().firstValue("Retry-After")).isPresent();
					assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
				}
				else {
					made++;
				}
			}
			assertThat(made).isPositive();
		}
		finally {
			threads.shutdownNow();
		}
	}

}
