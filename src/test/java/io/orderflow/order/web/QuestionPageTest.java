package io.orderflow.order.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import io.orderflow.Statements;
import io.orderflow.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static org.assertj.core.api.Assertions.assertThat;

/** Questions in between on the order's page (B1). */
class QuestionPageTest extends BetweenLeaAndCamille {

	private static final String OVERTAKEN = "est encore sans réponse\u00a0; votre envoi la retirera.";

	@Autowired
	private Statements statements;

	@Test
	void a_question_is_asked_on_the_page_and_answered_on_the_other_sides() {
		String number = this.market.inProduction();
		assertThat(page(this.lea, number)).contains("id=\"ask-question\"").doesNotContain(OVERTAKEN);
		assertThat(page(this.camille, number)).containsPattern("<section id=\"questions\"[^>]* hidden=\"hidden\"");

		redirected(ask(number, "Quel renard ?"), "/orders/" + number + "?questioned=asked#questions");
		assertThat(page(this.lea, number))
			.contains("Quel renard ?", "En attente de réponse", "id=\"withdraw-question\"", OVERTAKEN,
					"Le délai est suspendu jusqu’à la réponse du client à votre question.")
			.doesNotContain("id=\"ask-question\"");
		String asked = page(this.camille, number);
		assertThat(asked)
			.contains("Répondre à la question qui arrête le travail", "À vous",
					"Le délai est suspendu jusqu’à votre réponse à la question du freelance.")
			.doesNotContain("id=\"withdraw-question\"", "id=\"ask-question\"");
		assertThat(asked.indexOf("Quel renard ?")).as("first in what is to be done now")
			.isLessThan(asked.indexOf("id=\"questions\""));

		for (Visitor reader : List.of(this.lea, this.camille)) {
			for (String place : List.of("/orders/" + number, "/find?q=storyboard")) {
				assertThat(reader.get(place).body()).as(place)
					.containsPattern(number + "(?s).{0,900}?<span class=\"status[^>]*>En attente d’une réponse</span>");
			}
		}

		redirected(this.camille.form("/orders/" + number + "/steps/answerQuestion", Map.of("answer", "Le roux")),
				"/orders/" + number + "?done=answerQuestion#now");
		for (Visitor reader : List.of(this.lea, this.camille)) {
			assertThat(page(reader, number)).contains("Quel renard ?", "Réponse reçue", "Le roux");
			assertThat(reader.get("/orders/" + number + "/timeline").body())
				.contains("Une question a arrêté le travail", "Quel renard ?", "Le roux");
		}
		assertThat(page(this.lea, number)).contains("id=\"ask-question\"").doesNotContain(OVERTAKEN);
	}

	@Test
	void a_refused_form_comes_back_open_with_the_sentence_on_its_field() {
		String number = this.market.inProduction();

		HttpResponse<String> empty = ask(number, " ");

		assertThat(empty.statusCode()).isEqualTo(400);
		assertThat(empty.body()).contains("question-error", "aria-invalid=\"true\"")
			.containsPattern("<details id=\"ask-question\"[^>]*open");
	}

	@Test
	void who_asks_a_second_one_is_told_what_happened_and_keeps_what_was_typed() {
		String number = this.market.inProduction();
		ok(this.market.lea().post("/api/orders/" + number + "/questions", json(Map.of("question", "Quel renard ?"))));

		HttpResponse<String> late = this.lea.form("/orders/" + number + "/questions",
				Map.of("question", "Quelle mer ?", "events", "4"));

		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).contains("Une question est déjà en cours", "Une question a arrêté le travail",
				"Quelle mer ?");
	}

	@Test
	void a_question_is_taken_back_on_the_page_and_a_second_click_is_told_so() {
		String number = this.market.inProduction();
		ask(number, "Quel renard ?");

		redirected(this.lea.form("/orders/" + number + "/questions/withdrawal", Map.of()),
				"/orders/" + number + "?questioned=withdrawn#questions");
		HttpResponse<String> again = this.lea.form("/orders/" + number + "/questions/withdrawal", Map.of());

		assertThat(again.statusCode()).isEqualTo(409);
		assertThat(again.body()).contains("Aucune question n’est en cours");
		assertThat(this.camille.form("/orders/" + number + "/questions/withdrawal", Map.of()).statusCode())
			.isEqualTo(403);
	}

	@Test
	void an_older_page_takes_no_other_question_back_than_it_shows() {
		String number = this.market.inProduction();
		ask(number, "Quel renard ?");
		assertThat(page(this.lea, number)).contains("name=\"question\" value=\"1\"");
		ok(this.market.lea().post("/api/orders/" + number + "/questions/withdrawal?question=1", ""));
		ask(number, "Quelle mer ?");

		HttpResponse<String> late = this.lea.form("/orders/" + number + "/questions/withdrawal",
				Map.of("question", "1", "events", "5"));

		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).contains("a changé entre-temps", "Quelle mer ?", "id=\"withdraw-question\"");
		redirected(this.lea.form("/orders/" + number + "/questions/withdrawal", Map.of("question", "2")),
				"/orders/" + number + "?questioned=withdrawn#questions");
	}

	@Test
	void who_answers_what_was_taken_back_is_told_so_and_keeps_the_answer() {
		String number = this.market.inProduction();
		ask(number, "Quel renard ?");
		this.lea.form("/orders/" + number + "/questions/withdrawal", Map.of());

		HttpResponse<String> late = this.camille.form("/orders/" + number + "/steps/answerQuestion",
				Map.of("answer", "Le roux, bien sûr", "events", "4"));

		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).contains("La question a été retirée", "Le roux, bien sûr");
	}

	@Test
	void a_moderator_who_rules_reads_what_was_asked_and_answered() {
		String number = this.market.inProduction();
		ask(number, "Quel renard ?");
		String order = "/api/orders/" + number;
		ok(this.market.camille().post(order + "/questions/answer", json(Map.of("answer", "Le roux"))));
		ok(this.market.camille()
			.post(order + "/requests", json(Map.of("kind", "cancellation", "reason", "x", "responsible", "nobody"))));
		ok(this.market.lea().post(order + "/requests/answer", "{\"decision\":\"refuse\",\"answer\":\"No\"}"));
		ok(this.market.camille().post(order + "/requests/dispute", "{\"reason\":\"Please\"}"));

		Visitor mona = Visitor.signedIn(this.port, "mona");
		for (String path : List.of("", "/entries/question-1")) {
			assertThat(mona.get("/disputes/" + number + path).body())
				.contains("Léa Moreau asked", "Quel renard ?", "Le roux")
				.doesNotContain("Your question");
		}
	}

	@Test
	void the_page_takes_no_more_statements_with_questions_than_without() {
		String number = this.market.inProduction();
		for (int i = 0; i < 3; i++) {
			ask(number, "Quel renard ?");
			this.lea.form("/orders/" + number + "/questions/withdrawal", Map.of());
		}
		ask(number, "Quel renard ?");
		for (Visitor reader : List.of(this.lea, this.camille)) {
			page(reader, number);
			List<String> read = this.statements.of(() -> page(reader, number));
			assertThat(read).as(() -> String.join("\n", read)).hasSizeBetween(1, Statements.PAGE);
		}
	}

	private HttpResponse<String> ask(String number, String question) {
		return this.lea.form("/orders/" + number + "/questions", Map.of("question", question));
	}

	private static void redirected(HttpResponse<String> answer, String to) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
		assertThat(answer.headers().firstValue("Location").orElse("")).endsWith(to);
	}

	private static String page(Visitor reader, String number) {
		HttpResponse<String> page = reader.get("/orders/" + number);
		assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
		return page.body();
	}

}
