package io.orderflow.order.web;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.Visitor;
import org.junit.jupiter.api.Test;

import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static io.orderflow.order.web.Market.read;
import static io.orderflow.order.web.Market.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** A form sends the files that it lists, and no other (S26). */
class ListedFilesTest extends BetweenLeaAndCamille {

	@Test
	void a_delivery_takes_what_its_form_lists_and_offers_what_was_put_down_in_another_tab() {
		String number = this.market.inProduction();
		String slot = number + "/deliverWork/files";
		String logo = putDown(this.lea, slot, "logo.txt");
		String brief = putDown(this.lea, slot, "brief.txt");
		String opened = this.lea.get("/orders/" + number).body();
		assertThat(opened).contains("logo.txt</a>", "brief.txt</a>");
		assertThat(opened).as("offered").doesNotContainPattern("name=\"files\" value=\"" + brief + "\"[^>]* checked");

		HttpResponse<String> refused = this.lea.form("/orders/" + number + "/steps/deliverWork",
				Map.of("message", " ", "files", logo));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).containsPattern("name=\"files\" value=\"" + logo + "\"[^>]* checked")
			.doesNotContainPattern("name=\"files\" value=\"" + brief + "\"[^>]* checked");

		redirected(
				this.lea.form("/orders/" + number + "/steps/deliverWork", Map.of("message", "Voilà", "files", logo)));
		assertThat(order(number).at("/deliveries/0/files").findValuesAsText("fileName")).containsExactly("logo.txt");
		assertThat(staged(this.lea, slot)).containsExactly("brief.txt");
	}

	@Test
	void the_other_steps_with_files_take_what_their_forms_list() {
		String drafting = this.market.drafting();
		assertThat(this.lea.get("/orders/" + drafting).body()).as("a draft always has one")
			.containsPattern("<label for=\"[^\"]*submitDraft[^\"]*\">Fichiers</label>");
		String outline = two(this.lea, drafting + "/submitDraft/files");
		redirected(this.lea.form("/orders/" + drafting + "/steps/submitDraft",
				Map.of("message", "Voilà", "files", outline)));
		assertThat(order(drafting).at("/drafts/0/files").findValuesAsText("fileName")).containsExactly("listed.txt");

		String unclear = this.market.inReview("NONE");
		ok(this.market.lea()
			.post("/api/orders/" + unclear + "/requirements/review",
					json(Map.of("decision", "clarify", "question", "Which fox?"))));
		assertThat(this.camille.get("/orders/" + unclear).body()).as("without files too")
			.contains("Fichiers (facultatif)");
		String answer = two(this.camille, unclear + "/clarifyRequirements/files");
		redirected(this.camille.form("/orders/" + unclear + "/steps/clarifyRequirements",
				Map.of("answer", "The red one", "files", answer)));
		assertThat(order(unclear).at("/clarifications/0/files").findValuesAsText("fileName"))
			.containsExactly("listed.txt");
	}

	@Test
	void a_question_and_its_answer_take_what_their_forms_list() {
		String number = this.market.inProduction();
		String asked = two(this.lea, number + "/question/files");
		redirected(this.lea.form("/orders/" + number + "/questions", Map.of("question", "Which?", "files", asked)));
		String answered = two(this.camille, number + "/answerQuestion/files");
		redirected(this.camille.form("/orders/" + number + "/steps/answerQuestion",
				Map.of("answer", "The red one", "files", answered)));
		JsonNode question = order(number).at("/questions/0");
		assertThat(question.get("files").findValuesAsText("fileName")).containsExactly("listed.txt");
		assertThat(question.get("answerFiles").findValuesAsText("fileName")).containsExactly("listed.txt");
	}

	@Test
	void a_message_and_an_update_take_what_the_box_lists() {
		String number = this.market.inProduction();
		for (String kind : List.of("message", "update")) {
			String file = two(this.lea, number + "/message/files");
			redirected(this.lea.form("/orders/" + number + "/messages",
					Map.of("key", UUID.randomUUID().toString(), "message", "See " + kind, "kind", kind, "file", file)));
			assertThat(ok(this.market.camille().get("/api/orders/" + number + "/messages")).at("/items/0/files")
				.findValuesAsText("fileName")).containsExactly("listed.txt");
		}
		assertThat(staged(this.lea, number + "/message/files")).containsExactly("elsewhere.txt", "elsewhere.txt");
	}

	@Test
	void over_the_api_a_step_takes_what_it_names() {
		String number = this.market.inProduction();
		two(this.lea, number + "/deliverWork/files");
		JsonNode problem = refused(
				this.market.lea().post("/api/orders/" + number + "/deliveries", json(Map.of("message", "Here"))), 400,
				"delivery-without-file");
		assertThat(problem.at("/errors/0/field").asText()).isEqualTo("files");
		JsonNode delivered = ok(this.market.lea()
			.post("/api/orders/" + number + "/deliveries", json(Map.of("message", "Here", "withoutFiles", true))));
		assertThat(delivered.at("/deliveries/0/files")).isEmpty();
		assertThat(staged(this.lea, number + "/deliverWork/files")).hasSize(2);
	}

	@Test
	void a_delivery_without_files_says_so_on_the_page_and_a_file_that_is_taken_back_is_gone_from_its_form() {
		String number = this.market.inProduction();
		String file = putDown(this.lea, number + "/deliverWork/files", "logo.txt");
		HttpResponse<String> back = this.lea.form("/orders/" + number + "/steps/deliverWork",
				Map.of("message", "Voilà", "files", file, "remove", file));
		assertThat(back.statusCode()).isEqualTo(200);
		assertThat(back.body()).contains("Voilà</textarea>").doesNotContain("logo.txt");
		HttpResponse<String> silent = this.lea.form("/orders/" + number + "/steps/deliverWork",
				Map.of("message", "Voilà"));
		assertThat(silent.statusCode()).isEqualTo(400);
		assertThat(silent.body()).contains("Voilà</textarea>", "deliverWork-files-error", "name=\"withoutFiles\"");
		redirected(this.lea.form("/orders/" + number + "/steps/deliverWork",
				Map.of("message", "Voilà", "withoutFiles", "true")));
		assertThat(order(number).at("/deliveries/0/files")).isEmpty();
	}

	/** An attachment that is a program must not look like a picture. */
	@Test
	void a_name_that_turns_its_direction_is_seen_to() {
		String number = this.market.inProduction();
		putDown(this.lea, number + "/deliverWork/files", "facture%E2%80%AEgpj.exe");
		assertThat(this.lea.get("/orders/" + number).body()).contains("facture\ufffdgpj.exe</a>")
			.doesNotContain("\u202e");
	}

	@Test
	void names_are_as_long_as_promised_and_longer_or_empty_files_are_refused_on_their_field() {
		String number = this.market.inProduction();
		String page = this.lea.get("/orders/" + number).body();
		String longest = "é".repeat(251) + ".txt";
		HttpResponse<String> refused = send(page, part("message", null, "Voilà") + part("files", longest, "x")
				+ part("files", "é".repeat(252) + ".txt", "x") + part("files", "nothing.txt", ""));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body())
			.contains("Voilà</textarea>", "é…" + "é".repeat(16) + ".txt</a>", "deliverWork-files-error", "256",
					"nothing.txt")
			.doesNotContain("nothing.txt</a>", "é".repeat(252));
		Matcher kept = Pattern.compile("name=\"files\" value=\"([^\"]+)\"[^>]* checked").matcher(refused.body());
		assertThat(kept.find()).as("what came with the form is listed in it").isTrue();
		redirected(send(page, part("message", null, "Voilà") + part("files", null, kept.group(1))));
		assertThat(order(number).at("/deliveries/0/files/0/fileName").asText()).isEqualTo(longest);
	}

	/** One that a form lists, beside one that was put down elsewhere. */
	private String two(Visitor owner, String slot) {
		putDown(owner, slot, "elsewhere.txt");
		return putDown(owner, slot, "listed.txt");
	}

	private static String putDown(Visitor owner, String slot, String name) {
		return read(owner.send(owner.request("/api/files?name=" + name + "&slot=" + slot)
			.header("Content-Type", "application/octet-stream")
			.POST(BodyPublishers.ofString(name)))).at("/files/0/id").asText();
	}

	private static List<String> staged(Visitor owner, String slot) {
		return ok(owner.get("/api/files?slot=" + slot)).get("files").findValuesAsText("fileName");
	}

	private HttpResponse<String> send(String page, String parts) {
		Matcher action = Pattern.compile("action=\"(/orders/[^\"]*/steps/deliverWork[^\"]*)\"").matcher(page);
		assertThat(action.find()).isTrue();
		return this.lea.send(this.lea.request(action.group(1).replace("&amp;", "&"))
			.header("Content-Type", "multipart/form-data; boundary=b")
			.POST(BodyPublishers.ofString(parts + "--b--\r\n")));
	}

	private static String part(String name, String file, String content) {
		return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\""
				+ ((file != null) ? "; filename=\"" + file + "\"" : "") + "\r\n\r\n" + content + "\r\n";
	}

	private JsonNode order(String number) {
		return ok(this.market.camille().get("/api/orders/" + number));
	}

	private static void redirected(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
	}

}
