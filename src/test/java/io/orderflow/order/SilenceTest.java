package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.orderflow.order.ChangeRequest.State;
import io.orderflow.order.OrderSettings.Unanswered;
import org.junit.jupiter.api.Test;

import static io.orderflow.order.OrderFixtures.PLACED;
import static io.orderflow.order.OrderFixtures.unanswered;
import static io.orderflow.order.OrderFixtures.asked;
import static io.orderflow.order.OrderFixtures.days;
import static io.orderflow.order.OrderFixtures.inProduction;
import static io.orderflow.order.OrderFixtures.lines;
import static io.orderflow.order.OrderFixtures.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What is decided without an answer, and never without a reminder before (C1, C2, C5).
 */
class SilenceTest {

	private static final Duration A_DAY = Duration.ofDays(1);

	private static final List<Duration> REMINDERS = List.of(Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(7));

	private final Order order = inProduction(1, PLACED);

	@Test
	void it_grants_a_later_date_where_that_is_set_and_agrees_to_a_cancellation_in_any_case() {
		ChangeRequest extension = extension();
		assertThat(unanswered(this.order, 1, Unanswered.GRANTED, days(3))).isTrue();
		assertThat(extension.state()).isEqualTo(State.ACCEPTED);
		assertThat(extension.answeredBy()).isNull();
		assertThat(lines(this.order)).last().isEqualTo("EXTENSION_GRANTED null {}");
		this.order.requests().askForCancellation(asked("lea", days(3)), ResponsibleParty.NOBODY);
		assertThat(unanswered(this.order, 2, Unanswered.GRANTED, days(5))).isTrue();
		assertThat(lines(this.order)).last().isEqualTo("CANCELLATION_UNANSWERED null {}");
	}

	/** A process admin may move a process anywhere, and decides nothing by that. */
	@Test
	void a_process_that_was_moved_by_hand_answers_nothing_and_does_nothing_that_was_not_agreed() {
		ChangeRequest request = extension();
		Requests requests = this.order.requests();
		assertThatIllegalStateException()
			.isThrownBy(() -> requests.takeDefaultAnswer(1, Unanswered.GRANTED, A_DAY, days(2)))
			.withMessage("There is time left to answer");
		assertThatIllegalStateException().isThrownBy(() -> requests.moveDueDate(1, days(2)));
		requests.refuse("No", A_DAY, A_DAY, days(2));
		assertThatIllegalStateException().isThrownBy(() -> requests.moveDueDate(1, days(2)));
		assertThat(request.state()).isEqualTo(State.REFUSED);
		requests.askForCancellation(asked("lea", days(3)), ResponsibleParty.NOBODY);
		assertThatIllegalStateException().isThrownBy(() -> requests.agreeCancellation(2, days(3)));
		requests.refuse("No", A_DAY, A_DAY, days(3));
		assertThatIllegalStateException().isThrownBy(() -> requests.agreeCancellation(2, days(3)));
		assertThat(this.order.status()).isEqualTo(OrderStatus.IN_PRODUCTION);
	}

	@Test
	void it_answers_a_request_a_day_after_a_reminder_and_not_before() {
		ChangeRequest request = extension();
		assertThat(request.silenceAnswers(A_DAY, days(3).minusNanos(1))).as("too early").isFalse();
		assertThat(request.remind(A_DAY, days(2))).isTrue();
		assertThat(request.remind(A_DAY, days(2))).as("once").isFalse();
		assertThat(request.silenceAnswers(A_DAY, days(3))).isTrue();
		assertThat(request.silenceAnswers(A_DAY, days(33))).as("after an outage").isFalse();
		assertThat(request.answerDue()).isEqualTo(days(34));
		assertThat(request.silenceAnswers(A_DAY, days(34))).as("nobody was reminded").isFalse();
		assertThat(request.remind(A_DAY, days(34).plus(Duration.ofHours(1)))).isTrue();
		assertThat(request.silenceAnswers(A_DAY, days(35))).as("not a day ago").isFalse();
		assertThat(request.answerDue()).isEqualTo(days(35).plus(Duration.ofHours(1)));
		assertThat(request.silenceAnswers(A_DAY, request.answerDue())).isTrue();
	}

	/** A reminder may come late, but not as late as what it reminds of. */
	@Test
	void a_notice_of_minutes_is_one_too() {
		Duration notice = Duration.ofMinutes(5);
		ChangeRequest request = extension();
		assertThat(request.remind(notice, days(3))).isTrue();
		assertThat(request.silenceAnswers(notice, days(3))).as("reminded this second").isFalse();
		assertThat(request.silenceAnswers(notice, days(3).plus(notice))).isTrue();
	}

	@Test
	void it_cancels_for_missing_requirements_a_day_after_a_reminder_and_not_before() {
		Requirements awaited = placed().requirements();
		assertThat(awaited.missing(REMINDERS, A_DAY, days(14).minusNanos(1))).as("too early").isFalse();
		assertThat(awaited.missing(REMINDERS, A_DAY, days(14))).as("nobody was reminded").isFalse();
		assertThat(awaited.dueAt()).isEqualTo(days(15));
		assertThat(awaited.remindAnew(REMINDERS, days(14))).isTrue();
		assertThat(awaited.remindAnew(REMINDERS, days(14))).as("once").isFalse();
		assertThat(awaited.remind(REMINDERS, A_DAY, days(14))).as("nor of what became due before").isFalse();
		assertThat(awaited.missing(REMINDERS, A_DAY, days(45))).as("after an outage").isFalse();
		assertThat(awaited.remindAnew(REMINDERS, days(45))).isTrue();
		assertThat(awaited.missing(REMINDERS, A_DAY, days(46))).isTrue();
	}

	@Test
	void an_outage_over_the_last_reminder_cancels_nothing_when_it_ends_just_after_the_deadline() {
		Requirements awaited = placed().requirements();
		assertThat(awaited.remind(REMINDERS, A_DAY, days(1))).isTrue();
		assertThat(awaited.remind(REMINDERS, A_DAY, days(3))).isTrue();
		Instant back = days(14).plus(Duration.ofHours(1));
		assertThat(awaited.missing(REMINDERS, A_DAY, back)).as("the reminder of day 7 is owed").isFalse();
		assertThat(awaited.remindAnew(REMINDERS, back)).isTrue();
		assertThat(awaited.remind(REMINDERS, A_DAY, back)).as("its own job comes after").isFalse();
		assertThat(awaited.missing(REMINDERS, A_DAY, back.plus(A_DAY).minusSeconds(1))).isFalse();
		assertThat(awaited.missing(REMINDERS, A_DAY, back.plus(A_DAY))).isTrue();
	}

	@Test
	void a_refusal_that_an_outage_put_off_holds_a_delivery_although_a_newer_one_ends_before() {
		ChangeRequest older = refused("camille", days(1));
		older.refusalStands(A_DAY, A_DAY, days(4));
		ChangeRequest newer = refused("lea", days(4).minus(Duration.ofHours(40)));
		assertThat(newer.disputeUntil()).isBefore(older.disputeUntil());
		this.order.rounds().deliver("Voilà", List.of(), A_DAY, A_DAY, days(4));
		assertThat(this.order.rounds().acceptBy()).isEqualTo(older.disputeUntil().plus(A_DAY));
		assertThat(this.order.rounds().silenceWaits(older.disputeUntil().minusSeconds(1))).isTrue();
	}

	private ChangeRequest refused(String by, Instant at) {
		this.order.requests().askForCancellation(asked(by, at), ResponsibleParty.NOBODY);
		return this.order.requests().refuse("No", Duration.ofDays(2), A_DAY, at);
	}

	@Test
	void a_reminder_that_came_late_is_one_and_nobody_is_reminded_twice_after_an_outage() {
		ChangeRequest request = extension();
		assertThat(request.remind(A_DAY, days(33))).as("its timer fires first").isTrue();
		assertThat(request.silenceAnswers(A_DAY, days(33))).isFalse();
		assertThat(request.remind(A_DAY, days(33))).as("once").isFalse();
		assertThat(request.answerDue()).isEqualTo(days(34));
		assertThat(request.silenceAnswers(A_DAY, days(34))).isTrue();
	}

	@Test
	void a_reminder_that_comes_late_says_at_once_until_when_there_is_time() {
		Instant late = days(2).plus(Duration.ofHours(1));
		ChangeRequest request = extension();
		assertThat(request.remind(A_DAY, late)).isTrue();
		assertThat(request.answerDue()).isEqualTo(late.plus(A_DAY));
		assertThat(request.silenceAnswers(A_DAY, late.plus(A_DAY).minusSeconds(1))).isFalse();
		assertThat(request.silenceAnswers(A_DAY, late.plus(A_DAY))).isTrue();

		Requirements awaited = placed().requirements();
		assertThat(awaited.remind(REMINDERS, A_DAY, days(13).plus(Duration.ofHours(2)))).isTrue();
		assertThat(awaited.dueAt()).isEqualTo(days(14).plus(Duration.ofHours(2)));

		Order delivered = OrderFixtures.delivered(1, PLACED);
		Instant acceptBy = delivered.rounds().acceptBy();
		assertThat(delivered.rounds().remind(A_DAY, acceptBy.minus(Duration.ofHours(3)))).isTrue();
		assertThat(delivered.rounds().acceptBy()).isEqualTo(acceptBy.plus(Duration.ofHours(21)));
	}

	@Test
	void a_reminder_in_time_changes_no_date() {
		ChangeRequest request = extension();
		assertThat(request.remind(A_DAY, days(2).plus(Duration.ofMinutes(9)))).isTrue();
		assertThat(request.answerDue()).isEqualTo(days(3));
	}

	@Test
	void a_reminder_before_another_outage_counts_no_more() {
		ChangeRequest request = extension();
		request.remind(A_DAY, days(33));
		assertThat(request.silenceAnswers(A_DAY, days(60))).isFalse();
		assertThat(request.remind(A_DAY, days(60))).isTrue();
		assertThat(request.silenceAnswers(A_DAY, days(61))).isTrue();
	}

	@Test
	void a_refused_cancellation_holds_the_reminder_until_its_time_is_over_and_not_after() {
		Order delivered = OrderFixtures.delivered(1, PLACED);
		delivered.requests().askForCancellation(asked("camille", days(1)), ResponsibleParty.NOBODY);
		delivered.requests().refuse("No", Duration.ofDays(2), A_DAY, days(2));
		assertThat(delivered.rounds().remind(A_DAY, days(4).minusNanos(1))).isFalse();
		assertThat(delivered.rounds().remind(A_DAY, days(4))).as("its process need not have heard").isTrue();
		assertThat(delivered.rounds().acceptBySilence(A_DAY, days(5))).isTrue();
	}

	private ChangeRequest extension() {
		return this.order.requests().askForExtension(asked("lea", days(1)), days(7));
	}

}
