package io.orderflow.browser;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

import com.microsoft.playwright.options.FilePayload;
import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.order.OrderStep;
import io.orderflow.order.RevisionPoint.Scope;
import io.orderflow.order.request.Ruling;
import io.orderflow.order.step.PointInput;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.RequestScenario;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Every page that says something of time, or of what both sides ask of each other, in a
 * real browser: for both sides, in both languages and on both sizes.
 */
@OrderflowTest
@ExtendWith(Chromium.class)
class TimePagesTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private MovableClock clock;

	@AfterEach
	void letTheClockGo() {
		this.clock.reset();
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void a_question_in_between_fits_and_reads(String language) {
		OrderScenario order = order(language).until(OrderStep.SUBMIT_DRAFT);
		String page = "/orders/" + order.number();
		try (PageInspector camille = at(order.client()); PageInspector noah = at(order.freelancer())) {
			noah.go(page);
			noah.find("#ask-question summary").click();
			noah.find("#ask-question form > button.secondary").click();
			assertThat(noah.find("#ask-question [aria-invalid=true]")).isVisible();
			noah.looks("order-question-refused-" + language);
			noah.find("#ask-question textarea").fill("Which of the two foxes is it?");
			noah.find("#question-files")
				.setInputFiles(
						new FilePayload("foxes.txt", "text/plain", "two foxes".getBytes(StandardCharsets.UTF_8)));
			assertThat(noah.find("#question-files-list a")).hasText("foxes.txt");
			noah.find("#ask-question form > button.secondary").click();
			assertThat(noah.find("#questions .notice.done")).isVisible();
			assertThat(noah.find("#question-1 a")).hasText("foxes.txt");
			noah.looks("order-question-asked-" + language);
			camille.looksAt(page, "order-answerQuestion-" + language);
			assertThat(camille.find("#now form > ul.files a")).hasText("foxes.txt");
			this.clock.advance(Duration.ofHours(5));
			order.question().answered().question().asked("And how many?");
			this.clock.advance(Duration.ofMinutes(40));
			order.question().withdrawn();
			camille.looksAt(page, "order-questions-" + language);
			noah.looksAt(page, "order-questions-freelancer-" + language);
			camille.looksAt(page + "/timeline", "timeline-questions-" + language);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void a_late_order_fits_and_reads(String language) {
		OrderScenario order = order(language).until(OrderStep.DELIVER_WORK);
		String page = "/orders/" + order.number();
		this.clock.moveTo(order.due().plus(Duration.ofHours(1)));
		this.marketplace.deadlinesAreSwept();
		try (PageInspector camille = at(order.client()); PageInspector noah = at(order.freelancer())) {
			noah.looksAt(page, "order-late-" + language);
			camille.looksAt(page, "order-late-client-" + language);
			noah.looksAt("/sell", "sell-late-" + language);
			camille.looksAt("/buy", "buy-late-" + language);
			RequestScenario request = order.extensionAsked(order.freelancer(), Duration.ofDays(3));
			camille.looksAt(page, "order-late-held-" + language);
			noah.looksAt(page, "order-late-held-freelancer-" + language);
			this.clock.advance(Duration.ofHours(1));
			request.refused(order.client());
			this.clock.moveTo(order.due().plus(Duration.ofHours(26)));
			camille.looksAt(page, "order-cancellable-" + language);
			assertThat(camille.find("#cancel")).isVisible();
			noah.looksAt(page, "order-cancellable-freelancer-" + language);
			order.delivered();
			camille.looksAt(page + "/timeline", "timeline-late-" + language);
			camille.looksAt("/notifications", "notifications-late-" + language);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void a_dispute_fits_and_reads(String language) {
		OrderScenario order = order(language).until(OrderStep.DELIVER_WORK);
		String mona = this.newcomers.person("Mona", Locale.forLanguageTag(language), UserStore.MODERATORS);
		String page = "/orders/" + order.number();
		try (PageInspector camille = at(order.client());
				PageInspector noah = at(order.freelancer());
				PageInspector moderating = at(mona)) {
			RequestScenario request = order.cancellationAsked(order.client());
			noah.looksAt(page, "order-answerRequest-" + language);
			camille.looksAt(page, "order-cancellation-asked-" + language);
			request.refused(order.freelancer());
			camille.looksAt(page, "order-dispute-" + language);
			noah.looksAt(page, "order-refused-freelancer-" + language);
			request.disputed(order.client());
			moderating.looksAt("/disputes/" + order.number(), "dispute-" + language);
			moderating.looksAt("/disputes/" + order.number() + "/timeline", "dispute-timeline-" + language);
			camille.looksAt(page, "order-disputed-" + language);
			noah.looksAt(page, "order-disputed-freelancer-" + language);
			request.ruled(mona, Ruling.Choice.REFUSE);
			noah.looksAt(page, "order-ruled-freelancer-" + language);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void a_later_date_and_a_silence_fit_and_read(String language) {
		OrderScenario order = order(language).until(OrderStep.SUBMIT_DRAFT);
		String page = "/orders/" + order.number();
		try (PageInspector camille = at(order.client()); PageInspector noah = at(order.freelancer())) {
			order.extensionAsked(order.client(), Duration.ofDays(2)).accepted(order.freelancer());
			camille.looksAt(page, "order-later-" + language);
			noah.looksAt(page, "order-later-freelancer-" + language);
			order.draftSubmitted();
			camille.looksAt(page, "order-plan-alone-" + language);
			order.previewAnswered("notMade");
			this.clock.advance(Duration.ofHours(30));
			noah.looksAt(page, "order-clock-stands-freelancer-" + language);
			order.draftApproved().delivered();
			this.clock.advance(Duration.ofHours(49));
			order.fires("event_deliveryReminderFellDue");
			camille.looksAt(page, "order-silence-" + language);
			assertThat(camille.find("#order-head .due").first())
				.containsText(language.equals("fr") ? "Date prévue\u00a0:" : "Due date:");
			assertThat(camille.find("#order-head .due").first()).not()
				.containsText(language.equals("fr") ? "Livraison prévue" : "Delivery expected");
			noah.looksAt(page, "order-silence-freelancer-" + language);
			camille.looksAt("/buy", "buy-silence-" + language);
			order.moreTimeAsked();
			camille.looksAt(page, "order-more-time-" + language);
			order.cancellationAsked(order.freelancer());
			camille.looksAt(page, "order-delivered-and-asked-" + language);
			noah.looksAt(page, "order-delivered-and-asked-freelancer-" + language);
			assertThat(noah.find("#now > p")).hasCount(2);
			assertThat(noah.find("#now-request > span")).hasCount(2);
			assertThat(noah.find("#now > p:not(#now-request) > span")).hasCount(3);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void a_long_order_fits_and_reads(String language) {
		OrderScenario order = order(language).requirementsProvided().clarificationAsked("Is the fox alone?");
		String page = "/orders/" + order.number();
		this.clock.advance(Duration.ofHours(7));
		order.clarified("With its shadow.").requirementsClear().planned().draftSubmitted().previewAnswered("notMade");
		this.clock.advance(Duration.ofHours(50));
		order.fires("event_draftReminderFellDue").changesAsked().draftSubmitted().previewAnswered("notMade");
		order.draftApproved();
		this.clock.advance(Duration.ofHours(9));
		order.question().asked();
		this.clock.advance(Duration.ofHours(3));
		order.question().answered();
		order.cancellationAsked(order.client()).withdrawn(order.client());
		order.delivered()
			.revisionAsked(new PointInput("A longer tail", "story", Scope.INSIDE),
					new PointInput("Less red", null, Scope.OUTSIDE));
		Marketplace.visitor(this.port, order.freelancer())
			.post("/api/orders/" + order.number() + "/points/2/objection", "{\"reason\":\"The brief says red\"}");
		try (PageInspector camille = at(order.client()); PageInspector noah = at(order.freelancer())) {
			noah.looksAt(page, "order-objected-freelancer-" + language);
			camille.looksAt(page, "order-objected-" + language);
			this.clock.advance(Duration.ofHours(20));
			order.delivered();
			camille.looksAt(page, "order-answered-points-" + language);
			noah.looksAt(page, "order-answered-points-freelancer-" + language);
			camille.looksAt(page + "/timeline", "timeline-long-" + language);
			order.accepted();
			noah.looksAt(page, "order-long-accepted-" + language);
			noah.go("/contacts");
			noah.find("#contact-list summary").first().click();
			noah.looks("contacts-long-" + language);
			camille.looksAt("/notifications", "notifications-long-" + language);
		}
	}

	private OrderScenario order(String language) {
		return this.marketplace.anOrderBetweenNewcomers(Locale.forLanguageTag(language));
	}

	private PageInspector at(String account) {
		return PageInspector.at(Chromium.browser(), this.port, PageInspector.WIDE, account, Newcomers.PASSWORD);
	}

}
