package io.orderflow.order.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.orderflow.BareOrders;
import io.orderflow.Newcomers;
import io.orderflow.Statements;
import io.orderflow.Visitor;
import io.orderflow.order.dashboard.Dashboard.Filter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many statements a page takes: nine of its own, and three for session, sign-in and
 * header. Pages whose tests count for themselves are not here again.
 */
class PageStatementsTest extends BetweenLeaAndCamille {

	private static final int SESSION_AND_SIGN_IN = 2;

	private static final int HEADER = 1;

	private static final int OWN = Statements.PAGE - SESSION_AND_SIGN_IN - HEADER;

	/**
	 * With this the page of an order begins to be read, also after something was tried.
	 */
	private static final String ORDER = "c.display_name as client_name";

	@Autowired
	private BareOrders orders;

	@Autowired
	private Statements statements;

	@Autowired
	private Newcomers newcomers;

	@Test
	void whatever_a_dashboard_shows() {
		this.market.completed();
		for (Filter filter : Filter.values()) {
			takesFew(200, () -> this.lea.get("/sell?show=" + filter));
			takesFew(200, () -> this.camille.get("/buy?show=" + filter));
		}
	}

	@Test
	void whatever_one_reads_or_begins() {
		String timeline = "/orders/" + this.market.delivered() + "/timeline";
		for (Visitor side : List.of(this.lea, this.camille)) {
			for (String path : List.of(timeline, "/ready-messages", "/guides", "/guides/ideal-proposal",
					"/guides/aligning-as-you-go")) {
				takesFew(200, () -> side.get(path));
			}
		}
		String freelancer = this.newcomers.freelancer();
		this.orders.onSale(freelancer);
		takesFew(200, () -> this.camille.get("/conversations/new?freelancer=" + freelancer));
		Visitor ada = Visitor.signedIn(this.port, "ada");
		takesFew(200, () -> ada.get("/diagrams"));
	}

	@Test
	void an_order_whose_form_was_refused() {
		String number = this.market.inReview("NONE");
		comesBackWithFew(400, "/orders/" + number + "/steps/reviewRequirements",
				Map.of("decision", "clarify", "question", " "));
		comesBackWithFew(400, "/orders/" + number + "/requests", Map.of("kind", "extension"));
	}

	@Test
	void an_order_on_which_somebody_else_was_faster() {
		String number = this.market.inReview("NONE");
		ok(this.market.lea().post("/api/orders/" + number + "/requirements/review", "{\"decision\":\"clear\"}"));
		ok(this.market.lea().put("/api/orders/" + number + "/note", json(Map.of("text", "one", "version", 0))));
		comesBackWithFew(409, "/orders/" + number + "/steps/reviewRequirements",
				Map.of("decision", "clarify", "question", "Which?", "events", "1"));
		comesBackWithFew(409, "/orders/" + number + "/note", Map.of("text", "two", "version", "0"));
	}

	private void takesFew(int status, Supplier<HttpResponse<String>> page) {
		List<String> taken = taken(status, page);
		assertThat(taken).as(() -> String.join("\n", taken)).hasSizeBetween(1, Statements.PAGE);
	}

	/** The page as such: what it took to try, and to be refused, came before. */
	private void comesBackWithFew(int status, String path, Map<String, String> form) {
		List<String> taken = taken(status, () -> this.lea.form(path, form));
		int begin = taken.size() - 1;
		while (begin > 0 && !taken.get(begin).contains(ORDER)) {
			begin--;
		}
		List<String> ofThePage = taken.subList(begin, taken.size());
		assertThat(ofThePage).as(() -> String.join("\n", taken)).hasSizeBetween(1, OWN + HEADER);
	}

	private List<String> taken(int status, Supplier<HttpResponse<String>> page) {
		return this.statements.of(() -> assertThat(page.get().statusCode()).isEqualTo(status));
	}

}
