package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.orderflow.order.ChangeRequest.Kind;
import io.orderflow.order.ChangeRequest.State;
import org.junit.jupiter.api.Test;

import static io.orderflow.RefusalAssertions.codeOf;
import static io.orderflow.RefusalAssertions.problemsOf;
import static io.orderflow.order.OrderFixtures.PLACED;
import static io.orderflow.order.OrderFixtures.unanswered;
import static io.orderflow.order.OrderFixtures.asked;
import static io.orderflow.order.OrderFixtures.days;
import static io.orderflow.order.OrderFixtures.delivered;
import static io.orderflow.order.OrderFixtures.in;
import static io.orderflow.order.OrderFixtures.inProduction;
import static io.orderflow.order.OrderFixtures.lines;
import static io.orderflow.order.OrderFixtures.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What both sides ask of each other, and what a moderator and time make of it. */
class OrderRequestsTest {

	private static final Duration A_DAY = Duration.ofDays(1);

	private static final Duration TWO_DAYS = Duration.ofDays(2);

	private final Order order = inProduction(1, PLACED);

	@Test
	void an_extension_is_kept_as_it_was_asked_for() {
		ChangeRequest request = extension("lea", days(1), days(7));
		assertThat(request.no()).isOne();
		assertThat(request.kind()).isEqualTo(Kind.EXTENSION);
		assertThat(request.state()).isEqualTo(State.WAITING);
		assertThat(request.askedBy()).isEqualTo("lea");
		assertThat(request.otherSide()).isEqualTo("camille");
		assertThat(request.reason()).isEqualTo("Because");
		assertThat(request.askedAt()).isEqualTo(days(1));
		assertThat(request.answerDue()).isEqualTo(days(3));
		assertThat(request.extension()).isEqualTo(TWO_DAYS);
		assertThat(request.responsible()).isNull();
		assertThat(this.order.requests().open()).contains(request);
		assertThat(this.order.requests().answerer()).contains("camille");
		assertThat(this.order.requests().asked()).isOne();
		assertThat(this.order.requests().get(1)).isSameAs(request);
		assertThat(lines(this.order)).last().isEqualTo("EXTENSION_ASKED lea {due=" + days(7) + ", words=Because}");
	}

	@Test
	void a_cancellation_says_who_is_responsible() {
		ChangeRequest request = cancellation("camille", days(1));
		assertThat(request.responsible()).isEqualTo(ResponsibleParty.NOBODY);
		assertThat(request.extension()).isZero();
		assertThat(this.order.requests().answerer()).contains("lea");
		assertThat(lines(this.order)).last()
			.isEqualTo("CANCELLATION_ASKED camille {responsible=NOBODY, words=Because}");
	}

	@Test
	void one_request_is_open_at_a_time() {
		extension("lea", days(1), days(7));
		assertThat(codeOf(() -> extension("camille", days(1), days(8)))).isEqualTo("CONFLICT request-open-already");
		assertThat(codeOf(() -> cancellation("camille", days(1)))).isEqualTo("CONFLICT request-open-already");
	}

	@Test
	void nothing_is_asked_of_what_is_accepted_or_over() {
		for (OrderStatus status : List.of(OrderStatus.ACCEPTED, OrderStatus.COMPLETED, OrderStatus.CANCELLED)) {
			assertThat(codeOf(
					() -> in(status).requests().askForCancellation(asked("lea", days(1)), ResponsibleParty.CLIENT)))
				.isEqualTo("CONFLICT order-closed");
		}
	}

	@Test
	void a_wanted_date_is_later_to_come_and_within_a_year() {
		assertThat(problemsOf(() -> extension("lea", days(1), days(5)))).containsExactly("due due-not-later");
		assertThat(problemsOf(() -> extension("lea", days(7), days(7)))).containsExactly("due due-past");
		assertThat(problemsOf(() -> extension("lea", days(1), days(366).plusSeconds(1))))
			.containsExactly("due due-too-far 365");
		assertThat(extension("lea", days(1), days(366)).state()).isEqualTo(State.WAITING);
	}

	@Test
	void an_extension_that_is_agreed_moves_the_date_once() {
		ChangeRequest request = extension("lea", days(1), days(7));
		assertThat(this.order.requests().accept("Fine", days(2))).isSameAs(request);
		assertThat(request.state()).isEqualTo(State.ACCEPTED);
		assertThat(request.answeredBy()).isEqualTo("camille");
		assertThat(request.answer()).isEqualTo("Fine");
		assertThat(this.order.requests().open()).isEmpty();
		this.order.requests().moveDueDate(1, days(2));
		this.order.requests().moveDueDate(1, days(3));
		assertThat(this.order.clock().dueAt()).isEqualTo(days(7));
		assertThat(request.appliedAt()).isEqualTo(days(2));
		assertThat(lines(this.order)).endsWith("EXTENSION_ACCEPTED camille {words=Fine}",
				"DUE_DATE_MOVED null {due=" + days(7) + "}");
	}

	@Test
	void what_is_agreed_while_the_clock_stands_is_the_date_that_was_asked_for() {
		this.order.questions().ask("Which fox?", List.of(), days(1));
		assertThat(problemsOf(() -> extension("lea", days(3), days(7)))).as("due then by now")
			.containsExactly("due due-not-later");
		ChangeRequest request = extension("lea", days(3), days(10));
		assertThat(request.extension()).isEqualTo(Duration.ofDays(3));
		this.order.requests().accept("", days(3));
		this.order.requests().moveDueDate(1, days(3));
		assertThat(lines(this.order)).last().isEqualTo("DUE_DATE_MOVED null {due=" + days(10) + "}");
		assertThat(request.extension()).as("still").isEqualTo(Duration.ofDays(3));
		this.order.questions().answer("Red", List.of(), days(4));
		assertThat(this.order.clock().dueAt()).as("a day more, as the clock stood on").isEqualTo(days(11));
	}

	@Test
	void the_date_of_what_is_delivered_does_not_move_any_more() {
		extension("lea", days(1), days(7));
		this.order.requests().accept("", days(2));
		this.order.rounds().deliver("Voilà", List.of(), A_DAY, A_DAY, days(2));
		this.order.requests().moveDueDate(1, days(2));
		assertThat(this.order.clock().dueAt()).isEqualTo(days(5));
	}

	@Test
	void an_extension_that_is_refused_stays_so() {
		ChangeRequest request = extension("lea", days(1), days(7));
		this.order.requests().refuse("We had a deal", TWO_DAYS, A_DAY, days(2));
		assertThat(request.state()).isEqualTo(State.REFUSED);
		assertThat(request.answer()).isEqualTo("We had a deal");
		assertThat(lines(this.order)).last().isEqualTo("EXTENSION_REFUSED camille {words=We had a deal}");
		assertThat(codeOf(() -> dispute("lea", days(2)))).isEqualTo("CONFLICT nothing-to-dispute");
	}

	@Test
	void silence_refuses_a_later_date_and_agrees_to_a_cancellation() {
		ChangeRequest extension = extension("lea", days(1), days(7));
		assertThat(unanswered(this.order, 1, OrderSettings.Unanswered.REFUSED, days(3))).isFalse();
		assertThat(extension.state()).isEqualTo(State.REFUSED);
		assertThat(extension.answeredBy()).isNull();
		assertThat(lines(this.order)).last().isEqualTo("EXTENSION_UNANSWERED null {}");
		ChangeRequest cancellation = cancellation("lea", days(3));
		assertThat(unanswered(this.order, 2, OrderSettings.Unanswered.REFUSED, days(5))).isTrue();
		assertThat(cancellation.state()).isEqualTo(State.ACCEPTED);
		assertThat(lines(this.order)).last().isEqualTo("CANCELLATION_UNANSWERED null {}");
		assertThat(this.order.requests().open()).isEmpty();
	}

	@Test
	void a_cancellation_that_is_agreed_cancels_once() {
		ChangeRequest request = cancellation("lea", days(1));
		this.order.requests().accept("", days(2));
		this.order.requests().agreeCancellation(1, days(2));
		assertThat(this.order.status()).isEqualTo(OrderStatus.CANCELLED);
		int lines = this.order.timelineLength();
		this.order.requests().agreeCancellation(1, days(3));
		assertThat(this.order.timelineLength()).isEqualTo(lines);
		assertThat(request.appliedAt()).isEqualTo(days(2));
		assertThat(lines(this.order)).endsWith("CANCELLATION_ACCEPTED camille {}", "ORDER_CANCELLED null {}");
	}

	@Test
	void whoever_asked_takes_it_back_and_nobody_else() {
		ChangeRequest request = cancellation("lea", days(1));
		assertThat(codeOf(() -> withdraw("camille"))).isEqualTo("FORBIDDEN request-not-yours");
		assertThat(withdraw("lea")).isSameAs(request);
		assertThat(request.state()).isEqualTo(State.WITHDRAWN);
		assertThat(lines(this.order)).last().isEqualTo("REQUEST_WITHDRAWN lea {kind=CANCELLATION}");
		assertThat(codeOf(() -> withdraw("lea"))).isEqualTo("CONFLICT no-open-request");
	}

	@Test
	void a_refused_cancellation_is_put_to_a_moderator_and_may_be_taken_back_there() {
		ChangeRequest request = disputed(days(2));
		assertThat(request.state()).isEqualTo(State.DISPUTED);
		assertThat(request.disputeReason()).isEqualTo("The deal was another");
		assertThat(this.order.requests().open()).contains(request);
		assertThat(this.order.requests().answerer()).isEmpty();
		assertThat(this.order.requests().disputed().isPresent()).isTrue();
		assertThat(lines(this.order)).endsWith("CANCELLATION_REFUSED camille {words=No}",
				"REFUSAL_DISPUTED lea {words=The deal was another}");
		assertThat(codeOf(() -> this.order.requests().accept("", days(2)))).isEqualTo("CONFLICT step-not-open");
		assertThat(withdraw("lea").state()).isEqualTo(State.WITHDRAWN);
	}

	@Test
	void a_refusal_can_be_disputed_until_its_time_is_over() {
		cancellation("lea", days(1));
		ChangeRequest request = this.order.requests().refuse("No", TWO_DAYS, A_DAY, days(1));
		assertThat(request.state()).isEqualTo(State.DISPUTABLE);
		assertThat(request.disputeUntil()).isEqualTo(days(3));
		assertThat(this.order.requests().open()).as("not open any more").isEmpty();
		assertThat(this.order.requests().disputed().isPresent()).isFalse();
		assertThat(codeOf(() -> dispute("camille", days(2)))).isEqualTo("CONFLICT nothing-to-dispute");
		assertThat(codeOf(() -> dispute("lea", days(3)))).isEqualTo("CONFLICT nothing-to-dispute");
		dispute("lea", days(3).minusSeconds(1));
	}

	@Test
	void a_refusal_that_nobody_disputed_is_for_good() {
		ChangeRequest request = cancellation("lea", days(1));
		this.order.requests().keepRefusal(1, days(1));
		assertThat(request.state()).as("not refused yet").isEqualTo(State.WAITING);
		this.order.requests().refuse("No", TWO_DAYS, A_DAY, days(1));
		this.order.requests().keepRefusal(1, days(3));
		assertThat(request.state()).isEqualTo(State.REFUSED);
	}

	@Test
	void a_moderator_rules_who_is_no_side() {
		ChangeRequest request = disputed(days(2));
		assertThat(codeOf(() -> rule("lea", true))).isEqualTo("FORBIDDEN moderator-is-a-side");
		assertThat(rule("mona", true)).isSameAs(request);
		assertThat(request.state()).isEqualTo(State.ACCEPTED);
		assertThat(request.ruledBy()).isEqualTo("mona");
		assertThat(this.order.requests().open()).isEmpty();
		assertThat(lines(this.order)).last().isEqualTo("RULED_CANCELLED mona {words=That is what was agreed}");
		assertThat(codeOf(() -> rule("mona", true))).isEqualTo("CONFLICT no-such-dispute");
		this.order.requests().agreeCancellation(1, days(2));
		assertThat(lines(this.order)).last()
			.as("whoever asked for it did not do it")
			.isEqualTo("ORDER_CANCELLED null {}");
		assertThat(this.order.closing().cancelledBy()).isEqualTo("lea");
		assertThat(this.order.closing().cancellationReason()).isEqualTo("Because");
	}

	@Test
	void a_ruling_may_keep_the_order() {
		ChangeRequest request = disputed(days(2));
		rule("mona", false);
		assertThat(request.state()).isEqualTo(State.REFUSED);
		assertThat(lines(this.order)).last().isEqualTo("RULED_KEPT mona {words=That is what was agreed}");
	}

	@Test
	void silence_accepts_no_delivery_while_a_cancellation_is_under_way() {
		Order delivery = delivered(1, PLACED);
		assertThat(delivery.rounds().silenceWaits(PLACED)).isFalse();
		assertThat(delivery.rounds().silenceAskedAgainAt(A_DAY, days(1))).isEqualTo(days(1).plus(Duration.ofHours(1)));
		delivery.requests().askForCancellation(asked("camille", days(1)), ResponsibleParty.NOBODY);
		assertThat(delivery.rounds().silenceWaits(days(1))).isTrue();
		assertThat(delivery.rounds().silenceAskedAgainAt(A_DAY, days(1))).as("answer due").isEqualTo(days(3));
		delivery.requests().refuse("No", TWO_DAYS, A_DAY, days(2));
		assertThat(delivery.rounds().silenceWaits(days(2))).isTrue();
		assertThat(delivery.rounds().silenceAskedAgainAt(A_DAY, days(2))).as("to be disputed").isEqualTo(days(4));
		assertThat(delivery.rounds().silenceWaits(days(4).minusNanos(1))).isTrue();
		assertThat(delivery.rounds().silenceWaits(days(4))).as("too late for a dispute").isFalse();
		delivery.requests().dispute("camille", "Look", days(3));
		assertThat(delivery.rounds().silenceWaits(days(4))).as("with a moderator").isTrue();
		assertThat(delivery.rounds().silenceAskedAgainAt(A_DAY, days(3))).as("with a moderator").isEqualTo(days(4));
		delivery.requests().rule("mona", false, "Go on", A_DAY, days(5));
		assertThat(delivery.rounds().silenceWaits(days(5))).isFalse();
		assertThat(delivery.rounds().acceptBy()).as("a day to look at it").isEqualTo(days(6));
	}

	@Test
	void what_came_to_nothing_leaves_the_client_time_but_takes_none() {
		Order delivery = delivered(1, PLACED);
		delivery.requests().askForCancellation(asked("camille", PLACED), ResponsibleParty.NOBODY);
		delivery.requests().withdraw("camille", A_DAY, days(1));
		assertThat(delivery.rounds().acceptBy()).as("more is left").isEqualTo(days(3));
		delivery.requests().askForCancellation(asked("lea", days(2)), ResponsibleParty.NOBODY);
		delivery.requests().withdraw("lea", A_DAY, days(2).plusSeconds(1));
		assertThat(delivery.rounds().acceptBy()).isEqualTo(days(3).plusSeconds(1));
		delivery.requests().askForCancellation(asked("lea", days(3)), ResponsibleParty.NOBODY);
		delivery.requests().refuse("No", TWO_DAYS, A_DAY, days(3));
		assertThat(delivery.rounds().acceptBy()).as("the dispute, and a day").isEqualTo(days(6));
	}

	@Test
	void what_is_not_delivered_yet_is_accepted_by_no_silence_later() {
		cancellation("camille", days(1));
		withdraw("camille");
		assertThat(this.order.rounds().acceptBy()).isNull();
	}

	@Test
	void an_extension_holds_no_silence() {
		extension("lea", days(1), days(7));
		assertThat(this.order.rounds().silenceWaits(days(1))).isFalse();
	}

	@Test
	void a_delivery_overtakes_the_extension_that_was_asked_for() {
		ChangeRequest request = extension("lea", days(1), days(7));
		assertThat(this.order.requests().overtakenExtension()).isEmpty();
		this.order.rounds().deliver("Voilà", List.of(), A_DAY, A_DAY, days(2));
		assertThat(request.state()).isEqualTo(State.DELIVERED);
		assertThat(this.order.requests().overtakenExtension()).contains(request);
		assertThat(this.order.requests().open()).isEmpty();
		assertThat(lines(this.order)).last().isEqualTo("REQUEST_ENDED null {kind=EXTENSION, why=delivered}");
	}

	@Test
	void a_delivery_overtakes_no_cancellation() {
		ChangeRequest request = cancellation("lea", days(1));
		this.order.rounds().deliver("Voilà", List.of(), A_DAY, A_DAY, days(2));
		assertThat(request.state()).isEqualTo(State.WAITING);
	}

	@Test
	void a_closed_order_ends_what_is_under_way() {
		Order delivery = delivered(1, PLACED);
		ChangeRequest refused = delivery.requests().askForCancellation(asked("lea", days(1)), ResponsibleParty.CLIENT);
		delivery.requests().refuse("No", TWO_DAYS, A_DAY, days(1));
		ChangeRequest waiting = delivery.requests()
			.askForCancellation(asked("camille", days(1)), ResponsibleParty.NOBODY);
		assertThat(delivery.requests().endedWithOrder()).isFalse();
		delivery.rounds().accept(days(2));
		delivery.complete(days(2));
		assertThat(refused.state()).as("a refusal stays one").isEqualTo(State.REFUSED);
		assertThat(waiting.state()).isEqualTo(State.ENDED_WITH_ORDER);
		assertThat(delivery.requests().endedWithOrder()).isTrue();
		assertThat(lines(delivery)).last().isEqualTo("REQUEST_ENDED null {kind=CANCELLATION, why=closed}");
	}

	@Test
	void a_closed_order_leaves_what_was_settled_alone() {
		ChangeRequest settled = cancellation("lea", days(1));
		withdraw("lea");
		this.order.rounds().deliver("Voilà", List.of(), A_DAY, A_DAY, days(2));
		this.order.rounds().accept(days(2));
		this.order.complete(days(2));
		assertThat(settled.state()).isEqualTo(State.WITHDRAWN);
		assertThat(this.order.requests().endedWithOrder()).isFalse();
		assertThat(lines(this.order)).noneMatch((line) -> line.startsWith("REQUEST_ENDED"));
	}

	@Test
	void a_cancelled_order_ends_what_is_under_way_too() {
		Order awaiting = placed();
		ChangeRequest request = awaiting.requests()
			.askForCancellation(asked("lea", PLACED), ResponsibleParty.FREELANCER);
		awaiting.cancelByClient("Plus besoin", Duration.ofDays(1), days(1));
		assertThat(request.state()).isEqualTo(State.ENDED_WITH_ORDER);
	}

	@Test
	void each_request_has_a_number() {
		ChangeRequest first = cancellation("lea", days(1));
		withdraw("lea");
		ChangeRequest second = extension("lea", days(2), days(7));
		assertThat(this.order.requests().get(1)).isSameAs(first);
		assertThat(this.order.requests().get(2)).isSameAs(second);
		assertThat(this.order.requests().asked()).isEqualTo(2);
	}

	@Test
	void nobody_answers_what_nobody_asked() {
		assertThat(codeOf(() -> this.order.requests().accept("", days(1)))).isEqualTo("CONFLICT step-not-open");
		assertThat(this.order.requests().answerer()).isEmpty();
		assertThat(this.order.requests().disputed().isPresent()).isFalse();
		assertThatIllegalStateException().isThrownBy(() -> this.order.requests().get(1))
			.withMessageContaining("has no request 1");
	}

	@Test
	void only_what_is_to_be_delivered_has_a_date_to_move() {
		assertThat(codeOf(() -> placed().requests().askForExtension(asked("lea", PLACED), days(9))))
			.isEqualTo("CONFLICT nothing-to-extend");
		assertThat(codeOf(() -> delivered(1, PLACED).requests().askForExtension(asked("lea", PLACED), days(9))))
			.isEqualTo("CONFLICT nothing-to-extend");
	}

	private ChangeRequest extension(String by, Instant at, Instant due) {
		return this.order.requests().askForExtension(asked(by, at), due);
	}

	private ChangeRequest cancellation(String by, Instant at) {
		return this.order.requests().askForCancellation(asked(by, at), ResponsibleParty.NOBODY);
	}

	private ChangeRequest withdraw(String by) {
		return this.order.requests().withdraw(by, A_DAY, days(2));
	}

	private ChangeRequest dispute(String by, Instant at) {
		return this.order.requests().dispute(by, "The deal was another", at);
	}

	private ChangeRequest disputed(Instant at) {
		cancellation("lea", at);
		this.order.requests().refuse("No", TWO_DAYS, A_DAY, at);
		return dispute("lea", at);
	}

	private ChangeRequest rule(String moderator, boolean accepted) {
		return this.order.requests().rule(moderator, accepted, "That is what was agreed", A_DAY, days(3));
	}

}
