package io.orderflow.order.web;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A change of a service that is on sale, which its freelancer gives up. */
class DiscardedChangeTest extends BetweenLeaAndCamille {

	@Test
	void a_saved_change_of_what_is_on_sale_can_be_discarded() {
		String id = this.market.storyboard();
		String service = "/sell/listings/" + id;
		assertThat(this.lea.get(service).body()).doesNotContain(service + "/discarding");
		String title = "Dearer " + UUID.randomUUID();
		location(this.lea.form(service,
				Map.of("title", title, "description", "Six images", "language", "en", "price.amount", "120,50",
						"price.currency", "EUR", "deliveryTime", "2", "revisions", "1", "approval", "PLAN", "action",
						"save")));
		assertThat(this.lea.get(service).body()).contains(service + "/discarding", "Abandonner la modification");
		assertThat(this.lea.get("/sell/listings").body())
			.containsPattern("(?s)120,50.{0,99}une version précédente est en vente à 120,00");
		assertThat(this.camille.form(service + "/discarding", Map.of()).statusCode()).isEqualTo(404);

		String back = location(this.lea.form(service + "/discarding", Map.of()));
		assertThat(back).isEqualTo(service + "?discarded");
		assertThat(this.lea.get(back).body()).contains("La modification a été abandonnée", "En vente")
			.doesNotContain(title, service + "/discarding");
	}

	private static String location(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
		return answer.headers().firstValue("Location").orElseThrow().replaceFirst("^http://localhost:\\d+", "");
	}

}
