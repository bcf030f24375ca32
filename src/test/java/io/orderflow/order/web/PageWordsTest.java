package io.orderflow.order.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.HtmlUtils;

import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What pages say, put together from texts, dates, money and names: whole texts, the
 * reader's dates, signs of currencies, names of kinds of files, and in French the spaces
 * before signs.
 */
@OrderflowTest
class PageWordsTest {

	private static final List<String> PAGES = List.of("/sell", "/buy", "/sell/listings", "/services", "/conversations",
			"/conversations?show=ALL", "/contacts", "/contacts?side=buying", "/notifications", "/account",
			"/account/tokens", "/account/security", "/account/passkeys", "/guides", "/ready-messages", "/find?q=fox");

	/** What the freelancer of the tests asks in English. */
	private static final String ASKED = "Your story?";

	private static final Pattern NO_WORDS = Pattern.compile("(?s)<(script|style|pre|code|svg|template)\\b.*?</\\1>");

	/** What people wrote in another language. */
	private static final Pattern ENGLISH = Pattern.compile("(?s)<(\\w+)\\b[^>]*\\blang=\"en\".*?</\\1>");

	private static final Pattern BLOCK = Pattern
		.compile("</?(p|div|li|dt|dd|td|th|h[1-6]|button|label|option|summary|legend|main|header|section)\\b[^>]*>");

	private static final Pattern TAG = Pattern.compile("(?s)<[^>]*>");

	private static final Map<String, Pattern> WRONG = Map.of( //
			"a text that is missing", Pattern.compile("\\?\\?[\\w.-]+\\?\\?"), //
			"a date for machines", Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b"), //
			"the code of a currency that has a sign", Pattern.compile("\\b(EUR|USD|GBP)\\b"), //
			"the type of a file for machines", Pattern.compile("\\b(image|text|application|audio|video)/[a-z]"), //
			"a sign without its space, or with one that breaks",
			Pattern.compile("[^\\s\\u00a0\\u202f?!][?!»](?=\\s|$)|(?<=\\p{L})[;:](?=\\s|$)| [;:?!»](?=\\s|$)|« "));

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	private Market market;

	private String client;

	private String freelancer;

	@BeforeEach
	void open() {
		OrderScenario between = this.marketplace.anOrderBetweenNewcomers(Locale.FRENCH);
		this.client = between.client();
		this.freelancer = between.freelancer();
		this.market = new Market(this.port, this.marketplace, this.freelancer, this.client);
	}

	@Test
	void pages_say_whole_texts_and_nothing_for_machines() {
		List<String> orders = new ArrayList<>(List.of(this.market.placed(), this.market.inReview("NONE"),
				this.market.drafting(), this.market.draftInReview(), this.market.inProduction(),
				this.market.delivered(), this.market.completed()));
		orders.add(withEverything());
		for (String side : List.of(this.freelancer, this.client)) {
			Visitor reader = Visitor.stranger(this.port);
			reader.signIn(side, Newcomers.PASSWORD);
			Stream.concat(PAGES.stream(), orders.stream().map((number) -> "/orders/" + number))
				.forEach((page) -> assertThat(words(reader, page)).as(page)
					.allSatisfy((line) -> WRONG
						.forEach((what, wrong) -> assertThat(line).as(what).doesNotContainPattern(wrong))));
		}
	}

	/** An order with a question, a message that is a file, and a request. */
	private String withEverything() {
		String number = this.market.inProduction();
		String order = "/api/orders/" + number;
		ok(this.market.lea().post(order + "/questions", json(Map.of("question", "Le renard est rouge"))));
		ok(this.market.camille().post(order + "/questions/answer", json(Map.of("answer", "Oui"))));
		String file = Market.upload(this.market.camille(), "renard.txt", "Le renard");
		assertThat(this.market.camille()
			.post(order + "/messages", json(Map.of("message", "", "files", List.of(file))))
			.statusCode()).isEqualTo(201);
		ok(this.market.lea()
			.post(order + "/requests",
					json(Map.of("kind", "cancellation", "reason", "Malade", "responsible", "nobody"))));
		return number;
	}

	private static List<String> words(Visitor reader, String page) {
		String html = reader.get(page).body();
		assertThat(html).as(page).contains("<html lang=\"fr\">");
		String french = ENGLISH.matcher(NO_WORDS.matcher(html).replaceAll("")).replaceAll("");
		String text = TAG.matcher(BLOCK.matcher(french).replaceAll("\n")).replaceAll("");
		return text.replace(ASKED, "")
			.replace("&amp;", "&")
			.lines()
			.map((line) -> line.strip().replaceAll("[ \t]+", " "))
			.toList();
	}

}
