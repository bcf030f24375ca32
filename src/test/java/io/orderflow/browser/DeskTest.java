package io.orderflow.browser;

import java.util.List;
import java.util.Locale;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.MessageKind;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Where the parts of an order's page are, on a wide screen and on a phone. */
@OrderflowTest
@ExtendWith(Chromium.class)
class DeskTest {

	private static final int MANY = 30;

	private static final int HEIGHT = 900;

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private ConversationService conversations;

	private OrderScenario order;

	@BeforeEach
	void talk() {
		this.order = this.marketplace.anOrderBetweenNewcomers(Locale.FRENCH)
			.withRequirements()
			.requirementsClear()
			.planned();
		for (int i = 1; i <= MANY; i++) {
			say(this.order.client(), "Message " + i);
		}
	}

	@Test
	void one_writes_below_the_newest_message_beside_the_work() {
		try (PageInspector noah = at(PageInspector.WIDE)) {
			noah.go("/orders/" + this.order.number());
			Locator newest = noah.find(".message").last();
			assertThat(newest).containsText("Message " + MANY);
			inView(newest);
			inView(noah.find("#send"));
			noah.page().evaluate("scrollTo(0, document.body.scrollHeight)");
			inView(noah.find("#send"));

			noah.find("#write-message").fill("Sent by the keyboard.");
			noah.page().keyboard().press("Control+Enter");
			assertThat(newest).containsText("Sent by the keyboard.");
			inView(newest);

			say(this.order.client(), "Live");
			assertThat(newest).containsText("Live");
			inView(newest);
			Awaitility.await().until(() -> this.conversations.unread(this.order.freelancer()) == 0);
			// that the service is on sale
			assertThat(noah.find("#bell .number")).hasText("1");

			noah.find("#message-list-more a").click();
			assertThat(noah.find(".message").first()).containsText("Message 1");
			assertThat(noah.find(".message")).hasCount(MANY + 2);
		}
	}

	@Test
	void the_facts_scroll_with_the_page_and_nothing_of_them_ends_out_of_sight() {
		try (PageInspector noah = at(PageInspector.WIDE)) {
			noah.go("/orders/" + this.order.number());
			assertThat((boolean) noah.find(".right")
				.evaluate("(column) => getComputedStyle(column).overflowY === 'visible'")).isTrue();
			Locator last = noah.find("#facts section").last();
			noah.page().evaluate("document.querySelector('#work').style.display = 'none'");
			noah.page().evaluate("scrollTo(0, document.body.scrollHeight)");
			inView(last);
			inView(noah.find("#send"));
			assertThat(last.boundingBox().y)
				.isGreaterThan(noah.find("#conversation").boundingBox().y + noah.find("#send").boundingBox().height);
			// what is stepped to with the keyboard is not left beneath the conversation
			noah.find("#facts button, #facts a").last().focus();
			assertThat((boolean) noah.page().evaluate("""
					() => {
						const at = document.activeElement.getBoundingClientRect();
						const seen = document.elementFromPoint(at.left + 5, at.top + 5);
						return document.activeElement.contains(seen);
					}""")).isTrue();
		}
	}

	@Test
	void a_title_keeps_its_line_in_a_window_of_middle_width() {
		try (PageInspector noah = at(900)) {
			noah.go("/sell?show=ALL");
			Locator words = noah.find(".orders .what").first();
			assertThat(words.locator("a").boundingBox().height).isLessThan(30);
			assertThat(words.boundingBox().width).isGreaterThan(320);
		}
	}

	@Test
	void a_file_is_dropped_on_the_message_or_pasted_into_it() {
		try (PageInspector noah = at(PageInspector.WIDE)) {
			noah.go("/orders/" + this.order.number());
			bring(noah, "drop", "#write-message", "dropped.txt");
			assertThat(noah.find("#write-files li").first()).containsText("dropped.txt");
			bring(noah, "paste", "#write-message", "pasted.txt");
			assertThat(noah.find("#write-files [type=checkbox]")).hasCount(2);
			noah.find("#send").click();
			assertThat(noah.find(".message").last().locator(".files a"))
				.hasText(new String[] { "dropped.txt", "pasted.txt" });
		}
	}

	@Test
	void on_a_phone_one_part_is_shown_and_the_bar_counts_what_came_meanwhile() {
		try (PageInspector noah = at(PageInspector.PHONE)) {
			noah.go("/orders/" + this.order.number());
			Locator number = noah.find(".bar .number");
			assertThat(noah.find("#now")).isVisible();
			assertThat(noah.find("#conversation")).isHidden();
			assertThat(noah.find("#facts")).isHidden();
			assertThat(number).containsText(String.valueOf(MANY));
			say(this.order.client(), "One more");
			assertThat(number).containsText(String.valueOf(MANY + 1));
			noah.page().reload();
			assertThat(number).containsText(String.valueOf(MANY + 1));
			assertThat(noah.find(".bar a[href='#work']")).hasAttribute("aria-current", "true");
			assertThat(noah.find(".bar a[aria-current]")).hasCount(1);

			noah.find(".bar a[href='#conversation']").click();
			assertThat(noah.find(".bar a[href='#conversation']")).hasAttribute("aria-current", "true");
			Awaitility.await().until(() -> this.conversations.unread(this.order.freelancer()) == 0);
			assertThat(noah.find("#now")).isHidden();
			assertThat(number).isHidden();
			inView(noah.find("#send"));
			inView(noah.find(".message").last());
			PageAudit.once(noah.page(), "desk-conversation-phone");

			noah.find(".bar a[href='#facts']").click();
			assertThat(noah.find("#facts")).isVisible();
			assertThat(noah.find("#conversation")).isHidden();
			PageAudit.once(noah.page(), "desk-facts-phone");
		}
	}

	private void say(String account, String text) {
		this.conversations.post(this.order.number(), account, MessageKind.MESSAGE, text, List.of(), text);
	}

	private static void bring(PageInspector reader, String how, String where, String name) {
		reader.page().evaluate("""
				([how, where, name]) => {
					const data = new DataTransfer();
					data.items.add(new File(["A sketch"], name, { type: "text/plain" }));
					const options = { bubbles: true, cancelable: true };
					document.querySelector(where).dispatchEvent((how === "drop")
						? new DragEvent("drop", { ...options, dataTransfer: data })
						: new ClipboardEvent("paste", { ...options, clipboardData: data }));
				}""", List.of(how, where, name));
	}

	private static void inView(Locator element) {
		BoundingBox box = element.boundingBox();
		assertThat(box.y).isBetween(0., (double) HEIGHT);
		assertThat(box.y + box.height).isLessThan(HEIGHT);
	}

	private PageInspector at(int width) {
		return PageInspector.at(Chromium.browser(), this.port, width, this.order.freelancer(), Newcomers.PASSWORD);
	}

}
