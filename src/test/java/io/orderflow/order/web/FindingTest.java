package io.orderflow.order.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Statements;
import io.orderflow.Visitor;
import io.orderflow.catalog.Contents;
import io.orderflow.catalog.ListingContent;
import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.MessageKind;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Orders, conversations, contacts and services are found by what people remember of them.
 */
@OrderflowTest
class FindingTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private ConversationService conversations;

	@Autowired
	private Statements statements;

	private String client;

	private String freelancer;

	private Visitor camille;

	private OrderScenario poster;

	private OrderScenario logo;

	@BeforeEach
	void orders() {
		this.client = this.newcomers.client();
		this.freelancer = this.newcomers.freelancer();
		this.camille = Visitor.stranger(this.port);
		this.camille.signIn(this.client, Newcomers.PASSWORD);
		this.camille.readCsrf();
		this.poster = ordered("Création d’affiches");
		this.logo = ordered("Logo – 3D");
	}

	@Test
	void an_order_is_found_by_words_of_its_title_and_a_number_leads_to_it() {
		assertThat(found("creation affiche")).contains(this.poster.number()).doesNotContain(this.logo.number());
		assertThat(found("logos")).contains(this.logo.number()).doesNotContain(this.poster.number());
		assertThat(found("sculpture")).contains("sculpture").doesNotContain(this.logo.number());
		assertThat(found("sculpture")).as("where it looks").contains("pas ce qui y a été écrit");
		assertThat(found("affiches")).contains("pas ce qui y a été écrit");
		assertThat(found("")).contains("numéro").doesNotContain(this.logo.number());
		HttpResponse<String> led = this.camille.get("/find?q=" + this.logo.number().toLowerCase(Locale.ROOT));
		assertThat(led.headers().firstValue("location")).get().asString().endsWith("/orders/" + this.logo.number());
		String said = this.logo.number().toLowerCase(Locale.ROOT).replace("-", "").replace('0', 'o').replace('1', 'l');
		assertThat(this.camille.get("/find?q=" + said).headers().firstValue("location")).get()
			.asString()
			.endsWith("/orders/" + this.logo.number());
		assertThat(Visitor.signedIn(this.port, "oliver").get("/find?q=" + said).statusCode()).isEqualTo(200);
		for (String side : List.of("client", "free", "clients")) {
			assertThat(found(side)).doesNotContain(this.logo.number(), this.poster.number());
		}
		assertThat(this.camille.get("/find?q=" + "x".repeat(201)).statusCode()).isEqualTo(400);
		List<String> taken = this.statements.of(() -> found("logo"));
		assertThat(taken).as(() -> String.join("\n", taken)).hasSizeBetween(1, Statements.PAGE);
	}

	@Test
	void an_order_is_found_by_whom_it_is_with() {
		assertThat(found("noah")).contains(this.logo.number(), this.poster.number());
		assertThat(found("Noah newc logo")).contains(this.logo.number()).doesNotContain(this.poster.number());
		assertThat(found("camille")).as("one's own name").doesNotContain(this.logo.number(), this.poster.number());
		Visitor noah = Visitor.stranger(this.port);
		noah.signIn(this.freelancer, Newcomers.PASSWORD);
		assertThat(noah.get("/find?q=camille").body()).contains(this.logo.number(), this.poster.number());
	}

	@Test
	void letters_of_other_languages_make_words() {
		OrderScenario cards = ordered("Carte de vœux – Логотип");
		for (String words : List.of("voeux", "vœux", "VŒUX", "логотип", "ЛОГОТИП carte")) {
			assertThat(found(words)).as(words).contains(cards.number()).doesNotContain(this.logo.number());
		}
		assertThat(found("ux")).doesNotContain(cards.number());
		String marked = "أحمد ガイド हिन्दी ไทยที่ STRAẞE ΛΟΓΟΣ ҐАНОК";
		OrderScenario guide = ordered(marked);
		for (String word : marked.split(" ")) {
			assertThat(found(word)).as(word).contains(guide.number());
		}
	}

	@Test
	void nobody_finds_an_order_of_others() {
		Visitor oliver = Visitor.signedIn(this.port, "oliver");
		for (String words : List.of(this.logo.number(), "logo 3d", "client " + this.client, "freelancer")) {
			HttpResponse<String> answer = oliver.get("/find?q=" + words.replace(" ", "%20"));
			assertThat(answer.statusCode()).as(words).isEqualTo(200);
			assertThat(answer.body()).as(words).doesNotContain("/orders/" + this.logo.number());
		}
	}

	@Test
	void conversations_without_a_word_stand_apart_and_others_are_found() {
		assertThat(this.camille.get("/conversations").body()).contains("Personne n’a encore écrit")
			.doesNotContain("Aucune conversation");
		assertThat(this.camille.get("/conversations?with=oliver").body()).contains("Aucune conversation avec");
		this.conversations.post(this.logo.number(), this.freelancer, MessageKind.MESSAGE, "Hello", List.of(), "1");
		assertThat(this.camille.get("/conversations").body()).contains(this.logo.number())
			.doesNotContain(this.poster.number());
		assertThat(this.camille.get("/conversations?show=EMPTY").body()).contains(this.poster.number())
			.doesNotContain(this.logo.number());
		assertThat(this.camille.get("/conversations?show=UNREAD").body()).contains(this.logo.number());
		assertThat(this.camille.get("/conversations?q=noah%20logo").body()).contains(this.logo.number());
		assertThat(this.camille.get("/conversations?q=affiches").body()).doesNotContain(this.logo.number());
		this.conversations.post(this.logo.number(), this.freelancer, MessageKind.MESSAGE, "La facture suit", List.of(),
				"2");
		assertThat(this.camille.get("/conversations?q=factures").body()).as("a word of an older or newer message")
			.contains(this.logo.number());
		assertThat(this.camille.get("/conversations?q=hello").body()).contains(this.logo.number());
		for (String others : List.of("factures", "@" + this.client, this.freelancer)) {
			assertThat(Visitor.signedIn(this.port, "oliver").get("/conversations?q=" + others).body())
				.doesNotContain(this.logo.number());
		}
		assertThat(this.camille.get("/conversations?q=" + "x".repeat(201)).statusCode()).isEqualTo(400);
		Matcher talk = Pattern.compile("data-conversation=\"([^\"]+)\"")
			.matcher(this.camille.get("/orders/" + this.logo.number()).body());
		assertThat(talk.find()).isTrue();
		this.camille.get("/conversations/" + talk.group(1));
		assertThat(this.camille.get("/conversations?show=UNREAD").body()).doesNotContain(this.logo.number());
	}

	@Test
	void contacts_are_found_by_name() {
		for (String sort : List.of("name", "last-order", "spent")) {
			assertThat(this.camille.get("/contacts?side=buying&sort=" + sort + "&q=noAH").body())
				.contains("Noah Newcomer");
			assertThat(this.camille.get("/contacts?side=buying&sort=" + sort + "&q=zoe").body()).contains("zoe")
				.doesNotContain("Noah Newcomer");
		}
		assertThat(this.camille.get("/contacts?side=buying&sort=name&direction=desc&q=zoe").body()).contains(
				"name=\"sort\" value=\"name\"", "name=\"direction\" value=\"desc\"",
				"href=\"/contacts?side=buying&amp;sort=name&amp;direction=desc\"");
		assertThat(this.camille.get("/contacts?q=" + "x".repeat(201)).statusCode()).isEqualTo(400);
	}

	@Test
	void services_are_found_by_who_offers_them_and_by_price_language_and_time() {
		String word = "Zwinkel" + this.freelancer.replaceAll("[^a-z]", "");
		this.marketplace.anApprovedListing(this.freelancer, Contents.with(word, "120.00", List.of()));
		assertThat(services("q=" + word + "s%20noah")).contains(word);
		assertThat(services("q=" + word + "&language=en&price=120&days=5")).contains(word);
		assertThat(services("q=" + word + "&price=120.50")).contains(word)
			.containsPattern("name=\"price\" min=\"0.01\" step=\"0.01\"[^>]*value=\"120.50\"");
		assertThat(services("q=" + word + "&sort=price")).contains("1\u00a0service", "value=\"PRICE\" selected")
			.doesNotContain("illisible");
		assertThat(services("q=" + word + "&price=abc&sort=xx")).contains(word, "illisible",
				"value=\"NEWEST\" selected");
		for (String filter : List.of("language=fr", "price=119", "days=4")) {
			assertThat(services("q=" + word + "&" + filter)).contains("Aucun service ne correspond");
		}
	}

	@Test
	void the_search_of_a_page_has_a_name_beside_that_of_the_header() {
		for (String path : List.of("/services", "/conversations", "/contacts", "/find?q=logo")) {
			assertThat(this.camille.get(path).body()).as(path)
				.containsPattern("<form role=\"search\" class=\"search[^>]*aria-label=\"[^\"]+\"")
				.doesNotContainPattern("<form role=\"search\" class=\"find[^>]*aria-label");
		}
	}

	@Test
	void other_conversations_say_which_order_and_how_it_stands() {
		assertThat(this.camille.get("/orders/" + this.logo.number()).body())
			.containsPattern("(?s)elsewhere.*Création.*" + this.poster.number() + ".*Commande à l’examen");
	}

	private String found(String words) {
		return this.camille.get("/find?q=" + words.replace(" ", "%20")).body();
	}

	private String services(String query) {
		return this.camille.get("/services?" + query).body();
	}

	private OrderScenario ordered(String title) {
		ListingContent content = Contents.with(title, "120.00", List.of());
		return this.marketplace.anOrder()
			.between(this.client, this.freelancer)
			.of(this.marketplace.anApprovedListing(this.freelancer, content), content)
			.placed();
	}

}
