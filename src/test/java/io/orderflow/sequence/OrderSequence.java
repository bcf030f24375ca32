package io.orderflow.sequence;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.orderflow.order.OrderSettings.Unanswered;
import io.orderflow.order.OrderStep;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.timeline.WaitingTimes.Reason;
import io.orderflow.sequence.Act.After;
import io.orderflow.sequence.Act.Deed;
import io.orderflow.sequence.Act.Who;
import io.orderflow.sequence.OrderRecords.Job;
import io.orderflow.sequence.OrderRecords.Line;
import io.orderflow.sequence.OrdersUnderTest.Service;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One order, and a model of it beside it. After each act both are in the same state: the
 * steps that wait, the clock and the lateness to the second, how long the order waited
 * for whom, the timeline line by line, the processes that run. What is refused changes
 * nothing; a closed order ends one way, and nothing happens to it any more.
 */
final class OrderSequence {

	/** How late a job may be that runs in time. */
	private static final Duration IN_TIME = Duration.ofMinutes(10);

	/** Steps that are asked for while the work goes on, besides. */
	private static final Set<OrderStep> BESIDES = EnumSet.of(OrderStep.POST_PROGRESS_UPDATE);

	private OrdersUnderTest orders;

	private final Service service;

	private final Unanswered extension;

	private final Night night;

	private final List<String> journal = new ArrayList<>();

	private @Nullable String number;

	private @Nullable OrderModel model;

	OrderSequence(OrdersUnderTest orders, Service service, Unanswered extension, Night night) {
		this.orders = orders;
		this.service = service;
		this.extension = extension;
		this.night = night;
	}

	/** What was done, for whoever reads of a failure. */
	String journal() {
		return this.journal.stream().collect(Collectors.joining("\n  ", "What was done:\n  ", ""));
	}

	void play(int head, List<Act> acts) {
		try {
			begin(head);
			goOn(this.orders, acts);
		}
		finally {
			end();
		}
	}

	/**
	 * From its placement on.
	 * @param head how many steps of the straight way come first
	 */
	void begin(int head) {
		resume(this.night.beginning);
		this.number = this.orders.place(this.service);
		this.model = new OrderModel(this.service.storyboard().approval(), this.service.storyboard().revisions(),
				this.extension, now());
		note("placed: " + this.service);
		compare();
		for (int step = 0; step < head; step++) {
			straightOn();
		}
	}

	/** From where it stands, in an application that may have been started since. */
	void goOn(OrdersUnderTest started, List<Act> acts) {
		this.orders = started;
		resume(this.model.now());
		compare();
		acts.forEach(this::play);
		compareWhole();
	}

	void end() {
		if (this.number != null) {
			this.orders.records.forget(this.number);
		}
		this.orders.unansweredExtensionIs(Unanswered.REFUSED);
		this.orders.clock.reset();
	}

	private void resume(Instant time) {
		this.orders.clock.freeze();
		this.orders.clock.moveTo(time);
		this.orders.between(this.night);
		this.orders.unansweredExtensionIs(this.extension);
	}

	private void straightOn() {
		this.model.rules.allowed().stream().filter((act) -> act.deed().straight()).findFirst().ifPresent((act) -> {
			play(act);
			this.orders.clock.advance(Duration.ofMinutes(10));
			this.model.pass(now());
		});
	}

	private void play(Act act) {
		if (act instanceof Act.Allowed allowed) {
			List<Act.Try> all = this.model.rules.allowed();
			if (!all.isEmpty()) {
				tries(all.get(allowed.which() % all.size()).by(allowed.door()));
			}
		}
		else if (act instanceof Act.Try attempt) {
			tries(attempt);
		}
		else if (act instanceof Act.Pass pass) {
			note(act);
			passUntil(now().plus(pass.by()));
		}
		else if (act instanceof Act.Until until) {
			Instant moment = until.moment().of(this.model);
			if (moment != null && moment.plus(until.after()).isAfter(now())) {
				note(act);
				passUntil(moment.plus(until.after()));
			}
		}
		else if (act instanceof Act.Outage outage) {
			note(act);
			nothingRuns(outage);
		}
		compare();
	}

	private void tries(Act.Try act) {
		boolean allowed = this.model.rules.allows(act.who(), act.deed(), act.by());
		note((allowed ? "" : "not allowed: ") + act);
		String before = allowed ? "" : this.orders.records.everything(this.number);
		Instant due = (this.model.clock.due != null) ? this.model.clock.due : now();
		Optional<String> refusal = this.orders.does(this.number, act, due);
		if (allowed) {
			assertThat(refusal).as("%s is allowed", act).isEmpty();
			this.model.rules.does(act.who(), act.deed(), act.by());
		}
		else {
			assertThat(refusal).as("%s is refused", act).isPresent();
			assertThat(this.orders.records.everything(this.number)).as("%s, refused, changes nothing", act)
				.isEqualTo(before);
		}
	}

	/**
	 * Every job runs when it is due: a client whose order was found late before hears at
	 * the moment that they may cancel alone.
	 */
	private void passUntil(Instant end) {
		boolean watched = this.model.toldLate;
		Optional<Job> next = nextBefore(end);
		while (next.isPresent()) {
			moveTo(next.get().due());
			run(next.get());
			next = nextBefore(end);
		}
		moveTo(end);
		nothingIsOverdue();
		if (watched && this.model.toldLate && this.model.rules.allows(Who.CLIENT, Deed.CANCEL_ALONE, Duration.ZERO)) {
			assertThat(this.orders.records.toldCancellable(this.number, this.model.toldLateAt))
				.as("told that they may cancel alone")
				.isTrue();
		}
	}

	private Optional<Job> nextBefore(Instant end) {
		return this.orders.records.jobs(this.number).stream().filter((job) -> !job.due().isAfter(end)).findFirst();
	}

	/** Nothing runs for a while; then everything that is due does. */
	private void nothingRuns(Act.Outage outage) {
		if (outage.after().nodeDied()) {
			this.orders.nodeDies(this.number);
		}
		this.orders.clock.advance(outage.by());
		this.model.standStill(now());
		this.orders.catchUp(this.number, outage.after());
		follow();
		List<Job> due = dueNow(outage.after());
		while (!due.isEmpty()) {
			run(due.get(0));
			due = dueNow(outage.after());
		}
		sweepIfLate();
		nothingIsOverdue();
	}

	private List<Job> dueNow(After how) {
		Comparator<Job> order = Comparator.comparing(Job::due);
		return this.orders.records.jobs(this.number)
			.stream()
			.filter((job) -> !job.due().isAfter(now()))
			.sorted((how == After.NEWEST_FIRST) ? order.reversed() : order)
			.toList();
	}

	private void run(Job job) {
		this.orders.run(job);
		follow();
	}

	private void moveTo(Instant time) {
		if (time.isAfter(now())) {
			this.orders.clock.advance(Duration.between(now(), time));
		}
		this.model.pass(now());
		sweepIfLate();
	}

	private void sweepIfLate() {
		if (this.model.clock.counts() && !this.model.clock.late.isZero() && !this.model.toldLate) {
			this.orders.sweep();
			follow();
			assertThat(this.model.toldLate).as("found late").isTrue();
		}
	}

	/** What happened by itself may happen, and has the same consequences in the model. */
	private void follow() {
		for (Line line : this.orders.records.lines(this.number, this.model.timeline.size())) {
			if (line.no() > this.model.timeline.size()) {
				note("  by itself: " + line.kind() + line.step().map((step) -> " of " + step).orElse(""));
				OrderStep step = line.step().flatMap(OrderStep::ofId).orElse(null);
				assertThat(this.model.rules.happened(line.kind(), step))
					.as("%s of %s may happen now", line.kind(), step)
					.isTrue();
			}
		}
	}

	/** Silence decides in time, and not only in the end. */
	private void nothingIsOverdue() {
		if (!this.model.silenceHeld()) {
			assertThat(this.model.silences()).as("what silence should have decided by now")
				.allMatch((silence) -> now().isBefore(silence.latest.plus(overtime())));
		}
		assertThat(this.model.reminders()).as("reminders that should have gone out by now")
			.noneMatch((one) -> one.overdue(now().minus(IN_TIME)));
		assertThat(this.model.updatesAsked() && this.model.updates.reminderOverdue())
			.as("nobody reminded of the update")
			.isFalse();
	}

	/** Missing requirements are asked about by the hour. */
	private Duration overtime() {
		return (this.model.acceptance == null && this.model.open() == null) ? Duration.ofHours(1).plus(IN_TIME)
				: IN_TIME;
	}

	private void compare() {
		List<Line> lines = this.orders.records.lines(this.number, 0);
		assertThat(lines.stream().map((line) -> new OrderModel.Line(line.kind(), line.at())).toList()).as("timeline")
			.containsExactlyElementsOf(this.model.timeline);
		assertThat(lines.stream().map(Line::no).toList()).as("without gaps")
			.containsExactlyElementsOf(IntStream.rangeClosed(1, lines.size()).boxed().toList());
		this.model.remindOfWhatWaits();
		OrderView order = this.orders.read(this.number);
		assertThat(order.status()).isEqualTo(this.model.status);
		compareSteps(order);
		compareClock(order);
		compareSilences(order);
		if (!this.model.status.closed()) {
			new ComparedDates(this.model, order).compare(this.orders.listed(this.number),
					this.orders.onDashboards(this.number));
		}
		compareProcesses();
	}

	private void compareSteps(OrderView order) {
		Map<OrderStep, String> open = new EnumMap<>(OrderStep.class);
		order.steps().forEach((step) -> {
			if (!BESIDES.contains(step.step())) {
				assertThat(open.put(step.step(), step.assignee())).as("the only %s", step.step()).isNull();
			}
		});
		boolean asked = order.steps().stream().anyMatch((step) -> step.step() == OrderStep.POST_PROGRESS_UPDATE);
		boolean expected = this.model.updatesAsked() && this.model.updates.due();
		assertThat(asked || expected && somethingIsDue()).as("an update is asked for").isEqualTo(expected);
		Map<OrderStep, String> waits = new EnumMap<>(OrderStep.class);
		this.model.steps().forEach((step, who) -> waits.put(step, this.orders.person(who)));
		assertThat(open).as("steps that wait").isEqualTo(waits);
	}

	private boolean somethingIsDue() {
		return this.orders.records.jobs(this.number).stream().anyMatch((job) -> !job.due().isAfter(now()));
	}

	private void compareClock(OrderView order) {
		if (this.model.status.closed()) {
			assertThat(order.late()).isNull();
			return;
		}
		OrderRecords.Clock clock = this.orders.records.clock(this.number);
		Optional<Instant> due = clock.due()
			.map((at) -> clock.stopped().map((since) -> at.plus(Duration.between(since, now()))).orElse(at));
		assertThat(due.orElse(null)).as("due, by the time for which the clock stands").isEqualTo(this.model.clock.due);
		assertThat(order.clock().running()).as("clock runs")
			.isEqualTo(this.model.clock.due != null && !this.model.clock.stands);
		Optional<Instant> lateFrom = clock.lateFrom();
		assertThat(lateFrom.isPresent()).as("time counts as late").isEqualTo(this.model.clock.counts());
		Duration late = lateFrom.map((from) -> Duration.between(from, now()))
			.filter((by) -> !by.isNegative())
			.orElse(Duration.ZERO);
		assertThat(late).as("late by").isEqualTo(this.model.clock.counts() ? this.model.clock.late : Duration.ZERO);
		assertThat(order.cancellableAlone()).as("the client can cancel alone")
			.isEqualTo(this.model.rules.allows(Who.CLIENT, Deed.CANCEL_ALONE, Duration.ZERO));
	}

	/** What is shown is what counts; only after an outage it may be later. */
	private void compareSilences(OrderView order) {
		Silence acceptance = this.model.acceptance;
		if (acceptance != null && order.acceptedBySilenceAt() != null) {
			assertThat(order.acceptedBySilenceAt()).as("accepted by silence at")
				.isBetween(acceptance.at, acceptance.latest);
			acceptance.at = order.acceptedBySilenceAt();
		}
		new ComparedRequests(this.model, order).compare();
	}

	private void compareProcesses() {
		List<String> running = this.orders.records.processes(this.number);
		assertThat(running.stream().filter("lateOrder"::equals).count()).as("processes that watch it late")
			.isEqualTo(this.model.toldLate ? 1 : 0);
		if (this.model.status.closed()) {
			assertThat(running).as("only the dossier is waited for").containsExactly("orderFulfilment");
			assertThat(this.orders.records.jobs(this.number)).as("nothing happens by itself any more").isEmpty();
		}
	}

	/** What takes a while to compare, once a sequence. */
	private void compareWhole() {
		OrderView order = this.orders.read(this.number);
		Map<Reason, Duration> waited = new EnumMap<>(Reason.class);
		waited.putAll(order.waited().client().reasons());
		waited.putAll(order.waited().freelancer().reasons());
		Map<Reason, Duration> expected = new EnumMap<>(this.model.waited);
		expected.values().removeIf(Duration::isZero);
		assertThat(waited).as("how long it waited for whom").isEqualTo(expected);
		assertThat(waited.values().stream().reduce(Duration.ZERO, Duration::plus)).as("all of it together")
			.isEqualTo(Duration.between(order.placedAt(), ended(order)));
		long found = this.model.timeline.stream().filter((line) -> line.kind() == TimelineKind.FELL_LATE).count();
		assertThat(this.orders.records.toldLate(this.number)).as("both are told once of each time")
			.isEqualTo((int) found * 2);
	}

	private Instant ended(OrderView order) {
		if (order.cancellation() != null) {
			return order.cancellation().at();
		}
		return (order.completedAt() != null) ? order.completedAt() : now();
	}

	private Instant now() {
		return this.orders.clock.instant();
	}

	private void note(Object what) {
		Duration since = Duration.between(this.night.beginning, now().truncatedTo(ChronoUnit.SECONDS));
		this.journal.add("%dd %02d:%02d:%02d %s".formatted(since.toDays(), since.toHoursPart(), since.toMinutesPart(),
				since.toSecondsPart(), what));
	}

}
