package io.orderflow.browser;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.orderflow.running.RunningDemo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What two people ask of each other about an order, each in a browser of their own and
 * live, and what a moderator rules.
 */
@ExtendWith({ Chromium.class, RunningDemo.class })
class RequestWalkTest {

	private final List<Person> people = new ArrayList<>();

	@AfterEach
	void leave() {
		this.people.forEach((person) -> {
			person.screenshot("last sight of " + person.name() + " asking");
			person.leave();
		});
	}

	@Test
	void a_later_date_is_asked_for_and_agreed_live() {
		String number = orderUnderWay();
		Person lea = at(number, "lea", true);
		Person camille = at(number, "camille", true);

		requests(lea).getByText("Demander une date plus tardive").click();
		requests(lea).getByLabel("Nouvelle date").fill(LocalDate.now(ZoneOffset.UTC).plusDays(9) + "T18:00");
		requests(lea).getByLabel("Pourquoi faut-il plus de temps").fill("Le renard est timide.");
		requests(lea).locator("#ask-extension").getByRole(AriaRole.BUTTON, named("Envoyer la demande")).click();
		assertThat(requests(lea)).containsText("Votre demande est envoyée");

		assertThat(now(camille)).containsText("Le renard est timide.");
		PageAudit.at(camille.page(), "request-answer");
		now(camille).getByRole(AriaRole.BUTTON, named("Refuser")).click();
		assertThat(now(camille).getByLabel("Votre réponse")).isFocused();
		now(camille).getByRole(AriaRole.BUTTON, named("Accepter la nouvelle date")).click();

		assertThat(requests(lea)).containsText("Acceptée");
		assertThat(lea.page().locator("#order-head")).containsText("18:00");
		assertThat(lea.complaints()).isEmpty();
		assertThat(camille.complaints()).filteredOn((text) -> !text.contains("status of 400")).isEmpty();
	}

	@Test
	void what_they_cannot_agree_on_is_ruled_by_a_moderator() {
		String number = orderUnderWay();
		Person lea = at(number, "lea", true);
		Person camille = at(number, "camille", true);
		requests(camille).getByText("Demander l’annulation").click();
		requests(camille).getByLabel("Pourquoi annuler").fill("Le projet est abandonné.");
		requests(camille).getByLabel("Personne").check();
		requests(camille).locator("#ask-cancellation").getByRole(AriaRole.BUTTON, named("Envoyer la demande")).click();

		assertThat(now(lea)).containsText("Le projet est abandonné.");
		now(lea).getByLabel("Votre réponse").fill("La moitié est faite.");
		now(lea).getByRole(AriaRole.BUTTON, named("Refuser")).click();

		assertThat(requests(camille)).containsText("La moitié est faite.");
		now(camille).getByText("Soumettre le refus à un modérateur").click();
		requests(camille).getByLabel("Pourquoi un modérateur").fill("Rien ne m’a été montré.");
		requests(camille).getByRole(AriaRole.BUTTON, named("Saisir un modérateur")).click();
		assertThat(requests(lea)).containsText("Soumise à un modérateur");

		Person mona = person("mona", true);
		mona.go("/notifications");
		mona.page().getByRole(AriaRole.LINK).getByText("To rule on").first().click();
		assertThat(mona.page().locator("main")).containsText("Rien ne m’a été montré.");
		mona.page().getByLabel("Reason").fill("Half of the work is paid for outside.");
		mona.button("Cancel the order").click();
		assertThat(now(mona)).containsText("it ends at once");
		mona.button("Cancel the order").click();
		assertThat(now(mona)).containsText("You have ruled");

		assertThat(lea.page().locator("#order-head")).containsText("Annulée");
		assertThat(requests(camille)).containsText("Half of the work is paid for outside.");
		assertThat(mona.complaints()).isEmpty();
		assertThat(camille.complaints()).isEmpty();
	}

	@Test
	void a_request_is_made_answered_and_taken_back_without_javascript() {
		String number = orderUnderWay();
		Person lea = at(number, "lea", false);
		requests(lea).getByText("Demander l’annulation").click();
		requests(lea).getByLabel("Pourquoi annuler").fill("Je suis malade.");
		requests(lea).locator("#ask-cancellation").getByRole(AriaRole.BUTTON, named("Envoyer la demande")).click();
		assertThat(requests(lea).getByLabel("Pourquoi annuler")).hasValue("Je suis malade.");
		requests(lea).getByLabel("Le freelance").check();
		requests(lea).locator("#ask-cancellation").getByRole(AriaRole.BUTTON, named("Envoyer la demande")).click();
		requests(lea).getByRole(AriaRole.BUTTON, named("Retirer la demande")).click();
		assertThat(requests(lea)).containsText("Retirée");

		requests(lea).getByText("Demander une date plus tardive").click();
		requests(lea).getByLabel("Pourquoi faut-il plus de temps").fill("Un jour de plus.");
		requests(lea).locator("#ask-extension").getByRole(AriaRole.BUTTON, named("Envoyer la demande")).click();
		Person camille = at(number, "camille", false);
		now(camille).getByRole(AriaRole.BUTTON, named("Accepter la nouvelle date")).click();
		assertThat(requests(camille)).containsText("Acceptée");
	}

	private static Locator requests(Person person) {
		return person.page().locator("#requests");
	}

	private static Locator now(Person person) {
		return person.page().locator("#now");
	}

	private static Locator.GetByRoleOptions named(String name) {
		return new Locator.GetByRoleOptions().setName(name).setExact(true);
	}

	private Person at(String number, String name, boolean scripts) {
		Person person = person(name, scripts);
		person.go("/orders/" + number);
		return person;
	}

	private Person person(String name, boolean scripts) {
		Person person = new Person(Chromium.browser(), RunningDemo.application().address(), name,
				new Browser.NewContextOptions().setViewportSize(1280, 900).setJavaScriptEnabled(scripts));
		this.people.add(person);
		return person;
	}

	/** An order whose freelancer is at work. */
	private static String orderUnderWay() {
		String listing = RunningDemo.application().post("lea", "/api/listings", """
				{"title":"Affiche","description":"Six images","language":"fr",
				 "price":{"amount":"120.00","currency":"EUR"},"deliveryTime":"P5D","revisions":1,
				 "approval":"NONE","updateAskedAfter":"P2D","updateRemindedAfter":"P3D",
				 "revisionRoundTime":"P3D","questions":[]}""").get("id").asText();
		RunningDemo.application().post("lea", "/api/listings/" + listing + "/submission", "");
		RunningDemo.application().post("mona", "/api/listings/" + listing + "/review", "{\"decision\":\"approve\"}");
		String number = RunningDemo.application()
			.post("camille", "/api/orders", json(Map.of("listing", listing)))
			.get("number")
			.asText();
		RunningDemo.application()
			.post("lea", "/api/orders/" + number + "/requirements/review", "{\"decision\":\"clear\"}");
		RunningDemo.application()
			.post("lea", "/api/orders/" + number + "/plan", json(Map.of("tasks", List
				.of(Map.of("title", "Draw", "deadline", LocalDate.now(ZoneOffset.UTC).plusDays(2).toString())))));
		return number;
	}

	private static String json(Object value) {
		try {
			return new ObjectMapper().writeValueAsString(value);
		}
		catch (JsonProcessingException ex) {
			throw new AssertionError(ex);
		}
	}

}
