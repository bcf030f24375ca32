package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.orderflow.order.ChangeRequest.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.orderflow.RefusalAssertions.codeOf;
import static io.orderflow.order.OrderFixtures.PLACED;
import static io.orderflow.order.OrderFixtures.asked;
import static io.orderflow.order.OrderFixtures.days;
import static io.orderflow.order.OrderFixtures.inProduction;
import static io.orderflow.order.OrderFixtures.lines;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * No side keeps the other from its right by asking again and again (C2, C4, S26).
 */
class AskingAgainTest {

	private static final String ASKED_ALREADY = "CONFLICT cancellation-asked-already";

	private static final Duration A_DAY = Duration.ofDays(1);

	private static final Duration TWO_DAYS = Duration.ofDays(2);

	private final Order order = inProduction(2, PLACED);

	@ParameterizedTest
	@ValueSource(strings = { "withdrawn", "refused for good", "ruled" })
	void a_client_asks_to_cancel_once_for_each_delivery(String outcome) {
		deliver(days(1));
		ask("camille", days(1));
		comesToNothing(outcome);
		assertThat(codeOf(() -> ask("camille", days(4)))).isEqualTo(ASKED_ALREADY);

		ask("lea", days(4));
		this.order.requests().withdraw("lea", A_DAY, days(4));
		this.order.rounds().askForRevision(List.of(), days(4));
		ask("camille", days(4).plusSeconds(1));
		this.order.requests().withdraw("camille", A_DAY, days(5));
		deliver(days(5).plusSeconds(1));
		ask("camille", days(6));
		assertThat(this.order.requests().open()).as("of the next delivery").isPresent();
	}

	@Test
	void an_order_has_an_end_of_requests_of_one_kind_and_side() {
		for (int no = 1; no <= Order.MOST_OF_A_KIND; no++) {
			ask("camille", days(1));
			this.order.requests().withdraw("camille", A_DAY, days(1));
		}
		assertThat(codeOf(() -> ask("camille", days(1)))).isEqualTo("CONFLICT too-many-of-a-kind");
		ask("lea", days(1));
		assertThat(this.order.requests().open()).as("of the other side").isPresent();
	}

	private void comesToNothing(String outcome) {
		Requests requests = this.order.requests();
		if (outcome.equals("withdrawn")) {
			requests.withdraw("camille", A_DAY, days(2));
			return;
		}
		int no = requests.refuse("No", TWO_DAYS, A_DAY, days(1)).no();
		if (outcome.equals("ruled")) {
			requests.dispute("camille", "Look", days(2));
			requests.rule("mona", false, "Go on", A_DAY, days(2));
			return;
		}
		requests.keepRefusal(no, days(3));
	}

	@Test
	void before_a_delivery_a_client_asks_as_often_as_needed() {
		for (int day = 1; day < 4; day++) {
			ask("camille", days(day));
			this.order.requests().withdraw("camille", A_DAY, days(day));
		}
		deliver(days(4));
		ask("camille", days(4).plusSeconds(1));
		assertThat(this.order.requests().open()).isPresent();
	}

	@Test
	void silence_accepts_in_the_end_whatever_the_client_asks() {
		deliver(days(1));
		for (int round = 0; round < 40; round++) {
			Instant now = this.order.rounds().acceptBy().minusSeconds(1);
			if (round == 0) {
				ask("camille", now);
				this.order.requests().refuse("No", TWO_DAYS, A_DAY, now);
			}
			else {
				assertThat(codeOf(() -> ask("camille", now))).isEqualTo(ASKED_ALREADY);
			}
		}
		assertThat(this.order.rounds().acceptBy()).isBefore(days(1).plus(Duration.ofDays(6)));
	}

	@Test
	void a_dispute_refuses_what_the_other_side_asks_meanwhile() {
		ask("lea", days(1));
		this.order.requests().refuse("No", TWO_DAYS, A_DAY, days(1));
		ChangeRequest meanwhile = this.order.requests().askForExtension(asked("camille", days(2)), days(9));

		ChangeRequest disputed = this.order.requests().dispute("lea", "The deal was another", days(2));

		assertThat(meanwhile.state()).isEqualTo(State.REFUSED);
		assertThat(meanwhile.answeredBy()).isEqualTo("lea");
		assertThat(this.order.requests().open()).contains(disputed);
		assertThat(lines(this.order)).endsWith("EXTENSION_REFUSED lea {why=disputed}",
				"REFUSAL_DISPUTED lea {words=The deal was another}");
	}

	/** Or a dispute that is taken back at once would leave the client without either. */
	@Test
	void what_a_dispute_refused_the_client_may_ask_anew() {
		deliver(days(1));
		ask("lea", days(1));
		this.order.requests().refuse("No", TWO_DAYS, A_DAY, days(1));
		ask("camille", days(1));
		this.order.requests().dispute("lea", "The deal was another", days(2));
		this.order.requests().withdraw("lea", A_DAY, days(2));

		ask("camille", days(2));
		assertThat(this.order.requests().open()).isPresent();
		this.order.requests().withdraw("camille", A_DAY, days(2));
		assertThat(codeOf(() -> ask("camille", days(2)))).isEqualTo(ASKED_ALREADY);
	}

	@Test
	void what_a_dispute_refuses_is_refused_for_good() {
		ask("lea", days(1));
		this.order.requests().refuse("No", TWO_DAYS, A_DAY, days(1));
		ask("camille", days(1));
		this.order.requests().dispute("lea", "The deal was another", days(1));
		this.order.requests().rule("mona", false, "Go on", A_DAY, days(1));
		assertThat(codeOf(() -> this.order.requests().dispute("camille", "Mine too", days(1))))
			.isEqualTo("CONFLICT nothing-to-dispute");
	}

	@Test
	void a_request_of_ones_own_still_stops_a_dispute() {
		ask("lea", days(1));
		this.order.requests().refuse("No", TWO_DAYS, A_DAY, days(1));
		ChangeRequest own = this.order.requests().askForExtension(asked("lea", days(1)), days(7));
		assertThat(codeOf(() -> this.order.requests().dispute("lea", "Look", days(2))))
			.isEqualTo("CONFLICT request-open-already");
		assertThat(own.state()).isEqualTo(State.WAITING);
	}

	@Test
	void what_a_dispute_refuses_no_longer_keeps_time_from_counting_as_late() {
		Instant due = days(5);
		ask("lea", days(4));
		this.order.requests().refuse("No", TWO_DAYS, A_DAY, days(4));
		this.order.requests().askForExtension(asked("camille", days(4)), days(9));
		this.order.requests().dispute("lea", "Look", due.plus(Duration.ofHours(3)));
		assertThat(lines(this.order)).contains("LATENESS_HELD null {lasted=PT3H, side=client}");
		assertThat(this.order.clock().held(due.plus(Duration.ofHours(5)))).as("by the dispute now").isTrue();
	}

	private void deliver(Instant at) {
		this.order.rounds().deliver("Voilà", List.of(), Duration.ofDays(3), A_DAY, at);
	}

	private void ask(String by, Instant at) {
		this.order.requests().askForCancellation(asked(by, at), ResponsibleParty.NOBODY);
	}

}
