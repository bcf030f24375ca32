package io.orderflow.order.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.Visitor;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.request.Ruling;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.Storyboard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What the page of an order says of how it ended. */
class EndedOrderTest extends BetweenLeaAndCamille {

	@Autowired
	private MovableClock clock;

	@AfterEach
	void backToTheRealTime() {
		this.clock.reset();
	}

	@Test
	void who_cancelled_is_called_you_on_their_own_page() {
		OrderScenario french = order(Locale.FRENCH).placed().cancelledByClient("Changement de projet");
		assertThat(ended(french, french.client())).contains(">par vous<", "Changement de projet")
			.doesNotContain("par Camille");
		assertThat(ended(french, french.freelancer())).contains(">par Camille", "Changement de projet");
		OrderScenario english = order(Locale.ENGLISH).placed().cancelledByClient("Another project");
		assertThat(ended(english, english.client())).contains(">by you<");

		OrderScenario asked = inProduction(Locale.ENGLISH);
		asked.cancellationAsked(asked.freelancer()).accepted(asked.client());
		assertThat(ended(asked, asked.freelancer())).contains(">as you had asked<");
		assertThat(ended(asked, asked.client())).contains(">as Noah", " had asked<");
	}

	@Test
	void where_a_moderator_ended_it_the_reason_is_the_rulings() {
		OrderScenario order = inProduction(Locale.FRENCH);
		order.cancellationAsked(order.client())
			.refused(order.freelancer())
			.disputed(order.client())
			.ruled(Ruling.Choice.ACCEPT);
		assertThat(ended(order, order.client())).contains("par un modérateur (à votre demande)",
				">That is what was agreed<");
		assertThat(page(order.client(), order.number() + "/timeline"))
			.contains("Un modérateur a tranché", ">un modérateur</small>")
			.as("nobody, least of all who asked for it")
			.containsPattern("Commande annulée</span>\\s*</div>");
		OrderScenario english = inProduction(Locale.ENGLISH);
		english.cancellationAsked(english.client())
			.refused(english.freelancer())
			.disputed(english.client())
			.ruled(Ruling.Choice.ACCEPT);
		assertThat(ended(english, english.client())).contains("by a moderator’s ruling, as you had asked",
				">That is what was agreed<");
		assertThat(ended(order, order.freelancer())).contains("par un modérateur (demande faite par Camille",
				">That is what was agreed<");
	}

	@Test
	void a_finished_order_begins_with_the_delivery_that_was_accepted() {
		OrderScenario order = this.market.anOrder()
			.of(Storyboard.ordinary().approving(ApprovalNeeded.NONE))
			.withRequirements()
			.requirementsClear()
			.planned();
		String number = order.number();
		String file = Market.upload(this.market.lea(), "affiche.pdf", "x");
		Market.ok(this.market.lea()
			.post("/api/orders/" + number + "/deliveries",
					Market.json(Map.of("message", "Voilà", "files", List.of(file)))));
		Market.ok(this.market.camille()
			.post("/api/orders/" + number + "/deliveries/review", Market.json(Map.of("decision", "accept"))));
		for (Visitor reader : List.of(this.camille, this.lea)) {
			assertThat(now(reader, number))
				.contains("La livraison 1 a été acceptée le ", "href=\"#delivery-1\"",
						"/api/files/" + file + "\">affiche.pdf</a>")
				.doesNotContain("/dossier\"");
		}
	}

	@Test
	void what_silence_accepted_is_told_as_that() {
		OrderScenario order = inProduction(Locale.ENGLISH).delivered();
		order.timeComesFor("event_deliveryReminderFellDue").timeComesFor("event_reviewTimePassed");
		OrderScenario said = inProduction(Locale.ENGLISH).delivered().accepted();
		assertThat(ended(said, said.client())).contains("Delivery 1 was accepted on ");
		assertThat(ended(order, order.client())).contains("Delivery 1 counts as accepted since ",
				", as there was no answer in time.");
	}

	@Test
	void what_is_delivered_early_has_a_date_and_was_not_due() {
		OrderScenario order = inProduction(Locale.ENGLISH).delivered();
		assertThat(page(order.client(), order.number())).contains("Due date: ").doesNotContain("was due");
		OrderScenario french = inProduction(Locale.FRENCH).delivered();
		assertThat(page(french.client(), french.number())).contains("Date prévue\u00a0: ")
			.doesNotContain("Elle était prévue");
	}

	@Test
	void a_cancelled_order_promises_nothing_any_more() {
		OrderScenario delivered = inProduction(Locale.ENGLISH).delivered();
		String accepted = "Accepted automatically";
		assertThat(page(delivered.client(), delivered.number())).contains(accepted);
		delivered.cancellationAsked(delivered.freelancer()).accepted(delivered.client());
		for (String reader : List.of(delivered.client(), delivered.freelancer())) {
			assertThat(page(reader, delivered.number())).contains("Cancelled").doesNotContain(accepted);
		}

		OrderScenario shown = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH)
			.of(Storyboard.ordinary().approving(ApprovalNeeded.DRAFT_AND_PLAN))
			.requirementsProvided()
			.requirementsClear()
			.planned()
			.draftSubmitted()
			.previewAnswered("notMade");
		assertThat(page(shown.client(), shown.number())).contains("You can download the originals once");
		shown.changesAsked().cancellationAsked(shown.freelancer()).accepted(shown.client());
		assertThat(page(shown.client(), shown.number())).contains("the originals are not handed over")
			.doesNotContain("You can download the originals once", "You cannot judge yet");
	}

	private OrderScenario inProduction(Locale language) {
		return order(language).requirementsProvided().requirementsClear().planned();
	}

	private OrderScenario order(Locale language) {
		return this.marketplace.anOrderBetweenNewcomers(language)
			.of(Storyboard.ordinary().approving(ApprovalNeeded.NONE));
	}

	/** What stands where it says how the order ended. */
	private String ended(OrderScenario order, String reader) {
		return now(page(reader, order.number()));
	}

	private static String now(Visitor reader, String number) {
		return now(reader.get("/orders/" + number).body());
	}

	private static String now(String page) {
		int begin = page.indexOf("<section class=\"now\"");
		return page.substring(begin, page.indexOf("</section>", begin));
	}

	private String page(String reader, String number) {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(reader, Newcomers.PASSWORD);
		return visitor.get("/orders/" + number).body();
	}

}
