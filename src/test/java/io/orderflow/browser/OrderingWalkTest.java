package io.orderflow.browser;

import java.nio.charset.StandardCharsets;

import com.microsoft.playwright.options.FilePayload;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.order.web.Market;
import io.orderflow.scenario.Marketplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answering a service's questions on its page while ordering it, with scripts and
 * without.
 */
@OrderflowTest
@ExtendWith(Chromium.class)
class OrderingWalkTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private Newcomers newcomers;

	private String service;

	private String client;

	@BeforeEach
	void somethingToOrder() {
		this.service = "/services/" + new Market(this.port, this.marketplace).storyboard();
		this.client = this.newcomers.client();
	}

	@ParameterizedTest
	@ValueSource(ints = { PageInspector.WIDE, PageInspector.PHONE })
	void nothing_is_lost_on_the_way_to_an_order_with_its_answers(int width) {
		try (PageInspector camille = PageInspector.at(Chromium.browser(), this.port, width, this.client,
				Newcomers.PASSWORD)) {
			camille.go(this.service);
			camille.find("#answering summary").click();
			camille.find("#answer_story").fill("Le café du port");
			camille.find("input[type=file]").setInputFiles(logo());
			assertThat(camille.find(".files a")).hasText("logo.svg");

			camille.go(this.service);
			assertThat(camille.find("#answer_story")).hasValue("Le café du port");
			assertThat(camille.find(".files a")).hasText("logo.svg");
			camille.find("aside button").click();
			assertThat(camille.find("#answer_format-error")).isVisible();
			assertThat(camille.find("#answer_story")).hasValue("Le café du port");
			assertThat(camille.find("input[name=answer_format]").first()).isFocused();
			PageAudit.once(camille.page(), "ordering-refused-" + width);
			camille.find("input[name=answer_format]").first().check();
			camille.find("#answering button[name=answers]").dblclick();

			assertThat(camille.find("#now")).containsText("Vous avez passé commande à ");
			assertThat(camille.find("#order-head")).containsText("Commande à l’examen");
			// what was kept is forgotten by a script of the page that follows
			camille.page().waitForLoadState();
			camille.go(this.service);
			assertThat(camille.find("#answer_story")).hasValue("");
			assertThat(camille.complaints()).allMatch((text) -> text.contains("status of 400"));
		}
	}

	@Test
	void what_was_answered_while_ordering_is_there_where_it_is_asked_later() {
		try (PageInspector camille = PageInspector.at(Chromium.browser(), this.port, PageInspector.WIDE, this.client,
				Newcomers.PASSWORD)) {
			camille.go(this.service);
			camille.find("#answering summary").click();
			camille.find("#answer_story").fill("Le café du port");
			camille.find("input[type=file]").setInputFiles(logo());
			assertThat(camille.find(".files a")).hasText("logo.svg");
			camille.find("aside button").click();
			assertThat(camille.find("#answer_format-error")).isVisible();
			camille.find("#answering button[name=later]").click();
			assertThat(camille.find("#answering [role=alert]")).containsText("ne sont pas envoyées avec la commande");
			camille.find("#answering button[name=later]").click();

			assertThat(camille.find("#now")).containsText("Vous avez passé commande à ");
			assertThat(camille.find(".step #answer_story")).hasValue("Le café du port");
			assertThat(camille.find(".step .files a")).hasText("logo.svg");
			assertThat(camille.find(".step .files input")).isChecked();
			camille.page().waitForLoadState();
			camille.go(this.service);
			assertThat(camille.find("#answer_story")).hasValue("");
			assertThat(camille.find(".files li")).hasCount(0);
		}
	}

	@Test
	void what_was_typed_is_there_again_once_the_service_is_back_on_sale() {
		Visitor lea = Marketplace.visitor(this.port, Marketplace.FREELANCER);
		String sale = "/api/listings" + this.service.substring("/services".length()) + "/sale";
		try (PageInspector camille = PageInspector.at(Chromium.browser(), this.port, PageInspector.PHONE, this.client,
				Newcomers.PASSWORD)) {
			camille.go(this.service);
			camille.find("#answering summary").click();
			camille.find("#answer_story").fill("Le café du port");
			Market.ok(lea.delete(sale));
			camille.find("#answering button[name=answers]").click();
			assertThat(camille.find("main dd")).hasText("Le café du port");
			camille.looks("ordering-gone");
			Market.ok(lea.put(sale, ""));
			camille.find("main a[href='" + this.service + "']").click();
			assertThat(camille.find("#answer_story")).hasValue("Le café du port");
		}
	}

	@Test
	void without_scripts_the_form_takes_its_files_along() {
		try (PageInspector camille = PageInspector.withoutScripts(Chromium.browser(), this.port, this.client,
				Newcomers.PASSWORD)) {
			camille.go(this.service);
			camille.find("#answering summary").click();
			camille.find("#answer_story").fill("Le café du port");
			camille.find("input[type=file]").setInputFiles(logo());
			camille.find("#answering button[name=upload]").click();
			assertThat(camille.find(".files a")).hasText("logo.svg");
			assertThat(camille.find("#answer_story")).hasValue("Le café du port");
			camille.find("input[name=answer_format]").first().check();
			camille.find("aside button").click();
			assertThat(camille.find("#order-head")).containsText("Commande à l’examen");
			assertThat(camille.find("#records")).containsText("logo.svg");
		}
	}

	private static FilePayload logo() {
		return new FilePayload("logo.svg", "image/svg+xml",
				"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(StandardCharsets.UTF_8));
	}

}
