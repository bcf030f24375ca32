package io.orderflow.order.web;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.Statements;
import io.orderflow.Visitor;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.request.Ruling;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.RequestScenario;
import io.orderflow.scenario.Storyboard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static io.orderflow.order.web.Market.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** Requests on the order's page, and the page where a moderator rules. */
class RequestPageTest extends BetweenLeaAndCamille {

	private static final Pattern DUE = Pattern.compile("name=\"due\"[^>]* value=\"([^\"]+)\"");

	@Autowired
	private Statements statements;

	@Autowired
	private Newcomers people;

	@Autowired
	private MovableClock clock;

	private Visitor mona;

	@BeforeEach
	void open() {
		this.mona = Visitor.signedIn(this.port, "mona");
	}

	@AfterEach
	void backToTheRealTime() {
		this.clock.reset();
	}

	@Test
	void a_later_date_is_asked_for_on_the_page_and_answered_first_of_all_on_the_other_sides() {
		String number = this.market.inProduction();
		Instant before = due(number);
		Matcher wanted = DUE.matcher(page(this.lea, number));
		assertThat(wanted.find()).as("the form begins with a date").isTrue();

		redirected(this.lea.form("/orders/" + number + "/requests",
				Map.of("kind", "extension", "due", wanted.group(1), "reason", "Deux renards de plus")));
		assertThat(page(this.lea, number))
			.contains("En attente de réponse", "Deux renards de plus", "Retirer la demande")
			.doesNotContain("id=\"ask-extension\"", "id=\"ask-cancellation\"");
		String asked = page(this.camille, number);
		assertThat(asked).contains("Accepter la nouvelle date");
		assertThat(asked.indexOf("Accepter la nouvelle date")).isLessThan(asked.indexOf("id=\"requests\""));
		redirected(this.camille.form("/orders/" + number + "/steps/answerRequest", Map.of("decision", "accept")));

		assertThat(due(number)).isAfter(before);
		assertThat(page(this.camille, number)).contains("Acceptée", "id=\"ask-extension\"");
	}

	@Test
	void a_closed_order_of_which_nothing_was_asked_has_no_empty_section() {
		Pattern hidden = Pattern.compile("<section id=\"requests\"[^>]* hidden=\"hidden\"");
		assertThat(page(this.camille, this.market.completed())).containsPattern(hidden);
		assertThat(page(this.camille, this.market.inProduction())).doesNotContainPattern(hidden);
	}

	@Test
	void a_refused_form_comes_back_open_with_everything_typed_and_the_sentence_on_its_field() {
		String number = this.market.inProduction();
		HttpResponse<String> past = this.lea.form("/orders/" + number + "/requests",
				Map.of("kind", "extension", "due", "2020-01-01T10:00", "reason", "Encore un renard"));
		assertThat(past.statusCode()).isEqualTo(400);
		assertThat(past.body()).contains("value=\"2020-01-01T10:00\"", "Encore un renard</textarea>",
				"extension-due-error", "autofocus", "après la date de livraison prévue");
		assertThat(past.body()).containsPattern("<details id=\"ask-extension\"[^>]*open");

		HttpResponse<String> both = this.lea.form("/orders/" + number + "/requests",
				Map.of("kind", "extension", "due", "2020-01-01T10:00", "reason", " "));
		assertThat(both.statusCode()).isEqualTo(400);
		assertThat(both.body()).as("all that is wrong at once")
			.contains("id=\"extension-due-error\"", "id=\"extension-reason-error\"");

		HttpResponse<String> unsaid = this.lea.form("/orders/" + number + "/requests",
				Map.of("kind", "cancellation", "reason", "Je suis malade"));
		assertThat(unsaid.statusCode()).isEqualTo(400);
		assertThat(unsaid.body()).contains("Je suis malade</textarea>", "responsible-error");
	}

	@Test
	void whose_request_has_kept_time_from_counting_is_told_that_the_next_keeps_none() {
		this.clock.freeze();
		OrderScenario order = this.marketplace.anOrderBetweenNewcomers(Locale.FRENCH)
			.of(Storyboard.ordinary().approving(ApprovalNeeded.NONE));
		order.requirementsProvided().requirementsClear().planned();
		String told = "Une de vos demandes a déjà suspendu le décompte du retard";
		order.extensionAsked(order.freelancer(), Duration.ofDays(2)).refused(order.client());
		assertThat(pageOf(order.freelancer(), order)).as("answered in time").doesNotContain(told);
		RequestScenario request = order.extensionAsked(order.freelancer(), Duration.ofDays(2));
		this.clock.moveTo(order.due().plus(Duration.ofHours(1)));
		request.refused(order.client());
		assertThat(pageOf(order.freelancer(), order)).contains(told);
		assertThat(pageOf(order.client(), order)).doesNotContain(told);
		order.delivered();
		assertThat(pageOf(order.freelancer(), order)).as("nothing can be late").doesNotContain(told);
	}

	private String pageOf(String reader, OrderScenario order) {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(reader, Newcomers.PASSWORD);
		return page(visitor, order.number());
	}

	@Test
	void a_choice_that_nobody_offered_is_told_on_its_field_and_the_form_comes_back() {
		String number = this.market.inProduction();

		HttpResponse<String> unknown = this.lea.form("/orders/" + number + "/requests",
				Map.of("kind", "cancellation", "reason", "Je suis malade", "responsible", "weather"));

		assertThat(unknown.statusCode()).isEqualTo(400);
		assertThat(unknown.body()).contains("«\u00a0weather\u00a0»", "Je suis malade</textarea>", "responsible-error");
		assertThat(this.lea.form("/orders/" + number + "/requests", Map.of()).statusCode()).isEqualTo(400);
	}

	@Test
	void who_is_overtaken_is_told_what_happened_and_keeps_what_was_typed() {
		String number = this.market.inProduction();
		ok(this.market.camille().post("/api/orders/" + number + "/requests", cancellation()));

		HttpResponse<String> late = this.lea.form("/orders/" + number + "/requests",
				Map.of("kind", "cancellation", "reason", "Je suis malade", "responsible", "FREELANCER", "events", "4"));

		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).contains("Une demande est déjà en cours", "Une annulation a été demandée",
				"Je suis malade");
	}

	@Test
	void an_answer_without_a_reason_to_refuse_comes_back() {
		String number = this.market.inProduction();
		ok(this.market.lea().post("/api/orders/" + number + "/requests", cancellation()));

		HttpResponse<String> refused = this.camille.form("/orders/" + number + "/steps/answerRequest",
				Map.of("decision", "refuse", "answer", " "));

		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("answer-request-error", "aria-invalid=\"true\"");
		HttpResponse<String> other = this.lea.form("/orders/" + number + "/steps/answerRequest",
				Map.of("decision", "accept"));
		assertThat(other.statusCode()).isEqualTo(403);
	}

	@Test
	void a_request_is_taken_back_on_the_page_and_a_second_click_is_told_so() {
		String number = this.market.inProduction();
		ok(this.market.lea().post("/api/orders/" + number + "/requests", cancellation()));
		redirected(this.lea.form("/orders/" + number + "/requests/withdrawal", Map.of()));
		HttpResponse<String> again = this.lea.form("/orders/" + number + "/requests/withdrawal", Map.of());
		assertThat(again.statusCode()).isEqualTo(409);
		assertThat(again.body()).contains("Retirée", "Aucune demande n’est en cours");
	}

	@Test
	void a_client_asks_to_cancel_once_for_each_delivery_and_reads_why_not_again() {
		String number = this.market.delivered();
		ok(this.market.camille().post("/api/orders/" + number + "/requests", cancellation()));
		ok(this.market.camille().post("/api/orders/" + number + "/requests/withdrawal", "{}"));

		assertThat(page(this.camille, number)).doesNotContain("id=\"ask-cancellation\"")
			.contains("Vous avez déjà demandé l’annulation depuis cette livraison");
		assertThat(page(this.lea, number)).contains("id=\"ask-cancellation\"");
		HttpResponse<String> again = this.camille.form("/orders/" + number + "/requests",
				Map.of("kind", "cancellation", "reason", "Toujours pas ça", "responsible", "NOBODY"));
		assertThat(again.statusCode()).isEqualTo(409);
		assertThat(again.body()).contains("ce qui en est résulté vaut jusqu’à la prochaine livraison",
				"Toujours pas ça");
		refused(this.market.camille().post("/api/orders/" + number + "/requests", cancellation()), 409,
				"cancellation-asked-already");
	}

	@Test
	void a_client_who_reads_english_is_told_the_same() {
		OrderScenario order = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH)
			.of(Storyboard.ordinary().approving(ApprovalNeeded.NONE));
		order.requirementsProvided().requirementsClear().planned().delivered();
		order.cancellationAsked(order.client()).withdrawn(order.client());
		Visitor client = Marketplace.visitor(this.port, order.client());
		JsonNode problem = refused(client.post("/api/orders/" + order.number() + "/requests", cancellation()), 409,
				"cancellation-asked-already");
		assertThat(problem.get("detail").asText()).contains("what came of that stands until the next delivery");
	}

	@Test
	void a_dispute_says_what_it_refuses_and_refuses_that() {
		String number = this.market.inProduction();
		ok(this.market.camille().post("/api/orders/" + number + "/requests", cancellation()));
		ok(this.market.lea()
			.post("/api/orders/" + number + "/requests/answer", "{\"decision\":\"refuse\",\"answer\":\"Non\"}"));
		ok(this.market.lea().post("/api/orders/" + number + "/requests", cancellation()));

		assertThat(page(this.camille, number)).contains("id=\"dispute\"",
				"attend votre réponse à une demande\u00a0: vous la refusez du même coup");
		String refusal = "/orders/" + number + "/requests/dispute";
		assertThat(this.camille.form(refusal, Map.of("reason", "Une autre", "request", "2")).body())
			.contains("a changé entre-temps", "Une autre</textarea>", "name=\"request\" value=\"1\"");
		redirected(this.camille.form(refusal, Map.of("reason", "Ce n’est pas ça", "request", "1")));
		assertThat(this.camille.form("/orders/" + number + "/requests/withdrawal", Map.of("request", "2")).body())
			.contains("a changé entre-temps", "id=\"withdraw\"");
		JsonNode order = ok(this.market.lea().get("/api/orders/" + number));
		assertThat(order.at("/requests/0/state").asText()).isEqualTo("REFUSED");
		assertThat(order.at("/requests/1/state").asText()).isEqualTo("DISPUTED");
		assertThat(order.at("/steps").toString()).doesNotContain("answerRequest");
		assertThat(this.lea.get("/orders/" + number + "/timeline").body())
			.contains("en soumettant un refus à un modérateur");
	}

	@Test
	void a_moderator_reads_the_dispute_and_rules_on_a_page_of_its_own() {
		String number = this.market.delivered();
		assertThat(this.mona.get("/disputes/" + number).statusCode()).isEqualTo(404);
		ok(this.market.camille().post("/api/orders/" + number + "/requests", cancellation()));
		ok(this.market.lea()
			.post("/api/orders/" + number + "/requests/answer",
					"{\"decision\":\"refuse\",\"answer\":\"<b>Livrée</b> ${1+1}\"}"));
		assertThat(page(this.lea, number)).doesNotContain("id=\"dispute\"");
		assertThat(page(this.camille, number)).contains("id=\"dispute\"", "Possible jusqu’au");
		assertThat(this.camille.form("/orders/" + number + "/requests/dispute", Map.of("reason", " ")).statusCode())
			.isEqualTo(400);
		String refusal = "/orders/" + number + "/requests/dispute";
		assertThat(this.camille.form(refusal, Map.of("reason", "Une autre", "request", "2")).body())
			.contains("a changé entre-temps", "Une autre</textarea>", "name=\"request\" value=\"1\"");
		redirected(this.camille.form(refusal, Map.of("reason", "Ce n’est pas ça", "request", "1")));
		assertThat(this.camille.form("/orders/" + number + "/requests/withdrawal", Map.of("request", "2")).body())
			.contains("a changé entre-temps", "id=\"withdraw\"");

		String dispute = this.mona.get("/disputes/" + number).body();
		assertThat(dispute).as("a number stays on one line")
			.contains("<span class=\"nowrap\">" + number + "</span></h1>");
		assertThat(dispute).contains("&lt;b&gt;Livrée&lt;/b&gt; ${1+1}", "Ce n’est pas ça", "Here it is", "A fox looks")
			.doesNotContain("<b>Livrée");
		HttpResponse<String> unsaid = this.mona.form("/disputes/" + number, Map.of("decision", "accept", "reason", ""));
		assertThat(unsaid.statusCode()).isEqualTo(400);
		assertThat(unsaid.body()).contains("ruling-reason-error");
		for (Visitor side : List.of(this.lea, this.camille)) {
			assertThat(side.get("/disputes/" + number).statusCode()).isEqualTo(403);
			assertThat(side.form("/disputes/" + number, Map.of("decision", "accept", "reason", "x")).statusCode())
				.isEqualTo(403);
		}

		assertThat(dispute).contains("name=\"request\" value=\"1\"");
		for (String decision : List.of("accept", "refuse")) {
			HttpResponse<String> other = this.mona.form("/disputes/" + number,
					Map.of("decision", decision, "reason", "Tout y est", "request", "2"));
			assertThat(other.statusCode()).as("another one than was read").isEqualTo(409);
			assertThat(other.body()).contains("Tout y est</textarea>").doesNotContain("name=\"asked\"");
		}
		redirected(this.mona.form("/disputes/" + number,
				Map.of("decision", "refuse", "reason", "Tout y est", "request", "1")));

		HttpResponse<String> again = this.mona.form("/disputes/" + number,
				Map.of("decision", "accept", "reason", "Ou pas"));
		assertThat(again.statusCode()).isEqualTo(409);
		assertThat(again.body()).contains("Ou pas", "Tout y est")
			.as("who ruled, what and when")
			.containsPattern("<p>Mona [^<]+ decided on [^<]+ that the order goes on:</p>");
		assertThat(page(this.lea, number)).contains("Tout y est", "Refusée").doesNotContain("mona");
		assertThat(this.lea.get("/orders/" + number + "/timeline").body()).contains("modérateur")
			.doesNotContain("mona");
	}

	@Test
	void a_moderator_reads_the_timeline_but_for_what_was_written_in_the_conversation() {
		OrderScenario order = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH)
			.of(Storyboard.ordinary().approving(ApprovalNeeded.NONE));
		order.requirementsProvided()
			.requirementsClear()
			.planned()
			.updateAskedFor()
			.progressPosted("Only for the two of us");
		String path = "/disputes/" + order.number() + "/timeline";
		assertThat(this.mona.get(path).statusCode()).as("nothing to rule on").isEqualTo(404);
		order.cancellationAsked(order.client()).refused(order.freelancer()).disputed(order.client());

		assertThat(this.mona.get("/disputes/" + order.number()).body()).contains("href=\"" + path + "\"");
		assertThat(this.mona.get(path).body())
			.contains("Progress update posted", "The refusal was put to a moderator",
					"href=\"/disputes/" + order.number() + "\"")
			.doesNotContain("Only for the two of us");
		assertThat(this.lea.get(path).statusCode()).isEqualTo(403);
		assertThat(this.mona.get("/orders/" + order.number() + "/timeline").statusCode()).isEqualTo(404);
	}

	@Test
	void a_moderator_reads_how_the_clock_stands_and_who_waited_in_either_language() {
		this.clock.freeze();
		OrderScenario order = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH)
			.of(Storyboard.ordinary().approving(ApprovalNeeded.NONE));
		order.requirementsProvided().clarificationAsked();
		this.clock.advance(Duration.ofHours(2));
		order.clarified().requirementsClear().planned();
		RequestScenario request = order.cancellationAsked(order.client())
			.refused(order.freelancer())
			.disputed(order.client());
		moderatorsRead(order, List.of("Waited for", "Clarification:", "2\u00a0hours"),
				List.of("Temps passé à attendre", "2\u00a0heures"));
		order.question().asked();
		moderatorsRead(order, List.of("The clock is stopped until the client has answered the freelancer’s question."),
				List.of("Le délai est suspendu jusqu’à la réponse du client à la question du freelance."));
		order.question().answered();

		this.clock.moveTo(order.due().plus(Duration.ofHours(1)));
		moderatorsRead(order, List.of("A request is still open: meanwhile no time counts as late."),
				List.of("Une demande est en cours"));
		request.ruled(Ruling.Choice.REFUSE);
		this.clock.advance(Duration.ofHours(1));
		this.marketplace.deadlinesAreSwept();
		moderatorsRead(order,
				List.of("The clock is running", "Late since", "If it stays late, the client can cancel alone from"),
				List.of("Délai en cours", "En retard depuis le", "Si le retard dure, le client pourra annuler"));
		this.clock.advance(Duration.ofDays(1));
		moderatorsRead(order, List.of("The delivery is so late that the client can cancel alone."),
				List.of("Le retard de la livraison est tel que le client peut annuler"));
	}

	private void moderatorsRead(OrderScenario order, List<String> english, List<String> french) {
		Map.of(Locale.ENGLISH, english, Locale.FRENCH, french).forEach((language, texts) -> {
			Visitor visitor = Visitor.stranger(this.port);
			visitor.signIn(this.people.person("Mona", language, UserStore.MODERATORS), Newcomers.PASSWORD);
			assertThat(visitor.get("/disputes/" + order.number()).body()).contains(texts);
		});
	}

	@Test
	void the_page_takes_no_more_statements_with_requests_than_without() {
		String number = this.market.delivered();
		for (int i = 0; i < 3; i++) {
			ok(this.market.lea().post("/api/orders/" + number + "/requests", cancellation()));
			ok(this.market.lea().post("/api/orders/" + number + "/requests/withdrawal", ""));
		}
		ok(this.market.camille().post("/api/orders/" + number + "/requests", cancellation()));
		for (Visitor reader : List.of(this.lea, this.camille)) {
			page(reader, number);
			List<String> read = this.statements.of(() -> page(reader, number));
			assertThat(read).as(() -> String.join("\n", read)).hasSizeBetween(1, Statements.PAGE);
		}
	}

	@Test
	void the_dispute_takes_few_statements() {
		String number = this.market.draftInReview();
		ok(this.market.camille().post("/api/orders/" + number + "/requests", cancellation()));
		ok(this.market.lea()
			.post("/api/orders/" + number + "/requests/answer", "{\"decision\":\"refuse\",\"answer\":\"No\"}"));
		ok(this.market.camille().post("/api/orders/" + number + "/requests/dispute", "{\"reason\":\"Please\"}"));
		this.mona.get("/disputes/" + number);
		List<String> read = this.statements
			.of(() -> assertThat(this.mona.get("/disputes/" + number).statusCode()).isEqualTo(200));
		assertThat(read).as(() -> String.join("\n", read)).hasSizeBetween(1, Statements.PAGE);
	}

	private static void redirected(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
	}

	private static String page(Visitor reader, String number) {
		HttpResponse<String> page = reader.get("/orders/" + number);
		assertThat(page.statusCode()).isEqualTo(200);
		return page.body();
	}

	private Instant due(String number) {
		return Instant.parse(ok(this.market.camille().get("/api/orders/" + number)).at("/clock/due").asText());
	}

	private static String cancellation() {
		return json(Map.of("kind", "cancellation", "reason", "Plus besoin", "responsible", "nobody"));
	}

}
