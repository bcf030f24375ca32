package io.orderflow.order.web;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Statements;
import io.orderflow.Visitor;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.Storyboard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static io.orderflow.order.web.Market.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** Answering a service's questions while ordering it: on its page, and over the API. */
@OrderflowTest
class OrderingTest {

	private static final String TICKED = "name=\"answer_logo\" value=\"([^\"]+)\"[^>]* checked";

	private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private Statements statements;

	@Autowired
	private JdbcClient jdbc;

	private Market market;

	private Visitor camille;

	@BeforeEach
	void open() {
		this.market = new Market(this.port, this.marketplace);
		this.camille = Visitor.signedIn(this.port, "camille");
	}

	@Test
	void answers_on_the_page_are_the_requirements_with_their_files() {
		String page = page(this.market.storyboard());

		HttpResponse<String> ordered = send(page, part("answer_story", null, "A fox"),
				part("answer_format", null, "16:9"), part("answer_moods", null, "Night"),
				part("answer_moods", null, "Day"), part("answer_by", null, Market.today()),
				part("answer_logo", "logo.svg", SVG));

		JsonNode order = order(ordered);
		assertThat(order.get("status").asText()).isEqualTo("REQUIREMENTS_IN_REVIEW");
		assertThat(order.at("/clock/running").asBoolean()).isTrue();
		assertThat(order.get("requirements").toString()).contains("A fox", "16:9", "Night", "Day", Market.today(),
				"logo.svg");
		assertThat(this.camille.get("/orders/" + order.get("number").asText() + "?ordered").body())
			.contains("Vous avez passé commande à Léa Moreau, pour 120,00", "data-sent=\"service-")
			.containsPattern("La livraison est prévue le \\d[^<]+\\d\\.<");
	}

	@Test
	void when_the_delivery_time_begins_is_said_as_it_is() {
		Visitor emma = Visitor.stranger(this.port);
		emma.signIn(this.marketplace.aClient(Locale.ENGLISH), Newcomers.PASSWORD);
		String path = "/services/" + this.market.anOrder().of(Storyboard.ordinary()).listing();
		assertThat(this.camille.get(path).body())
			.contains("<dd>5 jours à partir du moment où toutes les réponses obligatoires sont là</dd>");
		assertThat(emma.get(path).body()).contains("<dd>5 days from the moment the mandatory answers are there</dd>");
		for (Storyboard service : List.of(Storyboard.ordinary().asking(Storyboard.MOODS),
				Storyboard.ordinary().asking())) {
			String page = "/services/" + this.market.anOrder().of(service).listing();
			assertThat(this.camille.get(page).body()).contains("<dd>5 jours à compter de la commande</dd>");
			assertThat(emma.get(page).body()).contains("<dd>5 days from the order on</dd>");
		}
	}

	@Test
	void who_answers_nothing_is_asked_on_the_orders_page() {
		JsonNode order = order(
				send(page(this.market.storyboard()), part("answer_story", null, " "), part("answer_logo", "", "")));
		assertThat(order.get("status").asText()).isEqualTo("AWAITING_REQUIREMENTS");
		assertThat(order.at("/clock/running").asBoolean()).isFalse();
		assertThat(this.camille.get("/orders/" + order.get("number").asText() + "?ordered").body()).contains(
				"Vous avez passé commande à Léa Moreau, pour 120,00",
				"Le délai de livraison (5 jours) commence à courir dès que vos critères sont complets.");
	}

	@Test
	void what_orders_with_answers_says_that_they_are_missing() {
		String listing = this.market.storyboard();
		String page = page(listing);
		assertThat(page).contains("name=\"answers\" value=\"1\"");
		HttpResponse<String> refused = send(page, part("answer_story", null, " "), part("answers", null, "1"));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("answer_story-error", "answer_format-error");
		assertThat(ordersOf(listing)).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "fr,'livraison le ','Rien n’a encore été commandé',Confirmer la commande",
			"en,'delivered by ','Nothing has been ordered so far',Confirm the order" })
	void what_begins_with_one_press_says_price_and_date_and_asks_before_it_does(String language, String date,
			String nothing, String confirm) {
		String client = this.marketplace.aClient(Locale.forLanguageTag(language));
		this.market = new Market(this.port, this.marketplace, Marketplace.FREELANCER, client);
		this.camille = Visitor.stranger(this.port);
		this.camille.signIn(client, Newcomers.PASSWORD);
		this.camille.readCsrf();
		for (String[] questions : List.of(new String[0], new String[] { Market.STORY.replace("true", "false") })) {
			String listing = this.market.listing("NONE", 1, questions);
			String page = page(listing);
			assertThat(page).containsPattern("<small>[^<]*120[.,]00[^<]*" + date + "[^<]+</small>")
				.doesNotContain(nothing, "name=\"later\"");
			HttpResponse<String> asked = send(page, part("answers", null, "1"));
			assertThat(asked.statusCode()).isEqualTo(200);
			assertThat(asked.body()).contains(nothing, confirm, "name=\"asked\" value=\"begins\" form=\"ordering\"")
				.doesNotContain("name=\"later\"");
			assertThat(ordersOf(listing)).isZero();
			JsonNode order = order(send(asked.body(), part("asked", null, "begins")));
			assertThat(order.at("/clock/running").asBoolean()).isTrue();
			assertThat(ordersOf(listing)).isEqualTo(1);
		}
	}

	@Test
	void what_can_be_chosen_is_read_before_the_questions_are_opened() {
		assertThat(page(this.market.storyboard())).containsPattern("<small[^>]*>\\(16:9 · 4:3\\)</small>");
	}

	@Test
	void wrong_answers_order_nothing_and_come_back_as_they_were_typed() {
		String listing = this.market.storyboard();
		String page = page(listing);

		HttpResponse<String> refused = send(page, part("answer_story", null, "A fox & a <hen>"),
				part("answer_format", null, "21:9"), part("answer_by", null, "soon"),
				part("answer_logo", "logo.svg", SVG), part("answer_logo", "notes.txt", "no picture"));

		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("A fox &amp; a &lt;hen&gt;</textarea>", "logo.svg</a>", "notes.txt")
			.doesNotContain("notes.txt</a>");
		String logo = part("answer_logo", null, found(TICKED, refused.body()));
		HttpResponse<String> again = send(refused.body(), part("answer_story", null, "A fox"), logo,
				part("answer_format", null, "21:9"), part("answer_by", null, "soon"));
		assertThat(again.statusCode()).isEqualTo(400);
		assertThat(again.body()).contains("answer_format-error", "answer_by-error", "value=\"soon\"", "logo.svg</a>",
				"id=\"answering\" open");
		assertThat(ordersOf(listing)).isZero();

		JsonNode order = order(
				send(again.body(), part("answer_story", null, "A fox"), part("answer_format", null, "4:3"), logo));
		assertThat(order.get("requirements").toString()).contains("logo.svg");
	}

	@Test
	void a_service_that_changed_meanwhile_is_shown_as_it_is_and_nothing_is_ordered() {
		String listing = this.market.storyboard();
		String page = page(listing);
		this.market.priced(listing, "150.00");

		HttpResponse<String> stale = send(page, part("version", null, "1"),
				part("seenPrice", null, found("name=\"seenPrice\" value=\"([^\"]+)\"", page)),
				part("answer_story", null, "A fox"), part("answer_format", null, "4:3"));

		assertThat(stale.statusCode()).isEqualTo(409);
		assertThat(stale.body()).contains("Ce service a changé", "150,00", "au lieu de 120,00", "A fox</textarea>");
		assertThat(ordersOf(listing)).isZero();
		order(send(stale.body(), part("version", null, "2"), part("answer_story", null, "A fox"),
				part("answer_format", null, "4:3")));
		assertThat(
				this.market.camille().post("/api/orders", json(Map.of("listing", listing, "version", 1))).statusCode())
			.isEqualTo(409);
	}

	/** Else the second press would order what neither page told. */
	@Test
	void nobody_is_asked_to_confirm_terms_that_their_page_did_not_show() {
		String listing = this.market.storyboard();
		String page = send(page(listing), part("answer_story", null, "A fox")).body();
		this.market.priced(listing, "150.00");
		String price = part("seenPrice", null, found("name=\"seenPrice\" value=\"([^\"]+)\"", page));
		for (String pressed : List.of(part("later", null, "1"),
				part("later", null, "1") + part("asked", null, "later"))) {
			HttpResponse<String> stale = send(page, part("version", null, "1"), price,
					part("answer_story", null, "A fox"), pressed);
			assertThat(stale.statusCode()).isEqualTo(409);
			assertThat(stale.body()).contains("150,00", "au lieu de 120,00", "A fox</textarea>");
		}
		assertThat(ordersOf(listing)).isZero();
		String plain = this.market.listing("NONE", 1);
		String before = page(plain);
		this.market.priced(plain, "150.00");
		HttpResponse<String> other = send(before, part("version", null, "1"), price);
		assertThat(other.statusCode()).isEqualTo(409);
		assertThat(other.body().indexOf("au lieu de 120,00")).as("before the description")
			.isBetween(0, other.body().indexOf("class=\"beside\""));
		assertThat(ordersOf(plain)).isZero();
	}

	@Test
	void what_went_off_sale_meanwhile_shows_what_was_typed_and_whom_to_write_to() {
		String listing = this.market.storyboard();
		String page = page(listing);
		ok(this.market.lea().delete("/api/listings/" + listing + "/sale"));
		HttpResponse<String> refused = send(page, part("answer_story", null, "A fox & a hen"),
				part("answer_moods", null, "Night"), part("answer_logo", "logo.svg", SVG), part("answers", null, "1"));
		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(refused.body())
			.contains("n’est pas en vente actuellement", "Rien n’a été commandé", "A fox &amp; a hen</dd>",
					"Night</dd>", "logo.svg</dd>", "reste gardé", "Écrire à Léa Moreau",
					"/conversations/new?freelancer=lea")
			.doesNotContain("16:9");
		assertThat(ordersOf(listing)).isZero();
	}

	@Test
	void who_cannot_answer_all_of_it_yet_orders_and_answers_later() {
		String listing = this.market.storyboard();
		HttpResponse<String> refused = send(page(listing), part("answer_story", null, "A fox"));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("answer_format-error", "name=\"later\"");
		HttpResponse<String> asked = send(refused.body(), part("answer_story", null, "A fox"),
				part("later", null, "1"));
		assertThat(asked.statusCode()).as("what was typed is not dropped unasked").isEqualTo(200);
		assertThat(asked.body()).contains("A fox</textarea>", "name=\"asked\" value=\"later\"");
		assertThat(ordersOf(listing)).isZero();
		assertThat(order(send(refused.body(), part("answer_story", null, "A fox"), part("later", null, "1"),
				part("asked", null, "later")))
			.get("status")
			.asText()).isEqualTo("AWAITING_REQUIREMENTS");
		assertThat(ordersOf(listing)).isEqualTo(1);
	}

	@Test
	void the_same_page_orders_once_and_not_something_else_afterwards() {
		String listing = this.market.storyboard();
		String page = page(listing);
		String[] answers = { part("answer_story", null, "A fox"), part("answer_format", null, "4:3") };
		JsonNode first = order(send(page, answers));
		assertThat(order(send(page, answers)).get("number")).isEqualTo(first.get("number"));
		HttpResponse<String> other = send(page, part("answer_story", null, "A hen"),
				part("answer_format", null, "4:3"));
		assertThat(other.statusCode()).isEqualTo(422);
		assertThat(other.body()).contains(first.get("number").asText(), "A hen</textarea>");
		assertThat(ordersOf(listing)).isEqualTo(1);
	}

	@Test
	void what_is_not_approved_or_ones_own_is_refused_with_the_reason() {
		String unapproved = this.market.unapprovedListing("NONE", 1, Market.STORY);
		Map<String, String> form = Map.of("key", UUID.randomUUID().toString(), "answer_story", "A fox");
		HttpResponse<String> refused = this.camille.form("/services/" + unapproved + "/orders", form);
		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(refused.body()).contains("approuvé");
		assertThat(this.camille.form("/services/" + UUID.randomUUID() + "/orders", form).statusCode()).isEqualTo(404);

		String listing = this.market.storyboard();
		Visitor lea = Visitor.signedIn(this.port, "lea");
		assertThat(lea.form("/services/" + listing + "/orders", form).statusCode()).isBetween(400, 422);
		assertThat(this.camille.form("/services/" + listing + "/orders", Map.of("key", "?")).statusCode())
			.isEqualTo(400);
		assertThat(ordersOf(listing)).isZero();
	}

	@Test
	void a_file_goes_up_while_the_form_is_filled_in_if_the_question_takes_it() {
		String listing = this.market.storyboard();
		String address = "/services/" + listing + "/files?slot=services/" + listing + "/answer_logo";
		assertThat(upload(address, "notes.txt", "no picture").statusCode()).isEqualTo(400);
		assertThat(upload(address, "logo.svg", SVG).body()).contains("logo.svg", "/api/files/");
		assertThat(upload("/services/" + listing + "/files?slot=elsewhere", "logo.svg", SVG).statusCode())
			.isEqualTo(404);
		String page = page(listing);
		assertThat(page).contains("logo.svg</a>")
			.doesNotContain("notes.txt")
			.doesNotContainPattern("answer_logo[^>]*checked");
		String logo = found("name=\"answer_logo\" value=\"([^\"]+)\"", page);
		assertThat(order(send(page, part("answer_story", null, "A fox"), part("answer_format", null, "4:3")))
			.get("requirements")
			.toString()).as("offered, and not sent unasked").doesNotContain("logo.svg");
		assertThat(page(listing)).contains("logo.svg</a>");
		assertThat(order(send(page(listing), part("answer_story", null, "A fox"), part("answer_format", null, "4:3"),
				part("answer_logo", null, logo)))
			.get("requirements")
			.toString()).contains("logo.svg");
		assertThat(page(listing)).doesNotContain("logo.svg");
	}

	@Test
	void over_the_api_answers_place_all_or_nothing() {
		String listing = this.market.storyboard();
		String key = "answers-" + listing;
		Map<String, Object> nothing = new HashMap<>();
		nothing.put("story", null);
		for (Map<String, Object> wrong : List.of(Map.<String, Object>of("story", "A fox"), nothing,
				Map.<String, Object>of("story", "A fox", "format", "21:9"),
				Map.<String, Object>of("story", "A fox", "format", "4:3", "colour", "red"),
				Map.<String, Object>of("story", "A fox", "format", "4:3", "logo", List.of("none")))) {
			HttpResponse<String> refused = place(listing, wrong, key);
			assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
			assertThat(Market.read(refused).at("/errors/0/field").asText()).startsWith("answer_");
		}
		assertThat(ordersOf(listing)).isZero();

		String file = Market.upload(this.market.camille(), "logo.svg", SVG);
		Map<String, Object> answers = Map.of("story", "A fox", "format", "4:3", "logo", List.of(file));
		HttpResponse<String> placed = place(listing, answers, key);
		assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
		assertThat(Market.read(placed).get("status").asText()).isEqualTo("REQUIREMENTS_IN_REVIEW");
		assertThat(place(listing, answers, key).statusCode()).isEqualTo(200);
		refused(place(listing, Map.of("story", "A hen", "format", "4:3"), key), 422, "key-reused");
		assertThat(ordersOf(listing)).isEqualTo(1);
	}

	@Test
	void the_page_takes_seven_statements_and_three_for_who_reads_it() {
		String listing = this.market.storyboard();
		page(listing);
		assertThat(this.statements.of(() -> page(listing))).hasSizeBetween(1, 10);
	}

	private HttpResponse<String> place(String listing, Map<String, Object> answers, String key) {
		return this.market.camille()
			.send(this.market.camille()
				.request("/api/orders")
				.header("Content-Type", "application/json")
				.header("Idempotency-Key", key)
				.POST(BodyPublishers.ofString(json(Map.of("listing", listing, "answers", answers)))));
	}

	private HttpResponse<String> upload(String address, String name, String content) {
		return this.camille.send(this.camille.request(address)
			.header("Content-Type", "multipart/form-data; boundary=b")
			.header("X-Requested-With", "XMLHttpRequest")
			.POST(BodyPublishers.ofString(part("file", name, content) + "--b--\r\n")));
	}

	private long ordersOf(String listing) {
		return this.jdbc.sql("select count(*) from orders where listing_id = :listing")
			.param("listing", UUID.fromString(listing))
			.query(Long.class)
			.single();
	}

	private String page(String listing) {
		HttpResponse<String> page = this.camille.get("/services/" + listing);
		assertThat(page.statusCode()).isEqualTo(200);
		return page.body();
	}

	/** As a browser sends the page's form. */
	private HttpResponse<String> send(String page, String... parts) {
		String body = part("key", null, found("name=\"key\" value=\"([^\"]+)\"", page)) + String.join("", parts)
				+ "--b--\r\n";
		String action = found("action=\"(/services/[^\"]*/orders[^\"]*)\"", page).replace("&amp;", "&");
		return this.camille.send(this.camille.request(action)
			.header("Content-Type", "multipart/form-data; boundary=b")
			.POST(BodyPublishers.ofString(body)));
	}

	private JsonNode order(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
		String location = answer.headers().firstValue("Location").orElseThrow();
		assertThat(location).endsWith("?ordered#now");
		return ok(this.market.camille().get("/api/orders/" + found("/orders/(OF-[0-9A-Z-]+)", location)));
	}

	private static String part(String name, String file, String content) {
		return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\""
				+ ((file != null) ? "; filename=\"" + file + "\"" : "") + "\r\n\r\n" + content + "\r\n";
	}

	private static String found(String pattern, String text) {
		Matcher found = Pattern.compile(pattern).matcher(text);
		assertThat(found.find()).as(text).isTrue();
		return found.group(1);
	}

}
