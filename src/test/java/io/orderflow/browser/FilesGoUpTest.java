package io.orderflow.browser;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.GetByRoleOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitUntilState;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.order.OrderStep;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that stand still, are cancelled or cannot be removed, and forms that are sent
 * meanwhile: each says what happens, and the keyboard stays where it was.
 */
@OrderflowTest
@ExtendWith(Chromium.class)
class FilesGoUpTest {

	private static final String UPLOADS = "**/conversations/files**";

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	private OrderScenario order;

	private PageInspector noah;

	@BeforeEach
	void order() {
		this.order = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH).until(OrderStep.PLAN_WORK);
		this.noah = PageInspector.at(Chromium.browser(), this.port, PageInspector.PHONE, this.order.freelancer(),
				Newcomers.PASSWORD);
		page().clock().install();
		this.noah.go("/orders/" + this.order.number() + "#conversation");
	}

	@AfterEach
	void leave() {
		if (this.noah != null) {
			this.noah.close();
		}
	}

	/** On a slow line the page is there before its scripts are. */
	@Test
	void a_file_chosen_before_the_scripts_have_come_goes_up_once_they_have() {
		AtomicReference<Route> script = new AtomicReference<>();
		page().route("**/js/uploads.js", script::set);
		page().waitForRequest("**/js/uploads.js",
				() -> page().reload(new Page.ReloadOptions().setWaitUntil(WaitUntilState.COMMIT)));
		choose("early.txt");
		script.get().resume();
		assertThat(this.noah.find("#write-files a")).hasText("early.txt");
		this.noah.find("#send").click();
		assertThat(this.noah.find(".message").last().locator(".files a")).hasText("early.txt");
	}

	@Test
	void a_form_with_files_under_way_says_that_it_waits_and_one_can_be_cancelled() {
		standStill();
		choose("1.txt", "2.txt", "3.txt");
		this.noah.find("#send").click();
		assertThat(this.noah.find("#write [data-holds]")).containsText("Files are still being uploaded");
		assertThat(this.noah.find("#write")).not().hasAttribute("aria-busy", "true");
		PageAudit.once(page(), "uploads-wait");

		button("Cancel 1.txt").press("Enter");
		assertThat(button("Cancel 2.txt")).isFocused();
		assertThat(this.noah.find("#write [data-holds]")).hasCount(0);
		assertThat(this.noah.find("#write-files-status")).hasText("1.txt: cancelled");
		button("Cancel 3.txt").click();
		button("Cancel 2.txt").press("Enter");
		assertThat(this.noah.find("#write-file")).isFocused();
		assertThat(items()).hasCount(0);
	}

	@Test
	void what_was_to_be_sent_meanwhile_goes_once_all_files_have_arrived() {
		List<Route> underWay = new ArrayList<>();
		page().route(UPLOADS, underWay::add);
		choose("1.txt", "2.txt");
		page().waitForCondition(() -> underWay.size() == 2);
		this.noah.find("#write-message").fill("Two sketches.");
		this.noah.find("#send").click();
		assertThat(this.noah.find("#write [data-holds]")).containsText("goes by itself as soon as they have arrived");
		underWay.get(0).resume();
		assertThat(items().first().locator("a")).isVisible();
		assertThat(this.noah.find("#write [data-holds]")).isVisible();
		underWay.get(1).resume();
		assertThat(this.noah.find(".message").last()).containsText("Two sketches.");
		assertThat(this.noah.find(".message").last().locator(".files a")).hasText(new String[] { "1.txt", "2.txt" });
		assertThat(items()).hasCount(0);
	}

	@Test
	void a_file_that_stands_still_fails_and_the_form_does_not_go_without_it_unasked() {
		standStill();
		choose("1.txt");
		assertThat(this.noah.find("#write progress")).isVisible();
		page().clock().fastForward("04:00");
		assertThat(items()).containsText("This upload stalled");

		this.noah.find("#write-message").fill("With a sketch.");
		this.noah.find("#send").click();
		assertThat(this.noah.find("#write [data-holds]")).containsText("it goes without them");
		page().unroute(UPLOADS);
		button("Try again 1.txt").press("Enter");
		assertThat(button("Remove 1.txt")).isFocused();
		this.noah.find("#send").click();
		assertThat(this.noah.find(".message").last().locator(".files a")).hasText("1.txt");
	}

	@Test
	void a_double_click_does_not_send_without_the_file_that_failed() {
		this.noah.find("#write-message").fill("With a contract.");
		this.noah.find("#write-file").setInputFiles(new FilePayload("empty.txt", "text/plain", new byte[0]));
		assertThat(this.noah.find("#write-files .refused")).isVisible();
		this.noah.find("#send").dblclick();
		assertThat(this.noah.find("#write [data-holds]")).containsText("it goes without them");
		page().reload();
		assertThat(page()).hasURL(Pattern.compile(".*/orders/.*"));
		assertThat(this.noah.find(".message")).hasCount(0);
		assertThat(this.noah.find("#write-message")).hasValue("With a contract.");
	}

	@Test
	void who_knows_sends_without_the_file_that_failed() {
		page().route(UPLOADS, Route::abort);
		choose("1.txt");
		assertThat(items()).containsText("connection was lost");
		this.noah.find("#write-message").fill("Without a sketch.");
		this.noah.find("#send").click();
		assertThat(this.noah.find("#write [data-holds]")).isVisible();
		this.noah.find("#send").click();
		assertThat(this.noah.find(".message").last()).containsText("Without a sketch.");
	}

	@Test
	void a_file_that_cannot_be_removed_says_so_and_can_be_removed_later() {
		choose("1.txt", "2.txt");
		assertThat(this.noah.find("#write-files a")).hasCount(2);
		page().route("**/api/files/**", Route::abort);
		button("Remove 1.txt").press("Enter");
		assertThat(items().first()).containsText("could not be removed");
		assertThat(button("Remove 1.txt")).isFocused();
		page().unroute("**/api/files/**");
		button("Remove 1.txt").press("Enter");
		assertThat(items()).hasCount(1);
		assertThat(button("Remove 2.txt")).isFocused();
	}

	@Test
	void what_went_up_in_another_tab_is_offered_there_and_not_sent() {
		Page other = page().context().newPage();
		other.navigate(page().url());
		other.locator("#write-file").setInputFiles(new FilePayload("brief.txt", "text/plain", new byte[] { 'b' }));
		assertThat(other.locator("#write-files a")).hasText("brief.txt");
		choose("logo.txt");
		assertThat(this.noah.find("#write-files a")).hasText("logo.txt");
		this.noah.find("#send").click();
		assertThat(this.noah.find(".message").last().locator(".files a")).hasText("logo.txt");

		Locator offered = this.noah.find("#write-files input[type=checkbox]");
		assertThat(items()).containsText("brief.txt");
		assertThat(offered).not().isChecked();
		PageAudit.once(page(), "files-offered");
		other.reload();
		assertThat(other.locator("#write-files input[type=checkbox]")).isChecked();
		other.close();
		offered.check();
		this.noah.find("#send").click();
		assertThat(this.noah.find(".message").last().locator(".files a")).hasText("brief.txt");
		assertThat(items()).hasCount(0);
	}

	@Test
	void names_as_long_as_people_make_them_fit_on_a_phone() {
		choose("x".repeat(120) + ".txt");
		assertThat(this.noah.find("#write-files a")).hasCount(1);
		fits();
		this.noah.find("#send").click();
		assertThat(this.noah.find(".message .files a")).hasCount(1);
		PageAudit.once(page(), "long-names");
	}

	@Test
	void a_tick_is_large_enough_for_a_finger() {
		this.order.takes(OrderStep.PLAN_WORK);
		this.noah.go("/orders/" + this.order.number());
		assertThat(this.noah.find("button.tick").boundingBox().width).isGreaterThanOrEqualTo(24);
		assertThat(this.noah.find("button.tick").boundingBox().height).isGreaterThanOrEqualTo(24);
	}

	@Test
	void a_form_that_is_never_answered_can_be_sent_again() {
		page().route("**/messages**", (route) -> {
		});
		this.noah.find("#write-message").fill("Is anybody there?");
		this.noah.find("#send").click();
		assertThat(this.noah.find("#write")).hasAttribute("aria-busy", "true");
		page().clock().fastForward("00:21");
		assertThat(this.noah.find("#write")).not().hasAttribute("aria-busy", "true");
	}

	@Test
	void who_stops_going_to_the_next_page_can_send_again() {
		this.noah.go("/orders/" + this.order.number());
		// as a browser does that is told to stop
		page().evaluate("document.addEventListener('submit', (event) => event.preventDefault())");
		Locator form = this.noah.find("#now form");
		form.locator("button[type=submit]").last().click();
		assertThat(form).hasAttribute("aria-busy", "true");
		page().keyboard().press("Escape");
		assertThat(form).not().hasAttribute("aria-busy", "true");
	}

	private void fits() {
		assertThat((Boolean) page()
			.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).isTrue();
	}

	/** Nothing that goes up from now on arrives. */
	private void standStill() {
		page().route(UPLOADS, (route) -> {
		});
	}

	private void choose(String... names) {
		FilePayload[] files = new FilePayload[names.length];
		for (int i = 0; i < names.length; i++) {
			files[i] = new FilePayload(names[i], "text/plain", names[i].getBytes(StandardCharsets.UTF_8));
		}
		this.noah.find("#write-file").setInputFiles(files);
	}

	private Locator items() {
		return this.noah.find("#write-files li");
	}

	private Locator button(String name) {
		return this.noah.find("#write").getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
	}

	private Page page() {
		return this.noah.page();
	}

}
