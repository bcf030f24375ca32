package io.orderflow.browser;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import io.orderflow.BareOrders;
import io.orderflow.BareOrders.BareOrder;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.SampleFiles;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.conversation.ConversationService;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.worker.Drafts;
import io.orderflow.worker.WorkerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Pictures and documents are seen in the page, by mouse, keyboard and finger (U11). */
@OrderflowTest
@ExtendWith(Chromium.class)
class ViewerTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private BareOrders orders;

	@Autowired
	private ConversationService conversations;

	@Autowired
	private AttachmentService attachments;

	@Autowired
	private Drafts drafts;

	private String client;

	private String freelancer;

	private String page;

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void pictures_and_the_pages_of_documents_are_looked_at_by_keyboard(String language) throws IOException {
		talk(Locale.forLanguageTag(language));
		try (PageInspector noah = at(PageInspector.WIDE, this.freelancer)) {
			noah.go(this.page);
			Locator thumbs = noah.find(".thumb");
			assertThat(thumbs).hasCount(4);
			for (int i = 0; i < 3; i++) {
				thumbs.nth(i).scrollIntoViewIfNeeded();
				assertThat(thumbs.nth(i).locator("img")).hasJSProperty("complete", true);
				noah.page().waitForFunction("i => document.querySelectorAll('.thumb img')[i].naturalWidth > 0", i);
			}
			noah.looks("thumbnails-" + language);

			thumbs.first().focus();
			noah.page().keyboard().press("Enter");
			assertThat(name(noah)).hasText("fox.jpg");
			shown(noah);
			assertThat(noah.find("#viewer [data-does=previous]")).isDisabled();
			noah.looks("viewer-" + language);

			noah.page().keyboard().press("ArrowRight");
			assertThat(name(noah)).hasText("plan.pdf");
			shown(noah);
			assertThat(noah.find("#viewer-where")).hasText(language.equals("fr") ? "page 1 sur 3" : "page 1 of 3");
			noah.page().keyboard().press("ArrowRight");
			noah.page().keyboard().press("ArrowRight");
			assertThat(noah.find("#viewer-where")).hasText(language.equals("fr") ? "page 3 sur 3" : "page 3 of 3");
			shown(noah);
			noah.looks("viewer-document-" + language);

			noah.page().keyboard().press("0");
			double before = width(noah);
			noah.page().keyboard().press("+");
			assertThat(width(noah)).isGreaterThan(before * 1.3);
			noah.page().keyboard().press("0");
			assertThat(width(noah)).isEqualTo(before);
			for (int i = 0; i < 12; i++) {
				noah.page().keyboard().press("Tab");
				assertThat(
						noah.page()
							.evaluate("document.activeElement === document.body "
									+ "|| document.getElementById('viewer').contains(document.activeElement)"))
					.isEqualTo(true);
			}

			noah.page().keyboard().press("End");
			assertThat(name(noah)).hasText("broken.png");
			assertThat(noah.find("#viewer .saying")).not().isEmpty();
			assertThat(noah.find("#viewer .sheet img")).isHidden();
			noah.page().keyboard().press("Escape");
			assertThat(noah.find("#viewer")).isHidden();
			assertThat(thumbs.first()).isFocused();
		}
	}

	@Test
	void a_finger_turns_the_pages_on_a_phone() throws IOException {
		talk(Locale.FRENCH);
		try (PageInspector camille = at(PageInspector.PHONE, this.client)) {
			camille.go(this.page);
			camille.find(".thumb").nth(1).click();
			assertThat(name(camille)).hasText("plan.pdf");
			shown(camille);
			swipe(camille, 300, 100);
			assertThat(camille.find("#viewer-where")).hasText("page 2 sur 3");
			swipe(camille, 100, 300);
			assertThat(camille.find("#viewer-where")).hasText("page 1 sur 3");
			camille.find("#viewer [data-does=close]").click();
			assertThat(camille.find("#viewer")).isHidden();
		}
	}

	@Test
	void a_client_looks_at_a_draft_with_a_watermark_on_a_phone(@TempDir Path folder) throws Exception {
		this.drafts.keepOthers();
		OrderScenario order = this.drafts
			.with(Map.of("fox.jpg", SampleFiles.picture("jpeg", 1_200, 800), "plan.pdf", SampleFiles.pdf(2)));
		try (WorkerProcess worker = WorkerProcess.start(this.port, folder.resolve("worker.log"))) {
			await().atMost(Duration.ofMinutes(5)).until(() -> Drafts.isReviewed(order));
		}
		finally {
			this.drafts.releaseOthers();
		}
		try (PageInspector camille = PageInspector.at(Chromium.browser(), this.port, PageInspector.PHONE,
				order.client(), "orderflow")) {
			camille.go("/orders/" + order.number());
			assertThat(camille.find("#now .sight img")).hasCount(3);
			// once on the page: where it is decided
			assertThat(camille.find("#records .thumb")).hasCount(0);
			assertThat(camille.find("#records #draft-1 a[href='#now']")).hasCount(1);
			camille.looks("draft-previews");
			camille.page().setViewportSize(PageInspector.PHONE, 900);
			camille.find("#now .sight").first().click();
			shown(camille);
			assertThat(camille.find("#viewer [data-does=download]")).isHidden();
			assertThat(camille.find("#viewer [data-does=next]")).isEnabled();
			camille.looks("draft-viewer");
		}
	}

	@Test
	void without_scripts_a_small_picture_leads_to_the_large_one() throws IOException {
		talk(Locale.ENGLISH);
		try (PageInspector noah = PageInspector.withoutScripts(Chromium.browser(), this.port, this.freelancer,
				Newcomers.PASSWORD)) {
			noah.go(this.page);
			noah.find(".thumb").first().click();
			assertThat(noah.page()).hasURL(Pattern.compile(".*/pages/1"));
			assertThat(noah.find("img")).isVisible();
		}
	}

	private static void swipe(PageInspector reader, int from, int to) {
		reader.page()
			.evaluate(
					"""
							([from, to]) => {
								const sheet = document.querySelector("#viewer .sheet");
								const at = (x) => new Touch({ identifier: 1, target: sheet, clientX: x, clientY: 400 });
								sheet.dispatchEvent(new TouchEvent("touchstart", { touches: [at(from)], changedTouches: [at(from)] }));
								sheet.dispatchEvent(new TouchEvent("touchend", { touches: [], changedTouches: [at(to)] }));
							}""",
					List.of(from, to));
	}

	private static Locator name(PageInspector reader) {
		return reader.find("#viewer-name");
	}

	private static void shown(PageInspector reader) {
		assertThat(reader.find("#viewer .sheet img")).isVisible();
		assertThat(reader.find("#viewer .saying")).isHidden();
	}

	private static double width(PageInspector reader) {
		return reader.find("#viewer .sheet img").boundingBox().width;
	}

	private PageInspector at(int width, String account) {
		return PageInspector.at(Chromium.browser(), this.port, width, account, Newcomers.PASSWORD);
	}

	/**
	 * With a picture, a document of three pages, a drawing, a broken picture and a text.
	 */
	private void talk(Locale language) throws IOException {
		this.client = this.newcomers.person("Camille", language, UserStore.CLIENTS);
		this.freelancer = this.newcomers.person("Noah", language, UserStore.FREELANCERS);
		BareOrder order = this.orders.placed(this.client, this.freelancer);
		UUID talk = this.conversations.openForOrder(order.id(), order.number(), "Storyboard", this.client,
				this.freelancer);
		List<UUID> files = new ArrayList<>();
		files.add(upload("fox.jpg", SampleFiles.picture("jpeg", 2_400, 1_600)));
		files.add(upload("plan.pdf", SampleFiles.pdf(3)));
		files.add(upload("logo.svg", SampleFiles.svgWithScript()));
		files.add(upload("broken.png", new byte[] { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1 }));
		files.add(upload("words.txt", new byte[] { 'a' }));
		this.conversations.post(talk, this.client, "Here they are", files, "1");
		this.page = "/conversations/" + talk;
	}

	private UUID upload(String name, byte[] content) throws IOException {
		return this.attachments
			.upload(this.client, name, null, (long) content.length, new ByteArrayInputStream(content))
			.id();
	}

}
