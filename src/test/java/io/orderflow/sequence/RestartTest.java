package io.orderflow.sequence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.orderflow.MovableClock;
import io.orderflow.OrderflowTest;
import io.orderflow.order.OrderSettings.Unanswered;
import io.orderflow.platform.embedded.MailCatcher;
import io.orderflow.sequence.Act.After;
import io.orderflow.sequence.Act.Deed;
import io.orderflow.sequence.Act.Door;
import io.orderflow.sequence.Act.Moment;
import io.orderflow.sequence.Act.Outage;
import io.orderflow.sequence.Act.Pass;
import io.orderflow.sequence.Act.Try;
import io.orderflow.sequence.Act.Until;
import io.orderflow.sequence.Act.Who;
import io.orderflow.sequence.OrdersUnderTest.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

import static io.orderflow.sequence.Act.Who.CLIENT;
import static io.orderflow.sequence.Act.Who.FREELANCER;
import static io.orderflow.sequence.Act.Who.MODERATOR;
import static io.orderflow.sequence.Act.Who.WORKER;

/**
 * The application is ended in the middle of orders, wherever one can be, and started
 * again on the same database: each goes on as if nothing had happened, by the same rules
 * as in {@link OrderSequencesTest}.
 */
@OrderflowTest
class RestartTest {

	@Autowired
	private JdbcConnectionDetails database;

	@Autowired
	private MailCatcher mails;

	@Autowired
	private MovableClock clock;

	/** Of both applications, as they share the engine's. */
	@AfterEach
	void letTheClockGo() {
		this.clock.reset();
	}

	/** What is done to an order before the end, and after the start. */
	private record Story(OrderSequence order, int head, List<Act> before, List<Act> after) {

	}

	@Test
	void an_order_goes_on_where_it_stood_when_the_application_was_ended() {
		List<Story> stories = new ArrayList<>();
		OrdersUnderTest ended;
		try (StartedAgain first = StartedAgain.on(this.database, this.mails)) {
			ended = first.orders();
			stories.addAll(stories(ended));
			stories.forEach((story) -> {
				story.order().begin(story.head());
				story.order().goOn(first.orders(), story.before());
			});
		}
		try (StartedAgain second = StartedAgain.on(this.database, this.mails)) {
			second.orders().openAs(ended);
			Collections.reverse(stories);
			stories.forEach((story) -> {
				story.order().goOn(second.orders(), story.after());
				story.order().end();
			});
		}
	}

	/**
	 * Those in which somebody is late come first, and last after the start: the sweep
	 * finds whatever is late by their time, and the others are not to be.
	 */
	private static List<Story> stories(OrdersUnderTest orders) {
		return List.of(
				story(orders, Service.NOTHING_APPROVED, 3, List.of(until(Moment.DUE), hours(5)),
						List.of(until(Moment.A_DAY_LATE), does(CLIENT, Deed.CANCEL_ALONE))),
				story(orders, Service.NOTHING_APPROVED, 3, List.of(does(FREELANCER, Deed.ASK_QUESTION), hours(5)),
						List.of(hours(60), does(CLIENT, Deed.ANSWER_QUESTION), until(Moment.DUE))),
				story(orders, Service.NOTHING_APPROVED, 3,
						List.of(does(FREELANCER, Deed.ASK_EXTENSION), until(Moment.DUE), hours(5)),
						List.of(does(CLIENT, Deed.ACCEPT_REQUEST), until(Moment.DUE), hours(1))),
				story(orders, Service.PLAN_APPROVED, 0, List.of(), List.of(until(Moment.REQUIREMENTS_DUE))),
				story(orders, Service.PLAN_APPROVED, 1, List.of(does(FREELANCER, Deed.ASK_CLARIFICATION), hours(3)),
						List.of(hours(2), does(CLIENT, Deed.CLARIFY))),
				story(orders, Service.PLAN_APPROVED, 3, List.of(does(FREELANCER, Deed.SUBMIT_ANOTHER_PLAN)),
						List.of(does(WORKER, Deed.MAKE_PREVIEW), hours(50), does(CLIENT, Deed.ASK_CHANGES))),
				story(orders, Service.NOTHING_APPROVED, 3, List.of(does(CLIENT, Deed.ASK_CANCELLATION), hours(30)),
						List.of(until(Moment.ANSWER_DUE))),
				story(orders, Service.NOTHING_APPROVED, 4,
						List.of(does(CLIENT, Deed.ASK_CANCELLATION), does(FREELANCER, Deed.REFUSE_REQUEST)),
						List.of(until(Moment.DISPUTE_OVER), until(Moment.ACCEPTED_BY_SILENCE))),
				story(orders, Service.NOTHING_APPROVED, 3,
						List.of(does(CLIENT, Deed.ASK_CANCELLATION), does(FREELANCER, Deed.REFUSE_REQUEST),
								does(CLIENT, Deed.DISPUTE)),
						List.of(hours(20), does(MODERATOR, Deed.RULE_FOR))),
				story(orders, Service.NOTHING_APPROVED, 4, List.of(hours(49)),
						List.of(until(Moment.ACCEPTED_BY_SILENCE))),
				story(orders, Service.NOTHING_APPROVED, 4,
						List.of(does(CLIENT, Deed.ASK_REVISION), does(FREELANCER, Deed.OBJECT)),
						List.of(does(FREELANCER, Deed.DELIVER), does(CLIENT, Deed.ACCEPT))),
				story(orders, Service.NOTHING_APPROVED, 4, List.of(does(CLIENT, Deed.ASK_MORE_TIME)),
						List.of(new Outage(Duration.ofDays(30), After.RESTARTED), until(Moment.ACCEPTED_BY_SILENCE))));
	}

	private static Story story(OrdersUnderTest orders, Service service, int head, List<Act> before, List<Act> after) {
		return new Story(new OrderSequence(orders, service, Unanswered.REFUSED, Night.PARIS_IN_AUTUMN), head, before,
				after);
	}

	private static Act does(Who who, Deed deed) {
		return new Try(who, deed, Duration.ofDays(2), Door.SERVICE);
	}

	private static Act hours(int hours) {
		return new Pass(Duration.ofHours(hours));
	}

	private static Act until(Moment moment) {
		return new Until(moment, Duration.ofSeconds(1));
	}

}
