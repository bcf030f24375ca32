package io.orderflow.browser;

import java.util.Locale;
import java.util.regex.Pattern;

import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
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

/** What is half written is there after a reload: all of it, and only for who wrote it. */
@OrderflowTest
@ExtendWith(Chromium.class)
class HalfWrittenTest {

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
	}

	@AfterEach
	void leave() {
		if (this.noah != null) {
			this.noah.close();
		}
	}

	@Test
	void rows_that_were_added_are_there_again() {
		goToOrder();
		this.noah.find("#title-0").fill("Draw");
		addTask();
		addTask();
		this.noah.find("#title-2").fill("Colour");
		this.noah.find("#deadline-2").fill("2031-05-04");
		page().reload();
		assertThat(this.noah.find("#title-0")).hasValue("Draw");
		assertThat(this.noah.find("#title-1")).hasValue("");
		assertThat(this.noah.find("#title-2")).hasValue("Colour");
		assertThat(this.noah.find("#deadline-2")).hasValue("2031-05-04");
	}

	@Test
	void every_point_of_a_revision_is_there_again() {
		OrderScenario delivered = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH)
			.until(OrderStep.REVIEW_DELIVERY);
		try (PageInspector camille = PageInspector.at(Chromium.browser(), this.port, PageInspector.PHONE,
				delivered.client(), Newcomers.PASSWORD)) {
			camille.go("/orders/" + delivered.number());
			camille.find("#now details summary").click();
			camille.find("#point-0").fill("The fox is blue.");
			camille.find("[data-adds=points]").click();
			camille.find("#point-1").fill("The sea is missing.");
			camille.find("#subject-1").selectOption("story");
			camille.page().reload();
			assertThat(camille.find("#point-0")).hasValue("The fox is blue.");
			assertThat(camille.find("#point-1")).hasValue("The sea is missing.");
			assertThat(camille.find("#subject-1")).hasValue("story");
		}
	}

	@Test
	void the_lines_of_a_note_and_their_ticks_are_there_again() {
		goToOrder();
		this.noah.find("#note-edit summary").click();
		this.noah.find("#item-0").fill("Ask for the logo");
		this.noah.find("[data-adds=note-items]").click();
		this.noah.find("#item-1").fill("Send the bill");
		this.noah.find("#done-1").check();
		page().reload();
		assertThat(this.noah.find("#item-0")).hasValue("Ask for the logo");
		assertThat(this.noah.find("#item-1")).hasValue("Send the bill");
		assertThat(this.noah.find("#done-1")).isChecked();

		this.noah.find("#keep-note").click();
		assertThat(this.noah.find("#note ul li")).hasCount(2);
		page().reload();
		assertThat(this.noah.find("#note-edit")).not().hasAttribute("open", "");
	}

	@Test
	void choices_are_there_again() {
		goToOrder();
		this.noah.find("#ask-cancellation summary").click();
		this.noah.find("#ask-cancellation input[value=NOBODY]").check();
		page().reload();
		assertThat(this.noah.find("#ask-cancellation input[value=NOBODY]")).isChecked();
		assertThat(this.noah.find("#ask-cancellation")).hasAttribute("open", "");
	}

	@Test
	void who_comes_next_in_the_same_tab_reads_nothing_of_it() {
		goToOrder();
		this.noah.find("#write-message").fill("Not for Camille, yet.");
		signInAs(this.order.client());
		assertThat(this.noah.find("#write-message")).hasValue("");
		this.noah.find("#write-message").fill("Camille’s own.");
		signInAs(this.order.freelancer());
		assertThat(this.noah.find("#write-message")).hasValue("Not for Camille, yet.");
	}

	@Test
	void a_service_comes_back_with_the_questions_that_were_added_and_removed() {
		String page = "/sell/listings/" + this.order.listing();
		this.noah.go(page);
		this.noah.find("#description").fill("Six images, drawn by hand.");
		this.noah.find("[name='deliveryTime.unit']").selectOption("hours");
		button("Remove question 1").click();
		assertThat(this.noah.find("fieldset.card")).hasCount(4);
		button("Add a question").click();
		assertThat(this.noah.find("fieldset.card")).hasCount(5);
		// the scripts of the page that answers are there
		page().waitForLoadState();
		this.noah.find("#question-4-prompt").fill("Which colours?");
		this.noah.find("#question-4-kind").selectOption("MULTIPLE_CHOICE");
		this.noah.find("#question-4-choices").fill("Red\nBlue");

		this.noah.go("/sell");
		this.noah.go(page);
		assertThat(this.noah.find("#brought-back")).isVisible();
		assertThat(this.noah.find("#description")).hasValue("Six images, drawn by hand.");
		assertThat(this.noah.find("[name='deliveryTime.unit']")).hasValue("hours");
		assertThat(this.noah.find("#question-0-prompt")).hasValue("Format");
		assertThat(this.noah.find("#question-4-prompt")).hasValue("Which colours?");
		assertThat(this.noah.find("#question-4-choices")).hasValue("Red\nBlue");
		assertThat(this.noah.find("#question-4-accepts")).isHidden();
		PageAudit.once(page(), "service-brought-back");

		button("Show what is saved instead").click();
		assertThat(this.noah.find("#brought-back")).isHidden();
		assertThat(this.noah.find("#description")).hasValue("Six images");
		assertThat(this.noah.find("#question-0-prompt")).hasValue("Your story?");
	}

	@Test
	void what_was_typed_before_the_scripts_came_is_kept() {
		this.noah.quickerThan("forms", () -> this.noah.startsToGo("/orders/" + this.order.number()), () -> {
			this.noah.find("#title-0").fill("Draw");
			this.noah.find("#write-message").fill("Hello Camille.");
		});
		page().waitForFunction("() => Object.values(sessionStorage).includes('Draw')");
		page().reload();
		assertThat(this.noah.find("#title-0")).hasValue("Draw");
		assertThat(this.noah.find("#write-message")).hasValue("Hello Camille.");
	}

	@Test
	void what_was_typed_of_a_service_before_the_scripts_came_is_kept() {
		this.noah.quickerThan("whole-drafts", () -> this.noah.startsToGo("/sell/listings/new"),
				() -> this.noah.find("#title").fill("Portraits"));
		page().waitForFunction("() => Object.values(sessionStorage).some((kept) => kept.includes('title=Portraits'))");
		page().reload();
		assertThat(this.noah.find("#brought-back")).isVisible();
		assertThat(this.noah.find("#title")).hasValue("Portraits");
	}

	@Test
	void a_service_that_was_saved_leaves_nothing_half_written() {
		this.noah.go("/sell/listings/new");
		this.noah.find("#title").fill("Portraits");
		this.noah.find("#description").fill("One face, in ink.");
		this.noah.find("#price-amount").fill("80");
		page().reload();
		assertThat(this.noah.find("#brought-back")).isVisible();
		assertThat(this.noah.find("#title")).hasValue("Portraits");
		button("Save for later").click();
		assertThat(this.noah.find(".told")).isVisible();
		this.noah.go("/sell/listings/new");
		assertThat(this.noah.find("#title")).hasValue("");
		assertThat(this.noah.find("#brought-back")).isHidden();
	}

	@Test
	void who_was_signed_out_while_writing_reads_that_it_is_kept() {
		this.noah.go("/sell/listings/new");
		this.noah.find("#title").fill("Portraits");
		page().context().clearCookies(new ClearCookiesOptions().setName("ORDERFLOW_SESSION"));
		button("Save for later").click();
		assertThat(this.noah.find("[role=status]"))
			.hasText("You were signed out in the meantime, so your form was not sent. Sign in to get back to its page."
					+ " What you had written is kept in this tab.");
		this.noah.find("#username").fill(this.order.freelancer());
		this.noah.find("#password").fill(Newcomers.PASSWORD);
		this.noah.find("main button[type=submit]").click();
		assertThat(this.noah.find("#brought-back")).isVisible();
		assertThat(button("Show what is saved instead")).hasCount(0);
		button("Discard it and start again").click();
		assertThat(this.noah.find("#title")).hasValue("");
	}

	/** A token is in the address of what sends files; no page behind it shows it. */
	@Test
	void the_page_of_what_was_refused_has_no_token_in_its_address() {
		this.noah.go("/services/" + this.order.listing());
		page().waitForResponse((answer) -> answer.request().method().equals("POST"), () -> page().evaluate(
				"""
						() => {
							const form = document.createElement("form");
							form.method = "post";
							form.enctype = "multipart/form-data";
							form.action = location.pathname + "/orders?_csrf=" + document.querySelector("meta[name=csrf]").content;
							document.body.append(form);
							form.submit();
						}
						"""));
		assertThat(this.noah.find("meta[data-address]")).hasCount(1);
		assertThat(page()).hasURL(Pattern.compile(".*/services/" + this.order.listing() + "$"));
	}

	private Locator button(String name) {
		return page().getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
	}

	private void addTask() {
		this.noah.find("[data-adds=tasks]").click();
	}

	/** The session ends, and somebody else comes: nobody has signed out. */
	private void signInAs(String account) {
		page().context().clearCookies(new ClearCookiesOptions().setName("ORDERFLOW_SESSION"));
		goToOrder();
		this.noah.find("#username").fill(account);
		this.noah.find("#password").fill(Newcomers.PASSWORD);
		this.noah.find("main button[type=submit]").click();
		assertThat(this.noah.find("#write-message")).isVisible();
	}

	private void goToOrder() {
		this.noah.go("/orders/" + this.order.number());
	}

	private Page page() {
		return this.noah.page();
	}

}
