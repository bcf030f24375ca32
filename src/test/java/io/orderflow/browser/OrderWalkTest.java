package io.orderflow.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.orderflow.running.RunningDemo;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A whole order by two people in two browsers, in French, on the pages of the
 * application: on a wide screen, on a phone, and without JavaScript. With it, each sees
 * live what the other does.
 */
@ExtendWith({ Chromium.class, RunningDemo.class })
class OrderWalkTest {

	enum Browsing {

		WIDE(1280, 900, true), PHONE(390, 844, true), WITHOUT_JAVASCRIPT(1280, 900, false);

		private final int width;

		private final int height;

		private final boolean scripts;

		Browsing(int width, int height, boolean scripts) {
			this.width = width;
			this.height = height;
			this.scripts = scripts;
		}

		Browser.NewContextOptions options() {
			return new Browser.NewContextOptions().setViewportSize(this.width, this.height)
				.setJavaScriptEnabled(this.scripts);
		}

	}

	private final List<Person> people = new ArrayList<>();

	private Browsing browsing = Browsing.WIDE;

	private String number = "";

	@AfterEach
	void leave() {
		this.people.forEach((person) -> {
			person.screenshot("last sight of " + person.name() + " " + this.browsing);
			person.leave();
		});
	}

	@ParameterizedTest
	@EnumSource
	void two_people_take_an_order_to_its_acceptance(Browsing browsing) throws IOException {
		this.browsing = browsing;
		Person camille = person("camille");
		placeOrder(camille);
		Person lea = person("lea");
		lea.go("/sell");
		see(lea, "dashboard");
		lea.page().locator("[id='" + this.number + "']").getByRole(AriaRole.BUTTON).click();

		provideRequirements(camille);
		clarify(lea, camille);
		planAndDraft(lea, camille);
		talk(lea, camille);
		deliver(lea, "Livrer le travail", "Voici le storyboard.");
		askForRevision(camille);
		deliver(lea, "Livrer la révision", "Voici la seconde version.");

		sight(camille, "Voici la seconde version.");
		see(camille, "review-delivery");
		press(camille, "Accepter la livraison");
		assertThat(now(camille)).containsText("aucune révision ne pourra plus être demandée");
		see(camille, "accept-asked");
		press(camille, "Confirmer");
		assertThat(camille.page().locator("#order-head")).containsText("Terminée");
		takeWhatIsTheirs(camille);
		sight(lea, "Terminée");
		see(lea, "completed");
		lea.page().getByText("Afficher tout ce qui s’est passé").click();
		assertThat(lea.page().locator("#timeline")).containsText("Commande passée");
		assertThat(lea.complaints()).isEmpty();
		assertThat(camille.complaints()).filteredOn((text) -> !text.contains("status of 400")).isEmpty();
	}

	/** The original that was withheld until now, and all there is on the order. */
	private void takeWhatIsTheirs(Person camille) throws IOException {
		turnTo(camille, "work");
		assertThat(Files.readString(downloaded(camille, original(camille)))).isEqualTo("croquis");
		turnTo(camille, "facts");
		sight(camille, "Le télécharger en PDF");
		Locator dossier = camille.page().getByText("Le télécharger en PDF");
		see(camille, "dossier");
		try (PDDocument document = Loader.loadPDF(downloaded(camille, dossier).toFile())) {
			assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Dossier de la commande " + this.number);
			assertThat(new PDFTextStripper().getText(document).replaceAll("[\\s\\u00A0\\u202F]+", " ")).contains(
					"Critères de la commande", "Voici le croquis.", "approuvé", "Faut-il voir des visages ?",
					"Plus chaud", "Voici la seconde version.", "480,00 €", "Livraison acceptée");
		}
	}

	private static Path downloaded(Person person, Locator link) {
		return person.page().waitForDownload(link::click).path();
	}

	private void placeOrder(Person camille) {
		camille.go("/services");
		camille.page().getByLabel("Chercher un service").fill("storyboard");
		camille.button("Chercher").click();
		camille.page().getByText("Storyboard illustré pour votre film publicitaire").click();
		camille.button("Commander ce service").click();
		camille.page().waitForURL("**/orders/OF-*");
		assertThat(now(camille)).containsText("Vous avez passé commande à ");
		this.number = camille.page().url().replaceFirst(".*/orders/([^?#]+).*", "$1");
	}

	private void provideRequirements(Person camille) {
		now(camille).getByLabel("Que doit raconter le film").fill("Le café du port ouvre à l’aube.");
		now(camille).getByLabel("Paysage 16:9").check();
		now(camille).getByLabel("Cinéma").check();
		press(camille, "Envoyer les critères");
		assertThat(now(camille)).containsText("Merci d’indiquer une date.");
		assertThat(now(camille).getByLabel("Que doit raconter le film")).hasValue("Le café du port ouvre à l’aube.");
		assertThat(now(camille).getByLabel("Cinéma")).isChecked();
		assertThat(now(camille).getByLabel("Quand le tournage")).isFocused();
		see(camille, "refused");
		now(camille).getByLabel("Quand le tournage").fill(LocalDate.now(ZoneOffset.UTC).plusDays(20).toString());
		upload(camille, "logo.svg", "image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
		press(camille, "Envoyer les critères");
		assertThat(camille.page().locator("#order-head")).containsText("Commande à l’examen");
	}

	private void clarify(Person lea, Person camille) {
		sight(lea, "Commande à l’examen");
		assertThat(lea.page().locator("#records").getByText("logo.svg")).isVisible();
		now(lea).getByText("poser une question").click();
		now(lea).getByLabel("Votre question").fill("Faut-il voir des visages ?");
		see(lea, "review-requirements");
		press(lea, "Envoyer la question");
		sight(camille, "Faut-il voir des visages ?");
		assertThat(camille.page().locator("#order-head")).containsText("Le délai est suspendu");
		now(camille).getByLabel("Votre réponse").fill("Non, seulement des mains.");
		press(camille, "Envoyer la réponse");
		sight(lea, "Tout est clair");
		press(lea, "Tout est clair");
	}

	private void planAndDraft(Person lea, Person camille) {
		assertThat(now(lea)).containsText("Planifier le travail");
		now(lea).getByLabel("Tâche").first().fill("Croquis");
		press(lea, "Une tâche de plus");
		now(lea).getByLabel("Tâche").nth(1).fill("Mise au propre");
		see(lea, "plan");
		press(lea, "Enregistrer le plan");
		assertThat(now(lea)).containsText("Envoyer un brouillon");
		assertThat(lea.page().locator("#plan")).containsText("Mise au propre");
		lea.page().locator("#plan").getByRole(AriaRole.CHECKBOX).first().click();
		assertThat(lea.page().locator("#plan").getByRole(AriaRole.CHECKBOX).first()).isChecked();

		now(lea).getByLabel("Message").fill("Voici le croquis.");
		upload(lea, "croquis.txt", "text/plain", "croquis");
		press(lea, "Envoyer le brouillon");
		sight(camille, "Approuver");
		looksAtPreview(camille);
		see(camille, "review-draft");
		press(camille, "Approuver : le travail peut continuer");
	}

	/** And at nothing else of it: the original comes with the acceptance. */
	private void looksAtPreview(Person camille) {
		assertThat(now(camille)).containsText("croquis.txt");
		Locator preview = now(camille).getByAltText("Aperçu\u00a0: croquis.txt, page 1");
		assertThat(preview).isVisible();
		if (this.browsing.scripts) {
			assertThat(String.valueOf(preview.evaluate("(image) => image.decode().then(() => image.naturalHeight)")))
				.isEqualTo("1600");
		}
		assertThat(original(camille)).hasCount(0);
	}

	private static Locator original(Person camille) {
		return camille.page().locator("main").getByRole(AriaRole.LINK, named("croquis.txt"));
	}

	private void talk(Person lea, Person camille) {
		sight(lea, "Livrer le travail");
		turnTo(camille, "conversation");
		camille.page().getByLabel("Écrire à Léa").fill("Merci, c’est superbe 🦊");
		camille.page().locator("#conversation").getByRole(AriaRole.BUTTON, named("Envoyer")).click();
		assertThat(camille.page().locator("#messages")).containsText("superbe 🦊");
		assertThat(camille.page().getByLabel("Écrire à Léa")).hasValue("");
		turnTo(camille, "work");
		reload(lea);
		assertThat(lea.page().locator("#messages")).containsText("superbe 🦊");
	}

	/** On a phone one part of the page is shown at a time. */
	private static void turnTo(Person person, String part) {
		Locator link = person.page().locator(".bar a[href='#" + part + "']");
		if (link.isVisible()) {
			link.click();
		}
	}

	private void deliver(Person lea, String step, String message) {
		sight(lea, step);
		now(lea).getByLabel("Message").fill(message);
		now(lea).getByLabel("Ce que vous avez fait pour le point")
			.all()
			.forEach((answer) -> answer.fill("C’est fait."));
		upload(lea, "storyboard.txt", "text/plain", message);
		see(lea, "deliver");
		press(lea, "Livrer");
		assertThat(lea.page().locator("#order-head")).containsText("Livrée");
	}

	private void askForRevision(Person camille) {
		sight(camille, "Accepter la livraison");
		now(camille).getByText("Demander une révision").click();
		now(camille).getByLabel("Ce qui est à modifier").first().fill("Plus chaud");
		now(camille).getByLabel("Se rapporte à").first().selectOption("subject");
		press(camille, "Ajouter un point");
		now(camille).getByLabel("Ce qui est à modifier").nth(1).fill("Le titre est trop long");
		now(camille).getByLabel("Convenu").nth(1).selectOption("outside");
		see(camille, "revision");
		press(camille, "Envoyer les points");
		assertThat(camille.page().locator("#order-head")).containsText("En révision");
		assertThat(camille.page().locator("#records")).containsText("Le titre est trop long");
		assertThat(camille.page().locator("#records")).containsText("hors de ce qui a été convenu");
	}

	/** What the other side did appears: by itself, or without scripts when asked for. */
	private void sight(Person person, String text) {
		if (this.browsing.scripts) {
			assertThat(person.page().locator("main")).containsText(text);
			return;
		}
		await().pollInSameThread().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(500)).until(() -> {
			person.go("/orders/" + this.number);
			return person.page().locator("main").textContent().contains(text);
		});
		assertThat(person.page().locator("main")).containsText(text);
	}

	private void reload(Person person) {
		if (!this.browsing.scripts) {
			person.go("/orders/" + this.number);
		}
	}

	private void upload(Person person, String name, String type, String content) {
		person.choose(now(person).locator("input[type=file]").first(), name, type, content);
		if (!this.browsing.scripts) {
			now(person).getByRole(AriaRole.BUTTON, named("Joindre")).first().click();
		}
		assertThat(now(person).locator(".files a")).containsText(name);
	}

	/** A picture, and nothing on it that axe would find wrong. */
	private void see(Person person, String what) {
		String name = "walk-" + what + "-" + this.browsing.name().toLowerCase(Locale.ROOT);
		if (this.browsing.scripts) {
			PageAudit.once(person.page(), name);
		}
		else {
			PageAudit.keep(person.page(), name);
		}
	}

	private static Locator now(Person person) {
		return person.page().locator("#now");
	}

	private static void press(Person person, String button) {
		now(person).getByRole(AriaRole.BUTTON, named(button)).first().click();
	}

	private static Locator.GetByRoleOptions named(String name) {
		return new Locator.GetByRoleOptions().setName(name).setExact(true);
	}

	private Person person(String name) {
		Person person = new Person(Chromium.browser(), RunningDemo.application().address(), name,
				this.browsing.options());
		this.people.add(person);
		return person;
	}

}
