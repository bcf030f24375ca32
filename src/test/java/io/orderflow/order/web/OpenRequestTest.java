package io.orderflow.order.web;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import io.orderflow.Newcomers;
import io.orderflow.Visitor;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.request.Ruling;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.RequestScenario;
import io.orderflow.scenario.Storyboard;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request that is open, or with a moderator, is said where the page says what to do
 * now, on both sides, with whether the order goes on, and who has to act on it.
 */
class OpenRequestTest extends BetweenLeaAndCamille {

	@Test
	void a_dispute_is_said_to_both_sides_until_the_ruling() {
		OrderScenario order = inProduction(Locale.FRENCH);
		RequestScenario request = order.cancellationAsked(order.client());
		assertThat(now(order, order.client()))
			.contains("Vous avez demandé l’annulation de la commande\u00a0:", "D’ici là, la commande suit son cours")
			.doesNotContain("n’est pas acceptée automatiquement");
		assertThat(now(order, order.freelancer())).contains("attend votre réponse. D’ici là, la commande suit");
		request.refused(order.freelancer());
		assertThat(now(order, order.client())).doesNotContain("now-request")
			.containsPattern("a refusé d’annuler la commande\\. .* soumettre ce refus à un modérateur jusqu’au \\d+ ")
			.contains("href=\"#dispute\"");
		assertThat(now(order, order.freelancer())).doesNotContain("#dispute");

		request.disputed(order.client());
		assertThat(now(order, order.client())).doesNotContain("#dispute")
			.contains("Votre demande d’annulation est entre les mains d’un modérateur. Jusqu’à sa décision, la"
					+ " commande suit son cours", "travaille à la livraison.");
		assertThat(now(order, order.freelancer()))
			.contains("a soumis le refus d’annuler à un modérateur. Jusqu’à sa décision, la commande suit son cours");
		assertThat(turn(order, order.client())).contains("Au freelance",
				"La décision sur l’annulation\u00a0: un modérateur");
		assertThat(turn(order, order.freelancer())).contains("À vous",
				"La décision sur l’annulation\u00a0: un modérateur");

		request.ruled(Ruling.Choice.REFUSE);
		assertThat(now(order, order.client())).doesNotContain("now-request");
		assertThat(turn(order, order.client())).doesNotContain("modérateur");
	}

	@Test
	void in_english_too_and_with_what_silence_does_to_a_delivery() {
		OrderScenario order = inProduction(Locale.ENGLISH).delivered();
		RequestScenario request = order.cancellationAsked(order.client());
		assertThat(now(order, order.client())).contains("has to answer. Until then the order goes on as before",
				"Meanwhile the delivery is not accepted automatically.");
		assertThat(turn(order, order.client())).contains("Yours", "The answer to your request: ");
		request.refused(order.freelancer()).disputed(order.client());
		assertThat(now(order, order.client()))
			.contains("Your request to cancel the order is with a moderator. Until the ruling the order goes on");
		assertThat(now(order, order.freelancer()))
			.contains("has put the refused cancellation to a moderator. Until the ruling the order goes on as before");
		assertThat(turn(order, order.freelancer())).contains("The client’s",
				"The ruling on the cancellation: a moderator");
	}

	@Test
	void who_accepts_while_a_request_is_open_is_told_that_it_ends() {
		OrderScenario order = inProduction(Locale.ENGLISH, 0).delivered();
		assertThat(now(order, order.client())).contains("you can ask to cancel", "I need more time")
			.doesNotContain("ends the open request");
		RequestScenario request = order.cancellationAsked(order.client());
		assertThat(now(order, order.client())).contains("If this is not what was agreed, write to")
			.doesNotContain("you can ask to cancel", "I need more time");
		request.refused(order.freelancer()).disputed(order.client());
		Visitor client = Visitor.stranger(this.port);
		client.signIn(order.client(), Newcomers.PASSWORD);
		client.readCsrf();
		assertThat(
				client.form("/orders/" + order.number() + "/steps/reviewDelivery", Map.of("decision", "accept")).body())
			.contains("ends the open request");
	}

	@Test
	void a_later_date_is_said_once_to_whoever_has_asked_for_it_and_works_on() {
		OrderScenario order = inProduction(Locale.ENGLISH);
		order.extensionAsked(order.freelancer(), Duration.ofDays(2));
		assertThat(now(order, order.freelancer())).contains("You asked for a later delivery: ", "Deliver the work");
		assertThat(turn(order, order.freelancer())).contains("Yours", "The answer to your request: ");
		assertThat(now(order, order.client())).containsOnlyOnce("asked for a later delivery")
			.contains("asked for a later delivery and waits for your answer.")
			.doesNotContain("The new date comes before that");
		assertThat(turn(order, order.client())).contains("Yours").doesNotContain("<small>");
	}

	private OrderScenario inProduction(Locale language) {
		return inProduction(language, 1);
	}

	private OrderScenario inProduction(Locale language, int revisions) {
		return this.marketplace.anOrderBetweenNewcomers(language)
			.of(Storyboard.ordinary().approving(ApprovalNeeded.NONE).revisedAtMost(revisions))
			.requirementsProvided()
			.requirementsClear()
			.planned();
	}

	private String now(OrderScenario order, String reader) {
		return between(order, reader, "<section class=\"now\"", "</section>");
	}

	private String turn(OrderScenario order, String reader) {
		return between(order, reader, "<dl class=\"facts\">", "</dd>");
	}

	private String between(OrderScenario order, String reader, String from, String to) {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(reader, Newcomers.PASSWORD);
		String page = visitor.get("/orders/" + order.number()).body();
		int begin = page.indexOf(from);
		return page.substring(begin, page.indexOf(to, begin));
	}

}
