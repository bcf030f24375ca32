package io.orderflow.browser;

import java.util.Locale;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.order.OrderStep;
import io.orderflow.order.RevisionPoint.Scope;
import io.orderflow.order.step.PointInput;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Every page about orders and services in a real browser, at every step that shows
 * another form, in both languages and on both sizes. Where the clock has something to
 * say: {@link TimePagesTest}.
 */
@OrderflowTest
@ExtendWith(Chromium.class)
class OrderPagesTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void dashboards_and_services_fit_and_read(String language) {
		OrderScenario order = this.marketplace.anOrderBetweenNewcomers(Locale.forLanguageTag(language)).placed();
		order.another().placed();
		try (PageInspector camille = at(order.client()); PageInspector noah = at(order.freelancer())) {
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
	void a_service_is_taken_off_sale_by_hand_and_put_back(String language) {
		OrderScenario order = this.marketplace.anOrderBetweenNewcomers(Locale.forLanguageTag(language)).placed();
		String service = "/sell/listings/" + order.listing();
		try (PageInspector noah = at(order.freelancer())) {
			noah.go(service);
			noah.find("#description").fill("Six images, drawn by hand.");
			noah.find("details:has(form[action$='/off-sale']) summary").click();
			noah.find("form[action$='/off-sale'] button").click();
			assertThat(noah.find("form[action$='/on-sale'] button")).isVisible();
			// what was half written is there still
			assertThat(noah.find("#description")).hasValue("Six images, drawn by hand.");
			noah.find(".actions button[value=save]").click();
			assertThat(noah.find(".told")).isVisible();
			noah.looksAt(service, "my-service-off-sale-" + language);
			noah.looksAt("/sell/listings", "my-services-off-sale-" + language);
			noah.find("a[href='" + service + "']").click();
			noah.find("button[value=submit]").click();
			noah.looks("my-service-off-sale-waiting-" + language);
			noah.find("form[action$='/on-sale'] button").click();
			noah.looks("my-service-on-sale-again-" + language);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void a_saved_change_is_discarded_with_what_is_half_written(String language) {
		OrderScenario order = this.marketplace.anOrderBetweenNewcomers(Locale.forLanguageTag(language)).placed();
		String service = "/sell/listings/" + order.listing();
		try (PageInspector noah = at(order.freelancer())) {
			noah.go(service);
			String approved = noah.find("#description").inputValue();
			noah.find("#description").fill("Twelve images, drawn by hand.");
			noah.find(".actions button[value=save]").click();
			assertThat(noah.find(".told")).isVisible();
			noah.looksAt("/sell/listings", "my-services-changed-" + language);
			noah.looksAt(service, "my-service-changed-" + language);
			noah.go(service);
			noah.find("#description").fill("Thirteen");
			noah.find("details:has(form[action$='/discarding']) summary").click();
			noah.find("form[action$='/discarding'] button").click();
			assertThat(noah.find(".told")).isVisible();
			assertThat(noah.find("#description")).hasValue(approved);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void an_order_fits_and_reads_until_it_is_delivered(String language) {
		OrderScenario order = this.marketplace.anOrderBetweenNewcomers(Locale.forLanguageTag(language)).placed();
		String page = "/orders/" + order.number();
		try (PageInspector camille = at(order.client()); PageInspector noah = at(order.freelancer())) {
			camille.looksAt(page, "order-provideRequirements-" + language);
			order.takes(OrderStep.PROVIDE_REQUIREMENTS);
			noah.looksAt(page, "order-reviewRequirements-" + language);
			order.clarificationAsked("Is the fox alone?");
			camille.looksAt(page, "order-clarifyRequirements-" + language);
			order.clarified("With its shadow.");
			order.takes(OrderStep.REVIEW_REQUIREMENTS);
			noah.looksAt(page, "order-planWork-" + language);

			noah.find("#now input[name=title]").first().fill("Draw by hand");
			order.takes(OrderStep.PLAN_WORK);
			noah.find("#now form button[type=submit]").last().click();
			assertThat(noah.find("#now [role=alert]")).isVisible();
			noah.looks("order-overtaken-and-submitDraft-" + language);
			order.takes(OrderStep.SUBMIT_DRAFT);
			camille.looksAt(page, "order-reviewDraft-" + language);
			order.takes(OrderStep.REVIEW_DRAFT);
			order.updateAskedFor();
			noah.looksAt(page, "order-deliverWork-and-postProgressUpdate-" + language);
			assertThat(noah.find("#now form[action*=postProgressUpdate]")).isVisible();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void an_order_fits_and_reads_until_its_end(String language) {
		OrderScenario order = this.marketplace.anOrderBetweenNewcomers(Locale.forLanguageTag(language))
			.until(OrderStep.REVIEW_DELIVERY);
		String page = "/orders/" + order.number();
		try (PageInspector camille = at(order.client()); PageInspector noah = at(order.freelancer())) {
			camille.go(page);
			camille.find("#now details summary").click();
			camille.find("#now details button[name=decision][value=revision]").click();
			assertThat(camille.find("#now [aria-invalid=true]").first()).isVisible();
			camille.looks("order-reviewDelivery-refused-" + language);
			order.revisionAsked(new PointInput("A longer tail", "story", Scope.INSIDE),
					new PointInput("Less red", null, Scope.OUTSIDE));
			noah.looksAt(page, "order-deliverWork-revision-" + language);
			order.takes(OrderStep.DELIVER_WORK);
			camille.looksAt(page, "order-reviewDelivery-" + language);
			order.takes(OrderStep.REVIEW_DELIVERY);
			noah.looksAt(page, "order-completed-" + language);
			camille.looksAt(page + "/timeline", "timeline-" + language);
			noah.looksAt("/sell?show=completed", "sell-completed-" + language);
			noah.go("/contacts");
			noah.find("#contact-list summary").first().click();
			noah.looks("contacts-waited-" + language);
		}
	}

	private PageInspector at(String account) {
		return PageInspector.at(Chromium.browser(), this.port, PageInspector.WIDE, account, Newcomers.PASSWORD);
	}

}
