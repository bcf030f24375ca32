package io.orderflow.browser;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.catalog.Contents;
import io.orderflow.catalog.ListingService;
import io.orderflow.order.OrderStep;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** All of a moderator's work, in the web application alone. */
@OrderflowTest
@ExtendWith(Chromium.class)
class ModerationWalkTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private ListingService listings;

	@Test
	void she_approves_sends_back_and_rules_in_french() {
		String seller = this.newcomers.person("Noah", Locale.FRENCH, UserStore.FREELANCERS);
		UUID good = this.marketplace.aSubmittedListing(seller, Contents.titled("Un bon logo"));
		UUID poor = this.marketplace.aSubmittedListing(seller, Contents.titled("Un logo trop vague"));
		OrderScenario order = disputed(Locale.FRENCH);
		try (PageInspector mona = moderator(Locale.FRENCH)) {
			mona.go("/");
			assertThat(mona.page()).hasURL(Pattern.compile(".*/moderation$"));
			open(mona, "services", "#service-" + good + " [role=button]");
			button(mona, "Approuver").click();
			assertThat(now(mona)).containsText("Vous avez approuvé ce service");
			now(mona).getByText("Ce qui vous attend encore").click();

			open(mona, "services", "#service-" + poor + " [role=button]");
			button(mona, "Renvoyer").click();
			assertThat(now(mona).getByLabel("Raison")).isFocused();
			now(mona).getByLabel("Raison").fill("Dites ce qui est livré.");
			button(mona, "Renvoyer").click();
			assertThat(now(mona)).containsText("Vous avez renvoyé ce service");
			mona.find(".way a").click();

			assertThat(mona.find("#service-" + poor)).hasCount(0);
			open(mona, "disputes", "#dispute-" + order.number() + " [role=button]");
			now(mona).getByLabel("Raison").fill("Le travail est presque fini.");
			button(mona, "La commande continue").click();
			assertThat(now(mona)).containsText("Vous avez tranché");
			now(mona).getByText("Ce qui vous attend encore").click();
			assertThat(mona.find("#dispute-" + order.number())).hasCount(0);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void what_waits_and_each_decision_fit_and_read(String language) {
		Locale locale = Locale.forLanguageTag(language);
		String seller = this.newcomers.person("Noah", locale, UserStore.FREELANCERS);
		UUID id = this.marketplace.aSubmittedListing(seller, Contents.titled("A logo for the bakery at the corner"));
		OrderScenario order = disputed(locale);
		try (PageInspector mona = moderator(locale)) {
			String page = "/sell/listings/" + id;
			mona.looksAt("/moderation", "moderation-" + language);
			mona.looksAt(page, "review-" + language);
			now(mona).locator("button[value=reject]").click();
			assertThat(mona.find("#review-reason-error")).isVisible();
			mona.looks("review-refused-" + language);
			now(mona).locator("textarea").fill("Too short.");
			this.listings.takeBack(id, seller);
			now(mona).locator("button[value=reject]").click();
			assertThat(mona.find("main textarea[readonly]")).hasValue("Too short.");
			mona.looks("review-ended-" + language);
			this.listings.submit(id, seller);
			// looked at twice, nothing about it is unread any more
			mona.go(page);
			mona.go(page);
			now(mona).locator("textarea").fill("Too short.");
			this.listings.takeBack(id, seller);
			assertThat(mona.find("#gone")).isVisible();
			assertThat(now(mona).locator("textarea")).hasValue("Too short.");
			mona.looks("review-taken-back-" + language);
			this.listings.submit(id, seller);
			assertThat(mona.find("#gone")).hasCount(0);
			now(mona).locator("button[value=reject]").click();
			assertThat(mona.find("main [role=alert]")).isVisible();
			assertThat(now(mona).locator("textarea")).hasValue("Too short.");
			mona.looks("review-changed-" + language);
			now(mona).locator("button[value=reject]").click();
			assertThat(mona.find("main .notice.done")).isVisible();
			mona.looks("review-sent-back-" + language);
			this.listings.change(id, seller, Contents.titled("A logo, with its colours and its files"));
			this.listings.submit(id, seller);
			mona.looksAt(page, "review-again-" + language);
			now(mona).locator("button[value=approve]").click();
			assertThat(mona.find("main .notice.done")).isVisible();
			mona.looks("review-approved-" + language);
			mona.looksAt("/disputes/" + order.number(), "dispute-way-" + language);
		}
	}

	private OrderScenario disputed(Locale language) {
		OrderScenario order = this.marketplace.anOrderBetweenNewcomers(language).until(OrderStep.DELIVER_WORK);
		order.cancellationAsked(order.client()).refused(order.freelancer()).disputed(order.client());
		return order;
	}

	/** Where other tests have left much that waits, further down. */
	private static void open(PageInspector mona, String list, String selector) {
		Locator more = mona
			.find("#" + (list.equals("services") ? "services-to-review" : "disputes-to-rule") + "-more a");
		mona.find("#to-rule").waitFor();
		while (mona.find(selector).count() == 0 && more.count() > 0) {
			String next = more.getAttribute("href");
			more.click();
			assertThat(mona.find(".more a[href='" + next + "']")).hasCount(0);
		}
		mona.find(selector).click();
	}

	private static Locator now(PageInspector mona) {
		return mona.find("#now");
	}

	private static Locator button(PageInspector mona, String name) {
		return now(mona).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
	}

	private PageInspector moderator(Locale language) {
		return PageInspector.at(Chromium.browser(), this.port, PageInspector.WIDE,
				this.newcomers.person("Mona", language, UserStore.MODERATORS), Newcomers.PASSWORD);
	}

}
