package io.orderflow.browser;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import io.orderflow.BareOrders;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.MessageKind;
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
 * A page that is kept open: it stays up to date over refused and broken connections, says
 * so to who does not see it, and takes nothing from who is in the middle of something.
 */
@OrderflowTest
@ExtendWith(Chromium.class)
class KeptUpToDateTest {

	private static final int PAGE = 20;

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private BareOrders bare;

	@Autowired
	private ConversationService conversations;

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
	void a_choice_is_not_taken_away_by_what_happens_meanwhile() {
		goToOrder();
		this.noah.find("#ask-cancellation summary").click();
		Locator choice = this.noah.find("#ask-cancellation input[type=radio]").nth(1);
		choice.check();
		somethingHappens();
		assertThat(choice).isChecked();
		assertThat(this.noah.find("#changed-meanwhile")).isVisible();
	}

	@Test
	void a_page_that_is_refused_when_it_is_read_again_says_so() {
		goToOrder();
		page().route("**/orders/" + this.order.number(),
				(route) -> route.fulfill(new FulfillOptions().setStatus(409).setContentType("text/html")));
		this.order.takes(OrderStep.PLAN_WORK);
		assertThat(this.noah.find("#gone")).isVisible();
	}

	@Test
	void a_refused_form_is_not_taken_away_by_what_happens_meanwhile() {
		goToOrder();
		this.noah.find("#ask-cancellation summary").click();
		this.noah.find("#ask-cancellation textarea").fill("I cannot go on.");
		this.noah.find("#ask-cancellation button[type=submit]").click();
		assertThat(this.noah.find("#responsible-error")).isVisible();
		// not because somebody stands in it
		page().evaluate("document.activeElement.blur()");
		somethingHappens();
		assertThat(this.noah.find("#responsible-error")).isVisible();
		assertThat(this.noah.find("#ask-cancellation textarea")).hasValue("I cannot go on.");
	}

	@Test
	void who_stands_at_a_link_still_stands_there_when_its_part_is_new() {
		this.noah.go("/sell");
		Locator filter = this.noah.find("#filters a").nth(2);
		filter.focus();
		this.order.takes(OrderStep.PLAN_WORK);
		assertThat(this.noah.find("#order-list")).containsText("Being prepared for approval");
		assertThat(this.noah.find("#filters a").nth(2)).isFocused();
	}

	@Test
	void what_can_be_asked_from_now_on_shows_itself_on_the_open_page() {
		OrderScenario fresh = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH)
			.until(OrderStep.REVIEW_REQUIREMENTS);
		try (PageInspector reading = PageInspector.at(Chromium.browser(), this.port, PageInspector.WIDE,
				fresh.freelancer(), Newcomers.PASSWORD)) {
			reading.go("/orders/" + fresh.number());
			assertThat(reading.find("#questions")).isHidden();
			assertThat(reading.find("#requirements-shown dl")).isVisible();
			fresh.takes(OrderStep.REVIEW_REQUIREMENTS);
			assertThat(reading.find("#ask-question")).isVisible();
		}
	}

	@Test
	void a_stream_that_was_refused_is_opened_again() {
		AtomicInteger asked = new AtomicInteger();
		page().route("**/api/events**", (route) -> {
			if (asked.getAndIncrement() < 2) {
				route.fulfill(new FulfillOptions().setStatus(502));
			}
			else {
				route.resume();
			}
		});
		goToOrder();
		writes("Are you there?");
		assertThat(this.noah.find("#messages")).containsText("Are you there?");
	}

	@Test
	void what_could_not_be_read_is_read_a_little_later() {
		goToOrder();
		AtomicInteger asked = new AtomicInteger();
		page().route("**/orders/" + this.order.number(), (route) -> {
			if (asked.getAndIncrement() == 0) {
				route.abort();
			}
			else {
				route.resume();
			}
		});
		writes("Did this arrive?");
		assertThat(this.noah.find("#messages")).containsText("Did this arrive?");
		assertThat(asked.get()).isGreaterThan(1);
	}

	@Test
	void a_page_whose_reader_is_signed_out_says_so_instead_of_growing_old() {
		goToOrder();
		page().waitForResponse("**/api/events**", page()::reload);
		page().context().clearCookies(new ClearCookiesOptions().setName("ORDERFLOW_SESSION"));
		writes("Unheard");
		assertThat(this.noah.find("#signed-out")).containsText("no longer signed in");
		PageAudit.once(page(), "signed-out-meanwhile");
		assertThat(this.noah.find("#signed-out a")).hasAttribute("href", "/orders/" + this.order.number());
	}

	@Test
	void a_stream_refused_to_who_is_signed_out_says_so() {
		page().route("**/api/events**", (route) -> route.fulfill(new FulfillOptions().setStatus(401)));
		goToOrder();
		assertThat(this.noah.find("#signed-out")).containsText("no longer signed in");
		assertThat(this.noah.find("#signed-out")).hasCount(1);
	}

	@Test
	void times_do_not_grow_old_on_an_open_page() {
		page().clock().install();
		this.noah.go("/sell");
		page().waitForRequest("**/sell", () -> page().clock().fastForward("05:00"));
	}

	@Test
	void a_long_list_stays_as_far_as_it_was_read_and_up_to_date() {
		fillDashboard();
		this.noah.go("/sell");
		assertThat(items()).hasCount(PAGE);
		more();
		assertThat(items()).hasCount(PAGE + 6);
		assertThat(items().nth(PAGE)).isFocused();
		assertThat(this.noah.find("#announced")).hasText("More is shown.");
		this.order.takes(OrderStep.PLAN_WORK);
		assertThat(this.noah.find("[id='" + this.order.number() + "'] .where"))
			.containsText("Being prepared for approval");
		assertThat(items()).hasCount(PAGE + 6);
		assertThat(this.noah.complaints()).isEmpty();
	}

	@Test
	void what_was_asked_for_in_place_is_where_the_keyboard_stands() {
		goToOrder();
		page().getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Show everything that happened")).press("Enter");
		assertThat(this.noah.find("#timeline")).isVisible();
		assertThat(this.noah.find("#history-title")).isFocused();

		this.noah.find("#note-edit summary").press("Enter");
		this.noah.find("#note-text").fill("Likes blue.");
		this.noah.find("#keep-note").press("Enter");
		assertThat(this.noah.find("#note p.as-written")).hasText("Likes blue.");
		assertThat(this.noah.find("#note-edit > summary")).isFocused();
	}

	@Test
	void what_happens_is_told_to_who_does_not_see_it() {
		goToOrder();
		writes("Listen!");
		assertThat(this.noah.find("#announced")).hasText("A new message has arrived.");
		this.order.takes(OrderStep.PLAN_WORK);
		assertThat(this.noah.find("#announced")).containsText("something happened on an order");
		PageAudit.once(page(), "announced");
	}

	private void fillDashboard() {
		for (int i = 0; i < PAGE + 5; i++) {
			this.bare.placed(this.order.client(), this.order.freelancer());
		}
	}

	private void somethingHappens() {
		this.order.takes(OrderStep.PLAN_WORK);
		assertThat(this.noah.find("#order-head .status").first()).containsText("Being prepared for approval");
	}

	private void writes(String text) {
		this.conversations.post(this.order.number(), this.order.client(), MessageKind.MESSAGE, text, List.of(), text);
	}

	private void more() {
		this.noah.find("#order-list-more a").press("Enter");
	}

	private Locator items() {
		return this.noah.find("#order-list > li");
	}

	private void goToOrder() {
		this.noah.go("/orders/" + this.order.number());
	}

	private Page page() {
		return this.noah.page();
	}

}
