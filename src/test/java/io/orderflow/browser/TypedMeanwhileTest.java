package io.orderflow.browser;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.SampleFiles;
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

/** On a slow line people go on typing while a form is being sent; none of it is lost. */
@OrderflowTest
@ExtendWith(Chromium.class)
class TypedMeanwhileTest {

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
	void what_follows_a_message_stays_in_the_box() {
		AtomicReference<Route> held = hold();
		message().fill("Hello Camille,");
		message().press("Control+Enter");
		waitFor(held);
		message().pressSequentially(" one thing more");
		message().press("ArrowLeft");
		held.get().resume();
		assertThat(messages()).hasCount(1);
		assertThat(messages().last().locator(".as-written")).hasText("Hello Camille,");
		assertThat(message()).hasValue("one thing more");
		assertThat(message()).isFocused();
		assertThat(message().evaluate("(box) => box.selectionEnd")).isEqualTo("one thing mor".length());

		page().reload();
		assertThat(message()).hasValue("one thing more");
		this.noah.find("#send").click();
		assertThat(messages()).hasCount(2);
		assertThat(message()).hasValue("");
		page().reload();
		assertThat(message()).hasValue("");
	}

	@Test
	void a_message_that_is_sent_while_another_is_on_its_way_goes_after_it() {
		AtomicReference<Route> held = hold();
		message().fill("First.");
		message().press("Control+Enter");
		waitFor(held);
		message().fill("Second.");
		message().press("Control+Enter");
		held.get().resume();
		assertThat(messages()).hasCount(2);
		assertThat(messages().last()).containsText("Second.");
		assertThat(message()).hasValue("");
	}

	@Test
	void nothing_is_lost_where_the_page_itself_comes_late() {
		AtomicReference<Route> held = hold();
		AtomicReference<Route> script = new AtomicReference<>();
		page().route("**/typed*.js", script::set);
		message().fill("First.");
		message().press("Control+Enter");
		waitFor(held);
		message().fill("Second.");
		message().press("Control+Enter");
		page().waitForResponse((answer) -> answer.request().method().equals("POST"), () -> held.get().resume());
		waitFor(script);
		script.get().resume();
		assertThat(messages()).hasCount(2);
		assertThat(messages().last()).containsText("Second.");
		assertThat(message()).hasValue("");
	}

	@Test
	void what_was_not_sent_yet_is_not_sent_by_a_press_before_it_was_typed() {
		AtomicReference<Route> held = hold();
		message().fill("First.");
		this.noah.find("#send").dblclick();
		waitFor(held);
		message().fill("Half of the sec");
		held.get().resume();
		assertThat(messages()).hasCount(1);
		assertThat(message()).hasValue("Half of the sec");
	}

	@Test
	void what_was_typed_while_a_message_did_not_get_through_is_there_with_it() {
		AtomicReference<Route> held = hold();
		message().fill("Hello Camille,");
		message().press("Control+Enter");
		waitFor(held);
		message().pressSequentially(" one thing more");
		held.get().abort();
		assertThat(this.noah.find("#write .unsent")).isVisible();
		assertThat(message()).hasValue("Hello Camille, one thing more");
	}

	@Test
	void files_that_are_chosen_while_a_message_is_sent_are_in_the_fresh_box() {
		AtomicReference<Route> held = hold();
		message().fill("Two files follow.");
		message().press("Control+Enter");
		waitFor(held);
		this.noah.find("#write-file").setInputFiles(file("here.txt"));
		assertThat(this.noah.find("#write-files a")).hasText("here.txt");
		AtomicReference<Route> underWay = new AtomicReference<>();
		page().route("**/conversations/files**", underWay::set);
		this.noah.find("#write-file").setInputFiles(file("coming.txt"));
		waitFor(underWay);
		held.get().resume();
		assertThat(messages()).hasCount(1);
		assertThat(this.noah.find("#write-files progress")).isVisible();
		underWay.get().resume();
		assertThat(this.noah.find("#write-files a")).hasText(new String[] { "here.txt", "coming.txt" });
		assertThat(this.noah.find("#write-files input:checked")).hasCount(2);
		this.noah.find("#send").click();
		assertThat(messages().last().locator(".files a")).hasText(new String[] { "here.txt", "coming.txt" });
	}

	@Test
	void a_note_keeps_what_was_typed_while_it_was_kept() {
		this.noah.find("#note-edit summary").click();
		this.noah.find("#note-text").fill("Note one");
		this.noah.find("#item-0").fill("Ask for the logo");
		AtomicReference<Route> held = hold();
		this.noah.find("#keep-note").click();
		waitFor(held);
		this.noah.find("#note-text").press("End");
		this.noah.find("#note-text").pressSequentially(" and two");
		for (int i = 0; i < 2; i++) {
			this.noah.find("[data-adds=note-items]").click();
		}
		Locator line = this.noah.find("#note-items input[type=text]").last();
		String id = line.getAttribute("id");
		line.fill("Send the bill");
		held.get().resume();
		assertThat(this.noah.find("#note > ul li")).hasCount(1);
		assertThat(this.noah.find("#note-text")).hasValue("Note one and two");
		assertThat(this.noah.find("#" + id)).hasValue("Send the bill");
		assertThat(this.noah.find("#" + id)).isFocused();
		this.noah.find("#keep-note").click();
		assertThat(this.noah.find("#note > ul li")).hasCount(2);
		assertThat(this.noah.find("#note > .as-written")).hasText("Note one and two");
	}

	@Test
	void words_of_a_picture_that_are_typed_while_the_next_goes_up_stay() {
		this.noah.go("/sell/listings/new");
		choosePicture(400);
		assertThat(this.noah.find("#picture-0-text")).isFocused();
		AtomicReference<Route> held = hold();
		choosePicture(500);
		waitFor(held);
		this.noah.find("#picture-0-text").pressSequentially("A fox at sea");
		held.get().resume();
		assertThat(this.noah.find("#picture-1-text")).isVisible();
		assertThat(this.noah.find("#picture-0-text")).hasValue("A fox at sea");
		assertThat(this.noah.find("#picture-0-text")).isFocused();
		page().reload();
		assertThat(this.noah.find("#brought-back")).isVisible();
		assertThat(this.noah.find("#picture-0-text")).hasValue("A fox at sea");
	}

	@Test
	void whoever_types_elsewhere_goes_on_there_when_a_picture_has_come() {
		this.noah.go("/sell/listings/new");
		AtomicReference<Route> held = hold();
		choosePicture(400);
		waitFor(held);
		this.noah.find("#title").pressSequentially("Story");
		held.get().resume();
		assertThat(this.noah.find("#picture-0-text")).isVisible();
		// it would ask for the keyboard once it has settled
		assertThat(this.noah.find("#service-pictures")).not().hasClass(Pattern.compile("htmx-settling"));
		page().keyboard().type("board");
		assertThat(this.noah.find("#title")).hasValue("Storyboard");
	}

	@Test
	void a_form_that_another_page_answers_is_read_only_on_its_way() {
		this.noah.go("/sell/listings/" + this.order.listing());
		// an answer that does not come
		page().evaluate("addEventListener('submit', (event) => event.preventDefault())");
		this.noah.find("button[value=add]").click();
		assertThat(this.noah.find("#title")).not().isEditable();
		Locator kind = this.noah.find("#question-0-kind");
		String before = kind.inputValue();
		kind.focus();
		page().keyboard().press("End");
		assertThat(kind).hasValue(before);
		Locator mandatory = this.noah.find("[name='questions[0].mandatory']");
		boolean ticked = mandatory.isChecked();
		mandatory.evaluate("(box) => box.click()");
		assertThat(mandatory.isChecked()).isEqualTo(ticked);

		page().keyboard().press("Escape");
		assertThat(this.noah.find("#title")).isEditable();
		mandatory.evaluate("(box) => box.click()");
		assertThat(mandatory.isChecked()).isNotEqualTo(ticked);
	}

	private Locator message() {
		return this.noah.find("#write-message");
	}

	private Locator messages() {
		return this.noah.find(".message");
	}

	private void choosePicture(int height) {
		this.noah.find("#new-pictures")
			.setInputFiles(new FilePayload("fox.png", "image/png", SampleFiles.picture("png", 600, height)));
	}

	/** The next form that is sent does not get through before it is resumed. */
	private AtomicReference<Route> hold() {
		AtomicReference<Route> held = new AtomicReference<>();
		page().route((address) -> !address.contains("/files"), (route) -> {
			boolean sends = route.request().method().equals("POST");
			if (!sends || !held.compareAndSet(null, route)) {
				route.resume();
			}
		});
		return held;
	}

	private void waitFor(AtomicReference<Route> held) {
		page().waitForCondition(() -> held.get() != null);
	}

	private Page page() {
		return this.noah.page();
	}

	private static FilePayload file(String name) {
		return new FilePayload(name, "text/plain", ("of " + name).getBytes(StandardCharsets.UTF_8));
	}

}
