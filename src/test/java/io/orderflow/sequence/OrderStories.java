package io.orderflow.sequence;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.orderflow.order.OrderSettings.Unanswered;
import io.orderflow.sequence.Act.After;
import io.orderflow.sequence.Act.Allowed;
import io.orderflow.sequence.Act.Deed;
import io.orderflow.sequence.Act.Door;
import io.orderflow.sequence.Act.Moment;
import io.orderflow.sequence.Act.Outage;
import io.orderflow.sequence.Act.Pass;
import io.orderflow.sequence.Act.Try;
import io.orderflow.sequence.Act.Until;
import io.orderflow.sequence.Act.Who;
import io.orderflow.sequence.OrdersUnderTest.Service;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.footnotes.Footnotes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestContextManager;

/**
 * Whatever both sides, a moderator, workers, time and outages do to an order, and in
 * whichever order: see {@link OrderSequence} for what holds. Each sequence begins
 * somewhere on the straight way from placement to acceptance. A sequence that fails is
 * made as short as possible, and printed with what was done in it.
 */
abstract class OrderStories {

	@Autowired
	private OrdersUnderTest orders;

	/** jqwik knows nothing of Spring: the application is the one of all other tests. */
	OrderStories() throws Exception {
		new TestContextManager(getClass()).prepareTestInstance(this);
	}

	/**
	 * One sequence.
	 *
	 * @param extension what counts of a later date that nobody answered
	 * @param night which one it goes through
	 * @param head how many steps of the straight way come before
	 */
	record Story(Service service, Unanswered extension, Night night, int head, List<Act> acts) {

	}

	final void play(Story story, Footnotes notes) {
		OrderSequence sequence = new OrderSequence(this.orders, story.service(), story.extension(), story.night());
		notes.addAfterFailure(sequence::journal);
		sequence.play(story.head(), story.acts());
	}

	@Provide
	Arbitrary<Story> stories() {
		return Combinators.combine(
				Arbitraries.frequency(Tuple.of(4, Service.PLAN_APPROVED), Tuple.of(3, Service.NOTHING_APPROVED),
						Tuple.of(1, Service.DRAFT_APPROVED)),
				Arbitraries.of(Unanswered.values()), Arbitraries.of(Night.values()),
				Arbitraries.integers().between(0, 7), acts().list().ofMinSize(1).ofMaxSize(10))
			.as(Story::new);
	}

	private static Arbitrary<Act> acts() {
		return Arbitraries.frequencyOf(
				Tuple.of(12, Combinators.combine(Arbitraries.integers().between(0, 20), doors()).as(Allowed::new)),
				Tuple.of(5, tries()), Tuple.of(3, durations().map(Pass::new)), Tuple.of(3, moments()),
				Tuple.of(1, outages()));
	}

	private static Arbitrary<Act> tries() {
		return Combinators.combine(Arbitraries.of(Who.values()), Arbitraries.of(Deed.values()),
				Arbitraries.of(Duration.ofDays(2), Duration.ofSeconds(1), Duration.ZERO, Duration.ofHours(-1)), doors())
			.filter((who, deed, by, door) -> deed.byWorker() == (who == Who.WORKER))
			.as(Try::new);
	}

	/** Mostly the quickest, which all of them end in. */
	private static Arbitrary<Door> doors() {
		return Arbitraries.frequency(Tuple.of(8, Door.SERVICE), Tuple.of(1, Door.API), Tuple.of(1, Door.TASKLIST));
	}

	private static Arbitrary<Duration> durations() {
		return Arbitraries.oneOf(Arbitraries.integers().between(1, 7200).map(Duration::ofSeconds),
				Arbitraries.integers().between(1, 72).map(Duration::ofHours));
	}

	private static Arbitrary<Act> moments() {
		return Combinators
			.combine(Arbitraries.of(Moment.values()),
					Arbitraries.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(-1), Duration.ofHours(5)))
			.as(Until::new);
	}

	private static Arbitrary<Act> outages() {
		return Combinators
			.combine(Arbitraries.of(Stream.of(3, 12, 24, 49, 100, 720).map(Duration::ofHours).toList()),
					Arbitraries.of(After.values()))
			.as(Outage::new);
	}

}
