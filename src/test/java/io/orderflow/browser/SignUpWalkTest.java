package io.orderflow.browser;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.orderflow.AccountMails;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.TestBrowser;
import io.orderflow.TestPushService;
import io.orderflow.TestPushService.Pushed;
import io.orderflow.TestTimeouts;
import io.orderflow.demo.DemoAccounts;
import io.orderflow.notification.NotificationService;
import io.orderflow.notification.delivery.NotificationDeliveryService;
import io.orderflow.platform.embedded.MailCatcher.CaughtMail;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * From a stranger to a first order, and how a person wants to be told, by hand in a
 * browser.
 */
@OrderflowTest
@ExtendWith(Chromium.class)
class SignUpWalkTest {

	private static final String PASSWORD = "quatre mots tout simples";

	private static final Pattern LINK = Pattern.compile("http://localhost:\\d+(/\\S+)");

	@LocalServerPort
	private int port;

	@Autowired
	private AccountMails mails;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private NotificationService notifications;

	@Autowired
	private NotificationDeliveryService deliveries;

	private BrowserContext context;

	@BeforeEach
	void french() {
		this.context = context("fr-FR");
	}

	@AfterEach
	void leave() {
		this.context.close();
	}

	private static BrowserContext context(String language) {
		BrowserContext context = Chromium.browser()
			.newContext(new Browser.NewContextOptions().setLocale(language).setTimezoneId("Europe/Paris"));
		context.setDefaultTimeout(TestTimeouts.LIMIT.toMillis());
		return context;
	}

	@Test
	void from_signing_up_to_the_first_order() {
		String email = "ines." + UUID.randomUUID() + "@orderflow.example";
		Page page = this.context.newPage();
		page.navigate(address("/sign-in"));
		link(page, "Créer un compte").click();
		page.getByLabel("Prénom").fill("Inès");
		page.getByLabel("Nom", new Page.GetByLabelOptions().setExact(true)).fill("Da Silva");
		page.getByLabel("Adresse e-mail").fill(email);
		page.getByLabel("Commander des services").check();
		button(page, "Créer mon compte").click();
		assertThat(page.getByRole(AriaRole.STATUS)).containsText("Consultez votre messagerie");

		page.navigate(address(link(letterTo(email))));
		page.getByLabel("Mot de passe").fill(PASSWORD);
		button(page, "Ouvrir mon compte").click();
		page.waitForURL((url) -> !url.contains("/welcome"));

		// other tests put storyboards up for sale, newer ones
		page.navigate(address("/services?q=storyboard+film+publicitaire"));
		link(page, "Storyboard illustré pour votre film publicitaire").first().click();
		button(page, "Commander ce service").dblclick();
		page.waitForURL("**/orders/OF-*");
		assertThat(page.locator("h1")).containsText("Storyboard illustré");
		assertThat(this.jdbc.sql("""
				select count(*) from orders o join account a on a.id = o.client where a.email = :email
				""").param("email", email).query(Integer.class).single()).isEqualTo(1);
	}

	@Test
	void what_one_is_told_and_in_which_browsers() {
		try (TestPushService pushes = new TestPushService()) {
			TestBrowser keys = TestBrowser.fresh();
			this.context.grantPermissions(List.of("notifications"));
			// A browser asks its maker's push service for an address, which a test does
			// not reach.
			this.context.addInitScript("""
					const mine = {
						endpoint: "%1$s",
						toJSON: () => ({ endpoint: "%1$s", keys: { p256dh: "%2$s", auth: "%3$s" } }),
						unsubscribe: async () => localStorage.removeItem("subscribed"),
					};
					PushManager.prototype.getSubscription = async () => localStorage.getItem("subscribed") && mine;
					PushManager.prototype.subscribe = async () => {
						localStorage.setItem("subscribed", "yes");
						return mine;
					};
					""".formatted(pushes.endpoint("ines-" + UUID.randomUUID()), keys.p256dh(), keys.auth()));
			OrderScenario sold = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH).placed();
			Page page = signedIn(sold.freelancer(), Newcomers.PASSWORD);
			page.navigate(address("/account"));
			page.getByLabel("New orders: E-mail").uncheck();
			button(page, "Save").click();
			assertThat(page.getByRole(AriaRole.STATUS)).containsText("Saved");
			assertThat(page.getByLabel("New orders: E-mail")).not().isChecked();

			button(page, "Notify me in this browser").click();
			assertThat(page.locator("[data-browser]")).hasCount(1);
			assertThat(page.locator("[data-browser]")).containsText("since");
			PageAudit.at(page, "account-browsers");
			page.locator("[data-browser]").getByRole(AriaRole.BUTTON).click();
			assertThat(page.locator("[data-browser]")).hasCount(0);

			button(page, "Notify me in this browser").click();
			assertThat(page.locator("[data-browser]")).hasCount(1);
			String number = sold.another().number();
			String content = keys.read(pushedTo(sold.freelancer(), pushes).body());
			assertThat(content).contains("Camille", "Storyboard", number);
			Map<?, ?> shown = shownAndClicked(page, content);
			assertThat(shown.get("title")).isEqualTo(JsonPath.read(content, "$.title"));
			assertThat(shown.get("body")).isEqualTo(JsonPath.read(content, "$.text"));
			assertThat(page.locator("#order-head")).containsText(number);

			page.locator("header .wide-only .end summary").click();
			page.locator("header .wide-only [data-signs-out] button").click();
			page.waitForURL("**/sign-in?signed-out");
			assertThat(this.jdbc.sql("select count(*) from push_subscription where endpoint like :mine")
				.param("mine", pushes.endpoint("ines-") + "%")
				.query(Integer.class)
				.single()).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "lea", "noah" })
	void a_freelancer_writes_a_service_in_either_language(String freelancer) {
		boolean french = freelancer.equals("lea");
		Page page = signedIn(freelancer, DemoAccounts.PASSWORD);
		page.navigate(address("/sell/listings"));
		button(page, french ? "Nouveau service" : "New service").click();
		page.getByLabel(french ? "Titre" : "Title").fill("Logo " + UUID.randomUUID());
		button(page, french ? "Ajouter une question" : "Add a question").click();
		assertThat(page).not().hasURL(Pattern.compile(".*_csrf.*"));
		page.getByLabel(french ? "Réponse" : "Answer").selectOption("SINGLE_CHOICE");
		page.getByLabel(french ? "Choix" : "Choices").fill("Rouge\nBleu");
		button(page, french ? "Enregistrer pour plus tard" : "Save for later").click();
		assertThat(page.getByRole(AriaRole.STATUS)).containsText(french ? "Enregistré" : "Saved");
		button(page, french ? "Soumettre à l’approbation" : "Submit for approval").click();
		assertThat(page.locator("[aria-invalid=true]").first()).isFocused();
		PageAudit.at(page, "my-service-refused-" + freelancer);
		page.getByLabel("Description").fill("Six images");
		page.getByLabel(french ? "Prix" : "Price").fill("120,50");
		page.getByLabel("Question", new Page.GetByLabelOptions().setExact(true)).last().fill("Quelle couleur ?");
		button(page, french ? "Soumettre à l’approbation" : "Submit for approval").click();
		assertThat(page.getByRole(AriaRole.STATUS)).containsText(french ? "Soumis" : "Submitted");
	}

	private Page signedIn(String name, String password) {
		Page page = this.context.newPage();
		page.navigate(address("/sign-in"));
		page.getByLabel("Adresse e-mail ou identifiant").fill(name);
		page.getByLabel("Mot de passe").fill(password);
		button(page, "Se connecter").click();
		page.waitForURL((url) -> !url.contains("/sign-in"));
		return page;
	}

	/** The only thing that a person is told by now, as it came to the push service. */
	private Pushed pushedTo(String account, TestPushService pushes) {
		UUID told = this.notifications.page(account, null, 1).items().get(0).id();
		assertThat(this.notifications.deliveries(account, told)).singleElement()
			.satisfies((delivery) -> this.deliveries.attempt(delivery.id()));
		assertThat(pushes.pushed()).hasSize(1);
		return pushes.pushed().get(0);
	}

	/**
	 * What the service worker shows when the browser is pushed that; a click on it
	 * follows. A browser without a window keeps no notifications, so the worker's file
	 * runs in the page, and what a browser would do for it is here.
	 */
	private Map<?, ?> shownAndClicked(Page page, String content) {
		page.evaluate(
				"""
						self.registration = { showNotification: async (title, options) => { self.shown = { title, ...options }; } };
						self.clients = { matchAll: async () => [], openWindow: async (address) => location.assign(address) };
						""");
		page.addScriptTag(new Page.AddScriptTagOptions().setUrl("/service-worker.js"));
		Map<?, ?> shown = (Map<?, ?>) page.evaluate("""
				(content) => {
					const data = { json: () => JSON.parse(content) };
					dispatchEvent(Object.assign(new Event("push"), { data, waitUntil: () => {} }));
					return self.shown;
				}
				""", content);
		page.waitForNavigation(() -> page.evaluate("""
				(shown) => {
					const notification = { ...shown, close: () => {} };
					dispatchEvent(Object.assign(new Event("notificationclick"), { notification, waitUntil: () => {} }));
				}
				""", shown));
		return shown;
	}

	private CaughtMail letterTo(String email) {
		return this.mails.to(email).get(0);
	}

	private static String link(CaughtMail letter) {
		Matcher link = LINK.matcher(letter.text());
		assertThat(link.find()).as(letter.text()).isTrue();
		return link.group(1);
	}

	private String address(String path) {
		return "http://localhost:" + this.port + path;
	}

	private static Locator button(Page page, String name) {
		return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
	}

	private static Locator link(Page page, String name) {
		return page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name));
	}

}
