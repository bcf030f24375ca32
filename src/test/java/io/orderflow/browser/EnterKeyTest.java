package io.orderflow.browser;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.order.OrderStep;
import io.orderflow.order.web.Market;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** Enter in a field of one line does what the main button does, in every form. */
@OrderflowTest
@ExtendWith(Chromium.class)
class EnterKeyTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private Newcomers newcomers;

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void on_a_services_page_it_orders_with_the_file_that_went_up_before(boolean scripts) {
		String service = "/services/" + new Market(this.port, this.marketplace).storyboard();
		try (PageInspector camille = at(this.newcomers.client(), scripts)) {
			camille.go(service);
			camille.find("#answering summary").click();
			camille.find("#answer_story").fill("A fox");
			camille.find("input[name=answer_format]").first().check();
			putDown(camille, "#answering", "logo.svg", "image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
			if (scripts) {
				camille.page().reload();
				assertThat(camille.find("#answering input[name=answer_logo][type=checkbox]")).isChecked();
			}
			Locator day = camille.find("#answer_by");
			day.fill(LocalDate.now(ZoneOffset.UTC).plusDays(9).toString());
			day.press("Enter");
			camille.page().waitForURL("**/orders/OF-*");
			assertThat(camille.find("#records")).containsText("logo.svg");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void with_a_draft_it_sends_the_draft_with_its_file(boolean scripts) {
		OrderScenario order = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH).until(OrderStep.SUBMIT_DRAFT);
		try (PageInspector noah = at(order.freelancer(), scripts)) {
			noah.go("/orders/" + order.number());
			noah.find("#now textarea[name=message]").fill("A sketch");
			putDown(noah, "#now", "sketch.txt", "text/plain", "A sketch");
			if (noah.find("#now details[open] #title-0").count() == 0) {
				noah.find("#now details summary").first().click();
			}
			noah.find("#title-0").press("Enter");
			assertThat(noah.find("#records")).containsText("sketch.txt");
		}
	}

	/** Also where the page asks first: it confirms nothing that ends the order. */
	@Test
	void in_a_point_of_a_revision_it_sends_the_points() {
		OrderScenario order = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH).until(OrderStep.REVIEW_DELIVERY);
		try (PageInspector client = at(order.client(), true)) {
			client.go("/orders/" + order.number());
			if (client.find("#now details[open] #point-0").count() == 0) {
				client.find("#now details:has(#point-0) summary").click();
			}
			client.find("#point-0").fill("The logo is too small");
			client.find("#subject-0").selectOption(new SelectOption().setIndex(1));
			client.find("#now button[value=accept]").first().click();
			assertThat(client.find("#now [role=alert]").first()).isVisible();
			client.find("#point-0").press("Enter");
			client.page().waitForURL("**/orders/*");
			assertThat(client.find("#records")).containsText("The logo is too small");
			assertThat(client.find("#order-head .status")).not().hasText("Completed");
		}
	}

	/** One order through all of them: a tick at a file is a field of one line, too. */
	@Test
	void in_a_note_a_plan_a_question_and_its_answer_it_keeps_plans_asks_and_answers() {
		OrderScenario order = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH).until(OrderStep.PLAN_WORK);
		try (PageInspector noah = at(order.freelancer(), true)) {
			noah.go("/orders/" + order.number());
			noah.page().navigate(noah.page().url() + "?note=edit");
			noah.find("#item-0").fill("Buy red ink");
			noah.find("#item-0").press("Enter");
			assertThat(noah.find("#note-line-0")).hasText("Buy red ink");
			noah.find("#now #title-0").press("Enter");
			assertThat(noah.find("#order-head .status")).not().hasText("Planning");
			noah.find("#ask-question summary").click();
			noah.find("#ask-question textarea[name=question]").fill("Which red?");
			putDown(noah, "#ask-question", "reds.txt", "text/plain", "Two reds");
			noah.find("#ask-question .files input[type=checkbox]").press("Enter");
			assertThat(noah.find("#question-1")).containsText("Which red?");
		}
		try (PageInspector client = at(order.client(), true)) {
			client.go("/orders/" + order.number());
			client.find("#now textarea[name=answer]").fill("The darker one");
			putDown(client, "#now .step .upload", "dark.txt", "text/plain", "Dark red");
			client.find("#now .step .upload .files input[type=checkbox]").press("Enter");
			assertThat(client.find("#question-1")).containsText("The darker one");
		}
	}

	/** The main button saves: nothing half-written goes to a moderator by a key. */
	@Test
	void in_the_form_of_a_service_it_saves() {
		try (PageInspector noah = at(this.newcomers.freelancer(), true)) {
			noah.go("/sell/listings/new");
			assertThat(noah.find("#service .actions button:not(.secondary)")).hasAttribute("value", "save");
			noah.find("#title").fill("Posters");
			noah.find("#title").press("Enter");
			noah.page().waitForURL((url) -> !url.contains("/new"));
			assertThat(noah.find("main h1")).hasText("Posters");
			assertThat(noah.find("main .under-title .status")).hasText("Being written");
		}
	}

	/** A tick at a file is a field of one line, too. */
	@Test
	void in_the_message_box_it_sends_what_is_ticked() {
		OrderScenario order = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH).until(OrderStep.PLAN_WORK);
		try (PageInspector noah = at(order.freelancer(), true)) {
			noah.go("/orders/" + order.number());
			noah.find("#write-file").setInputFiles(file("sketch.txt", "text/plain", "A sketch"));
			noah.find("#write-files input[type=checkbox]").press("Enter");
			assertThat(noah.find(".message").last().locator(".files a")).hasText("sketch.txt");
		}
	}

	private PageInspector at(String account, boolean scripts) {
		return scripts
				? PageInspector.at(Chromium.browser(), this.port, PageInspector.WIDE, account, Newcomers.PASSWORD)
				: PageInspector.withoutScripts(Chromium.browser(), this.port, account, Newcomers.PASSWORD);
	}

	private static void putDown(PageInspector person, String form, String name, String type, String content) {
		person.find(form + " input[type=file]").first().setInputFiles(file(name, type, content));
		Locator upload = person.find(form + " button[name=upload]").first();
		if (upload.isVisible()) {
			upload.click();
		}
		assertThat(person.find(form + " .files a")).hasText(name);
	}

	private static FilePayload file(String name, String type, String content) {
		return new FilePayload(name, type, content.getBytes(StandardCharsets.UTF_8));
	}

}
