package io.orderflow.order.late;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.account.AccountService;
import io.orderflow.account.NewAccount;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.ChangeRequest;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.request.NewRequest;
import io.orderflow.platform.SubmittedTime;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.Storyboard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The night in which clocks on walls are put forward or back is no shorter or longer for
 * an order (B1, S20): a day of its clock has 24 hours, to the second. Only what a person
 * types is read where they live.
 */
@OrderflowTest
class DaylightSavingTest {

	private static final Duration FIVE_DAYS = Duration.ofDays(5);

	@Autowired
	private Marketplace market;

	@Autowired
	private OrderViewService reading;

	@Autowired
	private AccountService accounts;

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

	private OrderView view(OrderScenario order) {
		return this.reading.order(order.number(), order.client());
	}

	/** Stands from now on until it is moved. */
	private void timeIs(Instant time) {
		this.clock.freeze();
		this.clock.moveTo(time);
	}

	private OrderScenario orderIn(ZoneId zone) {
		return this.market.anOrder()
			.between(person(UserStore.CLIENTS, zone), person(UserStore.FREELANCERS, zone))
			.of(Storyboard.ordinary().approving(ApprovalNeeded.NONE).deliveredWithin(FIVE_DAYS))
			.withRequirements()
			.requirementsClear()
			.planned();
	}

	private String person(String group, ZoneId zone) {
		String id = "someone" + UUID.randomUUID().toString().replace("-", "");
		this.accounts.register(new NewAccount(id, "Camille", "Newcomer", id + "@orderflow.example", Locale.ENGLISH,
				zone, Newcomers.PASSWORD, Set.of(group)));
		return id;
	}

}
