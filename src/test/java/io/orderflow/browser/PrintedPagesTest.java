package io.orderflow.browser;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.conversation.ConversationService;
import io.orderflow.order.OrderStep;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Pages on paper, and in the few colours that somebody has chosen for everything. */
@OrderflowTest
@ExtendWith(Chromium.class)
class PrintedPagesTest {

	private static final String LONG = "The fox runs along the wall. ".repeat(150);

	/**
	 * What can be pressed or typed into, and what leads elsewhere: seen, and not a tick
	 * of the plan.
	 */
	private static final String PRESSED = """
			() => [...document.querySelectorAll("header.top, .bar, nav:not(.progress), button:not(.tick), input, select, textarea, [role=button], dialog")]
				.filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 120))
			""";

	/** Whatever is not black on white, in words. */
	private static final String COLOURED = """
			() => [...document.querySelectorAll("body, body *")].filter((one) => one.checkVisibility()
				&& (one.localName === "body" || one.innerText?.trim())).filter((one) => {
					const { color, backgroundColor } = getComputedStyle(one);
					return color !== "rgb(0, 0, 0)" || !["rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"].includes(backgroundColor);
				}).map((one) => one.outerHTML.slice(0, 120))
			""";

	/** No part of the head lies over another. */
	private static final String APART = """
			() => {
				const parts = [...document.querySelectorAll(".top > *, .top > nav > ul > li")]
					.filter((one) => one.checkVisibility() && one.localName !== "dialog" && !one.querySelector(":scope > ul > li"))
					.map((one) => one.getBoundingClientRect()).filter((one) => one.width > 2).sort((a, b) => a.left - b.left);
				return parts.every((one, i) => i === 0 || one.left >= parts[i - 1].right - 1);
			}
			""";

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private UserStore users;

	@Autowired
	private ConversationService conversations;

	private OrderScenario order;

	private PageInspector noah;

	@BeforeEach
	void order() {
		this.order = this.marketplace.anOrderBetweenNewcomers(Locale.ENGLISH).until(OrderStep.DELIVER_WORK);
		this.noah = PageInspector.at(Chromium.browser(), this.port, PageInspector.WIDE, this.order.freelancer(),
				Newcomers.PASSWORD);
	}

	@AfterEach
	void leave() {
		this.noah.close();
	}

	@Test
	void paper_shows_what_an_order_is_and_nothing_to_press() {
		String page = "/orders/" + this.order.number();
		print(page, this.order.number(), "Order requirements", "Work plan", "Revisions", "Plan 1");
		assertThat(this.noah.find("#requirements-shown dl")).isVisible();
		assertThat(this.noah.find("#talk .scroll")).isVisible();
		assertThat(this.noah.find("#plan .tick").first()).isVisible();
		assertThat(this.noah.find("#note")).isHidden();
		print(page + "/timeline", this.order.number(), "Timeline");
		print("/services/" + this.order.listing(), "Delivery time");
	}

	@Test
	void a_long_text_of_an_order_and_a_message_are_printed_whole_with_what_they_belong_to() {
		UUID talk = this.conversations.page(this.order.freelancer(), null, null, null).items().get(0).id();
		print("/orders/" + this.order.number() + "/entries/draft-1", this.order.number(), "Plan 1");
		UUID message = this.conversations
			.post(talk, this.order.freelancer(), LONG, List.of(), UUID.randomUUID().toString())
			.id();
		print("/conversations/" + talk + "/messages/" + message, LONG.strip());
	}

	@Test
	void paper_says_where_the_rest_of_a_list_is() {
		UUID talk = this.conversations.page(this.order.freelancer(), null, null, null).items().get(0).id();
		for (int i = 0; i < 25; i++) {
			this.conversations.post(talk, this.order.freelancer(), "Message " + i, List.of(),
					UUID.randomUUID().toString());
		}
		this.noah.page().emulateMedia(new EmulateMediaOptions().setMedia(Media.PRINT));
		this.noah.go("/conversations/" + talk);
		assertThat(this.noah.find("#message-list-more a")).isVisible();
		assertThat((String) this.noah.find("#message-list-more a")
			.evaluate("(link) => getComputedStyle(link, '::after').content")).contains("cursor=");
	}

	@Test
	void the_readers_own_colours_leave_the_bell_the_chosen_filter_and_whose_turn_it_is() throws IOException {
		this.order.another().placed();
		this.noah.page().emulateMedia(new EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
		this.noah.go("/sell");
		assertThat(colours(this.noah.find(".bell .sign"))).as("the bell on its ground").isGreaterThan(1);
		assertThat(fill(this.noah.find(".filters a[aria-current]")))
			.isNotEqualTo(fill(this.noah.find(".filters a:not([aria-current])").first()));
		assertThat(stripe(this.noah.find(".orders li.mine").first()))
			.isNotEqualTo(stripe(this.noah.find(".orders li:not(.mine)").first()));
	}

	/** Also where the reader's own ground is light, as this browser's is. */
	@Test
	void the_readers_own_colours_tell_a_ticked_box_from_an_empty_one() {
		this.noah.page().emulateMedia(new EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
		this.noah.go("/account");
		Locator box = this.noah.find("[type=checkbox]:checked:visible:enabled").first();
		byte[] ticked = box.screenshot();
		box.uncheck();
		box.evaluate("(one) => one.blur()");
		assertThat(box.screenshot()).isNotEqualTo(ticked);
	}

	@ParameterizedTest
	@EnumSource
	void a_line_stands_around_what_the_keyboard_has_in_the_readers_own_colours_too(ForcedColors forced) {
		this.noah.page().emulateMedia(new EmulateMediaOptions().setForcedColors(forced));
		this.noah.go("/orders/" + this.order.number());
		// fields that one writes in have a coloured frame otherwise
		String field = (forced == ForcedColors.ACTIVE) ? "#write-message" : ".way a";
		for (String selector : List.of("header .brand", ".way a", "#now form button[type=submit]:visible", field)) {
			this.noah.find(selector).last().focus();
			this.noah.page().keyboard().press("Shift");
			assertThat(this.noah.page().evaluate("getComputedStyle(document.activeElement).outlineStyle")).as(selector)
				.isEqualTo("solid");
		}
	}

	/** Names of menus are longer in French, and longest for who sells and buys. */
	@ParameterizedTest
	@ValueSource(strings = { "Agathe", "MarieAntoinetteDeMontmorency" })
	void the_head_of_a_page_is_one_row_from_the_phone_to_the_wide_screen(String name) {
		String both = this.newcomers.person(name, Locale.FRENCH, UserStore.FREELANCERS);
		this.users.join(both, UserStore.CLIENTS);
		try (PageInspector agathe = PageInspector.at(Chromium.browser(), this.port, PageInspector.WIDE, both,
				Newcomers.PASSWORD)) {
			agathe.go("/sell");
			for (int width = 320; width <= 1_400; width += 40) {
				agathe.page().setViewportSize(width, 900);
				assertThat(agathe.find("header.top").boundingBox().height).as("at %d pixels", width).isLessThan(65);
				assertThat((Boolean) agathe.page()
					.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
					.as("fits into %d pixels", width)
					.isTrue();
				assertThat((Boolean) agathe.page().evaluate(APART)).as("parts of the head at %d pixels", width)
					.isTrue();
			}
		}
	}

	@Test
	void the_menu_of_a_phone_is_closed_where_it_was_opened() {
		this.noah.page().setViewportSize(PageInspector.PHONE, 844);
		this.noah.go("/sell");
		Locator menu = this.noah.find(".menu > summary");
		BoundingBox closed = menu.boundingBox();
		menu.click();
		assertThat(this.noah.find(".menu > nav")).isVisible();
		assertThat(menu.boundingBox()).usingRecursiveComparison().isEqualTo(closed);
	}

	@Test
	void the_list_of_keys_lies_on_a_ground_of_its_own() {
		this.noah.go("/sell");
		this.noah.page().keyboard().press("?");
		assertThat(this.noah.find("#keys article")).isVisible();
		assertThat(this.noah.find("#keys article")).not().hasCSS("background-color", "rgba(0, 0, 0, 0)");
	}

	private void print(String path, String... shown) {
		// whoever reads in the dark prints on white all the same
		this.noah.page().emulateMedia(new EmulateMediaOptions().setMedia(Media.PRINT).setColorScheme(ColorScheme.DARK));
		this.noah.go(path);
		assertThat((List<?>) this.noah.page().evaluate(PRESSED)).as("what can be pressed on %s", path).isEmpty();
		assertThat((List<?>) this.noah.page().evaluate(COLOURED)).as("colours of %s", path).isEmpty();
		assertThat(this.noah.find("main").innerText()).as(path).contains(shown);
		PageAudit.keep(this.noah.page(), "paper" + path.replaceAll("[^a-z]+", "-"));
	}

	/** How many colours a part of the page has. */
	private static long colours(Locator element) throws IOException {
		BufferedImage picture = picture(element);
		return IntStream.range(0, picture.getHeight())
			.flatMap((y) -> IntStream.range(0, picture.getWidth()).map((x) -> picture.getRGB(x, y)))
			.distinct()
			.count();
	}

	/** The colour beside the words of something with room around them. */
	private static int fill(Locator element) throws IOException {
		BufferedImage picture = picture(element);
		return picture.getRGB(picture.getWidth() / 2, 3);
	}

	/** The colour at the left edge. */
	private static int stripe(Locator element) throws IOException {
		BufferedImage picture = picture(element);
		return picture.getRGB(1, picture.getHeight() / 2);
	}

	private static BufferedImage picture(Locator element) throws IOException {
		element.scrollIntoViewIfNeeded();
		return ImageIO.read(new ByteArrayInputStream(element.screenshot()));
	}

}
