package io.orderflow.order.web;

import java.util.List;
import java.util.Map;

import io.orderflow.Visitor;
import io.orderflow.order.RevisionPoint.Scope;
import io.orderflow.order.step.PointInput;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.Test;

import static io.orderflow.order.web.Market.created;
import static io.orderflow.order.web.Market.json;
import static org.assertj.core.api.Assertions.assertThat;

/** Addresses in what one side writes can be opened by the other, wherever it stands. */
class LinksInTextsTest extends BetweenLeaAndCamille {

	@Test
	void addresses_in_messages_are_links_and_nothing_else_is() {
		String number = this.market.placed();
		created(this.market.camille()
			.post("/api/orders/" + number + "/messages",
					json(Map.of("message", "<b>See</b> https://example.org/?a=1&b=\"x, or javascript:alert(1)"))));
		assertThat(this.lea.get("/orders/" + number).body())
			.contains("<p class=\"as-written\">&lt;b&gt;See&lt;/b&gt; <a rel=\"noopener nofollow ugc\""
					+ " href=\"https://example.org/?a=1&amp;b=\">https://example.org/?a=1&amp;b=</a>&quot;x, or"
					+ " javascript:alert(1)</p>");
	}

	@Test
	void addresses_in_answers_questions_and_points_are_links() {
		OrderScenario order = this.market.anOrder()
			.requirementsProvided(Map.of("story", address("story"), "format", "16:9"))
			.clarificationAsked(address("asked"));
		assertThat(page(this.camille, order)).contains(link("asked"));
		order.clarified(address("answered"));
		assertThat(page(this.lea, order)).contains(link("story"), link("asked"), link("answered"));
		order.requirementsClear()
			.planned()
			.draftSubmitted()
			.previewAnswered("notMade")
			.draftApproved()
			.delivered()
			.revisionAsked(new PointInput(address("point"), "story", Scope.INSIDE));
		for (Visitor reader : List.of(this.lea, this.camille)) {
			assertThat(page(reader, order)).contains(link("story"), link("asked"), link("answered"), link("point"));
		}
	}

	private static String page(Visitor reader, OrderScenario order) {
		return reader.get("/orders/" + order.number()).body();
	}

	private static String address(String what) {
		return "As on https://example.org/" + what + ".";
	}

	private static String link(String what) {
		return "As on <a rel=\"noopener nofollow ugc\" href=\"https://example.org/" + what + "\">https://example.org/"
				+ what + "</a>.";
	}

}
