package io.orderflow.browser;

import java.util.Locale;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.demo.DemoAccounts;
import io.orderflow.order.web.Market;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** The diagram of an order as it is drawn, whole and larger. */
@OrderflowTest
@ExtendWith(Chromium.class)
class DiagramTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private Newcomers newcomers;

	@ParameterizedTest
	@CsvSource({ "en, " + PageInspector.WIDE, "fr, " + PageInspector.PHONE })
	void a_process_admin_sees_the_present_steps_marked_in_the_model(String language, int width) {
		String number = new Market(this.port, this.marketplace).inProduction();
		String admin = this.newcomers.person("Ada", Locale.forLanguageTag(language), UserStore.PROCESS_ADMINS);
		try (PageInspector ada = PageInspector.at(Chromium.browser(), this.port, width, admin, Newcomers.PASSWORD)) {
			ada.looksAt("/diagrams", "diagrams-" + language);
			ada.find("#number").fill(number);
			ada.find("main button").click();
			assertThat(ada.find(".present[data-element-id=userTask_deliverWork]")).isVisible();
			assertThat(ada.find(".present")).hasCount(2);
			assertThat(ada.find(".passed[data-element-id=userTask_planWork]")).isVisible();
			ada.find("[data-zoom=whole]").click();
			double whole = width(ada);
			assertThat(ada.find("#diagram .canvas.zoomed")).hasCount(0);
			ada.find("[data-zoom='1.25']").click();
			assertEquals(1.25 * whole, width(ada), 1);
			ada.find("[data-zoom='0.8']").click();
			assertEquals(whole, width(ada), 1);
			ada.find("[data-zoom=whole]").click();
			ada.looks("diagram-" + language);
		}
	}

	@Test
	void without_scripts_the_steps_are_told_in_words_and_drawn() {
		String number = new Market(this.port, this.marketplace).placed();
		try (PageInspector ada = PageInspector.withoutScripts(Chromium.browser(), this.port, "ada",
				DemoAccounts.PASSWORD)) {
			ada.go("/orders/" + number + "/diagram");
			assertThat(ada.find("#places")).containsText("Provide requirements");
			assertThat(ada.find("#diagram .present[data-element-id=userTask_provideRequirements]")).isVisible();
			assertThat(ada.find("#diagram .buttons")).isHidden();
		}
	}

	/** Of what is drawn; the picture has room to its sides. */
	private static double width(PageInspector reader) {
		return ((Number) reader.page().evaluate("document.querySelector('#diagram svg').getCTM().a")).doubleValue()
				* 1000;
	}

}
