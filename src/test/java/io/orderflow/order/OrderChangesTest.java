package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.orderflow.order.ChangeRequest.Asked;
import io.orderflow.platform.Refusal;
import org.junit.jupiter.api.Test;

import static io.orderflow.order.OrderFixtures.PLACED;
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
		order.askForClarification("Which fox?", days(1));
		ChangeRequest request = order.askForExtension(asked("lea", days(1)), days(7));
		order.clarify("The red one", List.of(), days(2));
		order.acceptRequest("", days(2));
		order.moveDueDate(request.no(), days(2));
		assertThat(order.clock().dueAt()).isEqualTo(days(8));
		order.moveDueDate(request.no(), days(2));
		assertThat(order.clock().dueAt()).as("a repeat").isEqualTo(days(8));
	}

	@Test
	void a_date_that_is_not_later_or_past_or_absurd_is_refused() {
		Order order = inProduction(1, PLACED);
		refused("due-not-later", () -> order.askForExtension(asked("lea", days(1)), days(5)));
		refused("due-past", () -> order.askForExtension(asked("lea", days(7)), days(6)));
		refused("due-too-far", () -> order.askForExtension(asked("lea", days(1)), days(367)));
		assertThat(order.openRequest()).isEmpty();
		assertThat(order.requestsAsked()).isZero();
	}

	@Test
	void what_is_late_already_can_still_be_moved() {
		Order order = inProduction(1, PLACED);
		ChangeRequest request = order.askForExtension(asked("lea", days(6)), days(8));
		order.acceptRequest("", days(6));
		order.moveDueDate(request.no(), days(6));
		assertThat(order.clock().dueAt()).isEqualTo(days(8));
	}

	@Test
	void only_what_is_to_be_delivered_has_a_date_to_move() {
		refused("nothing-to-extend", () -> placed().askForExtension(asked("lea", PLACED), days(9)));
		refused("nothing-to-extend", () -> delivered(1, PLACED).askForExtension(asked("lea", PLACED), days(9)));
	}

	@Test
	void silence_is_held_back_until_the_dispute_is_over_and_leaves_a_day() {
		Order order = delivered(1, PLACED);
		order.askForCancellation(asked("camille", days(2)), ResponsibleParty.NOBODY);
		assertThat(order.silenceWaits()).isTrue();
		assertThat(order.acceptBySilence(days(3))).isFalse();
		assertThat(order.silenceAskedAgainAt(A_DAY, days(3))).isEqualTo(days(4));
		order.refuseRequest("No", TWO_DAYS, A_DAY, days(3));
		assertThat(order.acceptBySilence(days(4))).isFalse();
		order.disputeRefusal("camille", "Look", days(4));
		assertThat(order.acceptBySilence(days(9))).isFalse();
		order.rule("mona", false, "Go on", A_DAY, days(9));
		assertThat(order.silenceWaits()).isFalse();
		assertThat(order.acceptBySilence(days(9))).isFalse();
		assertThat(order.acceptBySilence(days(10))).isTrue();
	}

	@Test
	void a_refusal_is_disputed_in_time_or_not_at_all() {
		Order order = inProduction(1, PLACED);
		ChangeRequest request = order.askForCancellation(asked("lea", PLACED), ResponsibleParty.CLIENT);
		order.refuseRequest("No", TWO_DAYS, A_DAY, days(1));
		refused("nothing-to-dispute", () -> order.disputeRefusal("camille", "Mine", days(2)));
		refused("nothing-to-dispute", () -> order.disputeRefusal("lea", "Late", days(3)));
		order.keepRefusal(request.no(), days(3));
		assertThat(request.state()).isEqualTo(RequestState.REFUSED);
	}

	@Test
	void time_answers_once_and_not_what_was_answered() {
		Order order = inProduction(1, PLACED);
		ChangeRequest extension = order.askForExtension(asked("lea", PLACED), days(7));
		assertThat(order.takeDefaultAnswer(extension.no(), days(2))).isFalse();
		ChangeRequest cancellation = order.askForCancellation(asked("camille", days(2)), ResponsibleParty.NOBODY);
		order.refuseRequest("No", TWO_DAYS, A_DAY, days(3));
		assertThat(order.takeDefaultAnswer(cancellation.no(), days(4))).isFalse();
		assertThat(cancellation.state()).isEqualTo(RequestState.DISPUTABLE);
		ChangeRequest again = order.askForCancellation(asked("camille", days(4)), ResponsibleParty.NOBODY);
		assertThat(order.takeDefaultAnswer(again.no(), days(6))).isTrue();
		int lines = order.timelineLength();
		assertThat(order.takeDefaultAnswer(again.no(), days(6))).isTrue();
		assertThat(order.timelineLength()).as("a repeat").isEqualTo(lines);
	}

	@Test
	void a_closed_order_ends_what_was_asked_and_says_so() {
		Order order = delivered(1, PLACED);
		ChangeRequest request = order.askForCancellation(asked("camille", days(1)), ResponsibleParty.NOBODY);
		order.accept(days(2));
		refused("order-closed", () -> order.askForCancellation(asked("lea", days(2)), ResponsibleParty.NOBODY));
		order.complete(days(2));
		assertThat(request.state()).isEqualTo(RequestState.ENDED_WITH_ORDER);
		assertThat(order.requestEndedWithOrder()).isTrue();
		refused("order-closed", () -> order.withdrawRequest("camille", A_DAY, days(3)));
		refused("order-closed", () -> order.acceptRequest("", days(3)));
	}

	@Test
	void a_cancellation_that_was_agreed_ends_with_itself() {
		Order order = inProduction(1, PLACED);
		ChangeRequest request = order.askForCancellation(asked("lea", PLACED), ResponsibleParty.FREELANCER);
		order.acceptRequest("Fine", days(1));
		order.agreeCancellation(request.no(), days(1));
		assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
		assertThat(order.cancelledBy()).isEqualTo("lea");
		assertThat(order.requestEndedWithOrder()).isFalse();
	}

	private static Asked asked(String by, Instant at) {
		return new Asked(by, "Because", at, at.plus(TWO_DAYS));
	}

	private static void refused(String code, Runnable deed) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(deed::run)
			.matches((refusal) -> refusal.code().equals(code), "is refused as " + code);
	}

}
