package io.orderflow.browser;

import java.util.Locale;

import com.microsoft.playwright.Locator;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The private note on an order's page (S12), which only the freelancer sees. */
@OrderflowTest
@ExtendWith(Chromium.class)
class NoteWalkTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	private OrderScenario order;

	private String page;

	@BeforeEach
	void order() {
		this.order = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH).placed();
		this.page = "/orders/" + this.order.number();
	}

	@ParameterizedTest
	@ValueSource(ints = { PageInspector.WIDE, PageInspector.PHONE })
	void a_note_and_its_check_list_are_kept_in_place_and_for_the_freelancer_alone(int width) {
		try (PageInspector noah = at(width, this.order.freelancer())) {
			noah.go(this.page);
			noah.page().evaluate("window.sameDocument = true");
			noah.find("#note summary").click();
			noah.find("#note-text").fill("Call the printer 🦊");
			items(noah).first().fill("Invoice");
			noah.find("button[data-adds=note-items]").click();
			assertThat(items(noah).nth(1)).isFocused();
			items(noah).nth(1).fill("Archive");
			noah.find("#note input[name=done]").first().check();
			noah.find("#keep-note").click();

			assertThat(noah.find("#note > ul li")).hasCount(2);
			assertThat(noah.find("#note-tick-0")).hasAttribute("aria-checked", "true");
			noah.find("#note-tick-1").click();
			assertThat(noah.find("#note-tick-1")).hasAttribute("aria-checked", "true");
			assertThat(noah.find("#note-tick-1")).isFocused();
			noah.find("#note-tick-1").press("Space");
			assertThat(noah.find("#note-tick-1")).hasAttribute("aria-checked", "false");
			assertThat(noah.find("#note > .as-written")).hasText("Call the printer 🦊");
			assertThat((Boolean) noah.page().evaluate("window.sameDocument")).as("nothing was reloaded").isTrue();

			noah.find("#note summary").click();
			items(noah).first().fill("");
			noah.find("#keep-note").click();
			assertThat(noah.find("#note > ul li")).hasCount(1);
			noah.page().reload();
			assertThat(noah.find("#note > ul li")).hasText("Archive");
			assertThat(noah.find("#note > .as-written")).hasText("Call the printer 🦊");
			assertThat(noah.complaints()).isEmpty();
			noah.looks("note-" + width);
		}
		Visitor camille = Visitor.withPassword(this.port, this.order.client(), Newcomers.PASSWORD);
		assertThat(camille.get("/api" + this.page).body()).contains("Storyboard").doesNotContain("printer", "Archive");
		assertThat(camille.get("/api" + this.page + "/note").statusCode()).isEqualTo(404);
	}

	/** A button works as soon as it is there. */
	@Test
	void what_is_pressed_the_moment_it_appears_reloads_nothing() {
		try (PageInspector noah = at(PageInspector.WIDE, this.order.freelancer())) {
			noah.go(this.page);
			noah.find("#note summary").click();
			items(noah).first().fill("Invoice");
			noah.find("#keep-note").click();
			assertThat(noah.find("#note-tick-0")).hasAttribute("aria-checked", "false");
			noah.page().evaluate("""
					() => new MutationObserver((changes, observer) => {
						const tick = document.getElementById("note-tick-0");
						if (tick?.getAttribute("aria-checked") === "true") {
							observer.disconnect();
							document.documentElement.dataset.pressed = "at once";
							tick.click();
						}
					}).observe(document.body, { childList: true, subtree: true })
					""");
			noah.find("#note-tick-0").click();
			assertThat(noah.find("html[data-pressed]")).hasCount(1);
			assertThat(noah.find("#note-tick-0")).hasAttribute("aria-checked", "false");
			assertThat(noah.find("html[data-pressed]")).hasCount(1);
		}
	}

	@Test
	void without_scripts_it_takes_one_line_more_each_time_and_the_client_sees_none_of_it() {
		try (PageInspector noah = PageInspector.withoutScripts(Chromium.browser(), this.port, this.order.freelancer(),
				Newcomers.PASSWORD)) {
			noah.go(this.page);
			for (String line : new String[] { "Invoice", "Archive" }) {
				noah.find("#note summary").click();
				noah.find("#note-text").fill("Call the printer");
				items(noah).last().fill(line);
				noah.find("#keep-note").click();
				assertThat(noah.find("#note > ul li").last()).containsText(line);
			}
			assertThat(noah.find("#note > ul li")).hasCount(2);
			assertThat(noah.find("#note > .as-written")).hasText("Call the printer");
		}
		try (PageInspector camille = at(PageInspector.WIDE, this.order.client())) {
			camille.go(this.page);
			assertThat(camille.find("#note")).hasCount(0);
			assertThat(camille.page().content()).contains("Storyboard").doesNotContain("printer", "Archive");
		}
	}

	private static Locator items(PageInspector reader) {
		return reader.find("#note input[name=item]");
	}

	private PageInspector at(int width, String account) {
		return PageInspector.at(Chromium.browser(), this.port, width, account, Newcomers.PASSWORD);
	}

}
