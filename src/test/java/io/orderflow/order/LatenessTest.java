package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.orderflow.order.DeliveryClock.StopReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.orderflow.RefusalAssertions.codeOf;
import static io.orderflow.order.OrderFixtures.PLACED;
import static io.orderflow.order.OrderFixtures.asked;
import static io.orderflow.order.OrderFixtures.days;
import static io.orderflow.order.OrderFixtures.inProduction;
import static io.orderflow.order.OrderFixtures.lines;
import static org.assertj.core.api.Assertions.assertThat;

/** When an order is late, and what keeps time from counting (S20, B2, C3). */
class LatenessTest {

	/** {@link OrderFixtures#DELIVERY_TIME} after it was placed. */
	private static final Instant DUE = days(5);

	private static final Duration A_DAY = Duration.ofDays(1);

	private final Order order = inProduction(1, PLACED);

	@Test
	void it_is_late_after_its_due_date_and_not_at_it() {
		assertThat(this.order.clock().late(DUE)).isFalse();
		assertThat(this.order.clock().late(DUE.plusNanos(1000))).isTrue();
		assertThat(this.order.clock().lateSince(hours(3))).isEqualTo(DUE);
		assertThat(this.order.clock().lateSince(DUE)).isNull();
	}

	@Test
	void what_has_no_due_date_yet_or_is_delivered_or_closed_is_not_late() {
		assertThat(OrderFixtures.placed().clock().late(days(90))).isFalse();
		this.order.rounds().deliver("Voilà", List.of(), A_DAY, A_DAY, hours(2));
		assertThat(this.order.clock().late(days(90))).isFalse();
		Order closed = inProduction(1, PLACED);
		closed.requests().askForCancellation(asked("lea", days(1)), ResponsibleParty.NOBODY);
		closed.requests().accept("", days(2));
		closed.requests().agreeCancellation(1, days(2));
		assertThat(closed.clock().late(days(90))).isFalse();
	}

	@Test
	void it_is_found_late_once_and_a_delivery_says_how_late_it_was() {
		assertThat(this.order.rounds().markLate(DUE)).isFalse();
		assertThat(this.order.rounds().markLate(hours(1))).isTrue();
		assertThat(this.order.rounds().markLate(hours(2))).isFalse();
		assertThat(lines(this.order)).last().isEqualTo("FELL_LATE null {since=" + DUE + "}");
		assertThat(this.order.clock().takeLatenessEnded()).as("it lasts").isFalse();

		this.order.rounds().deliver("Voilà", List.of(), A_DAY, A_DAY, hours(3));
		assertThat(lines(this.order)).last().isEqualTo("LATENESS_ENDED null {lasted=PT3H}");
		assertThat(this.order.clock().takeLatenessEnded()).isTrue();
		assertThat(this.order.clock().takeLatenessEnded()).as("told once").isFalse();
	}

	@Test
	void what_was_delivered_in_time_has_no_lateness_to_end() {
		this.order.rounds().deliver("Voilà", List.of(), A_DAY, A_DAY, days(4));
		assertThat(lines(this.order)).noneMatch((line) -> line.contains("LATE"));
		assertThat(this.order.clock().takeLatenessEnded()).isFalse();
	}

	@Test
	void a_clock_that_stands_makes_nothing_later_and_what_counted_counts_on() {
		DeliveryClock clock = this.order.clock();
		this.order.rounds().markLate(hours(1));
		clock.stop(hours(2), StopReason.CLARIFICATION);
		assertThat(clock.late(hours(50))).isFalse();
		assertThat(clock.overdue(hours(50))).isEqualTo(Duration.ofHours(2));
		clock.resume(hours(50));
		assertThat(clock.lateFor(hours(50))).isEqualTo(Duration.ofHours(2));
		assertThat(clock.lateSince(hours(51))).isEqualTo(clock.dueAt());
		assertThat(this.order.rounds().markLate(hours(51))).as("told before").isFalse();
	}

	@Test
	void a_request_that_waits_makes_nothing_late_and_says_what_that_was_worth() {
		extension("lea", DUE.minus(Duration.ofHours(4)));
		assertThat(this.order.clock().late(hours(20))).isFalse();
		this.order.requests().refuse("No", A_DAY, A_DAY, hours(20));
		assertThat(lines(this.order)).last().isEqualTo("LATENESS_HELD null {lasted=PT20H, side=freelancer}");
		assertThat(this.order.clock().dueAt()).as("the date stays").isEqualTo(DUE);
		assertThat(this.order.clock().late(hours(20))).isFalse();
		assertThat(this.order.clock().lateSince(hours(21))).isEqualTo(hours(20));
	}

	@Test
	void a_request_that_was_answered_in_time_was_worth_nothing() {
		extension("lea", days(1));
		this.order.requests().refuse("No", A_DAY, A_DAY, days(2));
		assertThat(lines(this.order)).noneMatch((line) -> line.contains("LATENESS_HELD"));
	}

	@Test
	void each_side_can_do_so_once_for_each_due_date() {
		extension("lea", days(1));
		this.order.requests().refuse("No", A_DAY, A_DAY, hours(1));
		extension("lea", hours(1));
		assertThat(this.order.clock().late(hours(2))).as("the freelancer's second").isTrue();
		this.order.requests().withdraw("lea", A_DAY, hours(2));
		assertThat(lines(this.order)).filteredOn((line) -> line.contains("LATENESS_HELD")).hasSize(1);

		extension("camille", hours(3));
		assertThat(this.order.clock().late(hours(10))).as("the client's first").isFalse();
		this.order.requests().accept("", hours(10));
		this.order.requests().moveDueDate(3, hours(10));
		assertThat(this.order.clock().dueAt()).isEqualTo(DUE.plus(Duration.ofDays(3)));

		Instant anew = this.order.clock().dueAt();
		extension("lea", anew.minusSeconds(1));
		assertThat(this.order.clock().late(anew.plus(A_DAY))).as("another due date").isFalse();
	}

	@Test
	void a_request_that_kept_no_time_leaves_that_to_the_next_of_its_side() {
		extension("lea", days(1));
		this.order.requests().refuse("No", A_DAY, A_DAY, days(2));
		this.order.requests().askForCancellation(asked("lea", days(3)), ResponsibleParty.NOBODY);
		this.order.requests().refuse("No", A_DAY, A_DAY, days(4));
		extension("lea", DUE);
		assertThat(this.order.clock().late(hours(9))).as("her third").isFalse();
		this.order.requests().refuse("No", A_DAY, A_DAY, hours(9));
		extension("lea", hours(9));
		assertThat(this.order.clock().late(hours(10))).as("the one after it").isTrue();
	}

	@Test
	void a_dispute_keeps_no_time_where_another_request_of_its_side_has() {
		this.order.requests().askForCancellation(asked("lea", days(4)), ResponsibleParty.CLIENT);
		this.order.requests().refuse("No", Duration.ofDays(3), A_DAY, days(4));
		extension("lea", DUE);
		this.order.requests().refuse("No", A_DAY, A_DAY, hours(5));
		this.order.requests().dispute("lea", "Look", hours(5));
		assertThat(this.order.clock().late(hours(6))).isTrue();
	}

	@Test
	void a_revision_has_a_due_date_of_its_own_also_for_requests() {
		extension("lea", days(1));
		this.order.requests().refuse("No", A_DAY, A_DAY, days(1));
		this.order.rounds().deliver("Voilà", List.of(), A_DAY, A_DAY, days(2));
		this.order.requests().askForCancellation(asked("lea", days(2)), ResponsibleParty.NOBODY);
		this.order.rounds().askForRevision(List.of(), days(3));
		Instant due = this.order.clock().dueAt();
		assertThat(this.order.clock().late(due.plus(A_DAY))).as("the open request holds").isFalse();
	}

	@Test
	void a_ruling_that_is_awaited_counts_as_the_same_request() {
		this.order.requests().askForCancellation(asked("lea", DUE), ResponsibleParty.CLIENT);
		this.order.requests().refuse("No", Duration.ofDays(2), A_DAY, hours(5));
		assertThat(this.order.clock().lateFor(hours(8))).isEqualTo(Duration.ofHours(3));
		this.order.requests().dispute("lea", "Look", hours(8));
		assertThat(this.order.clock().late(hours(30))).isFalse();
		this.order.requests().rule("mona", false, "Go on", A_DAY, hours(30));
		assertThat(lines(this.order)).last().isEqualTo("LATENESS_HELD null {lasted=PT22H, side=freelancer}");
		assertThat(this.order.clock().lateFor(hours(31))).isEqualTo(Duration.ofHours(4));
	}

	@Test
	void time_that_the_clock_stood_is_no_part_of_what_a_request_was_worth() {
		extension("lea", days(1));
		DeliveryClock clock = this.order.clock();
		clock.stop(hours(2), StopReason.CLARIFICATION);
		clock.resume(hours(12));
		this.order.requests().refuse("No", A_DAY, A_DAY, hours(15));
		assertThat(lines(this.order)).last().isEqualTo("LATENESS_HELD null {lasted=PT5H, side=freelancer}");
		assertThat(clock.dueAt()).isEqualTo(hours(10));
		assertThat(clock.lateSince(hours(16))).isEqualTo(hours(15));
	}

	@Test
	void a_later_date_ends_it_and_one_that_is_past_already_is_found_late_anew() {
		this.order.rounds().markLate(hours(1));
		extension("lea", hours(1), hours(4));
		this.order.requests().accept("", hours(10));
		this.order.requests().moveDueDate(1, hours(10));
		assertThat(lines(this.order)).last().isEqualTo("LATENESS_ENDED null {lasted=PT1H}");
		assertThat(this.order.clock().lateSince(hours(11))).as("the request waited until then").isEqualTo(hours(10));
		assertThat(this.order.rounds().markLate(hours(11))).as("both are told anew").isTrue();

		extension("camille", hours(11), hours(40));
		this.order.requests().accept("", hours(12));
		this.order.requests().moveDueDate(2, hours(12));
		assertThat(lines(this.order)).last().isEqualTo("LATENESS_ENDED null {lasted=PT1H}");
		assertThat(this.order.clock().late(hours(39))).isFalse();
		assertThat(this.order.rounds().markLate(hours(41))).as("of another date").isTrue();
	}

	@Test
	void a_date_that_was_agreed_and_is_past_counts_from_it_where_the_request_held_nothing() {
		extension("lea", DUE.minus(A_DAY));
		this.order.requests().refuse("No", A_DAY, A_DAY, hours(1));
		extension("lea", hours(1), hours(4));
		this.order.requests().accept("", hours(10));
		this.order.requests().moveDueDate(2, hours(10));
		assertThat(this.order.clock().lateFor(hours(10))).as("her second").isEqualTo(Duration.ofHours(6));
	}

	@Test
	void a_date_that_was_agreed_while_the_clock_stood_counts_when_it_goes_on() {
		extension("lea", hours(1), hours(4));
		DeliveryClock clock = this.order.clock();
		clock.stop(hours(8), StopReason.CLARIFICATION);
		this.order.requests().accept("", hours(10));
		this.order.requests().moveDueDate(1, hours(10));
		assertThat(lines(this.order)).last().isEqualTo("DUE_DATE_MOVED null {due=" + hours(6) + "}");
		clock.resume(hours(20));
		assertThat(clock.dueAt()).isEqualTo(hours(16));
		assertThat(clock.lateFor(hours(20))).isZero();
		assertThat(clock.lateSince(hours(21))).isEqualTo(hours(20));
	}

	@Test
	void what_a_request_kept_before_a_revision_is_not_forgotten_when_it_ends_after() {
		this.order.requests().askForCancellation(asked("lea", hours(-1)), ResponsibleParty.NOBODY);
		this.order.rounds().deliver("Voilà", List.of(), A_DAY, A_DAY, hours(3));
		this.order.rounds()
			.askForRevision(
					List.of(new RevisionPoint("Plus grand", RevisionPoint.SOMETHING_ELSE, RevisionPoint.Scope.INSIDE)),
					hours(5));
		this.order.requests().withdraw("lea", A_DAY, hours(6));
		assertThat(lines(this.order)).last().isEqualTo("LATENESS_HELD null {lasted=PT3H, side=freelancer}");
	}

	@Test
	void the_client_cancels_alone_once_it_is_late_by_a_day() {
		assertThat(codeOf(() -> this.order.cancelByClient("Trop tard", A_DAY, hours(24).minusSeconds(1))))
			.isEqualTo("CONFLICT cancellation-needs-agreement");
		this.order.rounds().markLate(hours(1));
		this.order.cancelByClient("Trop tard", A_DAY, hours(24));
		assertThat(this.order.status()).isEqualTo(OrderStatus.CANCELLED);
		assertThat(lines(this.order)).last().isEqualTo("LATENESS_ENDED null {lasted=PT24H}");
		assertThat(this.order.clock().takeLatenessEnded()).isTrue();
	}

	@ParameterizedTest
	@EnumSource(names = "DELIVERED", mode = EnumSource.Mode.EXCLUDE)
	void a_clock_that_stands_takes_no_right_away(StopReason reason) {
		this.order.rounds().markLate(hours(1));
		this.order.clock().stop(hours(24), reason);
		assertThat(this.order.clock().late(hours(25))).as("late is only what counts").isFalse();
		this.order.cancelByClient("Trop tard", A_DAY, hours(24));
		assertThat(this.order.status()).isEqualTo(OrderStatus.CANCELLED);
		assertThat(lines(this.order)).last().isEqualTo("LATENESS_ENDED null {lasted=PT24H}");
	}

	@Test
	void what_has_not_counted_before_the_clock_stood_gives_no_right() {
		this.order.rounds().markLate(hours(1));
		this.order.clock().stop(hours(24).minusSeconds(1), StopReason.QUESTION);
		needsAgreement(hours(60));
		this.order.clock().resume(hours(60));
		needsAgreement(hours(60));
		assertThat(this.order.clock().counted().cancellableFrom(A_DAY, hours(60))).isEqualTo(hours(60).plusSeconds(1));
		this.order.cancelByClient("Trop tard", A_DAY, hours(60).plusSeconds(1));
	}

	@Test
	void a_delivery_or_a_request_that_waits_ends_the_right_to_cancel_alone() {
		this.order.rounds().markLate(hours(1));
		this.order.requests().askForExtension(asked("lea", hours(30)), days(9));
		needsAgreement(hours(31));
		this.order.requests().refuse("No", A_DAY, A_DAY, hours(32));
		assertThat(this.order.clock().counted().cancellable(A_DAY, hours(32))).isTrue();
		this.order.rounds().deliver("Voilà", List.of(), A_DAY, A_DAY, hours(33));
		needsAgreement(hours(90));
	}

	@Test
	void both_have_known_of_it_for_nearly_a_day_before_the_client_cancels_alone() {
		needsAgreement(days(35));
		this.order.rounds().markLate(days(35));
		needsAgreement(days(35));
		Instant known = days(35).plus(Duration.ofHours(22));
		assertThat(this.order.clock().counted().cancellableFrom(A_DAY, days(35))).isEqualTo(known);
		needsAgreement(known.minusSeconds(1));
		this.order.cancelByClient("Trop tard", A_DAY, known);
	}

	private void needsAgreement(Instant now) {
		assertThat(codeOf(() -> this.order.cancelByClient("Trop tard", A_DAY, now)))
			.isEqualTo("CONFLICT cancellation-needs-agreement");
	}

	private void extension(String by, Instant at) {
		extension(by, at, this.order.clock().dueAt().plus(Duration.ofDays(3)));
	}

	private void extension(String by, Instant at, Instant wanted) {
		this.order.requests().askForExtension(asked(by, at), wanted);
	}

	/** After the due date. */
	private static Instant hours(long hours) {
		return DUE.plus(Duration.ofHours(hours));
	}

}
