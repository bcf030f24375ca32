package io.orderflow.order.late;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.ChangeRequest;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.dashboard.ContactBook;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.request.NewRequest;
import io.orderflow.order.timeline.WaitingTimes.Reason;
import io.orderflow.platform.SubmittedTime;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.RequestScenario;
import io.orderflow.scenario.Storyboard;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The night in which clocks on walls are put forward or back is no shorter or longer for
 * an order (B1, S20): a day of its clock has 24 hours, to the second. Only what a person
 * types is read where they live.
 */
@OrderflowTest
class DaylightSavingTest {

	private static final Duration FIVE_DAYS = Duration.ofDays(5);

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace market;

	@Autowired
	private OrderViewService reading;

	@Autowired
	private ContactBook contacts;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private MovableClock clock;

	@AfterEach
	void backToTheRealTime() {
		this.clock.reset();
	}

	@ParameterizedTest(name = "{0}, {1}")
	@CsvSource({ "Europe/Paris, 2027-03-28T01:00:00Z", "Europe/Paris, 2026-10-25T01:00:00Z",
			"America/New_York, 2027-03-14T07:00:00Z", "America/New_York, 2026-11-01T06:00:00Z" })
	void the_clock_and_lateness_go_by_seconds(ZoneId zone, Instant change) {
		timeIs(change.minus(Duration.ofDays(4)));
		OrderScenario order = orderIn(zone);
		Instant due = order.due();
		assertThat(due).as("the night lies before").isEqualTo(change.plus(Duration.ofDays(1)));

		this.clock.moveTo(change.minus(Duration.ofHours(12)));
		order.question().asked();
		this.clock.moveTo(change.plus(Duration.ofHours(12)));
		order.question().answered();
		assertThat(order.due()).as("it stood for 24 hours").isEqualTo(due.plus(Duration.ofHours(24)));
		assertThat(view(order).waited().client().total()).isEqualTo(Duration.ofHours(24));

		this.clock.moveTo(order.due());
		this.market.deadlinesAreSwept();
		assertThat(view(order).late()).as("not late at the second").isNull();
		this.clock.advance(Duration.ofSeconds(1));
		this.market.deadlinesAreSwept();
		assertThat(view(order).late()).as("late a second past it").isNotNull();
		assertThat(order.timeline(TimelineKind.FELL_LATE)).isOne();
	}

	@ParameterizedTest(name = "{0}, {1}")
	@CsvSource({ "Europe/Paris, 2027-03-28T01:00:00Z", "Europe/Paris, 2026-10-25T01:00:00Z",
			"America/New_York, 2027-03-14T07:00:00Z", "America/New_York, 2026-11-01T06:00:00Z" })
	void a_client_may_cancel_24_hours_past_a_due_date_on_the_evening_before(ZoneId zone, Instant change) {
		timeIs(change.minus(FIVE_DAYS).minus(Duration.ofHours(3)));
		OrderScenario order = orderIn(zone);
		Instant due = order.due();
		this.clock.moveTo(due.plusSeconds(1));
		this.market.deadlinesAreSwept();

		this.clock.moveTo(due.plus(Duration.ofHours(24)).minusSeconds(1));
		assertThat(view(order).late()).isEqualTo(new OrderView.Late(due, due.plus(Duration.ofHours(24)), false));
		this.market.watching(order).timeComesFor("event_cancellationCheckFellDue");
		assertThat(Duration.between(due, this.clock.instant())).as("the process asks then")
			.isEqualTo(Duration.ofHours(24).plusSeconds(1));
		assertThat(this.market.watching(order).waitsAt()).containsExactly("event_latenessEndedAfterOffer");
	}

	/** The same hour of the next day, which is 23 or 25 hours away. */
	@ParameterizedTest(name = "{0}, {1}: {2} hours")
	@CsvSource({ "Europe/Paris, 2027-03-28T01:00:00Z, 23", "Europe/Paris, 2026-10-25T01:00:00Z, 25",
			"America/New_York, 2027-03-14T07:00:00Z, 23", "America/New_York, 2026-11-01T06:00:00Z, 25" })
	void a_later_date_is_the_one_on_the_wall_where_whoever_asks_lives(ZoneId zone, Instant change, int hours) {
		timeIs(change.minus(FIVE_DAYS).minus(Duration.ofHours(12)));
		OrderScenario order = orderIn(zone);
		Instant due = order.due();
		LocalDateTime nextDay = LocalDateTime.ofInstant(due, zone).plusDays(1);

		order
			.asked(order.freelancer(),
					new NewRequest(ChangeRequest.Kind.EXTENSION, "The fox is shy", SubmittedTime.of(nextDay.toString()),
							null))
			.accepted(order.client());

		assertThat(LocalDateTime.ofInstant(order.due(), zone)).isEqualTo(nextDay);
		assertThat(Duration.between(due, order.due())).isEqualTo(Duration.ofHours(hours));
		this.clock.moveTo(order.due());
		assertThat(view(order).late()).isNull();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(view(order).late()).isNotNull();
	}

	/** Reminders after one, three and seven days, the end after fourteen. */
	@ParameterizedTest(name = "{0}, {1}")
	@CsvSource({ "Europe/Paris, 2026-03-29T01:00:00Z", "Europe/Paris, 2026-10-25T01:00:00Z",
			"America/New_York, 2026-03-08T07:00:00Z", "America/New_York, 2026-11-01T06:00:00Z" })
	void requirements_are_waited_for_by_the_second(ZoneId zone, Instant change) {
		Instant placed = change.minus(Duration.ofDays(2));
		timeIs(placed);
		OrderScenario order = orderBetween(zone).placed();
		for (int days : new int[] { 1, 3, 7 }) {
			long reminded = order.timeline(TimelineKind.REMINDED);
			while (order.timeline(TimelineKind.REMINDED) == reminded) {
				order.timeComesFor("event_requirementsReminderFellDue");
			}
			assertThat(Duration.between(placed, this.clock.instant())).isBetween(Duration.ofDays(days),
					Duration.ofDays(days).plus(Duration.ofHours(1)));
		}
		assertThat(order.job("event_requirementsDeadlinePassed").getDuedate().toInstant())
			.isEqualTo(placed.plus(Duration.ofDays(14)));
	}

	@ParameterizedTest(name = "{0}, {1}")
	@CsvSource({ "Europe/Paris, 2026-03-29T01:00:00Z", "Europe/Paris, 2026-10-25T01:00:00Z",
			"America/New_York, 2026-03-08T07:00:00Z", "America/New_York, 2026-11-01T06:00:00Z" })
	void silence_accepts_and_refuses_and_updates_are_due_by_the_second(ZoneId zone, Instant change) {
		timeIs(change.minus(Duration.ofHours(30)));
		OrderScenario order = orderIn(zone);
		Instant now = this.clock.instant();
		assertThat(at(order.job("event_updateCheckFellDue"))).isEqualTo(now.plus(Duration.ofDays(2)));
		assertThat(view(order).updates().nextDue()).isEqualTo(now.plus(Duration.ofDays(2)));

		RequestScenario request = order.extensionAsked(order.freelancer(), Duration.ofDays(1));
		assertThat(view(order).requests().get(0).answerDue()).isEqualTo(now.plus(Duration.ofHours(48)));
		assertThat(at(request.job("event_answerReminderFellDue"))).isEqualTo(now.plus(Duration.ofHours(24)));
		assertThat(at(request.job("event_answerTimePassed"))).isEqualTo(now.plus(Duration.ofHours(48)));

		order.delivered();
		assertThat(view(order).acceptedBySilenceAt()).isEqualTo(now.plus(Duration.ofDays(3)));
		assertThat(at(order.job("event_deliveryReminderFellDue"))).isEqualTo(now.plus(Duration.ofDays(2)));
		assertThat(at(order.job("event_reviewTimePassed"))).isEqualTo(now.plus(Duration.ofDays(3)));
		order.moreTimeAsked();
		assertThat(view(order).acceptedBySilenceAt()).isEqualTo(now.plus(Duration.ofDays(6)));
	}

	/** Asked for after two days, and reminded of after three. */
	@ParameterizedTest(name = "{0}, {1}")
	@CsvSource({ "Europe/Paris, 2026-03-29T01:00:00Z", "Europe/Paris, 2026-10-25T01:00:00Z",
			"America/New_York, 2026-03-08T07:00:00Z", "America/New_York, 2026-11-01T06:00:00Z" })
	void an_update_is_reminded_of_by_the_second(ZoneId zone, Instant change) {
		timeIs(change.minus(Duration.ofHours(60)));
		OrderScenario order = orderIn(zone);
		Instant silentSince = this.clock.instant();
		order.timeComesFor("event_updateCheckFellDue");
		assertThat(at(order.job("event_updateReminderFellDue"))).isEqualTo(silentSince.plus(Duration.ofDays(3)));
		order.timeComesFor("event_updateReminderFellDue");
		assertThat(order.timeline(TimelineKind.REMINDED)).isOne();
	}

	/** Forty minutes in which the clock on the wall goes from 2:40 to 2:20. */
	@Test
	void page_api_and_contacts_tell_what_was_asked_and_answered_in_the_hour_that_comes_twice() {
		Instant asked = Instant.parse("2026-10-25T00:40:00Z");
		Instant answered = asked.plus(Duration.ofMinutes(40));
		timeIs(asked);
		OrderScenario order = orderIn(ZoneId.of("Europe/Paris"));
		order.question().asked();
		this.clock.moveTo(answered);
		order.question().answered();
		order.cancellationAsked(order.freelancer()).accepted(order.client());

		assertThat(this.contacts.between(order.client(), order.freelancer()).orElseThrow().waited().client().reasons())
			.isEqualTo(Map.of(Reason.QUESTION, Duration.ofMinutes(40)));
		Visitor client = Visitor.withPassword(this.port, order.client(), Newcomers.PASSWORD);
		assertThat(client.get("/api/orders/" + order.number() + "/timeline").body())
			.contains("\"at\":\"" + asked + "\"", "\"at\":\"" + answered + "\"");
		Visitor reader = Visitor.stranger(this.port);
		reader.signIn(order.client(), Newcomers.PASSWORD);
		assertThat(reader.get("/orders/" + order.number()).body().replaceAll("\\h", " "))
			.contains("Oct 25, 2026, 2:40 AM GMT+2", "Oct 25, 2026, 2:20 AM GMT+1");
	}

	private static Instant at(Job timer) {
		return timer.getDuedate().toInstant();
	}

	private OrderView view(OrderScenario order) {
		return this.reading.order(order.number(), order.client());
	}

	/** Stands from now on until it is moved. */
	private void timeIs(Instant time) {
		this.clock.freeze();
		this.clock.moveTo(time);
	}

	private OrderScenario orderIn(ZoneId zone) {
		return orderBetween(zone).withRequirements().requirementsClear().planned();
	}

	private OrderScenario orderBetween(ZoneId zone) {
		return this.market.anOrder()
			.between(person(UserStore.CLIENTS, zone), person(UserStore.FREELANCERS, zone))
			.of(Storyboard.ordinary().approving(ApprovalNeeded.NONE).deliveredWithin(FIVE_DAYS));
	}

	private String person(String group, ZoneId zone) {
		return this.newcomers.person("Camille", Locale.ENGLISH, zone, group);
	}

}
