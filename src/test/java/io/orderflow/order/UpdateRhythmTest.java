package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;

import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.ListingContent;
import io.orderflow.order.DeliveryClock.StopReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.orderflow.order.OrderFixtures.PLACED;
import static io.orderflow.order.OrderFixtures.days;
import static org.assertj.core.api.Assertions.assertThat;

/** How the client is kept informed (S25, B4): every two days, reminded after three. */
class UpdateRhythmTest {

	private static final ListingContent TERMS = OrderFixtures.offer(ApprovalNeeded.NONE, 1).content();

	private static final OrderStatus WORKING = OrderStatus.IN_PRODUCTION;

	private final UpdateRhythm updates = new UpdateRhythm();

	private final DeliveryClock clock = new DeliveryClock();

	@BeforeEach
	void start() {
		this.clock.start(PLACED, Duration.ofDays(20));
		this.updates.restart(TERMS, PLACED);
	}

	@Test
	void an_update_is_due_after_the_interval_and_not_before() {
		assertThat(this.updates.dueAt()).isEqualTo(days(2));
		assertThat(ask(days(2).minusSeconds(1))).isEqualTo(new UpdateRhythm.Answer(false, days(2)));
		assertThat(ask(days(2))).isEqualTo(new UpdateRhythm.Answer(true, days(4)));
	}

	@Test
	void before_anything_is_counted_an_interval_is() {
		UpdateRhythm fresh = new UpdateRhythm();
		assertThat(fresh.ask(WORKING, this.clock, TERMS, days(1))).isEqualTo(new UpdateRhythm.Answer(false, days(3)));
		assertThat(fresh.dueAt()).isNull();
	}

	@Test
	void posting_one_starts_the_count_anew() {
		this.updates.posted(TERMS, days(1));
		assertThat(this.updates.posted()).isOne();
		assertThat(this.updates.dueAt()).isEqualTo(days(3));
		this.updates.posted(TERMS, days(2));
		assertThat(this.updates.posted()).isEqualTo(2);
	}

	@Test
	void nothing_is_due_of_work_that_is_done() {
		assertThat(this.updates.ask(OrderStatus.DELIVERED, this.clock, TERMS, days(5)).due()).isFalse();
	}

	@Test
	void while_the_clock_stands_what_is_left_of_the_interval_counts_from_when_it_goes_on() {
		this.clock.stop(days(1), StopReason.DRAFT);
		assertThat(ask(days(5))).isEqualTo(new UpdateRhythm.Answer(false, days(6)));
	}

	@Test
	void of_what_was_posted_while_the_clock_stands_the_whole_interval_is_left_and_no_more() {
		this.clock.stop(days(1), StopReason.DRAFT);
		this.updates.posted(TERMS, days(4));
		assertThat(ask(days(4))).as("the clock may go on at once").isEqualTo(new UpdateRhythm.Answer(false, days(6)));
	}

	@Test
	void while_the_clock_stands_it_is_asked_again_in_an_hour_at_the_soonest() {
		this.clock.stop(days(2).minusSeconds(60), StopReason.DRAFT);
		assertThat(ask(days(5))).isEqualTo(new UpdateRhythm.Answer(false, days(5).plus(Duration.ofHours(1))));
	}

	@Test
	void the_time_that_the_client_took_puts_the_update_off() {
		this.updates.waitedForClient(days(1), days(4));
		assertThat(this.updates.dueAt()).isEqualTo(days(5));
	}

	@Test
	void what_was_posted_while_the_client_took_time_counts_from_then() {
		this.updates.posted(TERMS, days(2));
		this.updates.waitedForClient(days(1), days(4));
		assertThat(this.updates.dueAt()).as("posted on the second day, two days counted, two waited")
			.isEqualTo(days(6));
	}

	@Test
	void what_was_posted_before_does_not() {
		this.updates.posted(TERMS, days(1));
		this.updates.waitedForClient(days(2), days(4));
		assertThat(this.updates.dueAt()).isEqualTo(days(5));
	}

	@Test
	void waiting_before_anything_is_counted_puts_nothing_off() {
		UpdateRhythm fresh = new UpdateRhythm();
		fresh.waitedForClient(days(1), days(4));
		assertThat(fresh.dueAt()).isNull();
	}

	@Test
	void a_reminder_comes_a_day_after_the_question_and_once() {
		assertThat(this.updates.remind(true, TERMS, days(3).minusSeconds(1))).isFalse();
		assertThat(this.updates.remind(true, TERMS, days(3))).isTrue();
		assertThat(this.updates.remind(true, TERMS, days(4))).isFalse();
		this.updates.posted(TERMS, days(4));
		assertThat(this.updates.remind(true, TERMS, days(7))).isTrue();
	}

	@Test
	void nobody_is_reminded_of_what_is_not_expected_or_was_never_counted() {
		assertThat(this.updates.remind(false, TERMS, days(9))).isFalse();
		assertThat(new UpdateRhythm().remind(true, TERMS, days(9))).isFalse();
	}

	@Test
	void whether_to_remind_is_asked_as_often_as_it_may_come_but_not_all_the_time() {
		assertThat(this.updates.reminders(TERMS, days(2)))
			.isEqualTo(new UpdateRhythm.Reminders(days(3), Duration.ofDays(1)));
		Instant soon = days(2).plusSeconds(60);
		assertThat(this.updates.reminders(reminded(Duration.ofDays(2).plusSeconds(60)), days(2)))
			.isEqualTo(new UpdateRhythm.Reminders(soon, Duration.ofHours(1)));
		assertThat(new UpdateRhythm().reminders(TERMS, days(2)).first()).isEqualTo(days(3));
	}

	@Test
	void a_clock_that_stood_puts_the_reminder_off_by_that_time_and_no_longer() {
		Instant stopped = days(2).plus(Duration.ofHours(20));
		this.updates.waitedForClient(stopped, days(9));
		assertThat(this.updates.reminders(TERMS, days(9)).first()).isEqualTo(days(9).plus(Duration.ofHours(4)));
	}

	@ParameterizedTest
	@EnumSource
	void updates_are_expected_while_the_work_is_under_way_and_the_clock_runs(OrderStatus status) {
		assertThat(UpdateRhythm.expected(status, true)).isEqualTo(status.underWay());
		assertThat(UpdateRhythm.expected(status, false)).isFalse();
	}

	private UpdateRhythm.Answer ask(Instant now) {
		return this.updates.ask(WORKING, this.clock, TERMS, now);
	}

	private static ListingContent reminded(Duration remindedAfter) {
		return new ListingContent(TERMS.title(), TERMS.description(), TERMS.language(), TERMS.price(),
				TERMS.deliveryTime(), 1, TERMS.approval(), TERMS.updateAskedAfter(), remindedAfter,
				TERMS.revisionRoundTime(), TERMS.questions());
	}

}
