package io.orderflow.browser;

import java.util.Locale;
import java.util.Map;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.catalog.RequirementQuestion.Kind;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.Storyboard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Paper has no links: who prints a page reads where the rest of it is. */
@OrderflowTest
@ExtendWith(Chromium.class)
class PrintedExcerptsTest {

	private static final String ADDRESS = "link => getComputedStyle(link, '::after').content";

	@LocalServerPort
	private int port;

	@Value("${orderflow.public-url}")
	private String publicUrl;

	@Autowired
	private Marketplace marketplace;

	@Test
	void says_where_the_rest_of_a_text_is() {
		OrderScenario order = order("a".repeat(3_000));
		try (PageInspector client = client(order)) {
			Locator note = client.find("p.in-print");
			Locator rest = client.find("#requirement-1 a.rest");
			assertThat(note).isHidden();
			assertThat((String) rest.evaluate(ADDRESS)).isEqualTo("none");
			print(client);
			assertThat(note).isVisible();
			assertThat(note).containsText(this.publicUrl);
			assertThat((String) rest.evaluate(ADDRESS))
				.contains("/orders/" + order.number() + "/entries/requirement-1");
		}
	}

	@Test
	void says_nothing_where_all_of_it_is_there() {
		try (PageInspector client = client(order("A short answer"))) {
			print(client);
			assertThat(client.find("p.in-print")).isHidden();
		}
	}

	private OrderScenario order(String answer) {
		return this.marketplace.anOrder()
			.between(this.marketplace.aClient(Locale.ENGLISH), this.marketplace.aFreelancer(Locale.ENGLISH))
			.of(Storyboard.ordinary().asking(new RequirementQuestion("q0", Kind.TEXT, "What is it for?", true)))
			.placed()
			.requirementsProvided(Map.of("q0", answer));
	}

	private PageInspector client(OrderScenario order) {
		return PageInspector.at(Chromium.browser(), this.port, PageInspector.WIDE, order.client(), Newcomers.PASSWORD)
			.go("/orders/" + order.number());
	}

	private static void print(PageInspector reader) {
		reader.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
	}

}
