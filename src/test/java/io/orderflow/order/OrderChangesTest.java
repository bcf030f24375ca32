package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.orderflow.platform.Refusal;
import org.junit.jupiter.api.Test;

import static io.orderflow.order.OrderFixtures.PLACED;
import static io.orderflow.order.OrderFixtures.unanswered;
import static io.orderflow.order.OrderFixtures.asked;
import static io.orderflow.order.OrderFixtures.days;
import static io.orderflow.order.OrderFixtures.delivered;
import static io.orderflow.order.OrderFixtures.inProduction;
import static io.orderflow.order.OrderFixtures.placed;
import static io.orderflow.order.OrderFixtures.withRequirements;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What an order lets its sides ask of each other (C1, C2, C4). */
class OrderChangesTest {

	private static final Duration TWO_DAYS = Duration.ofDays(2);

	private static final Duration A_DAY = Duration.ofDays(1);

	@Test
	void a_later_date_is_added_to_what_the_clock_stood_for_meanwhile() {
		Order order = withRequirements(PLACED);
		order.requirements().askForClarification("Which fox?", days(1));
		ChangeRequest request = order.requests().askForExtension(asked("lea", days(1)), days(7));
		order.requirements().clarify("The red one", List.of(), days(2));
		order.requests().accept("", days(2));
		order.requests().moveDueDate(request.no(), days(2));
		assertThat(order.clock().dueAt()).isEqualTo(days(8));
		order.requests().moveDueDate(request.no(), days(2));
		assertThat(order.clock().dueAt()).as("a repeat").isEqualTo(days(8));
	}

	@Test
	void a_date_that_is_not_later_or_past_or_absurd_is_refused() {
		Order order = inProduction(1, PLACED);
		refused("due-not-later", () -> order.requests().askForExtension(asked("lea", days(1)), days(5)));
		refused("due-past", () -> order.requests().askForExtension(asked("lea", days(7)), days(6)));
		refused("due-too-far", () -> order.requests().askForExtension(asked("lea", days(1)), days(367)));
		assertThat(order.requests().open()).isEmpty();
		assertThat(order.requests().asked()).isZero();
	}

	@Test
	void what_is_late_already_can_still_be_moved() {
		Order order = inProduction(1, PLACED);
		ChangeRequest request = order.requests().askForExtension(asked("lea", days(6)), days(8));
		order.requests().accept("", days(6));
		order.requests().moveDueDate(request.no(), days(6));
		assertThat(order.clock().dueAt()).isEqualTo(days(8));
	}

	@Test
	void only_what_is_to_be_delivered_has_a_date_to_move() {
		refused("nothing-to-extend", () -> placed().requests().askForExtension(asked("lea", PLACED), days(9)));
		refused("nothing-to-extend",
				() -> delivered(1, PLACED).requests().askForExtension(asked("lea", PLACED), days(9)));
	}

	@Test
	void silence_is_held_back_until_the_dispute_is_over_and_leaves_a_day() {
		Order order = delivered(1, PLACED);
		order.requests().askForCancellation(asked("camille", days(2)), ResponsibleParty.NOBODY);
		assertThat(order.rounds().silenceWaits(days(2))).isTrue();
		assertThat(order.rounds().acceptBySilence(Duration.ofDays(1), days(3))).isFalse();
		assertThat(order.rounds().silenceAskedAgainAt(A_DAY, days(3))).isEqualTo(days(4));
		order.requests().refuse("No", TWO_DAYS, A_DAY, days(3));
		assertThat(order.rounds().acceptBySilence(Duration.ofDays(1), days(4))).isFalse();
		order.requests().dispute("camille", "Look", days(4));
		assertThat(order.rounds().acceptBySilence(Duration.ofDays(1), days(9))).isFalse();
		order.requests().rule("mona", false, "Go on", A_DAY, days(9));
		assertThat(order.rounds().silenceWaits(days(9))).isFalse();
		assertThat(order.rounds().acceptBySilence(Duration.ofDays(1), days(9))).isFalse();
		assertThat(order.rounds().remind(A_DAY, days(9))).isTrue();
		assertThat(order.rounds().acceptBySilence(Duration.ofDays(1), days(10))).isTrue();
	}

	@Test
	void a_refusal_is_disputed_in_time_or_not_at_all() {
		Order order = inProduction(1, PLACED);
		ChangeRequest request = order.requests().askForCancellation(asked("lea", PLACED), ResponsibleParty.CLIENT);
		order.requests().refuse("No", TWO_DAYS, A_DAY, days(1));
		refused("nothing-to-dispute", () -> order.requests().dispute("camille", "Mine", days(2)));
		refused("nothing-to-dispute", () -> order.requests().dispute("lea", "Late", days(3)));
		order.requests().keepRefusal(request.no(), days(3));
		assertThat(request.state()).isEqualTo(ChangeRequest.State.REFUSED);
	}

	@Test
	void time_answers_once_and_not_what_was_answered() {
		Order order = inProduction(1, PLACED);
		ChangeRequest extension = order.requests().askForExtension(asked("lea", PLACED), days(7));
		assertThat(unanswered(order, extension.no(), OrderSettings.Unanswered.REFUSED, days(2))).isFalse();
		ChangeRequest cancellation = order.requests()
			.askForCancellation(asked("camille", days(2)), ResponsibleParty.NOBODY);
		order.requests().refuse("No", TWO_DAYS, A_DAY, days(3));
		assertThat(unanswered(order, cancellation.no(), OrderSettings.Unanswered.REFUSED, days(4))).isFalse();
		assertThat(cancellation.state()).isEqualTo(ChangeRequest.State.DISPUTABLE);
		ChangeRequest again = order.requests().askForCancellation(asked("camille", days(4)), ResponsibleParty.NOBODY);
		assertThat(unanswered(order, again.no(), OrderSettings.Unanswered.REFUSED, days(6))).isTrue();
		int lines = order.timelineLength();
		assertThat(unanswered(order, again.no(), OrderSettings.Unanswered.REFUSED, days(6))).isTrue();
		assertThat(order.timelineLength()).as("a repeat").isEqualTo(lines);
	}

	@Test
	void a_closed_order_ends_what_was_asked_and_says_so() {
		Order order = delivered(1, PLACED);
		ChangeRequest request = order.requests().askForCancellation(asked("camille", days(1)), ResponsibleParty.NOBODY);
		order.rounds().accept(days(2));
		refused("order-closed",
				() -> order.requests().askForCancellation(asked("lea", days(2)), ResponsibleParty.NOBODY));
		order.complete(days(2));
		assertThat(request.state()).isEqualTo(ChangeRequest.State.ENDED_WITH_ORDER);
		assertThat(order.requests().endedWithOrder()).isTrue();
		refused("order-closed", () -> order.requests().withdraw("camille", A_DAY, days(3)));
		refused("order-closed", () -> order.requests().accept("", days(3)));
	}

	@Test
	void a_cancellation_that_was_agreed_ends_with_itself() {
		Order order = inProduction(1, PLACED);
		ChangeRequest request = order.requests().askForCancellation(asked("lea", PLACED), ResponsibleParty.FREELANCER);
		order.requests().accept("Fine", days(1));
		order.requests().agreeCancellation(request.no(), days(1));
		assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
		assertThat(order.closing().cancelledBy()).isEqualTo("lea");
		assertThat(order.requests().endedWithOrder()).isFalse();
	}

	private static void refused(String code, Runnable deed) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(deed::run)
			.matches((refusal) -> refusal.code().equals(code), "is refused as " + code);
	}

}
