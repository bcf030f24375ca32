package io.orderflow.order.web;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.Statements;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A service on its pages: written, sent back, found and ordered, without a script. */
class ServicePagesTest extends BetweenLeaAndCamille {

	private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");

	@Autowired
	private Statements statements;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void a_service_is_written_with_questions_and_submitted() {
		Map<String, String> form = form("A logo " + UUID.randomUUID());
		form.put("action", "add");
		HttpResponse<String> one = this.lea.form("/sell/listings", form);
		assertThat(one.statusCode()).isEqualTo(200);
		assertThat(one.body()).contains("name=\"questions[0].prompt\"", form.get("title"))
			.doesNotContain("questions[1]", "aria-invalid");

		form.putAll(Map.of("questions[0].prompt", "For whom?", "questions[0].kind", "TEXT", "questions[0].mandatory",
				"true", "questions[0].key", ""));
		form.putAll(Map.of("questions[1].prompt", "Which colours?", "questions[1].kind", "MULTIPLE_CHOICE",
				"questions[1].choices", "Red\r\n\r\n Blue ", "questions[1].key", ""));
		form.put("action", "submit");
		String location = location(this.lea.form("/sell/listings", form));
		assertThat(location).endsWith("?new-submit");

		JsonNode content = Market.ok(this.lea.get("/api/listings/" + location.replaceAll("^.*/|\\?.*$", "")))
			.get("content");
		assertThat(content.at("/price/amount").asText()).isEqualTo("120.50");
		assertThat(content.get("deliveryTime").asText()).isEqualTo("PT36H");
		assertThat(content.at("/questions/0/key").asText()).isEqualTo("question1");
		assertThat(content.at("/questions/1/key").asText()).isEqualTo("question2");
		assertThat(content.at("/questions/1/choices")).extracting(JsonNode::asText).containsExactly("Red", "Blue");
		assertThat(this.lea.get(location).body()).contains("Soumis.", "For whom?", "Red · Blue", "120,50")
			.doesNotContain("<form id=\"service\"", "disabled");
	}

	@Test
	void what_waits_for_a_moderator_is_taken_back_changed_and_submitted_again() {
		Map<String, String> form = form("A lgoo " + UUID.randomUUID());
		form.put("action", "submit");
		String service = location(this.lea.form("/sell/listings", form)).replaceAll("\\?.*$", "");
		assertThat(this.camille.form(service + "/taking-back", Map.of()).statusCode()).isEqualTo(404);

		String back = location(this.lea.form(service + "/taking-back", Map.of()));
		assertThat(back).isEqualTo(service + "?taken-back");
		assertThat(this.lea.get(back).body()).contains("Vous avez repris", "<form id=\"service\"", form.get("title"))
			.as("why it cannot be deleted")
			.contains("ne peut plus être supprimé")
			.doesNotContain("/removal");
		form.putAll(Map.of("title", "A logo " + UUID.randomUUID(), "action", "submit"));
		assertThat(location(this.lea.form(service, form))).endsWith("?submit");

		this.market.approve(service.replaceAll("^.*/", ""));
		String link = " href=\"https://example.org/six\">https://example.org/six</a>";
		for (var reader : List.of(this.lea, this.camille)) {
			assertThat(reader.get(service.replace("/sell/listings/", "/services/")).body()).contains(link);
		}
		assertThat(location(this.lea.form(service + "/taking-back", Map.of()))).endsWith("?decided");
		assertThat(this.lea.get(service + "?decided").body()).contains("a décidé entre-temps", "En vente");
	}

	@Test
	void a_service_is_taken_off_sale_and_put_back_and_its_orders_go_on() {
		String id = this.market.storyboard();
		String order = this.market.placed(id);
		String service = "/sell/listings/" + id;
		assertThat(this.lea.get(service).body()).contains(service + "/off-sale").doesNotContain(service + "/on-sale");
		assertThat(this.camille.form(service + "/off-sale", Map.of()).statusCode()).isEqualTo(404);

		String off = location(this.lea.form(service + "/off-sale", Map.of()));
		assertThat(off).isEqualTo(service + "?off-sale");
		assertThat(location(this.lea.form(service + "/off-sale", Map.of()))).isEqualTo(off);
		assertThat(this.lea.get(off).body())
			.contains("Retiré de la vente.", "Remettre en vente", service + "/on-sale", "/services/" + id + "/preview")
			.doesNotContain(service + "/off-sale", "href=\"/services/" + id + "\"");
		assertThat(this.lea.get("/services/" + id + "/preview").body()).contains("une fois le service remis en vente");
		assertThat(this.lea.get("/sell/listings").body())
			.containsPattern("(?s)href=\"" + service + "\".{0,200}<span class=\"status\">Retiré de la vente</span>");
		HttpResponse<String> page = this.camille.get("/services/" + id);
		assertThat(page.statusCode()).isEqualTo(404);
		assertThat(page.body()).contains("n’est pas en vente actuellement")
			.doesNotContain("Retour à la page précédente");
		String house = "http://localhost:" + this.port;
		HttpRequest.Builder link = this.camille.request("/services/" + id).GET();
		assertThat(this.camille.send(link.setHeader("Referer", house + "/conversations?with=lea")).body())
			.contains("href=\"/conversations?with=lea\">Retour à la page précédente");
		assertThat(this.camille.send(link.setHeader("Referer", "http://elsewhere.example/conversations")).body())
			.doesNotContain("Retour à la page précédente");
		HttpResponse<String> refused = this.camille.form("/services/" + id + "/orders",
				Map.of("key", UUID.randomUUID().toString()));
		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(refused.body()).contains("n’est pas en vente actuellement");
		String today = "/services/" + id + "?order=" + order;
		String back = "href=\"/orders/" + order + "\">Retour à la commande";
		assertThat(this.camille.get("/orders/" + order).body()).contains("href=\"" + today + "\"");
		HttpResponse<String> gone = this.camille.get(today);
		assertThat(gone.statusCode()).isEqualTo(404);
		assertThat(gone.body()).contains("n’est pas en vente actuellement", back);
		assertThat(this.camille.get("/services/" + id + "?order=none").body()).doesNotContain("Retour à la commande");

		assertThat(location(this.lea.form(service + "/on-sale", Map.of()))).isEqualTo(service + "?on-sale");
		String again = location(this.lea.form(service + "/on-sale", Map.of()));
		assertThat(this.lea.get(again).body()).contains("de nouveau en vente", service + "/off-sale");
		assertThat(this.camille.get(today).body()).contains(back, "id=\"ordering\"");
		assertThat(this.camille.get("/services/" + id).body()).doesNotContain("Retour à la commande");
	}

	@Test
	void what_waits_for_a_moderator_is_taken_off_sale_meanwhile_and_a_form_of_it_is_saved_all_the_same() {
		String id = this.market.storyboard();
		String service = "/sell/listings/" + id;
		Map<String, String> form = form("Storyboard " + UUID.randomUUID());
		form.put("edition", this.lea.get(service).body().replaceAll("(?s).*name=\"edition\" value=\"(\\d+)\".*", "$1"));
		location(this.lea.form(service + "/off-sale", Map.of()));
		form.put("action", "submit");
		assertThat(location(this.lea.form(service, form))).endsWith("?submit");
		assertThat(this.lea.get(service).body()).contains("Même approuvé, il reste retiré", service + "/on-sale",
				"<small>retiré de la vente</small>");
		this.market.approve(id);
		assertThat(this.jdbc.sql("select text_key from notification where recipient = 'lea' and link = ?")
			.param(service)
			.query(String.class)
			.list()).contains("listing-approved-off-sale");
		assertThat(this.camille.get("/services/" + id).statusCode()).isEqualTo(404);
		location(this.lea.form(service + "/on-sale", Map.of()));
		assertThat(this.camille.get("/services/" + id).body()).contains(form.get("title"));
	}

	@Test
	void what_was_done_is_told_once_and_by_no_address() {
		Map<String, String> form = form("A logo " + UUID.randomUUID());
		form.put("action", "save");
		String saved = location(this.lea.form("/sell/listings", form));
		assertThat(this.lea.get(saved).body()).contains("data-sent=\"listing-new\"", "Enregistré.");
		for (String told : List.of("new-save", "save", "taken-back", "decided", "off-sale", "on-sale")) {
			assertThat(this.lea.get(saved.replaceFirst("\\?.*", "?" + told)).body()).as(told)
				.doesNotContain("class=\"told\"", "data-sent");
		}
		form.put("action", "submit");
		String submitted = location(this.lea.form(saved.replaceFirst("\\?.*", ""), form));
		assertThat(this.lea.get(submitted).body()).contains("Soumis.");
		assertThat(this.lea.get(submitted).body()).doesNotContain("Soumis.", "data-sent");
	}

	@Test
	void a_draft_is_seen_by_its_freelancer_as_buyers_will_see_it_and_by_nobody_else() {
		Map<String, String> form = form("A logo " + UUID.randomUUID());
		form.put("action", "save");
		String service = location(this.lea.form("/sell/listings", form)).replaceAll("^.*/|\\?.*$", "");
		String preview = "/services/" + service + "/preview";
		assertThat(this.lea.get("/sell/listings/" + service).body()).contains(preview);
		assertThat(this.lea.get(preview).body()).contains(form.get("title"), "120,50", "Voici ce que verront")
			.doesNotContain("/orders\"");
		assertThat(this.camille.get(preview).statusCode()).isEqualTo(404);
		this.lea.form("/sell/listings/" + service, with(form, "submit"));
		this.market.approve(service);
		assertThat(this.camille.get(preview).statusCode()).isEqualTo(404);
		assertThat(this.lea.get("/sell/listings/" + service).body()).doesNotContain(preview, "/removal");
	}

	/**
	 * As for its questions: what may be left empty says so, and what does not must not.
	 */
	@Test
	void what_may_be_left_empty_is_marked() {
		Map<String, String> empty = form("");
		empty.replaceAll((field, typed) -> "");
		empty.put("action", "submit");
		String refused = this.lea.form("/sell/listings", empty).body();
		assertThat(refused)
			.contains("title-error", "description-error", "price-amount-error", "deliveryTime-error", "revisions-error",
					"sauf ce qui est marqué")
			.doesNotContain("revisionRoundTime-error", "updateAskedAfter-error", "updateRemindedAfter-error")
			.containsPattern("<label for=\"revisionRoundTime\">[^<]+\\(facultatif\\)</label>")
			.containsPattern("<label for=\"updateAskedAfter\">[^<]+\\(facultatif\\)</label>")
			.containsPattern("<label for=\"updateRemindedAfter\">[^<]+\\(facultatif\\)</label>")
			.containsPattern("<h2 id=\"pictures\"><span>Images</span> <small>\\(facultatif\\)")
			.containsPattern("<h2 id=\"questions\"><span>[^<]+</span> <small>\\(facultatif\\)");
	}

	@Test
	void a_file_that_is_missing_is_asked_for_where_it_is_added() {
		Map<String, String> form = form("A logo " + UUID.randomUUID());
		form.putAll(Map.of("questions[0].prompt", "For whom?", "questions[0].kind", "TEXT", "questions[1].prompt",
				"Your logo", "questions[1].kind", "FILE", "questions[1].mandatory", "true", "action", "submit"));
		String service = location(this.lea.form("/sell/listings", form)).replaceAll("^.*/|\\?.*$", "");
		this.market.approve(service);
		HttpResponse<String> refused = this.camille.form("/services/" + service + "/orders",
				Map.of("key", UUID.randomUUID().toString(), "answer_question1", "For us"));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("Merci d’ajouter un fichier pour «\u00a0Your logo\u00a0».")
			.doesNotContain("page de la commande");
	}

	@Test
	void what_is_wrong_with_one_of_several_lines_stands_on_the_field_that_takes_them() {
		Map<String, String> form = form("A logo " + UUID.randomUUID());
		form.putAll(Map.of("questions[0].prompt", "Which style?", "questions[0].kind", "SINGLE_CHOICE",
				"questions[0].choices", "Ink\nOil\nInk", "action", "save"));
		HttpResponse<String> refused = this.lea.form("/sell/listings", form);
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).containsPattern("-choices-error\">«.Ink.» figure deux fois\\.")
			.containsPattern("name=\"questions\\[0]\\.choices\"[^>]*autofocus");
	}

	@Test
	void a_form_of_a_service_has_the_currencies_in_use_and_the_price_as_it_is_written() {
		Map<String, String> form = form("A logo " + UUID.randomUUID());
		form.putAll(Map.of("price.amount", "1 250,5", "price.currency", "gbp", "action", "save"));
		String page = this.lea.get(location(this.lea.form("/sell/listings", form))).body();
		assertThat(page).contains("value=\"1\u202f250,50\"", "EUR – euro", "XOF – ")
			.containsPattern("value=\"GBP\" selected=\"selected\">GBP – livre sterling")
			.doesNotContain("FRF – ", "value=\"gbp\"");
		form.put("price.currency", "FRF");
		assertThat(this.lea.form("/sell/listings", form).body()).contains("price-currency-error",
				"value=\"FRF\" selected");
	}

	@Test
	void what_is_wrong_stands_at_its_field_and_everything_typed_stays() {
		Map<String, String> form = form("");
		form.putAll(Map.of("description", "Six <images>", "price.amount", "much", "deliveryTime", "soon", "revisions",
				"many", "questions[0].prompt", "", "questions[0].kind", "SINGLE_CHOICE", "action", "submit"));
		HttpResponse<String> refused = this.lea.form("/sell/listings", form);
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("title-error", "price-amount-error", "deliveryTime-error",
				"revisions-error", "question-0-prompt-error", "Six &lt;images&gt;", "value=\"much\"");
	}

	@Test
	void what_is_not_finished_is_kept_for_later_and_missed_when_it_is_submitted() {
		Map<String, String> form = form("A logo " + UUID.randomUUID());
		form.putAll(Map.of("description", "", "price.amount", "", "questions[0].prompt", "", "questions[0].kind",
				"SINGLE_CHOICE", "questions[0].choices", "Ink", "action", "save"));
		String service = location(this.lea.form("/sell/listings", form)).replaceAll("\\?.*$", "");
		assertThat(this.lea.get(service).body()).contains(form.get("title"), ">Ink</textarea>")
			.containsPattern("name=\"price\\.amount\"[^>]*value=\"\"")
			.doesNotContain("-error\"");
		assertThat(this.lea.get("/sell/listings").body()).contains(form.get("title")).doesNotContain(">0,00");
		assertThat(this.lea.get("/services/" + service.replaceAll(".*/", "") + "/preview").body())
			.contains(form.get("title"))
			.doesNotContain(">0,00");

		HttpResponse<String> refused = this.lea.form(service, with(form, "submit"));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("description-error", "price-amount-error", "question-0-prompt-error",
				"question-0-choices-error");
		HttpResponse<String> unseen = this.lea.post("/api" + service.replace("/sell", "") + "/submission", "");
		assertThat(unseen.statusCode()).as("over the API, which sees what was kept").isEqualTo(400);
		assertThat(unseen.body()).contains("description", "price.amount", "questions[0].prompt");

		form.putAll(Map.of("title", " ", "price.amount", "much"));
		assertThat(this.lea.form(service, with(form, "save")).body()).as("what is wrong, and what it is called")
			.contains("title-error", "price-amount-error")
			.doesNotContain("description-error");
	}

	@Test
	void a_question_is_taken_off_or_moved_among_the_others() {
		Map<String, String> form = form("A logo");
		for (int i = 0; i < 3; i++) {
			form.put("questions[" + i + "].prompt", "Prompt " + i);
			form.put("questions[" + i + "].kind", "TEXT");
		}
		form.put("action", "remove-1");
		String page = this.lea.form("/sell/listings", form).body();
		assertThat(page).contains("Prompt 0", "Prompt 2", "questions[1].prompt")
			.doesNotContain("Prompt 1", "questions[2].prompt");
		form.put("action", "later-0");
		assertThat(this.lea.form("/sell/listings", form).body()).containsPattern("(?s)Prompt 1.*Prompt 0.*Prompt 2");
		form.put("action", "earlier-2");
		assertThat(this.lea.form("/sell/listings", form).body()).containsPattern("(?s)Prompt 0.*Prompt 2.*Prompt 1");
		form.put("action", "later-2");
		assertThat(this.lea.form("/sell/listings", form).body()).containsPattern("(?s)Prompt 0.*Prompt 1.*Prompt 2");
	}

	@Test
	void a_new_service_sent_twice_is_one() {
		String page = this.lea.get("/sell/listings/new").body();
		Map<String, String> form = form("A logo " + UUID.randomUUID());
		form.putAll(Map.of("id", page.replaceAll("(?s).*name=\"id\" value=\"([^\"]+)\".*", "$1"), "action", "save"));
		String first = location(this.lea.form("/sell/listings", form));
		assertThat(location(this.lea.form("/sell/listings", form))).isEqualTo(first);
		assertThat(first).contains(form.get("id"));
	}

	@Test
	void a_service_that_was_changed_in_another_tab_is_not_written_over_unseen() {
		Map<String, String> form = form("A logo " + UUID.randomUUID());
		form.put("action", "save");
		String service = location(this.lea.form("/sell/listings", form)).replaceAll("\\?.*$", "");
		form.put("edition", this.lea.get(service).body().replaceAll("(?s).*name=\"edition\" value=\"(\\d+)\".*", "$1"));
		form.put("description", "From the first tab");
		location(this.lea.form(service, form));

		form.put("description", "From the second tab");
		for (String action : List.of("show", "add")) {
			form.put("action", action);
			assertThat(this.lea.form(service, form).body())
				.contains("name=\"edition\" value=\"" + form.get("edition") + "\"");
		}
		form.put("action", "save");
		HttpResponse<String> stale = this.lea.form(service, form);

		assertThat(stale.statusCode()).isEqualTo(409);
		assertThat(stale.body()).contains("Ceci a changé entre-temps", "From the second tab</textarea>",
				"ce qui est enregistré</h2>", "From the first tab</p>");
		assertThat(this.lea.get(service).body()).contains("From the first tab</textarea>");
	}

	@Test
	void somebody_elses_service_is_not_to_be_changed() {
		String listing = this.market.storyboard();
		Map<String, String> form = form("Mine now");
		form.put("action", "save");
		assertThat(this.camille.form("/sell/listings/" + listing, form).statusCode()).isEqualTo(404);
		assertThat(this.camille.get("/sell/listings/" + listing).body()).doesNotContain("<form id=\"service\"",
				"/taking-back");
	}

	@Test
	void a_service_is_found_looked_at_and_ordered_once_however_often_the_button_is_pressed() {
		String listing = this.market.storyboard();
		assertThat(this.camille.get("/services?q=storyboard").body()).contains("/services/" + listing);
		String page = this.camille.get("/services/" + listing).body();
		assertThat(page).contains("Your story?", "120,00", "€", "Délai d’une révision");
		Matcher key = KEY.matcher(page);
		assertThat(key.find()).isTrue();

		String first = location(this.camille.form("/services/" + listing + "/orders", Map.of("key", key.group(1))));
		String again = location(this.camille.form("/services/" + listing + "/orders", Map.of("key", key.group(1))));

		assertThat(first).matches("/orders/OF-[0-9A-Z]{4}-[0-9A-Z]{4}\\?ordered#now").isEqualTo(again);
		assertThat(this.lea.get("/services/" + listing).body()).doesNotContain("/services/" + listing + "/orders");
	}

	@Test
	void a_price_that_is_looked_for_is_one_of_any_currency() {
		assertThat(this.camille.get("/services").body()).contains(">Prix maximal (toutes devises)<",
				">Prix croissant (toutes devises)<");
		assertThat(this.market.oliver().reading("en").get("/services").body()).doesNotContain("devises");
	}

	@Test
	void the_pages_take_few_statements() {
		String listing = this.market.storyboard();
		for (String path : List.of("/services", "/services/" + listing, "/sell/listings",
				"/sell/listings/" + listing)) {
			this.lea.get(path);
			assertThat(this.statements.of(() -> this.lea.get(path))).as(path).hasSizeLessThanOrEqualTo(9);
		}
	}

	private static Map<String, String> with(Map<String, String> form, String action) {
		form.put("action", action);
		return form;
	}

	private static Map<String, String> form(String title) {
		return new LinkedHashMap<>(Map.ofEntries(Map.entry("title", title),
				Map.entry("description", "Six images: https://example.org/six"), Map.entry("language", "en"),
				Map.entry("price.amount", "120,50"), Map.entry("price.currency", "EUR"),
				Map.entry("deliveryTime", "36"), Map.entry("deliveryTime.unit", "hours"), Map.entry("revisions", "2"),
				Map.entry("revisionRoundTime", "1"), Map.entry("approval", "PLAN"), Map.entry("updateAskedAfter", "2"),
				Map.entry("updateRemindedAfter", "3")));
	}

	private static String location(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
		return answer.headers().firstValue("Location").orElseThrow().replaceFirst("^http://localhost:\\d+", "");
	}

}
