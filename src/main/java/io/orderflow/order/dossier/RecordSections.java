package io.orderflow.order.dossier;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.orderflow.attachment.FileView;
import io.orderflow.conversation.MessageKind;
import io.orderflow.conversation.SentFile;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dossier.DossierContent.Entry;
import io.orderflow.order.dossier.DossierContent.Section;
import io.orderflow.order.timeline.StoryLine;
import io.orderflow.order.timeline.TimelineLine;
import io.orderflow.order.timeline.WaitingTimes;
import io.orderflow.platform.TextLimits;

/** What is on record: how long who was waited for, the timeline, all files. */
final class RecordSections {

	/** Of what somebody wrote, in the timeline. */
	private static final int MOST_CHARACTERS = 500;

	private static final int MOST_LINES = 10;

	private final OrderView order;

	private final Excerpt<SentFile> sent;

	private final Excerpt<TimelineLine> lines;

	private final DossierWords words;

	/**
	 * @param sent the files of the messages
	 */
	RecordSections(OrderView order, Excerpt<SentFile> sent, Excerpt<TimelineLine> lines, DossierWords words) {
		this.order = order;
		this.sent = sent;
		this.lines = lines;
		this.words = words;
	}

	List<Section> write() {
		return List.of(this.words.section("waiting", List.of(waiting())),
				this.words.section("timeline", List.of(timeline()), this.lines.more()),
				this.words.section("files", files(), this.sent.more()));
	}

	private Entry waiting() {
		List<List<String>> rows = new ArrayList<>();
		add(rows, this.order.client(), this.order.waited().client());
		add(rows, this.order.freelancer(), this.order.waited().freelancer());
		return Entry.table(List.of(this.words.text("dossier.waited.for"), this.words.text("dossier.waited.reason"),
				this.words.text("dossier.waited.time")), rows);
	}

	private void add(List<List<String>> rows, OrderView.Person person, WaitingTimes.Side waited) {
		rows.add(List.of(person.name(), this.words.text("dossier.waited.all"), lasting(waited.total())));
		waited.reasons().forEach((reason, time) -> {
			if (time.toSeconds() > 0) {
				rows.add(List.of(person.name(), this.words.text("dossier.waited." + reason), lasting(time)));
			}
		});
	}

	private String lasting(Duration time) {
		return this.words.formats().lastingExactly(time);
	}

	private Entry timeline() {
		return Entry.table(List.of(this.words.text("dossier.no-of"),
				this.words.text("dossier.time.zone", this.words.formats().zone()), this.words.text("dossier.time.utc"),
				this.words.text("dossier.who"), this.words.text("dossier.what")),
				StoryLine.each(this.lines.items(), this.words.formats()).stream().map(this::row).toList());
	}

	private List<String> row(StoryLine told) {
		TimelineLine line = told.line();
		return List.of(String.valueOf(line.no()), this.words.second(line.at()), DossierWords.utc(line.at()), who(line),
				what(told));
	}

	private String who(TimelineLine line) {
		if (line.actor() == null) {
			return "–";
		}
		String name = this.order.nameOf(line.actor());
		return (name != null) ? name : this.words.text("order.by.moderator");
	}

	private String what(StoryLine told) {
		List<String> parts = new ArrayList<>();
		parts.add(this.words.text("order.event." + told.line().kind()));
		if (told.title() != null) {
			parts.add(told.title());
		}
		told.facts().forEach((fact) -> parts.add(this.words.text(fact.key(), fact.arguments())));
		String what = String.join(" · ", parts);
		String clock = told.clock()
			.stream()
			.map((fact) -> this.words.text(fact.key(), fact.arguments()))
			.collect(Collectors.joining(", "));
		return what + ((told.words() != null && !told.words().isEmpty()) ? "\n" + beginning(told.words()) : "")
				+ (clock.isEmpty() ? "" : "\n" + clock);
	}

	/** The whole stands where it was written; a row must fit on a page. */
	private static String beginning(String words) {
		String lines = words.lines().limit(MOST_LINES).collect(Collectors.joining("\n"));
		boolean more = words.lines().count() > MOST_LINES;
		return TextLimits.beginning(more ? lines + "…" : lines, MOST_CHARACTERS);
	}

	/** Each once, the oldest first: where the table is cut, the newest stay. */
	private List<Entry> files() {
		Map<UUID, Named> rows = new LinkedHashMap<>();
		String client = this.order.client().name();
		String freelancer = this.order.freelancer().name();
		this.order.requirements().forEach((asked) -> add(rows, "requirements", client, asked.files()));
		this.order.clarifications().forEach((asked) -> add(rows, "questions", client, asked.files()));
		this.order.questions().forEach((asked) -> {
			add(rows, "questions", freelancer, asked.files());
			add(rows, "questions", client, asked.answerFiles());
		});
		this.order.drafts().forEach((draft) -> add(rows, "drafts", freelancer, draft.files()));
		this.sent.items()
			.forEach((file) -> add(rows, (file.kind() == MessageKind.UPDATE) ? "updates" : "messages",
					file.authorName(), List.of(FileView.of(file.file()))));
		this.order.deliveries().forEach((delivery) -> add(rows, "deliveries", freelancer, delivery.files()));
		if (rows.isEmpty()) {
			return List.of();
		}
		return List.of(Entry.table(
				List.of(this.words.text("dossier.file"), this.words.text("dossier.file.of"),
						this.words.text("dossier.file.size"), this.words.text("dossier.file.uploaded"), "SHA-256"),
				rows.values().stream().sorted(Comparator.comparing(Named::uploadedAt)).map(Named::row).toList()));
	}

	private record Named(Instant uploadedAt, List<String> row) {

	}

	private void add(Map<UUID, Named> rows, String section, String by, List<FileView> files) {
		files.forEach((file) -> rows.putIfAbsent(file.id(), new Named(file.uploadedAt(), List
			.of(file.fileName() + "\n" + this.words.formats().kind(file.contentType()),
					this.words.text("dossier.section." + section), this.words.formats().size(file.size()), by + "\n"
							+ this.words.time(file.uploadedAt()) + "\n" + DossierWords.utc(file.uploadedAt()) + " UTC",
					file.sha256()))));
	}

}
