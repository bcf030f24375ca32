package io.orderflow.order.web;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.RevisionPoint.Scope;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.flow.OpenStep;
import io.orderflow.order.step.PointInput;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.Storyboard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static io.orderflow.order.web.Market.ok;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The timeline reads like a story: who, what, why, and how the clock stood (B1, B7), on
 * the page in both languages and over the API.
 */
@OrderflowTest
class TimelineStoryTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace market;

	@Autowired
	private OrderViewService reading;

	@Autowired
	private MovableClock clock;

	private OrderScenario order;

	private Instant start;

	@BeforeEach
	void anOrder() {
		this.clock.freeze();
		this.start = this.clock.instant();
		this.order = this.market.anOrderBetweenNewcomers(Locale.ENGLISH).of(Storyboard.ordinary());
	}

	@AfterEach
	void letTheClockGo() {
		this.clock.reset();
	}

	@Test
	void words_and_the_clock_are_read_over_the_api() {
		this.order.requirementsProvided().clarificationAsked("Which fox?");
		this.clock.advance(Duration.ofHours(2));
		this.order.clarified("The red one").requirementsClear().planned().draftSubmitted().previewAnswered("made");
		this.order.draftApproved()
			.extensionAsked(this.order.client(), Duration.ofDays(1))
			.refused(this.order.freelancer());
		this.order.delivered().revisionAsked(new PointInput("A longer tail", "story", Scope.INSIDE));

		JsonNode lines = ok(Marketplace.visitor(this.port, this.order.freelancer())
			.get("/api/orders/" + this.order.number() + "/timeline?limit=100")).get("items");
		assertThat(line(lines, "CLARIFICATION_ASKED").at("/details/words").asText()).isEqualTo("Which fox?");
		JsonNode answered = line(lines, "CLARIFICATION_ANSWERED");
		assertThat(answered.at("/details/words").asText()).isEqualTo("The red one");
		assertThat(answered.at("/clock/running").asBoolean(true)).isFalse();
		assertThat(answered.at("/clock/reason").asText()).isEqualTo("CLARIFICATION");
		assertThat(Instant.parse(answered.at("/clock/since").asText())).isEqualTo(this.start);
		JsonNode resumed = line(lines, "CLOCK_RESUMED");
		assertThat(resumed.at("/clock/due").asText()).isEqualTo(resumed.at("/details/due").asText());
		for (String kind : List.of("DRAFT_SUBMITTED", "EXTENSION_ASKED", "EXTENSION_REFUSED", "WORK_DELIVERED")) {
			assertThat(line(lines, kind).at("/details/words").asText()).as(kind).isNotEmpty();
		}
		assertThat(line(lines, "REVISION_ASKED").at("/details/words").asText()).isEqualTo("1. A longer tail");
		assertThat(page(this.order.client(), "/orders/" + this.order.number() + "/timeline"))
			.as("of two times that the clock started the second")
			.containsPattern("The clock started</span>\\s+<p")
			.containsPattern("The clock started</span> · <span>for the revision</span>")
			.as("who did it is no part of what was done")
			.containsPattern("The later delivery was refused</span>\\s+ · <small>");
		assertThat(line(lines, "ORDER_PLACED").has("clock")).isFalse();
	}

	@Test
	void how_the_clock_stands_is_said_where_it_changes_and_not_with_every_line() {
		this.order.requirementsProvided().clarificationAsked("Which fox?");
		String page = page(this.order.freelancer(), "/orders/" + this.order.number() + "/timeline");
		assertThat(page.split("Clock stopped for the clarification", -1)).as("once").hasSize(2);
		assertThat(page.split("The clock runs, due", -1)).as("once").hasSize(2);
	}

	@Test
	void the_page_tells_it_in_the_language_of_its_reader() {
		this.order.requirementsProvided().clarificationAsked("Which fox?");
		this.clock.advance(Duration.ofHours(2));
		this.order.clarified("The red one").requirementsClear().planned();
		this.clock.moveTo(this.order.due().plus(Duration.ofHours(3)));
		this.market.deadlinesAreSwept();
		this.order.cancellationAsked(this.order.client());

		String page = "/orders/" + this.order.number() + "/timeline";
		assertThat(page(this.order.freelancer(), page)).contains("A question on the requirements was asked",
				"Which fox?", "The red one", "Clock stopped for the clarification", "for 2\u00a0hours",
				"The clock runs, due", "late by 3\u00a0hours", "named as responsible:", "1 task", "Noah");
		OrderScenario french = this.market.anOrderBetweenNewcomers(Locale.FRENCH).of(Storyboard.ordinary());
		french.requirementsProvided().clarificationAsked("Quel renard ?");
		this.clock.advance(Duration.ofHours(2));
		french.clarified("Le roux").cancellationAsked(french.client());
		assertThat(page(french.client(), "/orders/" + french.number() + "/timeline")).contains("Quel renard ?",
				"Le roux", "Délai suspendu dans l’attente de précisions", "soit 2\u00a0heures",
				"Délai en cours, livraison prévue le", "responsable désigné\u00a0:");
	}

	@Test
	void where_a_plan_alone_is_approved_nothing_is_called_a_draft() {
		OrderScenario french = this.market.anOrderBetweenNewcomers(Locale.FRENCH).of(Storyboard.ordinary());
		for (OrderScenario order : List.of(this.order, french)) {
			order.requirementsProvided().requirementsClear().planned();
			order.draftSubmitted().previewAnswered("made").changesAsked().draftSubmitted().previewAnswered("made");
			for (String reader : List.of(order.client(), order.freelancer())) {
				for (String path : List.of("", "/timeline")) {
					assertThat(main(reader, "/orders/" + order.number() + path)).as("%s of %s", path, reader)
						.doesNotContainPattern("(?i)\\b(drafts?|brouillons?)\\b");
				}
			}
		}
		assertThat(main(this.order.client(), "/orders/" + this.order.number() + "/timeline")).contains("Plan sent",
				"Changes to the plan were asked for", "Clock stopped for the review of the plan");
		assertThat(main(french.freelancer(), "/orders/" + french.number())).contains("examine votre plan",
				"En attente d’approbation");
	}

	/** What is read, without what names elements and addresses. */
	private String main(String reader, String path) {
		String page = page(reader, path);
		return page.substring(page.indexOf("<main"), page.indexOf("</main>"))
			.replaceAll("<(\"[^\"]*\"|[^\">])*+>", " ");
	}

	@Test
	void a_reminder_that_comes_late_says_the_date_that_page_and_task_say_too() {
		this.order.of(Storyboard.ordinary().approving(ApprovalNeeded.NONE))
			.requirementsProvided()
			.requirementsClear()
			.planned()
			.delivered();
		Instant before = this.reading.order(this.order.number(), this.order.client()).acceptedBySilenceAt();
		this.clock.moveTo(before.minus(Duration.ofHours(20)));
		this.order.fires("event_deliveryReminderFellDue");

		Instant accepted = this.clock.instant().plus(Duration.ofDays(1));
		OrderView read = this.reading.order(this.order.number(), this.order.client());
		assertThat(read.acceptedBySilenceAt()).isEqualTo(accepted);
		assertThat(read.steps()).extracting(OpenStep::due).containsExactly(accepted.truncatedTo(ChronoUnit.MILLIS));
		assertThat(this.order.job("event_reviewTimePassed").getDuedate()).isEqualTo(Date.from(accepted));
		JsonNode lines = ok(Marketplace.visitor(this.port, this.order.client())
			.get("/api/orders/" + this.order.number() + "/timeline?limit=100")).get("items");
		assertThat(line(lines, "REMINDED").at("/details/until").asText()).isEqualTo(accepted.toString());
		assertThat(main(this.order.client(), "/orders/" + this.order.number() + "/timeline"))
			.containsPattern("to the client\\s+·\\s+time until ");
	}

	/** C5: nobody did it, so that all who read of it are told why. */
	@Test
	void requirements_that_never_came_are_said_to_be_why_an_order_ended() {
		this.order.placed();
		this.clock.advance(Duration.ofDays(8));
		this.order.fires("event_requirementsReminderFellDue").timeComesFor("event_requirementsDeadlinePassed");
		for (String page : List.of("/orders/" + this.order.number(), "/orders/" + this.order.number() + "/timeline",
				"/notifications")) {
			assertThat(page(this.order.client(), page)).as(page)
				.contains("since the requirements did not come in time");
		}
		assertThat(page(this.order.client(), "/orders/" + this.order.number() + "/timeline")).contains("to the client");
	}

	private String page(String reader, String path) {
		Visitor visitor = Visitor.stranger(this.port);
		visitor.signIn(reader, Newcomers.PASSWORD);
		return visitor.get(path).body();
	}

	private static JsonNode line(JsonNode lines, String kind) {
		return StreamSupport.stream(lines.spliterator(), false)
			.filter((line) -> line.get("kind").asText().equals(kind))
			.findFirst()
			.orElseThrow();
	}

}
