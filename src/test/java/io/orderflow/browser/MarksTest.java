package io.orderflow.browser;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.Storyboard;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was wrong with a field goes once it is filled in anew, and a file that can never
 * be used is not offered to be tried again.
 */
@OrderflowTest
@ExtendWith(Chromium.class)
class MarksTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Test
	void what_is_filled_in_anew_is_wrong_no_more() {
		OrderScenario order = order(Storyboard.ordinary().approving(ApprovalNeeded.NONE)).requirementsProvided()
			.requirementsClear()
			.planned();
		try (PageInspector noah = at(order.freelancer(), order)) {
			noah.find("form[action*=deliverWork] .buttons button").click();
			assertThat(noah.find("#message")).hasAttribute("aria-invalid", "true");
			assertThat(noah.find("#message-error")).isVisible();
			assertThat(noah.find("#deliverWork-files-error")).isVisible();
			assertThat(noah.find("#now > [role=alert]")).isVisible();

			noah.find("#message").fill("Here it is");
			noah.find("#message").press("Tab");
			assertThat(noah.find("#message-error")).hasCount(0);
			assertThat(noah.find("#message[aria-invalid]")).hasCount(0);
			assertThat(noah.find("#message")).hasAttribute("aria-describedby", "message-help");
			assertThat(noah.find("#deliverWork-files-error")).isVisible();
			assertThat(noah.find("#now > [role=alert]")).isVisible();
			noah.find("#deliverWork-files").setInputFiles(text("work.txt"));
			assertThat(noah.find("#deliverWork-files-error")).hasCount(0);
			assertThat(noah.find("#deliverWork-files[aria-invalid]")).hasCount(0);
			assertThat(noah.find("#now > [role=alert]")).hasCount(0);
		}
	}

	@Test
	void what_is_filled_in_before_the_script_came_is_wrong_no_more() {
		OrderScenario order = order(Storyboard.ordinary().approving(ApprovalNeeded.NONE)).requirementsProvided()
			.requirementsClear()
			.planned();
		try (PageInspector noah = at(order.freelancer(), order)) {
			noah.quickerThan("marks", () -> noah.find("form[action*=deliverWork] .buttons button").click(), () -> {
				noah.find("#message").fill("Here it is");
				noah.find("#message").press("Tab");
				noah.find("#deliverWork-files").setInputFiles(text("work.txt"));
				assertThat(noah.find("#deliverWork-files-list li input")).isChecked();
			});
			assertThat(noah.find("#message-error")).hasCount(0);
			assertThat(noah.find("#message[aria-invalid]")).hasCount(0);
			assertThat(noah.find("#deliverWork-files-error")).hasCount(0);
		}
	}

	@Test
	void a_choice_is_wrong_no_more_once_it_is_made() {
		OrderScenario order = order(Storyboard.ordinary().asking(Storyboard.STORY, Storyboard.FORMAT)).placed();
		try (PageInspector camille = at(order.client(), order)) {
			camille.find("form[action*=provideRequirements] .buttons button").last().click();
			Locator marked = camille.find("#now input[type=radio][aria-invalid]");
			assertThat(marked).hasCount(2);
			assertThat(camille.find("#now fieldset .refused")).isVisible();
			camille.find("#now input[type=radio]").last().check();
			assertThat(marked).hasCount(0);
			assertThat(camille.find("#now fieldset .refused")).hasCount(0);
		}
	}

	/** Also where the row was added while the sentence still stood. */
	@Test
	void what_was_missing_of_all_rows_goes_with_the_first_that_is_filled_in() {
		OrderScenario order = order(Storyboard.ordinary().approving(ApprovalNeeded.NONE)).requirementsProvided()
			.requirementsClear()
			.planned()
			.delivered();
		try (PageInspector camille = at(order.client(), order)) {
			camille.find("#now details summary").first().click();
			camille.find("button[value=revision]").last().click();
			assertThat(camille.find("#points-error")).isVisible();
			camille.find("button[data-adds=points]").click();
			camille.find("#point-0").fill("A longer tail");
			camille.find("#point-0").press("Tab");
			assertThat(camille.find("#points-error")).hasCount(0);
		}
	}

	@Test
	void a_file_of_a_kind_that_cannot_be_used_is_not_offered_to_be_tried_again() {
		OrderScenario order = order(Storyboard.ordinary().asking(Storyboard.STORY, Storyboard.LOGO)).placed();
		try (PageInspector camille = at(order.client(), order)) {
			camille.find("#now input[type=file]").setInputFiles(text("notes.txt"));
			Locator file = camille.find("#now .files li");
			assertThat(file.locator(".refused")).isVisible();
			assertThat(file.locator("button")).hasCount(1);
			assertThat(file.locator("button")).hasAttribute("aria-label", "Remove notes.txt");
		}
	}

	@Test
	void a_line_of_the_note_that_is_too_long_is_marked_itself_and_stands_level_with_its_box() {
		OrderScenario order = order(Storyboard.ordinary()).placed();
		try (PageInspector noah = at(order.freelancer(), order)) {
			assertThat(noah.find("#note > .faint")).hasText("No note so far.");
			noah.find("#note summary").click();
			assertThat(middle(noah.find("#done-0"))).isCloseTo(middle(noah.find("#item-0")), Offset.offset(1.0));
			noah.find("#item-0").fill("Invoice");
			noah.find("button[data-adds=note-items]").click();
			noah.find("#item-1").fill("x".repeat(501));
			noah.find("#keep-note").click();
			assertThat(noah.find("#item-1")).hasAttribute("aria-invalid", "true");
			assertThat(noah.find("#item-1")).isFocused();
			assertThat(noah.find("#item-error-1")).containsText("501");
			assertThat(noah.find("#item-0[aria-invalid]")).hasCount(0);
			assertThat(middle(noah.find("#done-1"))).isCloseTo(middle(noah.find("#item-1")), Offset.offset(1.0));
		}
	}

	private OrderScenario order(Storyboard service) {
		return this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH).of(service);
	}

	private PageInspector at(String reader, OrderScenario order) {
		PageInspector page = PageInspector.at(Chromium.browser(), this.port, PageInspector.PHONE, reader,
				Newcomers.PASSWORD);
		page.go("/orders/" + order.number());
		return page;
	}

	private static double middle(Locator field) {
		BoundingBox box = field.boundingBox();
		return box.y + box.height / 2;
	}

	private static FilePayload text(String name) {
		return new FilePayload(name, "text/plain", "x".getBytes(StandardCharsets.UTF_8));
	}

}
