package io.orderflow.order.web;

import java.net.http.HttpRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.scenario.Marketplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static io.orderflow.order.web.Market.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** The freelancer's private note (S12), which nobody else ever sees. */
@OrderflowTest
class PrivateNoteTest {

	private static final String SECRET = "Call the printer <b>first</b> 🦊";

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	private Market market;

	@BeforeEach
	void open() {
		this.market = new Market(this.port, this.marketplace);
	}

	@Test
	void the_freelancer_keeps_text_and_a_check_list_also_after_the_order_is_closed() {
		String number = this.market.completed();
		assertThat(ok(this.market.lea().get(note(number))).get("text").asText()).isEmpty();
		ok(this.market.lea()
			.put(note(number),
					json(Map.of("text", SECRET, "items", List.of(Map.of("text", "Invoice", "done", true))))));
		JsonNode kept = ok(this.market.lea().get(note(number)));
		assertThat(kept.get("text").asText()).isEqualTo(SECRET);
		assertThat(kept.at("/items/0/text").asText()).isEqualTo("Invoice");
		assertThat(kept.at("/items/0/done").asBoolean()).isTrue();
		assertThat(kept.get("version").asLong()).isOne();
	}

	@Test
	void to_everyone_else_it_is_not_there() {
		String number = this.market.placed();
		ok(this.market.lea().put(note(number), json(Map.of("text", SECRET))));
		for (Visitor other : List.of(this.market.camille(), this.market.oliver())) {
			refused(other.get(note(number)), 404, "no-such-order");
			refused(other.put(note(number), json(Map.of("text", "mine"))), 404, "no-such-order");
		}
		Visitor camille = Visitor.signedIn(this.port, "camille");
		Visitor lea = Visitor.signedIn(this.port, "lea");
		for (String path : List.of("/api/orders/" + number, "/api/orders/" + number + "/timeline?limit=100",
				"/api/orders/" + number + "/messages", "/api/notifications", "/orders/" + number,
				"/orders/" + number + "/timeline")) {
			var answer = camille.get(path);
			assertThat(answer.statusCode()).as(path).isEqualTo(200);
			assertThat(answer.body()).as(path).doesNotContain("printer");
		}
		assertThat(lea.get("/orders/" + number).body()).contains("Call the printer &lt;b&gt;first");
		assertThat(this.market.lea().get("/api/orders/" + number + "/timeline?limit=100").body())
			.doesNotContain("NOTE");
	}

	@Test
	void of_two_pages_that_change_it_the_second_is_told_so_and_keeps_what_it_typed() {
		String number = this.market.placed();
		ok(this.market.lea().put(note(number), json(Map.of("text", "one", "version", 0))));
		refused(this.market.lea().put(note(number), json(Map.of("text", "two", "version", 0))), 409,
				"changed-meanwhile");
		Visitor page = Visitor.signedIn(this.port, "lea");
		var answer = page.form("/orders/" + number + "/note", Map.of("text", "three", "version", "0"));
		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(answer.body()).contains("three</textarea>", "Ceci a changé entre-temps");
	}

	@Test
	void fields_by_names_that_no_form_has_are_refused() {
		String address = "/orders/" + this.market.placed();
		Visitor page = Visitor.signedIn(this.port, "lea");
		for (String field : List.of("text[a]", "item[5].x", "item[2147483647].x", "done[1][2]")) {
			assertThat(page.form(address + "/note", Map.of(field, "x")).statusCode()).as(field).isIn(302, 400);
		}
		assertThat(page.form(address + "/note", Map.of("text[a]", "x")).statusCode()).isEqualTo(400);
		for (String field : List.of("reason[0]", "kind[0]", "kind.name", "due[1].x")) {
			assertThat(page.form(address + "/requests", Map.of(field, "x")).statusCode()).as(field).isEqualTo(400);
		}
	}

	@Test
	void a_line_is_ticked_by_one_click_unless_the_note_has_changed_meanwhile() {
		String number = this.market.placed();
		ok(this.market.lea()
			.put(note(number), json(Map.of("text", "one", "items",
					List.of(Map.of("text", "Invoice"), Map.of("text", "Archive")), "version", 0))));
		Visitor page = Visitor.signedIn(this.port, "lea");
		String address = "/orders/" + number + "/note";
		assertThat(page.form(address, Map.of("tick", "1", "ticked", "true", "version", "1")).statusCode())
			.isEqualTo(302);
		JsonNode ticked = ok(this.market.lea().get(note(number)));
		assertThat(ticked.get("text").asText()).isEqualTo("one");
		assertThat(ticked.get("items").findValuesAsText("done")).containsExactly("false", "true");
		var late = page.form(address, Map.of("tick", "0", "ticked", "true", "version", "1"));
		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).contains("Ceci a changé entre-temps", "one</textarea>");
		assertThat(page.form(address, Map.of("tick", "2", "ticked", "true", "version", "2")).statusCode())
			.isEqualTo(409);
		assertThat(ok(this.market.lea().get(note(number))).get("version").asLong()).isEqualTo(2);
		Visitor camille = Visitor.signedIn(this.port, "camille");
		assertThat(camille.form(address, Map.of("tick", "0", "ticked", "true")).statusCode()).isEqualTo(404);
	}

	@Test
	void a_line_of_the_page_is_kept_with_its_commas_and_its_tick() {
		String number = this.market.placed();
		Visitor page = Visitor.signedIn(this.port, "lea");

		assertThat(page.form("/orders/" + number + "/note", Map.of("version", "0", "item", "Ink, paper", "done", "0"))
			.statusCode()).isEqualTo(302);

		JsonNode kept = ok(this.market.lea().get(note(number)));
		assertThat(kept.get("items")).hasSize(1);
		assertThat(kept.at("/items/0/text").asText()).isEqualTo("Ink, paper");
		assertThat(kept.at("/items/0/done").asBoolean()).isTrue();
	}

	@Test
	void a_version_that_is_no_number_is_refused_and_the_note_comes_back() {
		String number = this.market.placed();
		Visitor page = Visitor.signedIn(this.port, "lea");

		var answer = page.form("/orders/" + number + "/note", Map.of("version", "first", "text", "three"));

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("three</textarea>");
	}

	@Test
	void what_is_too_long_is_refused_on_its_field() {
		String number = this.market.placed();
		refused(this.market.lea().put(note(number), json(Map.of("text", "x".repeat(20_001)))), 400, "text-too-long");
		refused(this.market.lea()
			.put(note(number), json(Map.of("items", Collections.nCopies(101, Map.of("text", "x", "done", false))))),
				400, "too-many-items");
		refused(this.market.lea().put(note(number), json(Map.of("items", List.of(Map.of("text", " "))))), 400,
				"text-missing");
	}

	@Test
	void of_several_lines_the_one_that_is_too_long_is_marked_and_an_empty_note_says_so() {
		String number = this.market.placed();
		Visitor page = Visitor.signedIn(this.port, "lea");
		assertThat(page.form("/orders/" + number + "/note", Map.of("version", "0", "text", "")).statusCode())
			.isEqualTo(302);
		assertThat(page.get("/orders/" + number).body()).contains(">Aucune note pour l’instant.</p>",
				">Ajouter une note</summary>");
		String refused = page
			.send(page.request("/orders/" + number + "/note")
				.header("Content-Type", "application/x-www-form-urlencoded")
				.POST(HttpRequest.BodyPublishers
					.ofString("version=1&text=&item=Facture&item=&item=" + "x".repeat(501) + "&done=2")))
			.body();
		assertThat(refused).containsPattern("id=\"done-1\" value=\"1\"[^>]* checked=\"checked\"")
			.containsPattern(
					"id=\"item-1\" value=\"x{501}\"[^>]* aria-invalid=\"true\" aria-describedby=\"item-error-1\"")
			.contains("id=\"item-error-1\">")
			.doesNotContain("id=\"item-error-0\"", "id=\"item-error-2\"");
	}

	private static String note(String number) {
		return "/api/orders/" + number + "/note";
	}

}
