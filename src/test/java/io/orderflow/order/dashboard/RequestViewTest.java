package io.orderflow.order.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.function.Predicate;

import io.orderflow.order.ChangeRequest.Kind;
import io.orderflow.order.ChangeRequest.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the page leaves the view of a request to decide. */
class RequestViewTest {

	private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

	private static final Duration DAY = Duration.ofDays(1);

	private static final OrderView.Person LEA = new OrderView.Person("lea", "Léa", null);

	private static final OrderView.Person CAMILLE = new OrderView.Person("camille", "Camille", null);

	@Test
	void it_waits_for_the_side_that_did_not_ask() {
		assertThat(states(RequestView::awaitsAnswer)).containsExactly(State.WAITING);
		assertThat(states(RequestView::awaitsRuling)).containsExactly(State.DISPUTED);
		assertThat(of(State.WAITING).awaitsAnswerTo(LEA)).isTrue();
		assertThat(of(State.WAITING).awaitsAnswerTo(CAMILLE)).isFalse();
		assertThat(of(State.DISPUTED).awaitsAnswerTo(LEA)).isFalse();
	}

	@Test
	void an_answer_or_a_ruling_is_open_so_that_silence_has_no_date() {
		assertThat(states(RequestView::leavesSilenceUndated)).as("a refusal has put silence off to a known time")
			.containsExactly(State.WAITING, State.DISPUTED);
		assertThat(OrderViews.request(Kind.EXTENSION, State.WAITING, null).leavesSilenceUndated()).isFalse();
	}

	@Test
	void whoever_asked_can_dispute_a_refusal_for_a_while() {
		RequestView refused = OrderViews.request(Kind.CANCELLATION, State.DISPUTABLE, NOON);
		assertThat(refused.disputable("lea", NOON.minusMillis(1))).isTrue();
		assertThat(refused.disputable("lea", NOON)).as("too late").isFalse();
		assertThat(refused.disputable("camille", NOON.minusMillis(1))).as("refused it").isFalse();
		assertThat(OrderViews.request(Kind.CANCELLATION, State.REFUSED, NOON).disputable("lea", NOON.minusMillis(1)))
			.isFalse();
		assertThat(of(State.DISPUTABLE).disputable("lea", NOON)).as("without a date").isFalse();
	}

	@Test
	void a_later_date_that_waits_is_counted_from_when_the_delivery_is_due_now() {
		RequestView asked = later(State.WAITING, NOON, NOON.plus(DAY));
		assertThat(asked.from(NOON.plus(DAY))).extracting(RequestView::due, RequestView::newDue)
			.containsExactly(NOON.plus(DAY), NOON.plus(DAY).plus(DAY));
		assertThat(asked.from(null)).isSameAs(asked);
		// answered until noon
		assertThat(later(State.WAITING, NOON.minus(DAY), NOON.minusSeconds(1)).passesUnanswered()).isTrue();
		assertThat(later(State.REFUSED, NOON.minus(DAY), NOON.minusSeconds(1)).passesUnanswered()).isFalse();
		assertThat(later(State.WAITING, NOON.minus(DAY), NOON).passesUnanswered()).isFalse();
		RequestView accepted = later(State.ACCEPTED, NOON, NOON.plus(DAY));
		assertThat(accepted.from(NOON.plus(DAY))).isSameAs(accepted);
		assertThat(of(State.WAITING).from(NOON)).as("a cancellation has none").isEqualTo(of(State.WAITING));
	}

	@Test
	void an_answer_is_shown_where_somebody_gave_one() {
		assertThat(answered("camille", "No").answeredInWords()).isTrue();
		assertThat(answered("camille", "").answeredInWords()).isFalse();
		assertThat(answered("camille", null).answeredInWords()).isFalse();
		assertThat(answered(null, null).answeredInWords()).isFalse();
	}

	@Test
	void a_refusal_may_be_final_because_the_order_was_closed() {
		assertThat(of(State.REFUSED).refusedWithOrder()).isFalse();
		assertThat(ended(State.REFUSED).refusedWithOrder()).isTrue();
		assertThat(ended(State.ENDED_WITH_ORDER).refusedWithOrder()).isFalse();
	}

	private static Iterable<State> states(Predicate<RequestView> which) {
		return EnumSet.allOf(State.class).stream().filter((state) -> which.test(of(state))).toList();
	}

	private static RequestView of(State state) {
		return OrderViews.request(Kind.CANCELLATION, state, null);
	}

	private static RequestView later(State state, Instant due, Instant newDue) {
		return new RequestView(1, Kind.EXTENSION, state, "lea", "Ill", due, newDue, null, NOON, NOON, null, null, null,
				null, null, null, null, null, null, false);
	}

	private static RequestView answered(String by, String answer) {
		return new RequestView(1, Kind.EXTENSION, State.REFUSED, "lea", "Ill", null, null, null, NOON, NOON, by, NOON,
				answer, null, null, null, null, null, null, false);
	}

	private static RequestView ended(State state) {
		return new RequestView(1, Kind.CANCELLATION, state, "lea", "Ill", null, null, null, NOON, NOON, null, null,
				null, null, null, null, null, null, NOON, true);
	}

}
