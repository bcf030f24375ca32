package io.orderflow.order.web;

import java.net.http.HttpResponse;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Statements;
import io.orderflow.Visitor;
import io.orderflow.account.AccountService;
import io.orderflow.account.NewAccount;
import io.orderflow.catalog.Contents;
import io.orderflow.catalog.ListingService;
import io.orderflow.order.OrderStep;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.RequestScenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Where moderators find what waits for them, and decide on services. */
@OrderflowTest
class ModerationPageTest {

	private static final Pattern MORE = Pattern.compile("hx-get=\"(/moderation\\?[^\"]+)\"");

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private AccountService accounts;

	@Autowired
	private ListingService listings;

	@Autowired
	private Statements statements;

	private String seller;

	private Visitor mona;

	@BeforeEach
	void signIn() {
		this.seller = this.newcomers.person("Lea", Locale.FRENCH, UserStore.FREELANCERS);
		this.mona = at(this.newcomers.person("Mona", Locale.FRENCH, UserStore.MODERATORS));
	}

	@Test
	void moderators_arrive_where_they_decide() {
		HttpResponse<String> home = this.mona.get("/");
		assertThat(home.headers().firstValue("Location").orElse("")).endsWith("/moderation");
		assertThat(this.mona.get("/moderation").body()).contains("À décider", "Services à examiner",
				"Litiges à trancher", "href=\"/camunda/app/tasklist/default/\"");
		assertThat(at(this.seller).get("/moderation").statusCode()).isEqualTo(403);
	}

	@Test
	void what_waits_stands_there_the_oldest_first_and_in_pages() {
		List<UUID> submitted = new ArrayList<>();
		for (int i = 0; i < 22; i++) {
			submitted.add(this.marketplace.aSubmittedListing(this.seller, Contents.titled("Logo " + i)));
		}
		String all = all();
		assertThat(submitted.stream().map((id) -> all.indexOf("id=\"service-" + id))).doesNotContain(-1)
			.isSorted()
			.doesNotHaveDuplicates();
		submitted.forEach((id) -> this.listings.takeBack(id, this.seller));
		assertThat(all()).doesNotContain(submitted.get(0).toString());
	}

	@Test
	void nobody_is_offered_what_is_their_own() {
		String both = this.accounts
			.register(new NewAccount("both" + UUID.randomUUID().toString().replace("-", ""), "Mo", "Both",
					UUID.randomUUID() + "@orderflow.example", Locale.ENGLISH, ZoneId.of("UTC"), Newcomers.PASSWORD,
					Set.of(UserStore.FREELANCERS, UserStore.MODERATORS)))
			.id();
		UUID own = this.marketplace.aSubmittedListing(both, Contents.titled("My own"));
		UUID other = this.marketplace.aSubmittedListing(this.seller, Contents.titled("Another's"));
		Visitor moderator = at(both);
		assertThat(all(moderator)).contains(other.toString()).doesNotContain(own.toString());
		assertThat(moderator.get("/sell/listings/" + own).body()).doesNotContain("value=\"approve\"");
		assertThat(decide(moderator, own, Map.of("decision", "approve", "version", "1")).statusCode()).isEqualTo(403);
		this.listings.takeBack(own, both);
		this.listings.takeBack(other, this.seller);
	}

	@Test
	void a_dispute_waits_there_for_all_but_its_sides() {
		OrderScenario order = this.marketplace.anOrderBetweenNewcomers(Locale.FRENCH).until(OrderStep.DELIVER_WORK);
		assertThat(all()).doesNotContain(order.number());
		order.cancellationAsked(order.client()).refused(order.freelancer()).disputed(order.client());
		String page = all();
		assertThat(page).contains("href=\"/disputes/" + order.number() + "\"", "demande l’annulation");
		this.mona.form("/disputes/" + order.number(),
				Map.of("decision", "refuse", "reason", "Tout va bien.", "request", "1"));
		assertThat(all()).doesNotContain(order.number());
		assertThat(this.mona.get("/disputes/" + order.number()).body()).contains("href=\"/moderation\"");
	}

	@Test
	void who_rules_on_what_was_withdrawn_is_told_so_and_keeps_the_reason() {
		OrderScenario order = this.marketplace.anOrderBetweenNewcomers(Locale.FRENCH).until(OrderStep.DELIVER_WORK);
		RequestScenario request = order.cancellationAsked(order.client())
			.refused(order.freelancer())
			.disputed(order.client());
		request.withdrawn(order.client());

		HttpResponse<String> late = this.mona.form("/disputes/" + order.number(),
				Map.of("decision", "refuse", "reason", "Tout va bien.", "request", "1"));

		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body())
			.contains("a été retirée entre-temps", "a retiré sa demande le", "Tout va bien.</textarea>")
			.doesNotContain("Quelqu’un a déjà tranché");
	}

	@Test
	void who_rules_on_an_order_that_was_closed_meanwhile_is_told_so() {
		OrderScenario order = this.marketplace.anOrderBetweenNewcomers(Locale.FRENCH).placed();
		order.cancellationAsked(order.client()).refused(order.freelancer()).disputed(order.client());
		order.cancelledByClient("Trouvé ailleurs");

		HttpResponse<String> late = this.mona.form("/disputes/" + order.number(),
				Map.of("decision", "refuse", "reason", "Tout va bien.", "request", "1"));

		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).contains("a été close entre-temps", "close avant toute décision",
				"Tout va bien.</textarea>");
	}

	@Test
	void it_takes_few_statements() {
		this.marketplace.aSubmittedListing(this.seller, Contents.titled("Counted"));
		this.mona.get("/moderation");
		List<String> taken = this.statements
			.of(() -> assertThat(this.mona.get("/moderation").statusCode()).isEqualTo(200));
		assertThat(taken).as(() -> String.join("\n", taken)).hasSizeBetween(1, Statements.PAGE);
	}

	@Test
	void a_service_is_approved_on_the_page_where_it_is_read() {
		UUID id = this.marketplace.aSubmittedListing(this.seller, Contents.titled("Approved here"));
		String read = this.mona.get("/sell/listings/" + id).body();
		assertThat(read).contains("Soumis par Lea", "(images)", "name=\"version\" value=\"1\"", "Renvoyer");
		for (int click = 0; click < 2; click++) {
			HttpResponse<String> approved = decide(this.mona, id, Map.of("decision", "approve", "version", "1"));
			assertThat(approved.headers().firstValue("Location").orElse("")).as("click %s", click)
				.endsWith("/sell/listings/" + id + "?approved#now");
		}
		assertThat(this.mona.get("/sell/listings/" + id + "?approved").body())
			.contains("Vous avez approuvé", "En vente")
			.doesNotContain("value=\"approve\"");
		assertThat(all()).doesNotContain(id.toString());
	}

	@Test
	void one_that_is_sent_back_takes_a_reason_which_the_next_reads_too() {
		UUID id = this.marketplace.aSubmittedListing(this.seller, Contents.titled("Sent back"));
		HttpResponse<String> unsaid = decide(this.mona, id,
				Map.of("decision", "reject", "reason", " ", "version", "1"));
		assertThat(unsaid.statusCode()).isEqualTo(400);
		assertThat(unsaid.body()).contains("id=\"review-reason-error\"", "aria-invalid=\"true\"");
		HttpResponse<String> both = decide(this.mona, id,
				Map.of("decision", "approve", "reason", "Trop court.", "version", "1"));
		assertThat(both.statusCode()).isEqualTo(400);
		assertThat(both.body()).contains("Trop court.</textarea>", "id=\"review-reason-error\"");
		assertThat(decide(this.mona, id, Map.of("reason", "Trop court.", "version", "1")).body())
			.contains("Merci de faire un choix");
		assertThat(decide(this.mona, id, Map.of("decision", "maybe", "version", "1")).statusCode()).isEqualTo(400);
		for (int click = 0; click < 2; click++) {
			assertThat(decide(this.mona, id, Map.of("decision", "reject", "reason", "Trop\r\ncourt.", "version", "1"))
				.statusCode()).as("click %s", click).isEqualTo(302);
		}
		assertThat(this.mona.get("/sell/listings/" + id + "?sent-back").body()).contains("Vous avez renvoyé",
				"Trop\ncourt.");
		this.listings.change(id, this.seller, Contents.titled("Sent again"));
		this.listings.submit(id, this.seller);
		assertThat(this.mona.get("/sell/listings/" + id).body())
			.contains("La version 1 a été renvoyée", "Trop\ncourt.", "name=\"version\" value=\"2\"")
			.as("nothing is on sale")
			.doesNotContain("id=\"changes\"");
		decide(this.mona, id, Map.of("decision", "approve", "version", "2"));
		this.listings.change(id, this.seller, Contents.titled("Changed once more"));
		this.listings.submit(id, this.seller);
		assertThat(this.mona.get("/sell/listings/" + id).body()).doesNotContain("a été renvoyée")
			.contains("une version précédente est en vente", "Ce qui change par rapport à la version 2, en vente")
			.containsPattern("<span>Changed once more</span>\\s*<span class=\"faint\">au lieu de Sent again</span>");
		assertThat(all()).contains(id.toString());
	}

	@Test
	void what_was_changed_meanwhile_is_not_decided_unseen_and_the_reason_is_kept() {
		UUID id = this.marketplace.aSubmittedListing(this.seller, Contents.titled("First"));
		this.listings.takeBack(id, this.seller);
		Map<String, String> rejected = Map.of("decision", "reject", "reason", "Trop court.", "version", "1");
		HttpResponse<String> gone = decide(this.mona, id, rejected);
		assertThat(gone.statusCode()).isEqualTo(409);
		assertThat(gone.body()).contains("Il n’y a plus rien à décider", "Trop court.</textarea>",
				"l’a peut-être repris");

		this.listings.change(id, this.seller, Contents.titled("Second"));
		this.listings.submit(id, this.seller);
		for (Map<String, String> form : List.of(rejected, Map.of("decision", "approve", "version", "1"),
				Map.of("decision", "approve"))) {
			HttpResponse<String> other = decide(this.mona, id, form);
			assertThat(other.statusCode()).isEqualTo(409);
			assertThat(other.body()).contains("Ce service a été modifié et soumis à nouveau", "Second",
					"name=\"version\" value=\"2\"", form.getOrDefault("reason", "") + "</textarea>");
		}

		Visitor max = at(this.newcomers.moderator());
		assertThat(decide(max, id, Map.of("decision", "approve", "version", "2")).statusCode()).isEqualTo(302);
		HttpResponse<String> late = decide(this.mona, id,
				Map.of("decision", "reject", "reason", "Trop court.", "version", "2"));
		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).contains("n’attend plus de décision", "Second", "En vente", "Trop court.</textarea>");
	}

	@Test
	void only_moderators_decide() {
		UUID id = this.marketplace.aSubmittedListing(this.seller, Contents.titled("Not theirs"));
		Map<String, String> approval = Map.of("decision", "approve", "version", "1");
		assertThat(decide(at(this.newcomers.client()), id, approval).statusCode()).isEqualTo(403);
		assertThat(decide(at(this.seller), id, approval).statusCode()).isEqualTo(403);
		assertThat(all()).contains(id.toString());
	}

	private static HttpResponse<String> decide(Visitor moderator, UUID id, Map<String, String> form) {
		return moderator.form("/sell/listings/" + id + "/review", form);
	}

	private String all() {
		return all(this.mona);
	}

	/** Both lists to their ends. */
	private static String all(Visitor moderator) {
		StringBuilder all = new StringBuilder();
		String next = "/moderation";
		while (!next.isEmpty()) {
			String page = moderator.get(next).body();
			all.append(page);
			Matcher more = MORE.matcher(page);
			next = more.find() ? more.group(1).replace("&amp;", "&") : "";
		}
		return all.toString();
	}

	private Visitor at(String account) {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(account, Newcomers.PASSWORD);
		visitor.readCsrf();
		return visitor;
	}

}
