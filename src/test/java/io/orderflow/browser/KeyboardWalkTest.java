package io.orderflow.browser;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.options.FilePayload;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.browser.BrowserOrders.Sold;
import io.orderflow.order.OrderStep;
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
	private BrowserOrders orders;

	@Test
	void from_the_plan_to_the_acceptance_nobody_needs_a_mouse() {
		Sold order = this.orders.until(OrderStep.PLAN_WORK, this.orders.sold(Locale.ENGLISH));
		String page = "/orders/" + order.number();
		try (Onlooker noah = at(order.freelancer())) {
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

			this.orders.decide(order, OrderStep.SUBMIT_DRAFT);
			this.orders.decide(order, OrderStep.REVIEW_DRAFT);
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
		try (Onlooker camille = at(order.client())) {
			camille.go(page);
			passOverTheMenu(camille);
			tabTo(camille, "#now button[value=accept]");
			keys(camille).press("Enter");
			assertThat(camille.find("#order-head")).containsText("Completed");
		}
	}

	private static void passOverTheMenu(Onlooker person) {
		keys(person).press("Tab");
		assertThat(person.find(".skip")).isFocused();
		keys(person).press("Enter");
	}

	private static void tabTo(Onlooker person, String selector) {
		for (int i = 0; i < 30; i++) {
			if ((Boolean) person.page().evaluate("(wanted) => document.activeElement.matches(wanted)", selector)) {
				return;
			}
			keys(person).press("Tab");
		}
		assertThat(person.page().evaluate("document.activeElement.outerHTML")).as("Tab never reached " + selector)
			.isNull();
	}

	private static Keyboard keys(Onlooker person) {
		return person.page().keyboard();
	}

	private Onlooker at(String account) {
		return Onlooker.at(Chromium.browser(), this.port, Onlooker.WIDE, account, Newcomers.PASSWORD);
	}

}
