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
