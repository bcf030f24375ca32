package io.orderflow.order.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.orderflow.order.DeliveryClock;
import io.orderflow.order.TimelineKind;
import io.orderflow.platform.ReaderFormats;
import org.jspecify.annotations.Nullable;

/**
 * A line of the timeline as a page or a dossier tells it (B7): what happened and what
 * there is to know of it, and how the clock stood.
 *
 * @param title what it was about, as somebody called it; null of most lines
 * @param words what somebody wrote with it; null where nobody did
 */
public record StoryLine(TimelineLine line, @Nullable String title, List<Fact> facts, List<Fact> clock,
		@Nullable String words) {

	private static final String EVENT = "order.event.";

	private static final String CLOCK = "order.event.clock.";

	/** What nobody did, and changes nothing for anybody. */
	private static final Set<TimelineKind> OF_MACHINES = EnumSet.of(TimelineKind.PREVIEW_MADE,
			TimelineKind.PREVIEW_NOT_MADE);

	/** A text of the messages, and what it is about. */
	public record Fact(String key, Object... arguments) {

	}

	/**
	 * Lines that follow one another, as a page tells them: that the clock stopped is not
	 * a line of its own where what stopped it says so.
	 */
	public static List<StoryLine> of(List<TimelineLine> lines, ReaderFormats formats) {
		return each(lines, formats).stream()
			.filter((told) -> told.line().kind() != TimelineKind.CLOCK_STOPPED || !told.clock().isEmpty()
					|| !told.facts().isEmpty())
			.toList();
	}

	/**
	 * The same with each of the lines: how the clock stands is not said again where
	 * nothing of it has changed.
	 */
	public static List<StoryLine> each(List<TimelineLine> lines, ReaderFormats formats) {
		List<StoryLine> told = new ArrayList<>();
		TimelineLine before = null;
		for (TimelineLine line : lines) {
			StoryLine one = of(line, before, formats);
			told.add(saysTheSame(before, line) ? new StoryLine(line, one.title(), one.facts(), List.of(), one.words())
					: one);
			before = line;
		}
		return told;
	}

	private static boolean saysTheSame(@Nullable TimelineLine last, TimelineLine line) {
		DeliveryClock.Reading before = (last != null) ? last.clock() : null;
		DeliveryClock.Reading now = line.clock();
		if (last == null || before == null || now == null) {
			return false;
		}
		if (now.equals(before) && line.at().equals(last.at())) {
			return true;
		}
		if (now.lateFor() != null || before.lateFor() != null) {
			return false;
		}
		boolean justStopped = now.since() == null || Duration.between(now.since(), line.at()).toMinutes() == 0
				|| OF_MACHINES.contains(line.kind());
		return justStopped && now.held() == before.held() && Objects.equals(now.due(), before.due())
				&& Objects.equals(now.since(), before.since()) && Objects.equals(now.reason(), before.reason());
	}

	private static StoryLine of(TimelineLine line, @Nullable TimelineLine before, ReaderFormats formats) {
		Map<String, String> details = line.details();
		List<Fact> facts = startsForRevision(line, before) ? List.of(new Fact(CLOCK + "revision"))
				: facts(line, formats);
		return new StoryLine(line, details.get("title"), facts, clock(line, formats), details.get("words"));
	}

	/** The clock starts once for the work, and once for each revision of it (S27). */
	private static boolean startsForRevision(TimelineLine line, @Nullable TimelineLine before) {
		return line.kind() == TimelineKind.CLOCK_STARTED && line.clock() != null && before != null
				&& before.kind() == TimelineKind.REVISION_ASKED;
	}

	private static List<Fact> facts(TimelineLine line, ReaderFormats formats) {
		Map<String, String> details = line.details();
		return switch (line.kind()) {
			case WORK_PLANNED, PLAN_CHANGED -> List.of(new Fact(EVENT + "tasks", number(details, "tasks")));
			case DRAFT_SUBMITTED -> both(List.of(new Fact(EVENT + "no", number(details, "no"))),
					(details.get("playable") != null) ? List.of(new Fact(EVENT + "playable")) : List.of());
			case PREVIEW_NOT_MADE, PREVIEW_MADE, DRAFT_APPROVED, CHANGES_ASKED, UPDATE_POSTED ->
				List.of(new Fact(EVENT + "no", number(details, "no")));
			case WORK_DELIVERED -> List.of(new Fact(EVENT + "round", number(details, "round")));
			case MORE_TIME_ASKED -> time("until", details.get("until"), formats);
			case DISPUTE_REMINDED ->
				both(why("reminded", details.get("side")), time("until", details.get("until"), formats));
			case EXTENSION_ASKED -> time("wanted", details.get("due"), formats);
			case DUE_DATE_MOVED -> time("due", details.get("due"), formats);
			case FELL_LATE -> time("since", details.get("since"), formats);
			case LATENESS_HELD, LATENESS_ENDED ->
				both(why("asked", details.get("side")), List.of(new Fact(EVENT + "lasted." + line.kind(),
						formats.lasting(details.getOrDefault("lasted", "PT0S")))));
			case REMINDED ->
				both(both(List.of(new Fact("order.step." + details.get("step"))), why("reminded", details.get("side"))),
						time("until", details.get("until"), formats));
			case REVISION_ASKED -> (details.get("outside") != null)
					? List.of(new Fact(EVENT + "outside", details.get("outside"))) : List.of();
			case POINT_OBJECTED -> List.of(new Fact(EVENT + "point", number(details, "point")));
			case REQUEST_WITHDRAWN -> why("request", details.get("kind"));
			case REQUEST_ENDED -> both(why("request", details.get("kind")), why("ended", details.get("why")));
			case EXTENSION_REFUSED, CANCELLATION_REFUSED -> why("refused", details.get("why"));
			case REFUSAL_STOOD -> why("asked", details.get("side"));
			case ORDER_CANCELLED -> why("cancelled", details.get("why"));
			case CANCELLATION_ASKED -> List.of(new Fact(EVENT + "responsible." + details.get("responsible")));
			// written before the clock was written down beside it
			case CLOCK_STARTED, CLOCK_RESUMED ->
				(line.clock() != null) ? List.of() : time("due", details.get("due"), formats);
			case CLOCK_STOPPED -> (line.clock() != null) ? List.of() : List.of(new Fact(CLOCK + details.get("reason")));
			default -> List.of();
		};
	}

	private static List<Fact> clock(TimelineLine line, ReaderFormats formats) {
		DeliveryClock.Reading clock = line.clock();
		List<Fact> facts = new ArrayList<>();
		if (clock != null && clock.due() != null) {
			facts.add(new Fact(CLOCK + "running", formats.time(clock.due())));
		}
		if (clock != null && clock.since() != null) {
			facts.add(new Fact(CLOCK + clock.reason()));
			Duration stood = Duration.between(clock.since(), line.at());
			if (stood.toSeconds() > 0) {
				facts.add(new Fact(CLOCK + "since", formats.time(clock.since()), formats.lasting(stood.toString())));
			}
		}
		if (clock != null && clock.held()) {
			facts.add(new Fact(CLOCK + "held"));
		}
		if (clock != null && clock.lateFor() != null) {
			facts.add(new Fact(CLOCK + "late", formats.lasting(clock.lateFor().toString())));
		}
		return facts;
	}

	private static List<Fact> both(List<Fact> first, List<Fact> second) {
		return Stream.concat(first.stream(), second.stream()).toList();
	}

	private static int number(Map<String, String> details, String name) {
		return Integer.parseInt(details.getOrDefault(name, "1"));
	}

	/** Lines of before this was written down have none. */
	private static List<Fact> why(String what, @Nullable String which) {
		return (which != null) ? List.of(new Fact(EVENT + what + "." + which)) : List.of();
	}

	private static List<Fact> time(String key, @Nullable String time, ReaderFormats formats) {
		return (time != null) ? List.of(new Fact(EVENT + key, formats.time(Instant.parse(time)))) : List.of();
	}

}
