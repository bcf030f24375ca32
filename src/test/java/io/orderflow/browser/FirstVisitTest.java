package io.orderflow.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.microsoft.playwright.Request;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** How much a page loads the first time, with all that belongs to it, compressed. */
@OrderflowTest
@ExtendWith(Chromium.class)
class FirstVisitTest {

	private static final int MOST = 60_000;

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private Newcomers newcomers;

	private OrderScenario order;

	@BeforeEach
	void order() {
		this.order = this.marketplace.anOrderBetweenNewcomers(Locale.FRENCH).placed();
	}

	@Test
	void a_page_loads_little() {
		try (PageInspector stranger = PageInspector.stranger(Chromium.browser(), this.port, "fr")) {
			loadLittle(stranger, "/sign-in", "/register", "/forgotten");
		}
		try (PageInspector noah = at(this.order.freelancer())) {
			loadLittle(noah, "/sell", "/orders/" + this.order.number(), "/sell/listings",
					"/sell/listings/" + this.order.listing(), "/sell/listings/new", "/conversations", "/contacts",
					"/notifications", "/guides", "/guides/ideal-proposal", "/guides/aligning-as-you-go", "/account",
					"/account/security", "/account/tokens", "/account/passkeys", "/account/picture", "/ready-messages",
					"/find?q=story", "/orders/" + this.order.number() + "/timeline");
		}
		try (PageInspector camille = at(this.order.client())) {
			loadLittle(camille, "/buy", "/orders/" + this.order.number(), "/services",
					"/services/" + this.order.listing());
		}
	}

	@Test
	void a_diagram_is_drawn_with_little() {
		String admin = this.newcomers.person("Ada", Locale.FRENCH, UserStore.PROCESS_ADMINS);
		try (PageInspector ada = at(admin)) {
			loadLittle(ada, "/orders/" + this.order.number() + "/diagram");
			assertThat(ada.find("#diagram svg")).isVisible();
		}
	}

	private static void loadLittle(PageInspector reader, String... paths) {
		List<Request> loaded = loaded(reader);
		for (String path : paths) {
			loaded.clear();
			reader.forgetsFiles().go(path);
			assertThat(bytes(loaded)).as("bytes of %s: %s", path, sizes(loaded)).isBetween(10_000, MOST);
		}
	}

	private static List<Request> loaded(PageInspector reader) {
		List<Request> loaded = new ArrayList<>();
		reader.page().onRequestFinished(loaded::add);
		return loaded;
	}

	private static int bytes(List<Request> loaded) {
		return counted(loaded).mapToInt((request) -> request.sizes().responseBodySize).sum();
	}

	private static List<String> sizes(List<Request> loaded) {
		return counted(loaded).map((request) -> request.sizes().responseBodySize + " " + request.url()).toList();
	}

	private static Stream<Request> counted(List<Request> loaded) {
		return List.copyOf(loaded)
			.stream()
			// what people show comes on top of it, when it is near
			.filter((request) -> !request.url().contains("/api/pictures/"))
			// a page is read again when something happens while it is looked at
			.filter((request) -> !request.resourceType().equals("fetch"));
	}

	private PageInspector at(String account) {
		return PageInspector.at(Chromium.browser(), this.port, PageInspector.WIDE, account, Newcomers.PASSWORD);
	}

}
