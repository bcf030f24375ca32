package io.orderflow.running;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the README promises of a running application that is killed. */
@ExtendWith(RunningDemo.class)
class RunningApplicationTest {

	@Test
	void a_kill_in_the_middle_of_an_order_loses_nothing_and_records_nothing_twice() throws Exception {
		String listing = RunningDemo.application()
			.get("oliver", "/api/listings?q=proofreading")
			.at("/items/0/listingId")
			.asText();
		String number = RunningDemo.application()
			.post("oliver", "/api/orders", "{\"listing\":\"" + listing + "\"}")
			.get("number")
			.asText();
		RunningDemo.application()
			.post("noah", "/api/orders/" + number + "/requirements/review", "{\"decision\":\"clear\"}");

		RunningDemo.cutPower();

		assertThat(RunningDemo.application().get("noah", "/api/orders/" + number).at("/steps/0/step").asText())
			.isEqualTo("planWork");
		List<String> before = timeline(number);
		RunningDemo.application()
			.post("noah", "/api/orders/" + number + "/plan", "{\"tasks\":[{\"title\":\"Read\",\"deadline\":\""
					+ LocalDate.now(ZoneOffset.UTC).plusDays(1) + "\"}]}");
		RunningDemo.cutPower();

		RunningDemo.application()
			.post("noah", "/api/orders/" + number + "/deliveries", "{\"message\":\"Done\",\"withoutFiles\":true}");
		RunningDemo.application()
			.post("oliver", "/api/orders/" + number + "/deliveries/review", "{\"decision\":\"accept\"}");
		await().until(() -> timeline(number).contains("DOSSIER_MADE"));
		List<String> expected = new ArrayList<>(before);
		expected.addAll(List.of("WORK_PLANNED", "WORK_DELIVERED", "CLOCK_STOPPED", "DELIVERY_ACCEPTED",
				"ORDER_COMPLETED", "DOSSIER_MADE"));
		assertThat(timeline(number)).isEqualTo(expected);
		assertThat(before).containsExactly("ORDER_PLACED", "CLOCK_STARTED", "REQUIREMENTS_CLEAR");
		assertThat(notificationsOf("noah", number)).doesNotHaveDuplicates().isNotEmpty();
		await().untilAsserted(() -> assertThat(deliveryStates("noah", number)).isNotEmpty().containsOnly("DELIVERED"));
	}

	private List<String> timeline(String number) {
		return texts(RunningDemo.application().get("oliver", "/api/orders/" + number + "/timeline?limit=100"), "kind");
	}

	private List<String> notificationsOf(String account, String number) {
		return items(RunningDemo.application().get(account, "/api/notifications?limit=100")).stream()
			.filter((notification) -> notification.path("orderNumber").asText().equals(number))
			.map((notification) -> notification.path("title").asText())
			.toList();
	}

	private List<String> deliveryStates(String account, String number) {
		return items(RunningDemo.application().get(account, "/api/notifications?limit=100")).stream()
			.filter((notification) -> notification.path("orderNumber").asText().equals(number))
			.flatMap((notification) -> items(RunningDemo.application()
				.get(account, "/api/notifications/" + notification.path("id").asText() + "/deliveries")).stream())
			.map((delivery) -> delivery.path("state").asText())
			.toList();
	}

	private static List<String> texts(JsonNode page, String field) {
		return items(page).stream().map((item) -> item.path(field).asText()).toList();
	}

	private static List<JsonNode> items(JsonNode page) {
		JsonNode items = page.isArray() ? page : page.path("items");
		return StreamSupport.stream(items.spliterator(), false).toList();
	}

}
