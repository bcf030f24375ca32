package io.orderflow.browser;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.options.FilePayload;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.order.OrderStep;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Steps of an order by the keyboard alone: only what Tab reaches can be used. */
@OrderflowTest
@ExtendWith(Chromium.class)
class KeyboardWalkTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private Newcomers newcomers;

	@Test
	void from_the_plan_to_the_acceptance_nobody_needs_a_mouse() {
		OrderScenario order = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH).until(OrderStep.PLAN_WORK);
		String page = "/orders/" + order.number();
		try (PageInspector noah = at(order.freelancer())) {
			// from now on the browser asks us for files: asking for that in the moment is
			// too late
			noah.page().onFileChooser((chooser) -> {
			});
			noah.go(page);
			passOverTheMenu(noah);
			tabTo(noah, "#now input[name=title]");
			keys(noah).press("ControlOrMeta+A");
			keys(noah).type("Draw by hand");
			tabTo(noah, "#now button[type=submit]:not([name])");
			keys(noah).press("Enter");
			assertThat(noah.find("#plan")).containsText("Draw by hand");

			order.takes(OrderStep.SUBMIT_DRAFT);
			order.takes(OrderStep.REVIEW_DRAFT);
			noah.go(page);
			passOverTheMenu(noah);
			tabTo(noah, "#now textarea[name=message]");
			keys(noah).type("Six images");
			tabTo(noah, "#now input[type=file]");
			FileChooser chooser = noah.page().waitForFileChooser(() -> keys(noah).press("Enter"));
			chooser.setFiles(new FilePayload("six.txt", "text/plain", "six".getBytes(StandardCharsets.UTF_8)));
			assertThat(noah.find("#now .files a")).hasText("six.txt");
			tabTo(noah, "#now button[type=submit]:not([name])");
			keys(noah).press("Enter");
			assertThat(noah.find("#records")).containsText("six.txt");
		}
		try (PageInspector camille = at(order.client())) {
			camille.go(page);
			passOverTheMenu(camille);
			tabTo(camille, "#now button[value=accept]");
			keys(camille).press("Enter");
			assertThat(camille.find("#now [role=alert]")).isFocused();
			tabTo(camille, "#now button[value=accept]");
			keys(camille).press("Enter");
			assertThat(camille.find("#order-head")).containsText("Completed");
		}
	}

	@Test
	void a_slash_leads_to_the_search_and_a_question_mark_lists_the_keys_until_they_are_switched_off() {
		try (PageInspector camille = at(this.newcomers.client())) {
			camille.go("/buy");
			keys(camille).press("/");
			assertThat(camille.find("#find")).isFocused();
			keys(camille).type("/?");
			assertThat(camille.find("#find")).hasValue("/?");

			camille.go("/buy");
			keys(camille).press("?");
			assertThat(camille.find("#keys")).isVisible();
			assertThat(camille.find("#keys dt kbd")).containsText(new String[] { "/", "Ctrl", "?" });
			camille.find("#keys input[type=checkbox]").uncheck();
			camille.find("#keys button").click();
			assertThat(camille.find("#keys")).isHidden();
			pressesAreLeftToTheBrowser(camille);
			camille.go("/services");
			pressesAreLeftToTheBrowser(camille);
		}
	}

	/** Both keys are handled before the script that asks is answered. */
	private static void pressesAreLeftToTheBrowser(PageInspector person) {
		keys(person).press("/");
		keys(person).press("?");
		assertThat((Boolean) person.page()
			.evaluate("document.activeElement.id === 'find' || document.getElementById('keys').open")).isFalse();
	}

	private static void passOverTheMenu(PageInspector person) {
		keys(person).press("Tab");
		assertThat(person.find(".skip")).isFocused();
		assertThat(person.find(".skip")).not().hasCSS("background-color", "rgba(0, 0, 0, 0)");
		keys(person).press("Enter");
	}

	private static void tabTo(PageInspector person, String selector) {
		for (int i = 0; i < 30; i++) {
			if ((Boolean) person.page().evaluate("(wanted) => document.activeElement.matches(wanted)", selector)) {
				return;
			}
			keys(person).press("Tab");
		}
		assertThat(person.page().evaluate("document.activeElement.outerHTML")).as("Tab never reached " + selector)
			.isNull();
	}

	private static Keyboard keys(PageInspector person) {
		return person.page().keyboard();
	}

	private PageInspector at(String account) {
		return PageInspector.at(Chromium.browser(), this.port, PageInspector.WIDE, account, Newcomers.PASSWORD);
	}

}
