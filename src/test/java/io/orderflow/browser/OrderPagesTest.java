package io.orderflow.browser;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.browser.BrowserOrders.Sold;
import io.orderflow.order.OrderStep;
import io.orderflow.platform.UserStore;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Every page about orders and services in a real browser, at every step that shows
 * another form, in both languages and on both sizes.
 */
@OrderflowTest
@ExtendWith(Chromium.class)
class OrderPagesTest {

	@LocalServerPort
	private int port;

	@Autowired
	private BrowserOrders orders;

	@Autowired
	private Newcomers newcomers;

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void dashboards_and_services_fit_and_read(String language) {
		Sold order = this.orders.sold(Locale.forLanguageTag(language));
		this.orders.another(order);
		try (Onlooker camille = at(order.client()); Onlooker noah = at(order.freelancer())) {
			noah.looksAt("/sell", "sell-" + language);
			noah.looksAt("/sell/listings", "my-services-" + language);
			noah.looksAt("/sell/listings/" + order.listing(), "my-service-" + language);
			noah.looksAt("/account", "account-freelancer-" + language);
			noah.looksIntoMenus("menu-" + language);
			camille.looksAt("/buy", "buy-" + language);
			camille.looksAt("/services", "services-" + language);
			camille.looksAt("/services/" + order.listing(), "service-" + language);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void an_order_fits_and_reads_until_it_is_delivered(String language) {
		Sold order = this.orders.sold(Locale.forLanguageTag(language));
		String page = "/orders/" + order.number();
		try (Onlooker camille = at(order.client()); Onlooker noah = at(order.freelancer())) {
			camille.looksAt(page, "order-provideRequirements-" + language);
			this.orders.decide(order, OrderStep.PROVIDE_REQUIREMENTS);
			noah.looksAt(page, "order-reviewRequirements-" + language);
			this.orders.decide(order, OrderStep.REVIEW_REQUIREMENTS,
					Map.of("decision", "clarify", "question", "Is the fox alone?"));
			camille.looksAt(page, "order-clarifyRequirements-" + language);
			this.orders.decide(order, OrderStep.CLARIFY_REQUIREMENTS, Map.of("answer", "With its shadow."));
			this.orders.decide(order, OrderStep.REVIEW_REQUIREMENTS);
			noah.looksAt(page, "order-planWork-" + language);

			noah.find("#now input[name=title]").first().fill("Draw by hand");
			this.orders.decide(order, OrderStep.PLAN_WORK);
			noah.find("#now form button[type=submit]").last().click();
			assertThat(noah.find("#now [role=alert]")).isVisible();
			noah.looks("order-overtaken-and-submitDraft-" + language);
			this.orders.decide(order, OrderStep.SUBMIT_DRAFT);
			camille.looksAt(page, "order-reviewDraft-" + language);
			this.orders.decide(order, OrderStep.REVIEW_DRAFT);
			this.orders.updateIsAskedFor(order);
			noah.looksAt(page, "order-deliverWork-and-postProgressUpdate-" + language);
			assertThat(noah.find("#now form[action*=postProgressUpdate]")).isVisible();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void a_dispute_fits_and_reads(String language) {
		Sold order = this.orders.until(OrderStep.DELIVER_WORK, this.orders.sold(Locale.forLanguageTag(language)));
		String mona = this.newcomers.person("Mona", Locale.forLanguageTag(language), UserStore.MODERATORS);
		String page = "/orders/" + order.number();
		try (Onlooker camille = at(order.client());
				Onlooker noah = at(order.freelancer());
				Onlooker moderating = at(mona)) {
			this.orders.clientAsksToCancel(order);
			noah.looksAt(page, "order-answerRequest-" + language);
			this.orders.freelancerRefuses(order);
			camille.looksAt(page, "order-dispute-" + language);
			this.orders.clientDisputes(order);
			moderating.looksAt("/disputes/" + order.number(), "dispute-" + language);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void an_order_fits_and_reads_until_its_end(String language) {
		Sold order = this.orders.until(OrderStep.REVIEW_DELIVERY, this.orders.sold(Locale.forLanguageTag(language)));
		String page = "/orders/" + order.number();
		try (Onlooker camille = at(order.client()); Onlooker noah = at(order.freelancer())) {
			camille.go(page);
			camille.find("#now details summary").click();
			camille.find("#now details button[name=decision][value=revision]").click();
			assertThat(camille.find("#now [aria-invalid=true]").first()).isVisible();
			camille.looks("order-reviewDelivery-refused-" + language);
			this.orders.decide(order, OrderStep.REVIEW_DELIVERY,
					Map.of("decision", "revision", "points", List.of("[story] A longer tail", "[outside] Less red")));
			noah.looksAt(page, "order-deliverWork-revision-" + language);
			this.orders.decide(order, OrderStep.DELIVER_WORK);
			camille.looksAt(page, "order-reviewDelivery-" + language);
			this.orders.decide(order, OrderStep.REVIEW_DELIVERY);
			noah.looksAt(page, "order-completed-" + language);
			camille.looksAt(page + "/timeline", "timeline-" + language);
			noah.looksAt("/sell?show=completed", "sell-completed-" + language);
		}
	}

	private Onlooker at(String account) {
		return Onlooker.at(Chromium.browser(), this.port, Onlooker.WIDE, account, Newcomers.PASSWORD);
	}

}
