package io.orderflow.order.web;

import java.util.List;

import io.orderflow.OrderflowTest;
import io.orderflow.Statements;
import io.orderflow.Visitor;
import org.camunda.bpm.engine.ExternalTaskService;
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
	private ExternalTaskService externalTasks;

	@Autowired
	private Statements statements;

	private Market market;

	@BeforeEach
	void open() {
		this.market = new Market(this.port, this.externalTasks);
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
	void a_page_takes_three_statements_and_three_for_who_reads_it() {
		this.market.placed();
		Visitor lea = Visitor.signedIn(this.port, "lea");
		lea.get("/sell");
		List<String> read = this.statements.of(() -> assertThat(lea.get("/sell").statusCode()).isEqualTo(200));
		assertThat(read).as(() -> String.join("\n", read)).hasSizeBetween(1, 6);
	}

	@Test
	void an_unknown_filter_shows_what_a_page_without_one_does() {
		Visitor lea = Visitor.signedIn(this.port, "lea");
		assertThat(lea.get("/sell?show=%3Cb%3E").statusCode()).isEqualTo(200);
		assertThat(lea.get("/sell?cursor=nonsense").statusCode()).isEqualTo(400);
	}

}
