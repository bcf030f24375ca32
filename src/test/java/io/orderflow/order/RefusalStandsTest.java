package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import io.orderflow.order.ChangeRequest.State;
import org.junit.jupiter.api.Test;

import static io.orderflow.order.OrderFixtures.PLACED;
import static io.orderflow.order.OrderFixtures.asked;
import static io.orderflow.order.OrderFixtures.days;
import static io.orderflow.order.OrderFixtures.lines;
import static org.assertj.core.api.Assertions.assertThat;

/** A refused cancellation stands after a reminder and a day, and not before (C4). */
class RefusalStandsTest {

	private static final Duration A_DAY = Duration.ofDays(1);

	private final Order order = OrderFixtures.inProduction(1, PLACED);

	@Test
	void whoever_asked_is_reminded_a_day_before_and_once() {
		ChangeRequest request = refusedUntil(days(3));
		assertThat(request.nextDisputeCheck(A_DAY)).isEqualTo(days(2));
		assertThat(request.remindOfDispute(A_DAY, A_DAY, days(2).minusSeconds(1))).isFalse();
		assertThat(request.remindOfDispute(A_DAY, A_DAY, days(2))).isTrue();
		assertThat(lines(this.order)).last()
			.isEqualTo("DISPUTE_REMINDED null {side=freelancer, until=" + days(3) + "}");
		assertThat(request.remindOfDispute(A_DAY, A_DAY, days(2).plusSeconds(1))).isFalse();
		assertThat(request.nextDisputeCheck(A_DAY)).isEqualTo(days(3));
		assertThat(stands(request, days(3).minusSeconds(1))).isFalse();
		assertThat(request.disputeUntil()).isEqualTo(days(3));
		assertThat(stands(request, days(3))).isTrue();
	}

	@Test
	void that_it_stands_is_on_the_timeline_once() {
		ChangeRequest request = refusedUntil(days(3));
		this.order.requests().keepRefusal(request.no(), days(3));
		this.order.requests().keepRefusal(request.no(), days(4));
		assertThat(lines(this.order)).endsWith("CANCELLATION_REFUSED camille {words=No}",
				"REFUSAL_STOOD null {side=freelancer}");
	}

	@Test
	void without_a_reminder_there_is_one_first_and_a_day() {
		ChangeRequest request = refusedUntil(days(3));
		assertThat(stands(request, days(30))).isFalse();
		assertThat(request.disputeUntil()).isEqualTo(days(31));
		assertThat(request.disputable("lea", days(31).minusSeconds(1))).isTrue();
		assertThat(request.remindOfDispute(A_DAY, A_DAY, days(30))).isTrue();
		assertThat(stands(request, days(31).minusSeconds(1))).isFalse();
		assertThat(stands(request, days(31))).isTrue();
	}

	@Test
	void a_reminder_that_comes_late_says_until_when_it_can_be_disputed_and_leaves_the_client_a_day_after() {
		ChangeRequest request = refusedUntil(days(3));
		this.order.rounds().deliver("Voil\u00e0", List.of(), A_DAY, A_DAY, days(2));
		Instant late = days(2).plus(Duration.ofHours(5));
		assertThat(request.remindOfDispute(A_DAY, A_DAY, late)).isTrue();
		assertThat(lines(this.order)).last()
			.isEqualTo("DISPUTE_REMINDED null {side=freelancer, until=" + late.plus(A_DAY) + "}");
		assertThat(request.disputable("lea", late.plus(A_DAY).minusSeconds(1))).isTrue();
		assertThat(this.order.rounds().acceptBy()).isEqualTo(late.plus(A_DAY).plus(A_DAY));
		assertThat(stands(request, late.plus(A_DAY))).isTrue();
	}

	@Test
	void moderators_are_reminded_of_a_dispute_often_at_first_and_seldom_later() {
		ChangeRequest request = refusedUntil(days(3));
		this.order.requests().dispute("lea", "Look", days(2));
		Duration every = Duration.ofDays(2);
		List<Integer> reminded = IntStream.rangeClosed(1, 16)
			.filter((time) -> this.order.requests()
				.remindOfRuling(request.no(), every, days(2 + 2 * time).plus(Duration.ofHours(time))))
			.boxed()
			.toList();
		assertThat(reminded).containsExactly(1, 2, 3, 4, 5, 8, 12, 16);
		assertThat(lines(this.order)).filteredOn((line) -> line.startsWith("RULING_REMINDED")).hasSize(8);
	}

	@Test
	void a_reminder_before_an_outage_is_one_no_more() {
		ChangeRequest request = refusedUntil(days(3));
		request.remindOfDispute(A_DAY, A_DAY, days(2));
		assertThat(stands(request, days(30))).isFalse();
		assertThat(request.remindOfDispute(A_DAY, A_DAY, days(30))).isTrue();
	}

	@Test
	void it_puts_off_that_silence_accepts_a_delivery() {
		ChangeRequest request = refusedUntil(days(3));
		this.order.rounds().deliver("Voil\u00e0", List.of(), A_DAY, A_DAY, days(2));
		stands(request, days(30));
		assertThat(this.order.rounds().acceptBy()).isEqualTo(days(32));
	}

	@Test
	void what_is_delivered_meanwhile_is_accepted_by_silence_when_it_says() {
		refusedUntil(days(3));
		DeliveryRounds rounds = this.order.rounds();
		rounds.deliver("Voil\u00e0", List.of(), A_DAY, A_DAY, days(2));
		assertThat(rounds.acceptBy()).as("the dispute, and a day").isEqualTo(days(4));
		assertThat(rounds.remind(A_DAY, days(3))).isTrue();
		assertThat(rounds.acceptBySilence(A_DAY, days(4))).isTrue();
	}

	@Test
	void a_refusal_takes_no_time_from_the_review_of_what_is_delivered() {
		refusedUntil(days(3));
		this.order.rounds().deliver("Voil\u00e0", List.of(), Duration.ofDays(3), A_DAY, days(2));
		assertThat(this.order.rounds().acceptBy()).isEqualTo(days(5));
	}

	@Test
	void what_is_disputed_or_waits_does_not_stand_and_nobody_is_reminded() {
		ChangeRequest request = refusedUntil(days(3));
		this.order.requests().dispute("lea", "The deal was another", days(2));
		assertThat(stands(request, days(9))).isFalse();
		assertThat(request.remindOfDispute(A_DAY, A_DAY, days(9))).isFalse();
		assertThat(request.state()).isEqualTo(State.DISPUTED);
	}

	private static boolean stands(ChangeRequest request, Instant now) {
		return request.refusalStands(A_DAY, A_DAY, now);
	}

	private ChangeRequest refusedUntil(Instant until) {
		Instant now = days(1);
		this.order.requests().askForCancellation(asked("lea", now), ResponsibleParty.NOBODY);
		return this.order.requests().refuse("No", Duration.between(now, until), A_DAY, now);
	}

}
