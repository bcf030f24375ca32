package io.orderflow.order.dossier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.orderflow.conversation.MessageView;
import io.orderflow.attachment.FileView;
import io.orderflow.order.ChangeRequest;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.dashboard.DraftView;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.PointView;
import io.orderflow.order.dashboard.RequestView;
import io.orderflow.order.dossier.DossierContent.Entry;
import io.orderflow.order.dossier.DossierContent.Section;
import io.orderflow.order.timeline.TimelineLine;
import org.jspecify.annotations.Nullable;

/** What was done and said: plan, drafts, messages, deliveries, requests and rulings. */
final class DoneSections {

	private final OrderView order;

	private final Excerpt<MessageView> said;

	private final Map<Point, Instant> objected;

	private final DossierWords words;

	/** A point of a revision, of the delivery that it is about. */
	private record Point(int round, int no) {

	}

	DoneSections(OrderView order, Excerpt<MessageView> said, List<TimelineLine> lines, DossierWords words) {
		this.order = order;
		this.said = said;
		this.objected = objected(lines);
		this.words = words;
	}

	List<Section> write() {
		List<MessageView> updates = this.said.items().stream().filter(MessageView::progressUpdate).toList();
		List<MessageView> others = this.said.items().stream().filter((message) -> !message.progressUpdate()).toList();
		return List.of(this.words.section("plan", plan()),
				this.words.section("drafts", this.order.drafts().stream().map(this::draft).toList()),
				this.words.section("updates", updates.stream().map(this::message).toList(), this.said.more()),
				this.words.section("messages", others.stream().map(this::message).toList(), this.said.more()),
				this.words.section("deliveries", deliveries()),
				this.words.section("requests",
						this.order.requests()
							.stream()
							.sorted(Comparator.comparing(RequestView::no))
							.map(this::request)
							.toList()));
	}

	private List<Entry> plan() {
		if (this.order.plan().isEmpty()) {
			return List.of();
		}
		return List.of(Entry.table(
				List.of(this.words.text("dossier.no-of"), this.words.text("order.plan.task"),
						this.words.text("order.plan.deadline"), this.words.text("order.plan.done")),
				this.order.plan().stream().map((task) -> {
					String done = (task.doneAt() != null) ? this.words.time(task.doneAt()) : "–";
					return List.of(String.valueOf(task.no()), task.title(), this.words.formats().day(task.deadline()),
							done);
				}).toList()));
	}

	private Entry draft(DraftView draft) {
		DossierWords.Entry entry = this.words.new Entry(this.words.text("order.draft.no", draft.no()));
		entry.time("dossier.sent", draft.submittedAt())
			.files(draft.files())
			.fact("dossier.draft.playing", draft.plays() ? this.words.text("dossier.draft.playable") : null)
			.time("dossier.decided", draft.decidedAt())
			.said(this.order.freelancer().name(), draft.message());
		if (draft.decision() != null) {
			entry.fact("dossier.decision", this.words.text("dossier.draft." + draft.decision()))
				.said(this.order.client().name(), draft.comments());
		}
		return entry.done();
	}

	private Entry message(MessageView message) {
		return this.words.new Entry(message.authorName() + " · " + this.words.time(message.postedAt()))
			.files(message.files().stream().map(FileView::of).toList())
			.said("", message.text())
			.done();
	}

	private List<Entry> deliveries() {
		List<Entry> entries = new ArrayList<>();
		for (OrderView.DeliveryView delivery : this.order.deliveries()) {
			DossierWords.Entry entry = this.words.new Entry(this.words.text("order.delivery.no", delivery.round()));
			entry.time("dossier.sent", delivery.deliveredAt())
				.files(delivery.files())
				.fact("dossier.files", delivery.files().isEmpty() ? this.words.text("dossier.files.none") : null)
				.time("dossier.more-time", delivery.moreTimeAskedAt())
				.time("dossier.decided", delivery.decidedAt())
				.said(this.order.freelancer().name(), delivery.message());
			if (delivery.outcome() != null) {
				entry.fact("dossier.decision", this.words.text("dossier.delivery." + delivery.outcome()));
			}
			entries.add(entry.done());
			delivery.points().forEach((point) -> entries.add(point(delivery.round(), point)));
		}
		return entries;
	}

	/** When the freelancer objected to which mark: to points of the newest delivery. */
	private static Map<Point, Instant> objected(List<TimelineLine> lines) {
		Map<Point, Instant> objected = new HashMap<>();
		int round = 0;
		for (TimelineLine line : lines) {
			if (line.kind() == TimelineKind.WORK_DELIVERED) {
				round = Integer.parseInt(line.details().get("round"));
			}
			else if (line.kind() == TimelineKind.POINT_OBJECTED) {
				objected.put(new Point(round, Integer.parseInt(line.details().get("point"))), line.at());
			}
		}
		return objected;
	}

	/** The client's mark, the freelancer's objection to it, and the answer (B5). */
	private Entry point(int round, PointView point) {
		return this.words.new Entry(this.words.text("dossier.point", round, point.no()))
			.fact("order.step.reviewDelivery.requirement", subject(point))
			.fact("dossier.mark", this.words.text("order.point." + point.scope()))
			.time("dossier.objected", this.objected.get(new Point(round, point.no())))
			.said(this.order.client().name(), point.text())
			.said(this.words.text("dossier.objection", this.order.freelancer().name()), point.objection())
			.said(this.words.text("order.question.answered", this.order.freelancer().name()), point.answer())
			.done();
	}

	private String subject(PointView point) {
		return (point.subject() != null) ? point.subject() : this.words.text("order.point." + point.belongsTo());
	}

	private Entry request(RequestView request) {
		OrderView.Person other = this.order.otherThan(request.askedBy());
		String asker = name(request.askedBy());
		DossierWords.Entry entry = this.words.new Entry(
				this.words.text("order.request." + request.kind() + ".theirs", asker));
		entry.time("dossier.asked", request.askedAt())
			.fact("dossier.state", this.words.text("order.request.state." + request.state()))
			.time("order.request.due.new", request.newDue())
			.time("order.request.due.old", request.due());
		if (request.kind() == ChangeRequest.Kind.CANCELLATION && request.responsible() != null) {
			entry.fact("order.request.responsible",
					this.words.text("order.request.responsible." + request.responsible()));
		}
		// silence has a time too, and nobody answered then
		boolean silent = request.answeredBy() == null && request.answeredAt() != null;
		return entry.time("dossier.answer-due", request.answerDue())
			.time("dossier.answered", silent ? null : request.answeredAt())
			.time("dossier.disputed", request.disputedAt())
			.time("dossier.ruled", request.ruledAt())
			.time("dossier.withdrawn", request.withdrawnAt())
			.said(this.words.text("dossier.reason"), request.reason())
			.said("", silent ? this.words.text("order.request.unanswered") : null)
			.said(this.words.text("order.request.answered", other.name()), request.answer())
			.said(this.words.text("order.request.disputed", asker), request.disputeReason())
			.said(this.words.text("order.request.ruled"), request.ruling())
			.said("", request.refusedWithOrder() ? this.words.text("order.request.ended-with-order") : null)
			.done();
	}

	private String name(String account) {
		@Nullable String name = this.order.nameOf(account);
		return (name != null) ? name : account;
	}

}
