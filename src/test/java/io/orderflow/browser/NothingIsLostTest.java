package io.orderflow.browser;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.concurrent.atomic.AtomicInteger;

import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.order.OrderStep;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.RequestScenario;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What goes wrong between a person and the server: connections that drop, sessions that
 * end, double clicks, reloads, somebody who was faster.
 */
@OrderflowTest
@ExtendWith(Chromium.class)
class NothingIsLostTest {

	private static final String TYPED = "Typed with care, and at length.";

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	private OrderScenario order;

	private PageInspector noah;

	@BeforeEach
	void order() {
		this.order = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH).until(OrderStep.PLAN_WORK);
		this.noah = PageInspector.at(Chromium.browser(), this.port, PageInspector.WIDE, this.order.freelancer(),
				Newcomers.PASSWORD);
		this.noah.go("/orders/" + this.order.number());
	}

	@AfterEach
	void leave() {
		if (this.noah != null) {
			this.noah.close();
		}
	}

	@Test
	void an_upload_that_breaks_off_says_so_and_goes_up_when_tried_again() {
		message().fill(TYPED);
		AtomicInteger tries = new AtomicInteger();
		page().route("**/conversations/files**", (route) -> {
			if (tries.getAndIncrement() == 0) {
				route.abort("connectionreset");
			}
			else {
				route.resume();
			}
		});
		this.noah.find("#write-file").setInputFiles(file("sketch.txt"));
		Locator item = this.noah.find("#write-files li");
		assertThat(item.locator(".refused")).isVisible();
		assertThat(this.noah.find("#write-files-status")).containsText("sketch.txt:");
		assertThat(message()).hasValue(TYPED);
		this.noah.picture("upload-failed");

		item.locator("button").first().click();
		assertThat(item.locator("a")).hasText("sketch.txt");
		this.noah.find("#send").click();
		assertThat(this.noah.find(".message").last()).containsText(TYPED);
		assertThat(this.noah.find(".message .files").last()).containsText("sketch.txt");
	}

	@Test
	void several_files_go_up_at_once_and_the_form_waits_for_them() {
		List<Route> underWay = new ArrayList<>();
		page().route("**/conversations/files**", underWay::add);
		message().fill(TYPED);
		this.noah.find("#write-file").setInputFiles(new FilePayload[] { file("1.txt"), file("2.txt"), file("3.txt") });
		assertThat(this.noah.find("#write-files progress").first()).isVisible();
		page().unroute("**/conversations/files**");
		underWay.forEach(Route::resume);
		assertThat(this.noah.find("#write-files a")).hasCount(3);
		this.noah.find("#send").click();
		assertThat(this.noah.find(".message .files").last().locator("a")).hasCount(3);
	}

	/** A browser would ask whether to send the form that was refused once more. */
	@Test
	void the_way_back_from_a_form_that_was_refused_first_leads_to_the_order() {
		this.noah.find("article.step form").last().evaluate("(form) => { form.noValidate = true; }");
		this.noah.find("article.step input[type=text]").first().fill("x".repeat(600));
		this.noah.find("article.step button[type=submit]:visible").last().click();
		assertThat(this.noah.find("article.step .refused").first()).isVisible();
		assertThat(page()).hasURL(Pattern.compile(".*/orders/" + this.order.number() + "(#.*)?"));
		this.noah.find("article.step input[type=text]").first().fill("Sketch");
		this.noah.find("article.step button[type=submit]:visible").last().click();
		assertThat(this.noah.find("article.step .refused")).hasCount(0);
		page().goBack();
		assertThat(this.noah.find("h1")).isVisible();
	}

	/** On a laptop, where the facts of the order follow below. */
	@Test
	void a_long_message_leaves_its_button_in_the_box_of_the_conversation() {
		page().setViewportSize(1366, 650);
		message().fill("A line of a message\n".repeat(14));
		BoundingBox box = this.noah.find("#conversation").boundingBox();
		BoundingBox send = this.noah.find("#send").boundingBox();
		assertThat(send.y + send.height).isLessThanOrEqualTo(box.y + box.height);
	}

	@Test
	void a_message_that_does_not_get_through_stays_and_says_so() {
		message().fill(TYPED);
		page().route("**/messages**", Route::abort);
		this.noah.find("#send").click();
		assertThat(this.noah.find("#write .unsent")).containsText("Nothing you wrote is lost");
		assertThat(message()).hasValue(TYPED);

		page().unroute("**/messages**");
		this.noah.find("#send").click();
		assertThat(this.noah.find(".message").last()).containsText(TYPED);
		assertThat(this.noah.find(".unsent")).hasCount(0);
	}

	@Test
	void whoever_was_signed_out_meanwhile_comes_back_to_what_was_typed() {
		this.noah.go("/orders/" + this.order.number() + "#conversation");
		message().fill(TYPED);
		page().context().clearCookies(new ClearCookiesOptions().setName("ORDERFLOW_SESSION"));
		this.noah.find("#send").click();
		assertThat(this.noah.find("#write .unsent")).containsText("no longer signed in");
		this.noah.find("#write .unsent a").click();
		this.noah.find("#username").fill(this.order.freelancer());
		this.noah.find("#password").fill(Newcomers.PASSWORD);
		this.noah.find("main button[type=submit]").click();
		assertThat(message()).hasValue(TYPED);
		this.noah.find("#send").click();
		assertThat(this.noah.find(".message").last()).containsText(TYPED);
	}

	@Test
	void what_one_types_stays_while_somebody_else_signs_in_and_out() {
		message().fill(TYPED);
		Page other = page().context().newPage();
		other.navigate(page().url().replaceAll("(://[^/]+).*", "$1/account"));
		signOut(other);
		signIn(other, this.order.client());
		this.noah.find("#send").click();
		assertThat(this.noah.find("#write .unsent")).isVisible();
		this.noah.go("/account");
		signOut(page());
		signIn(page(), this.order.freelancer());
		this.noah.go("/orders/" + this.order.number());
		assertThat(message()).hasValue(TYPED);
		signOut(page());
		assertThat(page().evaluate("() => JSON.stringify(sessionStorage)")).asString().doesNotContain(TYPED);
	}

	private static void signOut(Page page) {
		page.evaluate("document.querySelector('[data-signs-out]').requestSubmit()");
		assertThat(page.locator("#username")).isVisible();
	}

	private static void signIn(Page page, String account) {
		page.locator("#username").fill(account);
		page.locator("#password").fill(Newcomers.PASSWORD);
		page.locator("main button[type=submit]").first().click();
		assertThat(page.locator(".top")).isVisible();
	}

	@Test
	void whoever_goes_back_to_where_they_were_asked_sees_the_page_as_it_is_now() {
		OrderScenario delivered = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH)
			.until(OrderStep.REVIEW_DELIVERY);
		try (PageInspector camille = PageInspector.at(Chromium.browser(), this.port, PageInspector.PHONE,
				delivered.client(), Newcomers.PASSWORD)) {
			camille.go("/orders/" + delivered.number());
			camille.find("#now button[value=accept]").click();
			assertThat(camille.find("#now [role=alert] button")).hasText("Confirm");
			assertThat(camille.page()).hasURL(Pattern.compile(".*/orders/" + delivered.number() + "$"));
			camille.find("#now [role=alert] button").click();
			assertThat(camille.find("#order-head .status")).hasText("Completed");
			camille.page().goBack();
			assertThat(camille.find("#order-head .status")).hasText("Completed");
		}
	}

	@Test
	void a_reload_keeps_what_is_being_written_until_it_is_sent() {
		this.order.takes(OrderStep.PLAN_WORK);
		this.noah.go("/orders/" + this.order.number());
		this.noah.find("#now textarea").first().fill(TYPED);
		page().reload();
		assertThat(this.noah.find("#now textarea").first()).hasValue(TYPED);
		this.noah.find("#now form button[type=submit]:not([name])").last().click();
		assertThat(this.noah.find("#records")).containsText(TYPED);
		page().waitForFunction("(text) => !JSON.stringify(sessionStorage).includes(text)", TYPED);
	}

	@Test
	void what_was_typed_to_answer_one_request_is_not_in_the_answer_to_the_next() {
		String client = this.order.client();
		RequestScenario request = this.order.extensionAsked(client, Duration.ofDays(2));
		page().reload();
		Locator answer = this.noah.find("#answer-request");
		answer.fill(TYPED);
		page().reload();
		assertThat(answer).hasValue(TYPED);
		request.withdrawn(client);
		this.order.extensionAsked(client, Duration.ofDays(3));
		page().reload();
		assertThat(answer).hasValue("");
	}

	@Test
	void a_double_click_does_nothing_twice() {
		message().fill(TYPED);
		this.noah.find("#send").dblclick();
		assertThat(this.noah.find(".message")).hasCount(1);
		assertThat(message()).hasValue("");
		page().reload();
		assertThat(this.noah.find(".message")).hasCount(1);
	}

	@Test
	void who_comes_second_reads_what_changed_and_keeps_what_was_typed() {
		Locator task = this.noah.find("#now input[type=text]").first();
		task.fill(TYPED);
		this.order.takes(OrderStep.PLAN_WORK);
		this.noah.find("#now form button[type=submit]").last().click();
		assertThat(this.noah.find("main [role=alert]").first()).isVisible();
		assertThat(this.noah.find("main")).containsText(TYPED);
		this.noah.picture("overtaken");
	}

	private Locator message() {
		return this.noah.find("#write-message");
	}

	private Page page() {
		return this.noah.page();
	}

	private static FilePayload file(String name) {
		return new FilePayload(name, "text/plain", ("of " + name).getBytes(StandardCharsets.UTF_8));
	}

}
