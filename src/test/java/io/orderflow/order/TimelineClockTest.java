package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.orderflow.order.DeliveryClock.Reading;
import io.orderflow.order.DeliveryClock.StopReason;
import org.junit.jupiter.api.Test;

import static io.orderflow.order.OrderFixtures.DELIVERY_TIME;
import static io.orderflow.order.OrderFixtures.PLACED;
import static io.orderflow.order.OrderFixtures.days;
import static io.orderflow.order.OrderFixtures.drafting;
import static io.orderflow.order.OrderFixtures.inProduction;
import static io.orderflow.order.OrderFixtures.timeline;
import static org.assertj.core.api.Assertions.assertThat;

/** How the clock stood, beside each line of the timeline (B1, B7). */
class TimelineClockTest {

	private static final Instant DUE = PLACED.plus(DELIVERY_TIME);

	@Test
	void before_it_starts_and_once_the_order_is_closed_there_is_none() {
		Order order = inProduction(1, PLACED);
		order.rounds().deliver("Voilà", List.of(), Duration.ofDays(3), Duration.ofDays(1), days(1));
		order.rounds().accept(days(2));
		order.complete(days(2));
		order.dossierAnswered(WorkerResult.MADE, days(2));
		assertThat(clockAt(order, TimelineKind.ORDER_PLACED)).isNull();
		assertThat(clockAt(order, TimelineKind.DELIVERY_ACCEPTED)).isEqualTo(standing(days(1), StopReason.DELIVERED));
		assertThat(clockAt(order, TimelineKind.ORDER_COMPLETED)).isNull();
		assertThat(clockAt(order, TimelineKind.DOSSIER_MADE)).isNull();
	}

	@Test
	void it_runs_until_it_stands_and_is_due_later_by_that() {
		Order order = drafting(PLACED);
		order.drafts().submit("Esquisse", List.of(), List.of(), false, days(1));
		order.drafts().askForChanges("Plus grand", days(3));
		assertThat(clockAt(order, TimelineKind.CLOCK_STARTED)).isEqualTo(running(DUE));
		assertThat(clockAt(order, TimelineKind.DRAFT_SUBMITTED)).as("what stops it says that it stands")
			.isEqualTo(standing(days(1), StopReason.DRAFT));
		assertThat(clockAt(order, TimelineKind.CLOCK_STOPPED)).isEqualTo(standing(days(1), StopReason.DRAFT));
		assertThat(clockAt(order, TimelineKind.CHANGES_ASKED)).as("until it was looked at")
			.isEqualTo(standing(days(1), StopReason.DRAFT));
		assertThat(clockAt(order, TimelineKind.CLOCK_RESUMED)).isEqualTo(running(DUE.plus(Duration.ofDays(2))));
	}

	@Test
	void a_late_order_says_by_how_much() {
		Order order = inProduction(1, PLACED);
		order.updates().post("Nearly there", DUE);
		assertThat(clockAt(order, TimelineKind.UPDATE_POSTED)).as("at the last moment").isEqualTo(running(DUE));
		order.rounds().markLate(DUE.plusSeconds(20));
		order.rounds().deliver("Voilà", List.of(), Duration.ofDays(3), Duration.ofDays(1), DUE.plusSeconds(3_600));
		assertThat(clockAt(order, TimelineKind.FELL_LATE))
			.isEqualTo(new Reading(true, DUE, null, null, Duration.ofSeconds(20), false));
		assertThat(clockAt(order, TimelineKind.WORK_DELIVERED)).as("how late it was delivered")
			.isEqualTo(
					new Reading(false, null, DUE.plusSeconds(3_600), StopReason.DELIVERED, Duration.ofHours(1), false));
		order.rounds().accept(days(9));
		assertThat(clockAt(order, TimelineKind.DELIVERY_ACCEPTED)).as("a clock that stands makes nothing late")
			.isEqualTo(standing(DUE.plusSeconds(3_600), StopReason.DELIVERED));
	}

	@Test
	void a_request_that_keeps_an_order_from_being_late_says_so_in_what_follows() {
		Order order = inProduction(1, PLACED);
		order.requests()
			.askForCancellation(new ChangeRequest.Asked("lea", "The fox is shy", DUE.minusSeconds(60), days(9)),
					ResponsibleParty.NOBODY);
		order.updates().post("Nearly there", DUE.plusSeconds(60));
		assertThat(clockAt(order, TimelineKind.UPDATE_POSTED))
			.isEqualTo(new Reading(true, DUE, null, null, null, true));
	}

	@Test
	void what_ends_a_request_does_not_say_that_it_is_open() {
		for (boolean withdrawn : new boolean[] { true, false }) {
			Order order = inProduction(1, PLACED);
			order.requests().askForExtension(OrderFixtures.asked("lea", DUE.minusSeconds(60)), days(9));
			Instant end = DUE.plus(Duration.ofHours(20));
			if (withdrawn) {
				order.requests().withdraw("lea", Duration.ofDays(1), end);
			}
			else {
				order.requests().refuse("No", Duration.ofDays(2), Duration.ofDays(1), end);
			}
			TimelineKind kind = withdrawn ? TimelineKind.REQUEST_WITHDRAWN : TimelineKind.EXTENSION_REFUSED;
			assertThat(clockAt(order, kind)).as(kind.name()).isEqualTo(running(DUE));
			assertThat(OrderFixtures.lines(order)).last()
				.isEqualTo("LATENESS_HELD null {lasted=PT20H, side=freelancer}");
		}
	}

	@Test
	void a_question_and_a_clarification_say_that_the_clock_stands() {
		Order asked = inProduction(1, PLACED);
		asked.questions().ask("Which fox?", List.of(), days(1));
		assertThat(clockAt(asked, TimelineKind.QUESTION_ASKED)).isEqualTo(standing(days(1), StopReason.QUESTION));
		Order unclear = OrderFixtures.withRequirements(PLACED);
		unclear.requirements().askForClarification("Which fox?", days(1));
		assertThat(clockAt(unclear, TimelineKind.CLARIFICATION_ASKED))
			.isEqualTo(standing(days(1), StopReason.CLARIFICATION));
	}

	@Test
	void what_was_said_stands_beside_it_and_what_is_blank_does_not() {
		assertThat(TimelineEntry.saying("A fox", "no", "1")).isEqualTo(Map.of("no", "1", "words", "A fox"));
		assertThat(TimelineEntry.saying(" ", "no", "1")).isEqualTo(Map.of("no", "1"));
		assertThat(TimelineEntry.saying(null)).isEmpty();
	}

	private static Reading running(Instant due) {
		return new Reading(true, due, null, null, null, false);
	}

	private static Reading standing(Instant since, StopReason reason) {
		return new Reading(false, null, since, reason, null, false);
	}

	private static Reading clockAt(Order order, TimelineKind kind) {
		return timeline(order).stream().filter((line) -> line.kind() == kind).findFirst().orElseThrow().clock();
	}

}
