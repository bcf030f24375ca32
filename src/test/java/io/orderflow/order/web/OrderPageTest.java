package io.orderflow.order.web;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.Statements;
import io.orderflow.Visitor;
import io.orderflow.order.OrderStep;
import io.orderflow.order.PlanTask;
import io.orderflow.order.step.ReviewDraft;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static io.orderflow.order.web.Market.created;
import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static org.assertj.core.api.Assertions.assertThat;

/** The order's page as HTTP: its cost, and what a bad or late form gets. */
class OrderPageTest extends BetweenLeaAndCamille {

	private static final Pattern SINCE = Pattern.compile("name=\"since\" value=\"(\\d+)\"");

	@Autowired
	private Statements statements;

	@Test
	void the_page_takes_few_statements_whatever_it_shows() {
		String number = this.market.delivered();
		for (int i = 0; i < 3; i++) {
			String file = Market.upload(this.market.lea(), i + ".txt", "x");
			assertThat(this.market.lea()
				.post("/api/orders/" + number + "/messages", json(Map.of("message", "Hello", "files", List.of(file))))
				.statusCode()).isEqualTo(201);
			assertThat(this.market.lea()
				.post("/api/ready-messages", json(Map.of("title", "Thanks", "text", "Thank you")))
				.statusCode()).isIn(201, 400);
		}
		for (Visitor reader : List.of(this.lea, this.camille)) {
			List<String> read = this.statements
				.of(() -> assertThat(reader.get("/orders/" + number).statusCode()).isEqualTo(200));
			assertThat(read).as(() -> String.join("\n", read)).hasSizeBetween(1, Statements.PAGE);
		}
	}

	/** The service may say something else today, or be off sale. */
	@Test
	void both_sides_read_what_was_ordered() {
		String number = this.market.placed();
		String ordered = ok(this.market.camille().get("/api/orders/" + number)).get("description").asText();
		assertThat(ordered).isNotBlank();
		for (Visitor reader : List.of(this.lea, this.camille)) {
			assertThat(reader.get("/orders/" + number).body()).contains("Ce qui a été commandé", ordered);
			assertThat(reader.get("/orders/" + number + "/entries/ordered").body()).contains(ordered);
		}
	}

	@Test
	void to_strangers_the_page_is_not_there() {
		String number = this.market.placed();
		Visitor oliver = Visitor.signedIn(this.port, "oliver");
		assertThat(oliver.get("/orders/" + number).statusCode()).isEqualTo(404);
		assertThat(oliver.get("/orders/" + number + "/timeline").statusCode()).isEqualTo(404);
		assertThat(oliver.form("/orders/" + number + "/steps/provideRequirements", Map.of()).statusCode())
			.isEqualTo(404);
		assertThat(oliver.form("/orders/" + number + "/messages", Map.of("message", "x", "key", key())).statusCode())
			.isEqualTo(404);
		assertThat(oliver.form("/orders/" + number + "/note", Map.of("text", "x")).statusCode()).isEqualTo(404);
	}

	@Test
	void a_refused_form_comes_back_with_everything_typed_and_the_sentence_on_its_field() {
		String number = this.market.inReview("NONE");
		HttpResponse<String> refused = this.lea.form("/orders/" + number + "/steps/reviewRequirements",
				Map.of("decision", "clarify", "question", "x".repeat(5_001)));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("x".repeat(5_001) + "</textarea>", "aria-invalid=\"true\"",
				"aria-describedby=\"question-help question-error\"", "autofocus", "5");
	}

	@Test
	void who_asked_what_was_unclear_reads_the_question_while_the_answer_is_awaited() {
		String number = this.market.inReview("NONE");
		assertThat(this.lea.get("/orders/" + number).body()).containsPattern("<details id=\"requirements-shown\" open");
		this.lea.form("/orders/" + number + "/steps/reviewRequirements",
				Map.of("decision", "clarify", "question", "Le roux ou le gris ?"));
		assertThat(this.lea.get("/orders/" + number).body())
			.contains("Rien à faire pour l’instant.", "Camille Durand doit répondre à votre question\u00a0:")
			.containsPattern("id=\"awaited-answer\">Le roux ou le gris \\?<");
		assertThat(this.camille.get("/orders/" + number).body()).doesNotContain("awaited-answer")
			.doesNotContainPattern("<details id=\"requirements-shown\" open");
	}

	@Test
	void the_date_that_is_wrong_in_a_plan_is_marked_and_no_other_field() {
		String number = this.market.planning("NONE");
		String refused = this.lea.send(this.lea.request("/orders/" + number + "/steps/planWork")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("title=Pistes&deadline=" + Market.today() + "&title=&deadline=2199-01-01"
					+ "&title=Logo&deadline=2199-01-01")))
			.body();
		assertThat(refused)
			.containsPattern("id=\"deadline-1\" value=\"2199-01-01\" aria-invalid=\"true\""
					+ " aria-describedby=\"deadline-error-1\" autofocus")
			.containsPattern("id=\"deadline-error-1\">L’échéance de «\u00a0Logo\u00a0»")
			.doesNotContainPattern("id=\"title-\\d\"[^>]*aria-invalid")
			.doesNotContainPattern("id=\"deadline-0\"[^>]*aria-invalid");
	}

	@Test
	void a_step_that_was_done_meanwhile_is_told_with_what_happened_and_what_was_typed() {
		String number = this.market.inReview("NONE");
		String since = since(this.lea, number);
		ok(this.market.lea().post("/api/orders/" + number + "/requirements/review", "{\"decision\":\"clear\"}"));

		HttpResponse<String> late = this.lea.form("/orders/" + number + "/steps/reviewRequirements",
				Map.of("decision", "clarify", "question", "Quelle langue ?", "since", since, "events", "3"));

		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).contains("Quelle langue ?", "tout est clair", "n’attend pas cette étape");
	}

	@Test
	void a_step_that_has_come_round_again_is_not_taken_for_the_one_that_was_shown() {
		String number = this.market.draftInReview();
		String since = since(this.camille, number);
		ok(this.market.camille()
			.post("/api/orders/" + number + "/drafts/review", "{\"decision\":\"changes\",\"comments\":\"Larger\"}"));
		String file = Market.upload(this.market.lea(), "second.txt", "second");
		ok(this.market.lea()
			.post("/api/orders/" + number + "/drafts", json(Map.of("message", "Second", "files", List.of(file)))));
		this.market.workersAnswer("draft.preparePreview");

		HttpResponse<String> late = this.camille.form("/orders/" + number + "/steps/reviewDraft",
				Map.of("decision", "approve", "since", since, "events", "9"));

		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).contains("second.txt", "est revenue");
		assertThat(ok(this.market.camille().get("/api/orders/" + number)).get("status").asText())
			.isEqualTo("DRAFT_IN_REVIEW");
	}

	@Test
	void a_message_that_is_sent_twice_is_written_once() {
		String number = this.market.placed();
		Map<String, String> form = Map.of("message", "Only once", "key", key());
		for (int i = 0; i < 2; i++) {
			assertThat(this.camille.form("/orders/" + number + "/messages", form).statusCode()).isEqualTo(302);
		}
		assertThat(ok(this.market.lea().get("/api/orders/" + number + "/messages")).get("items")).hasSize(1);
		HttpResponse<String> empty = this.camille.form("/orders/" + number + "/messages",
				Map.of("message", " ", "key", key()));
		assertThat(empty.statusCode()).isEqualTo(400);
		assertThat(
				this.camille.form("/orders/" + number + "/messages", Map.of("message", "x", "key", "?")).statusCode())
			.isEqualTo(400);
	}

	@Test
	void an_update_that_is_sent_twice_is_posted_once() {
		String number = this.market.inProduction();
		Map<String, String> form = Map.of("message", "Half of it is inked", "key", key(), "kind", "update");
		for (int i = 0; i < 2; i++) {
			assertThat(this.lea.form("/orders/" + number + "/messages", form).statusCode()).isEqualTo(302);
		}
		for (int i = 0; i < 2; i++) {
			assertThat(this.market.lea()
				.send(this.market.lea()
					.request("/api/orders/" + number + "/updates")
					.header("Idempotency-Key", "second")
					.header("Content-Type", "application/json")
					.POST(BodyPublishers.ofString("{\"message\":\"All of it is\"}")))
				.statusCode()).isEqualTo(200);
		}
		assertThat(ok(this.market.lea().get("/api/orders/" + number + "/timeline?limit=100")).findValuesAsText("kind"))
			.filteredOn("UPDATE_POSTED"::equals)
			.hasSize(2);
		assertThat(ok(this.market.lea().get("/api/orders/" + number + "/messages")).get("items")).hasSize(2);
	}

	@Test
	void a_cancellation_that_comes_too_late_is_told_so_with_what_was_typed() {
		String number = this.market.inReview("NONE");

		HttpResponse<String> late = this.camille.form("/orders/" + number + "/cancellation",
				Map.of("reason", "Trouvé ailleurs", "events", "1"));

		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).contains("role=\"alert\"", "Trouvé ailleurs", "Critères fournis");
	}

	@Test
	void a_task_of_a_closed_order_cannot_be_ticked_and_the_plan_says_so() {
		String number = this.market.delivered();
		ok(this.market.camille().post("/api/orders/" + number + "/deliveries/review", "{\"decision\":\"accept\"}"));

		HttpResponse<String> late = this.lea.form("/orders/" + number + "/plan/1", Map.of("done", "true"));

		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).containsSubsequence("id=\"plan\"", "role=\"alert\"", "est close");
	}

	@Test
	void an_older_page_ticks_no_other_task_than_it_shows() {
		String task = "/orders/" + this.market.inProduction() + "/plan/1";
		String shown = String.valueOf(PlanTask.mark("Draw"));
		assertThat(this.lea.form(task, Map.of("done", "true", "mark", "7")).body()).contains("a changé entre-temps",
				"name=\"mark\" value=\"" + shown + "\"", "aria-checked=\"false\"");
		assertThat(this.lea.form(task, Map.of("done", "true", "mark", shown)).statusCode()).isEqualTo(302);
	}

	@Test
	void a_file_taken_back_twice_leaves_the_form_as_it_was() {
		String number = this.market.inProduction();
		for (int i = 0; i < 2; i++) {
			HttpResponse<String> shown = this.lea.form("/orders/" + number + "/messages",
					Map.of("message", "Still here", "key", key(), "remove", UUID.randomUUID().toString()));
			assertThat(shown.statusCode()).isEqualTo(200);
			assertThat(shown.body()).contains("Still here</textarea>");
		}
	}

	@Test
	void the_address_of_a_form_leads_to_its_page() {
		String number = this.market.placed();
		for (String form : List.of("steps/provideRequirements", "messages", "plan/1", "cancellation", "requests")) {
			assertThat(this.camille.get("/orders/" + number + "/" + form).headers().firstValue("Location"))
				.hasValueSatisfying((to) -> assertThat(to).endsWith("/orders/" + number));
		}
	}

	@Test
	void the_order_is_read_by_looking_at_it_and_what_was_written_where_it_is_seen() {
		String number = this.market.placed();
		assertThat(this.market.camille()
			.post("/api/orders/" + number + "/messages", json(Map.of("message", "Good morning")))
			.statusCode()).isEqualTo(201);
		assertThat(unreadAbout(number)).containsExactly("MESSAGE", "NEW_ORDER");

		assertThat(this.lea.get("/orders/" + number).body()).contains("Good morning");

		assertThat(unreadAbout(number)).containsExactly("MESSAGE");
		JsonNode talk = talkOf(number);
		assertThat(talk.get("unread").asInt()).isOne();

		assertThat(this.lea.get("/conversations/" + talk.get("id").asText()).body()).contains("Good morning");
		assertThat(unreadAbout(number)).isEmpty();
		assertThat(talkOf(number).get("unread").asInt()).isZero();
	}

	private JsonNode talkOf(String number) {
		for (JsonNode talk : ok(this.market.lea().get("/api/conversations?limit=100")).get("items")) {
			if (talk.path("orderNumber").asText().equals(number)) {
				return talk;
			}
		}
		throw new AssertionError("No conversation of " + number);
	}

	@Test
	void a_ready_made_message_is_one_click_away_with_scripts_and_without() {
		String number = this.market.placed();
		assertThat(this.lea.get("/orders/" + number).body()).contains("/orders/" + number + "?ready=thank#write",
				"data-fills=\"write-message\"");
		assertThat(this.lea.get("/orders/" + number + "?ready=thank").body())
			.containsPattern("<textarea[^>]*>Bonjour Camille");
		assertThat(this.camille.get("/orders/" + number).body()).doesNotContain("?ready=thank");
	}

	@Test
	void a_message_that_is_refused_keeps_its_text_and_its_files_also_on_the_conversations_own_page() {
		String number = this.market.placed();
		String page = this.camille.get("/orders/" + number).body();
		Matcher action = Pattern.compile("action=\"(/orders/[^\"]*/messages[^\"]*)\"").matcher(page);
		assertThat(action.find()).isTrue();
		String body = part("key", null, key()) + part("message", null, "x".repeat(20_001))
				+ part("file", "plan.txt", "plan") + "--b--\r\n";

		HttpResponse<String> refused = this.camille.send(this.camille.request(action.group(1).replace("&amp;", "&"))
			.header("Content-Type", "multipart/form-data; boundary=b")
			.POST(BodyPublishers.ofString(body)));

		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("x".repeat(20_001), "plan.txt</a>", "id=\"write-message-error\"");
		Matcher talk = Pattern.compile("data-draft=\"conversation-([0-9a-f-]+)\"").matcher(page);
		assertThat(talk.find()).isTrue();
		assertThat(this.camille.get("/conversations/" + talk.group(1)).body()).contains("plan.txt</a>");
	}

	private List<String> unreadAbout(String number) {
		List<String> kinds = new ArrayList<>();
		for (JsonNode told : ok(this.market.lea().get("/api/notifications?limit=100")).get("items")) {
			if (told.path("orderNumber").asText().equals(number) && !told.get("read").asBoolean()) {
				kinds.add(told.get("kind").asText());
			}
		}
		return kinds;
	}

	@Test
	void a_file_that_is_refused_loses_neither_the_text_nor_the_others() {
		String number = this.market.placed();
		String body = part("answer_story", null, "A fox")
				+ part("answer_logo", "logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
				+ part("answer_logo", "notes.txt", "no picture") + "--b--\r\n";
		String page = this.camille.get("/orders/" + number).body();
		Matcher action = Pattern.compile("action=\"(/orders/[^\"]*/steps/provideRequirements[^\"]*)\"").matcher(page);
		assertThat(action.find()).isTrue();

		HttpResponse<String> refused = this.camille.send(this.camille.request(action.group(1).replace("&amp;", "&"))
			.header("Content-Type", "multipart/form-data; boundary=b")
			.POST(BodyPublishers.ofString(body)));

		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("A fox</textarea>", "logo.svg</a>", "notes.txt", "image/*")
			.doesNotContain("notes.txt</a>");
	}

	@Test
	void a_form_that_cannot_be_read_to_its_end_keeps_what_came_before() {
		String number = this.market.placed();
		String page = this.camille.get("/orders/" + number).body();
		Matcher action = Pattern.compile("action=\"(/orders/[^\"]*/steps/provideRequirements[^\"]*)\"").matcher(page);
		assertThat(action.find()).isTrue();
		String cut = part("answer_story", null, "A fox\r\nand a hen")
				+ part("answer_logo", "logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
				+ "--b\r\nContent-Disposition: form-data; name=\"answer_logo\"; filename=\"cut.svg\"\r\n\r\n<svg";

		HttpResponse<String> refused = this.camille.send(this.camille.request(action.group(1).replace("&amp;", "&"))
			.header("Content-Type", "multipart/form-data; boundary=b")
			.POST(BodyPublishers.ofString(cut)));

		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body())
			.contains("A fox\nand a hen</textarea>", "logo.svg</a>", "id=\"provideRequirements-answer_logo-error\"")
			.doesNotContain("cut.svg</a>");
	}

	@Test
	void what_was_decided_on_a_draft_is_shown_with_its_words() {
		OrderScenario order = this.marketplace.anOrder().until(OrderStep.REVIEW_DRAFT).changesAsked();
		String asked = this.lea.get("/orders/" + order.number()).body();
		assertThat(asked)
			.containsPattern("Modifications demandées.:</strong>\\s*<span class=\"as-written\">Less red</span>")
			.doesNotContain("Approuvé.</strong>");
		order.takes(OrderStep.SUBMIT_DRAFT)
			.decided(new ReviewDraft.Decision(ReviewDraft.Choice.APPROVE, "Lovely tail"));
		assertThat(this.lea.get("/orders/" + order.number()).body())
			.containsPattern("Approuvé.</strong>\\s*<span class=\"as-written\">Lovely tail</span>");
	}

	@Test
	void nothing_on_the_page_is_taken_for_markup() {
		String number = this.market.placed();
		this.market.lea()
			.post("/api/orders/" + number + "/messages", json(Map.of("message", "<script>alert(1)</script> ${1+1}")));
		HttpResponse<String> page = this.camille.get("/orders/" + number);
		assertThat(page.body()).contains("&lt;script&gt;alert(1)&lt;/script&gt; ${1+1}")
			.doesNotContain("<script>alert");
		assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'self'")
			.doesNotContain("unsafe");
	}

	private static String part(String name, String file, String content) {
		return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\""
				+ ((file != null) ? "; filename=\"" + file + "\"" : "") + "\r\n\r\n" + content + "\r\n";
	}

	private static String since(Visitor reader, String number) {
		Matcher since = SINCE.matcher(reader.get("/orders/" + number).body());
		assertThat(since.find()).isTrue();
		return since.group(1);
	}

	private static String key() {
		return UUID.randomUUID().toString();
	}

}
