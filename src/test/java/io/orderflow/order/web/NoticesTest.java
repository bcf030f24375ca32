package io.orderflow.order.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.orderflow.Visitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a page says was done was done by whoever reads it. An address alone says nothing,
 * whoever sent it, and forgets nothing that is being written.
 */
class NoticesTest extends BetweenLeaAndCamille {

	/** By this a page knows that what was being written is sent. */
	private static final String SENT = "data-sent=";

	@Test
	void an_address_alone_says_nothing_of_an_order() {
		String number = this.market.inReview("NONE");
		for (String says : List.of("ordered", "sent", "noted", "done=provideRequirements", "done=reviewRequirements",
				"requested=extension", "requested=cancellation", "requested=withdrawn", "questioned=asked",
				"questioned=withdrawn")) {
			saysNothing(this.lea, "/orders/" + number + "?" + says);
			saysNothing(this.camille, "/orders/" + number + "?" + says);
		}
	}

	@Test
	void an_address_alone_says_nothing_of_a_conversation_or_a_ready_made_message() {
		String number = this.market.inReview("NONE");
		Matcher talk = Pattern.compile("data-conversation=\"([^\"]+)\"")
			.matcher(this.lea.get("/orders/" + number).body());
		assertThat(talk.find()).isTrue();
		saysNothing(this.lea, "/conversations/" + talk.group(1) + "?sent");
		saysNothing(this.camille, "/ready-messages?sent");
	}

	@Test
	void what_was_done_is_told_once_to_whoever_did_it_where_it_leads() {
		String number = this.market.inReview("NONE");
		HttpResponse<String> noted = this.lea.form("/orders/" + number + "/note",
				Map.of("text", "Fox", "version", "0"));
		String address = noted.headers().firstValue("Location").orElseThrow().replaceFirst("#.*", "");
		assertThat(address).endsWith("/orders/" + number + "?noted");

		saysNothing(this.lea, "/orders/" + number);
		saysNothing(this.lea, "/orders/" + number + "?sent");
		saysNothing(this.camille, "/orders/" + number + "?noted");
		assertThat(this.lea.get("/orders/" + number + "?noted").body()).contains(SENT + "\"" + number + "/note\"");
		saysNothing(this.lea, "/orders/" + number + "?noted");
	}

	@Test
	void each_act_of_an_order_is_told() {
		String number = this.market.inReview("NONE");
		told(this.lea, "/orders/" + number + "/requests",
				Map.of("kind", "cancellation", "reason", "The fox is shy", "responsible", "NOBODY"),
				"?requested=cancellation");
		told(this.lea, "/orders/" + number + "/requests/withdrawal", Map.of(), "?requested=withdrawn");
		told(this.lea, "/ready-messages", Map.of("title", "Thanks", "text", "Thank you"), "/ready-messages?sent");
	}

	private void told(Visitor visitor, String path, Map<String, String> form, String leadsTo) {
		String address = visitor.form(path, form)
			.headers()
			.firstValue("Location")
			.orElse("")
			.replaceAll("^https?://[^/]+|#.*", "");
		assertThat(address).endsWith(leadsTo);
		assertThat(visitor.get(address).body()).contains(SENT);
	}

	private static void saysNothing(Visitor visitor, String address) {
		HttpResponse<String> page = visitor.get(address);
		assertThat(page.statusCode()).as(address).isEqualTo(200);
		assertThat(page.body()).as(address).doesNotContain(SENT, "class=\"notice done\"");
	}

}
