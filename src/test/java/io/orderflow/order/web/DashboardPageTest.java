package io.orderflow.order.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Statements;
import io.orderflow.Visitor;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Sell → Dashboard, and Buy → My orders, as pages. */
@OrderflowTest
class DashboardPageTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private Statements statements;

	private Market market;

	@BeforeEach
	void open() {
		this.market = new Market(this.port, this.marketplace);
	}

	@Test
	void each_side_finds_the_order_in_its_own_language_with_a_way_to_it() {
		String number = this.market.placed();
		Visitor lea = Visitor.signedIn(this.port, "lea");
		assertThat(lea.get("/").headers().firstValue("Location"))
			.hasValueSatisfying((location) -> assertThat(location).endsWith("/sell"));
		assertThat(lea.get("/sell?show=all").body()).contains("<html lang=\"fr\"", "Tableau de bord", "Vendre", number,
				"Voir", "Camille", "/orders/" + number, "Gagné ce mois-ci");
		Visitor oliver = Visitor.signedIn(this.port, "oliver");
		assertThat(oliver.get("/").headers().firstValue("Location"))
			.hasValueSatisfying((location) -> assertThat(location).endsWith("/buy"));
		assertThat(oliver.get("/buy?show=all").body()).contains("My orders").doesNotContain(number, "Dashboard");
	}

	@Test
	void who_has_only_bought_so_far_arrives_where_the_orders_are() {
		OrderScenario order = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH).placed();
		Visitor client = signedIn(order.client());
		assertThat(client.put("/api/me/roles/freelancers", "").statusCode()).isEqualTo(204);
		assertThat(client.get("/").headers().firstValue("Location"))
			.hasValueSatisfying((location) -> assertThat(location).endsWith("/buy"));
		Visitor freelancer = signedIn(order.freelancer());
		assertThat(freelancer.put("/api/me/roles/clients", "").statusCode()).isEqualTo(204);
		assertThat(freelancer.get("/").headers().firstValue("Location"))
			.hasValueSatisfying((location) -> assertThat(location).endsWith("/sell"));
	}

	@Test
	void a_page_takes_five_statements_and_three_for_who_reads_it() {
		this.market.placed();
		Visitor lea = Visitor.signedIn(this.port, "lea");
		lea.get("/sell");
		List<String> read = this.statements.of(() -> assertThat(lea.get("/sell").statusCode()).isEqualTo(200));
		assertThat(read).as(() -> String.join("\n", read)).hasSizeBetween(1, 8);
	}

	@Test
	void what_there_is_to_do_is_said_with_its_date_where_the_row_does_not_say_it() {
		OrderScenario order = this.marketplace.anOrderBetweenNewcomers(Locale.FRENCH);
		order.requirementsProvided().requirementsClear();
		assertThat(signedIn(order.freelancer()).get("/sell").body())
			.containsPattern("À vous\u00a0: planifier le travail</strong> <span>avant le</span> <time");
		order.planned().draftSubmitted().previewAnswered("notMade").draftApproved();
		assertThat(signedIn(order.freelancer()).get("/sell").body())
			.contains("À vous\u00a0: livrer le travail</strong></small>");
	}

	@Test
	void who_waits_for_an_answer_is_on_the_dashboard_until_it_is_given() {
		String number = this.market.placed();
		String place = "/orders/" + number + "#conversation";
		Visitor lea = Visitor.signedIn(this.port, "lea");
		assertThat(this.market.camille()
			.post("/api/orders/" + number + "/messages", "{\"message\":\"When <b>exactly</b>?\"}")
			.statusCode()).isEqualTo(201);

		assertThat(lea.get("/sell").body())
			.contains("En attente de votre réponse", place, "When &lt;b&gt;exactly&lt;/b&gt;?")
			.as("which of several orders of one service")
			.containsPattern("(?s)id=\"unanswered\".*<small class=\"nowrap\">" + number + "</small>");
		lea.get("/orders/" + number);
		assertThat(lea.get("/sell").body()).as("read, and not answered").contains(place);

		assertThat(this.market.lea()
			.post("/api/orders/" + number + "/messages", "{\"message\":\"On Monday\"}")
			.statusCode()).isEqualTo(201);
		assertThat(lea.get("/sell").body()).doesNotContain(place);
		assertThat(Visitor.signedIn(this.port, "camille").get("/buy").body()).doesNotContain("id=\"unanswered\"");
	}

	@Test
	void who_has_closed_orders_alone_is_led_to_them() {
		OrderScenario order = this.marketplace.anOrderBetweenNewcomers(Locale.FRENCH);
		String number = order.placed().number();
		Visitor client = signedIn(order.client());
		Visitor freelancer = signedIn(order.freelancer());
		assertThat(client.get("/buy").body()).contains("À vous\u00a0: fournir les critères");
		assertThat(freelancer.get("/sell").body()).doesNotContain("À vous\u00a0:");
		assertThat(client.form("/orders/" + number + "/cancellation", Map.of("reason", "Erreur")).statusCode())
			.isEqualTo(302);
		assertThat(client.get("/buy").body()).contains("Aucune commande active.", "/buy?show=all")
			.as("no first steps any more")
			.doesNotContain("Trouvez un service");
		assertThat(freelancer.get("/sell").body()).contains("Aucune commande active.", "/sell?show=all")
			.doesNotContain("Aucune commande pour l’instant", "Vos premiers pas");
		assertThat(client.get("/buy?show=all").body()).containsPattern("class=\"due\">\\s*<small><time");
		assertThat(client.get("/orders/" + number).body())
			.containsPattern("class=\"due\"><span>Annulée le</span> <time");
	}

	@Test
	void an_unknown_filter_shows_what_a_page_without_one_does() {
		Visitor lea = Visitor.signedIn(this.port, "lea");
		assertThat(lea.get("/sell?show=%3Cb%3E").statusCode()).isEqualTo(200);
		assertThat(lea.get("/sell?cursor=nonsense").statusCode()).isEqualTo(400);
	}

	private Visitor signedIn(String account) {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(account, Newcomers.PASSWORD);
		visitor.readCsrf();
		return visitor;
	}

}
