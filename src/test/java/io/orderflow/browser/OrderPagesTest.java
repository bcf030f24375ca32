package io.orderflow.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.microsoft.playwright.Request;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.browser.BrowserOrders.Sold;
import io.orderflow.order.OrderStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every page about orders and services in a real browser, at every step that shows
 * another form, in both languages; and how much a first visit loads.
 */
@OrderflowTest
@ExtendWith(Chromium.class)
class OrderPagesTest {

	/** What a page may load the first time, with all that belongs to it. */
	private static final int FIRST_VISIT = 100_000;

	@LocalServerPort
	private int port;

	@Autowired
	private BrowserOrders orders;

	/** French on a phone, since its words are the longer ones. */
	@ParameterizedTest
	@CsvSource({ "en, " + Onlooker.WIDE, "fr, " + Onlooker.PHONE })
	void every_page_fits_and_reads(String language, int width) {
		Sold order = this.orders.sold(Locale.forLanguageTag(language));
		this.orders.another(order);
		String page = "/orders/" + order.number();
		try (Onlooker buying = at(width, order.client()); Onlooker selling = at(width, order.freelancer())) {
			selling.looksAt("/sell", "sell-" + language);
			selling.looksAt("/sell/listings", "my-services-" + language);
			selling.looksAt("/sell/listings/" + order.listing(), "my-service-" + language);
			selling.looksAt("/account", "account-freelancer-" + language);
			buying.looksAt("/buy", "buy-" + language);
			buying.looksAt("/services", "services-" + language);
			buying.looksAt("/services/" + order.listing(), "service-" + language);
			for (OrderStep step : BrowserOrders.STEPS) {
				Onlooker whose = order.whose(step).equals(order.client()) ? buying : selling;
				whose.looksAt(page, "order-" + step.id() + "-" + language);
				this.orders.decide(order, step);
			}
			selling.looksAt(page, "order-completed-" + language);
			buying.looksAt(page + "/timeline", "timeline-" + language);
			selling.looksAt("/sell?show=completed", "sell-completed-" + language);
		}
	}

	@Test
	void a_first_visit_loads_little() {
		Sold order = this.orders.sold(Locale.ENGLISH);
		for (String page : List.of("/sell", "/orders/" + order.number(), "/services", "/conversations", "/contacts",
				"/account", "/sell/listings/new")) {
			try (Onlooker noah = at(Onlooker.WIDE, order.freelancer()).forgetsFiles()) {
				List<Request> loaded = new ArrayList<>();
				noah.page().onRequestFinished(loaded::add);
				noah.go(page).page().waitForLoadState();
				int bytes = List.copyOf(loaded).stream().mapToInt((request) -> request.sizes().responseBodySize).sum();
				assertThat(bytes).as("bytes of %s", page).isBetween(10_000, FIRST_VISIT);
			}
		}
	}

	private Onlooker at(int width, String account) {
		return Onlooker.at(Chromium.browser(), this.port, width, account, Newcomers.PASSWORD);
	}

}
