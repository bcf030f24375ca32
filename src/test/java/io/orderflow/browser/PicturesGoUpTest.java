package io.orderflow.browser;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.SampleFiles;
import io.orderflow.platform.UserStore;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** Pictures of a service and of a person say while they go up that they do. */
@OrderflowTest
@ExtendWith(Chromium.class)
class PicturesGoUpTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	private PageInspector noah;

	@BeforeEach
	void freelancer() {
		String account = this.newcomers.person("Noah", Locale.ENGLISH, UserStore.FREELANCERS);
		this.noah = PageInspector.at(Chromium.browser(), this.port, PageInspector.WIDE, account, Newcomers.PASSWORD);
	}

	@AfterEach
	void leave() {
		this.noah.close();
	}

	@Test
	void pictures_of_a_service_go_up_as_they_are_chosen_and_the_form_waits_for_them() {
		this.noah.go("/sell/listings/new");
		this.noah.find("#title").fill("Storyboard");
		AtomicReference<Route> held = hold();
		choose("#new-pictures");
		assertThat(this.noah.find("[data-progress]")).isVisible();
		this.noah.find("button[value=save]:visible").click();
		assertThat(this.noah.find("#service [data-holds]")).containsText("Files are still being uploaded");
		PageAudit.once(this.noah.page(), "pictures-wait");

		held.get().resume();
		assertThat(this.noah.find(".told")).isVisible();
		assertThat(this.noah.find("#title")).hasValue("Storyboard");
		assertThat(this.noah.find("#picture-0-text")).isVisible();
	}

	@Test
	void pictures_go_up_in_a_form_that_was_brought_back() {
		this.noah.go("/sell/listings/new");
		this.noah.find("#title").fill("Storyboard");
		this.noah.find("#title").press("Tab");
		this.noah.go("/sell");
		this.noah.go("/sell/listings/new");
		assertThat(this.noah.find("#brought-back")).isVisible();
		choose("#new-pictures");
		assertThat(this.noah.find("#picture-0-text")).isVisible();
		assertThat(this.noah.find("#title")).hasValue("Storyboard");
	}

	@Test
	void a_question_that_was_asked_for_meanwhile_is_there_with_the_picture() {
		this.noah.go("/sell/listings/new");
		AtomicReference<Route> held = hold();
		choose("#new-pictures");
		assertThat(this.noah.find("[data-progress]")).isVisible();
		int before = this.noah.find("fieldset.card").count();
		this.noah.find("button[value=add]").click();
		held.get().resume();
		assertThat(this.noah.find("#picture-0-text")).isVisible();
		assertThat(this.noah.find("fieldset.card")).hasCount(before + 1);
	}

	@Test
	void whoever_has_chosen_a_picture_goes_on_with_its_words() {
		this.noah.go("/sell/listings/new");
		this.noah.find("#title").fill("Storyboard");
		AtomicReference<Route> held = hold();
		choose("#new-pictures");
		assertThat(this.noah.find("[data-progress]")).isVisible();
		held.get().resume();
		assertThat(this.noah.find("#picture-0-text")).isFocused();
		assertThat(this.noah.find("[data-progress]")).isHidden();
		assertThat(this.noah.find("#title")).hasValue("Storyboard");
		this.noah.page().unrouteAll();
		this.noah.page().reload();
		assertThat(this.noah.find("#picture-0-text")).isVisible();
	}

	@Test
	void what_did_not_go_up_says_so_where_it_was_chosen_and_can_be_tried_again() {
		this.noah.go("/sell/listings/new");
		this.noah.page().route("**/sell/listings?_csrf=**", Route::abort);
		choose("#new-pictures");
		assertThat(this.noah.find(".field:has(#new-pictures) .unsent")).containsText("no answer came");
		assertThat(this.noah.find("[data-progress]")).isHidden();

		this.noah.page().unrouteAll();
		this.noah.find("button[value=pictures]").click();
		assertThat(this.noah.find("#picture-0-text")).isFocused();
	}

	@Test
	void what_is_no_picture_is_told_where_it_was_chosen() {
		this.noah.go("/sell/listings/new");
		this.noah.find("#new-pictures").setInputFiles(new FilePayload("a.png", "image/png", new byte[] { 'a' }));
		assertThat(this.noah.find("#new-pictures-error")).isVisible();
		assertThat(this.noah.find("#service-refused")).containsText("correct the fields");
	}

	/** Else a service went to a moderator without it, and nobody was told. */
	@Test
	void what_waits_for_a_picture_stays_where_it_is_refused() {
		this.noah.go("/sell/listings/new");
		this.noah.find("#title").fill("Storyboard");
		AtomicReference<Route> held = hold();
		this.noah.find("#new-pictures").setInputFiles(new FilePayload("a.png", "image/png", new byte[] { 'a' }));
		assertThat(this.noah.find("[data-progress]")).isVisible();
		this.noah.find(".actions button[value=save]").click();
		assertThat(this.noah.find("[data-holds]")).isVisible();
		AtomicInteger sent = new AtomicInteger();
		this.noah.page().onRequest((request) -> {
			if (request.method().equals("POST") && request.isNavigationRequest()) {
				sent.incrementAndGet();
			}
		});
		held.get().resume();
		assertThat(this.noah.find("#new-pictures-error")).isVisible();
		assertThat(this.noah.find("[data-holds]")).hasCount(0);
		assertThat(this.noah.find("#title")).hasValue("Storyboard");
		Assertions.assertThat(sent).hasValue(0);
	}

	@Test
	void ones_own_picture_says_how_far_it_is_and_then_that_it_is_shown() {
		this.noah.go("/account/picture");
		AtomicReference<Route> held = hold();
		choose("#picture");
		this.noah.find("main form button[type=submit]").first().click();
		assertThat(this.noah.find("[data-progress]")).isVisible();
		held.get().resume();
		assertThat(this.noah.find("main [role=status]")).isFocused();
		assertThat(this.noah.find("img.face.large")).isVisible();
	}

	@Test
	void the_place_of_a_services_picture_is_kept_before_it_has_come() {
		this.noah.go("/services");
		this.noah.page()
			.evaluate("document.getElementById('main').innerHTML = '<ul class=pictures><li><a href=#>"
					+ "<img alt=later width=1200 height=800></a></li></ul>'");
		assertThat(this.noah.find(".pictures img")).hasCSS("height", "448px");
		assertThat(this.noah.find(".pictures img")).hasCSS("width", "672px");
	}

	private void choose(String input) {
		this.noah.find(input)
			.setInputFiles(new FilePayload("fox.png", "image/png", SampleFiles.picture("png", 600, 400)));
	}

	/** Whatever is sent from now on does not get through before it is resumed. */
	private AtomicReference<Route> hold() {
		AtomicReference<Route> held = new AtomicReference<>();
		this.noah.page().route("**/*_csrf=**", (route) -> {
			if (route.request().method().equals("POST") && held.compareAndSet(null, route)) {
				return;
			}
			route.resume();
		});
		return held;
	}

}
