package io.orderflow.browser;

import java.util.Locale;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.SampleFiles;
import io.orderflow.platform.UserStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** Writing a service by keyboard, looking at it, and throwing it away. */
@OrderflowTest
@ExtendWith(Chromium.class)
class ServiceFormTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	private PageInspector noah;

	@BeforeEach
	void freelancer() {
		String account = this.newcomers.person("Noah", Locale.ENGLISH, UserStore.FREELANCERS);
		this.noah = PageInspector.at(Chromium.browser(), this.port, PageInspector.WIDE, account, Newcomers.PASSWORD);
		this.noah.go("/sell/listings/new");
	}

	@AfterEach
	void leave() {
		this.noah.close();
	}

	@Test
	void the_keyboard_stays_with_the_question_that_was_added_or_moved() {
		press("add");
		assertThat(this.noah.find("#question-0-prompt")).isFocused();
		this.noah.page().keyboard().type("First");
		press("add");
		assertThat(this.noah.find("#question-1-prompt")).isFocused();
		this.noah.page().keyboard().type("Second");
		press("later-0");
		assertThat(this.noah.find("#question-1-prompt")).hasValue("First");
		assertThat(action("earlier-1")).isFocused();
		assertThat(action("earlier-1")).isInViewport();
		press("remove-1");
		assertThat(action("remove-0")).isFocused();
		press("remove-0");
		assertThat(action("add")).isFocused();
	}

	@Test
	void what_is_marked_stays_announced_when_pictures_go_up() {
		this.noah.find("#title").fill("Storyboard");
		press("submit");
		assertThat(this.noah.find("#description-error")).isVisible();
		choose("fox.png", 600);
		assertThat(this.noah.find("#picture-0-text")).isVisible();
		assertThat(this.noah.find("#description-error")).isVisible();
		assertThat(this.noah.find("#service-refused")).containsText("correct the fields");
	}

	@Test
	void what_was_wrong_with_pictures_alone_is_gone_with_the_next_ones() {
		this.noah.find("#new-pictures").setInputFiles(new FilePayload("a.png", "image/png", new byte[] { 'a' }));
		assertThat(this.noah.find("#service-refused")).containsText("correct the fields");
		choose("fox.png", 600);
		assertThat(this.noah.find("#picture-0-text")).isVisible();
		assertThat(this.noah.find("#service-refused")).hasText("");
	}

	@Test
	void its_pictures_are_looked_at_in_the_page_and_a_draft_as_buyers_will_see_it() {
		write();
		this.noah.find("a[href$='/preview']").click();
		assertThat(this.noah.find("main .notice")).containsText("how clients will see");
		assertThat(this.noah.find("aside .facts")).containsText("€120.50");
		look();
		PageAudit.once(this.noah.page(), "service-preview");
		this.noah.find(".way a").click();
		press("submit");
		assertThat(this.noah.find(".pictures small")).hasText(new String[] { "A fox", "A hen" });
		assertThat(this.noah.find("main .facts")).containsText("after 3 days");
		look();
		PageAudit.once(this.noah.page(), "service-read");
	}

	@Test
	void a_picture_that_is_not_described_yet_says_so_where_it_is_previewed() {
		this.noah.find("#title").fill("Storyboard");
		assertThat(this.noah.find("#updateAskedAfter-help")).containsText("If you leave it out: 2 days.");
		choose("fox.png", 600);
		press("save");
		assertThat(this.noah.find(".told")).isVisible();
		this.noah.find("a[href$='/preview']").click();
		assertThat(this.noah.find(".pictures img")).hasAttribute("alt", "Picture 1, not described yet");
		PageAudit.once(this.noah.page(), "service-preview-undescribed");
	}

	@Test
	void one_that_was_never_submitted_is_deleted_for_good() {
		write();
		this.noah.find("main details summary").click();
		PageAudit.once(this.noah.page(), "service-removal");
		this.noah.find("main details button").click();
		assertThat(this.noah.find(".told")).hasText("The service was deleted.");
		assertThat(this.noah.find(".empty")).isVisible();
	}

	/** One by one: whose picture is on the way is not yet described. */
	private void write() {
		this.noah.find("#title").fill("Storyboard");
		this.noah.find("#description").fill("Six images");
		this.noah.find("#price-amount").fill("120.50");
		choose("fox.png", 600);
		this.noah.find("#picture-0-text").fill("A fox");
		choose("hen.png", 500);
		this.noah.find("#picture-1-text").fill("A hen");
		press("save");
		assertThat(this.noah.find(".told")).isVisible();
	}

	private void look() {
		// what opens the viewer comes last; before it, a picture is a link
		this.noah.page().evaluate("import('/js/pictures.js')");
		this.noah.find(".pictures a").first().focus();
		this.noah.page().keyboard().press("Enter");
		assertThat(this.noah.find("#viewer-name")).hasText("A fox");
		assertThat(this.noah.find("#viewer .sheet img")).isVisible();
		this.noah.page().keyboard().press("ArrowRight");
		assertThat(this.noah.find("#viewer-name")).hasText("A hen");
		this.noah.page().keyboard().press("Escape");
		assertThat(this.noah.find("#viewer")).isHidden();
		assertThat(this.noah.find(".pictures a").first()).isFocused();
	}

	private void choose(String name, int width) {
		this.noah.find("#new-pictures")
			.setInputFiles(new FilePayload(name, "image/png", SampleFiles.picture("png", width, 400)));
	}

	private void press(String action) {
		action(action).focus();
		this.noah.page().keyboard().press("Enter");
	}

	private Locator action(String action) {
		return this.noah.find("#service button[value=" + action + "]:visible");
	}

}
