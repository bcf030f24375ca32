package io.orderflow.order;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.orderflow.account.Accounts;
import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.Attachments;
import io.orderflow.attachment.FileView;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Orders as people read them. To strangers an order is not there. */
@Service
@Transactional(readOnly = true)
public class OrderReading {

	/** Later than any order, and still a time that PostgreSQL can hold. */
	private static final Cursor NEWEST = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

	private final Orders orders;

	private final Timelines timelines;

	private final OrderFlow flow;

	private final Accounts accounts;

	private final Attachments attachments;

	OrderReading(Orders orders, Timelines timelines, OrderFlow flow, Accounts accounts, Attachments attachments) {
		this.orders = orders;
		this.timelines = timelines;
		this.flow = flow;
		this.accounts = accounts;
		this.attachments = attachments;
	}

	/**
	 * One order, whole.
	 * @throws Refusal {@code no-such-order} where there is none, or none of the reader's
	 */
	public OrderView order(String number, String reader) {
		Order order = get(number, reader);
		return view(order, reader, files(order));
	}

	/** The reader's orders on one side, newest first. */
	public Page<OrderListItem> list(String reader, boolean asFreelancer, @Nullable String cursor,
			@Nullable Integer limit) {
		Cursor from = Cursor.decode(cursor).orElse(NEWEST);
		int size = Cursor.limit(limit);
		Limit rows = Limit.of(size + 1);
		List<Order> found = asFreelancer ? this.orders.ofFreelancer(reader, from.at(), from.id(), rows)
				: this.orders.ofClient(reader, from.at(), from.id(), rows);
		Map<String, String> names = this.accounts
			.names(found.stream().map((order) -> order.otherSide(reader)).collect(Collectors.toSet()));
		return Page.of(found, size, (order) -> new Cursor(order.placedAt(), order.id()))
			.map((order) -> item(order, reader, names));
	}

	/**
	 * The timeline from its beginning (B7); the cursor is the number of the last line
	 * read.
	 */
	public Page<TimelineLine> timeline(String number, String reader, @Nullable String cursor, @Nullable Integer limit) {
		Order order = get(number, reader);
		int after = Cursor.decode(cursor).map((place) -> (int) place.id().getLeastSignificantBits()).orElse(0);
		int size = Cursor.limit(limit);
		List<TimelineEntry> entries = this.timelines.of(order.id(), after, Limit.of(size + 1));
		return Page.of(entries, size, (entry) -> new Cursor(entry.at(), new UUID(0, entry.no())))
			.map((entry) -> new TimelineLine(entry.no(), entry.at(), entry.actor(), entry.kind(), entry.details()));
	}

	private Order get(String written, String reader) {
		return OrderNumber.parse(written)
			.flatMap((number) -> this.orders.findByNumber(number.value()))
			.filter((order) -> order.isSide(reader))
			.orElseThrow(() -> Refusal.notFound("no-such-order", written));
	}

	private OrderListItem item(Order order, String reader, Map<String, String> names) {
		String other = order.otherSide(reader);
		return new OrderListItem(order.id(), order.number(), order.status(), order.status().turn(), order.title(),
				order.price(), new OrderView.Person(other, names.getOrDefault(other, other)), order.placedAt(),
				order.clock().dueAt(), order.clock().running());
	}

	private Map<UUID, FileView> files(Order order) {
		List<UUID> ids = Stream
			.of(order.answers().stream().map(Answer::files), order.clarifications().stream().map(Clarification::files),
					order.drafts().stream().map(Draft::files), order.deliveries().stream().map(Delivery::files))
			.flatMap(Function.identity())
			.flatMap(Collection::stream)
			.toList();
		if (ids.isEmpty()) {
			return Map.of();
		}
		return this.attachments.all(ids).stream().collect(Collectors.toMap(Attachment::id, FileView::of));
	}

	private OrderView view(Order order, String reader, Map<UUID, FileView> files) {
		DeliveryClock clock = order.clock();
		Map<String, String> names = this.accounts.names(List.of(order.client(), order.freelancer()));
		Map<String, Answer> answers = order.answers()
			.stream()
			.collect(Collectors.toMap(Answer::questionKey, Function.identity()));
		return new OrderView(order.number(), reader.equals(order.client()) ? "client" : "freelancer", order.status(),
				order.status().turn(), new OrderView.Person(order.client(), names.get(order.client())),
				new OrderView.Person(order.freelancer(), names.get(order.freelancer())), order.listingId(),
				order.title(), order.price(), order.placedAt(),
				new OrderView.Clock(clock.dueAt(), clock.running(), clock.stoppedAt(),
						(clock.stopReason() != null) ? clock.stopReason().name() : null),
				order.terms().approval(),
				new OrderView.Revisions(order.terms().revisions(), order.revisionsLeft(), order.round()),
				this.flow.openSteps(order.number()), requirements(order, answers, files),
				order.clarifications()
					.stream()
					.map((asked) -> new OrderView.Question(asked.no(), asked.question(), asked.askedAt(),
							asked.answer(), of(asked.files(), files), asked.answeredAt()))
					.toList(),
				order.plan()
					.stream()
					.map((task) -> new OrderView.Task(task.no(), task.title(), task.deadline(), task.doneAt()))
					.toList(),
				order.drafts()
					.stream()
					.map((draft) -> new OrderView.DraftView(draft.no(), draft.message(), of(draft.files(), files),
							draft.submittedAt(), draft.preview(),
							(draft.decision() != null) ? draft.decision().name() : null, draft.comments(),
							draft.decidedAt()))
					.toList(),
				order.deliveries()
					.stream()
					.map((delivery) -> new OrderView.DeliveryView(delivery.round(), delivery.message(),
							of(delivery.files(), files), delivery.deliveredAt(), delivery.moreTimeAskedAt(),
							(delivery.outcome() != null) ? delivery.outcome().name() : null, delivery.points(),
							delivery.decidedAt()))
					.toList(),
				new OrderView.Updates(order.lastUpdateAt(), order.updateDueAt(), order.updatesPosted()),
				order.acceptBy(), order.completedAt(),
				(order.cancelledAt() != null) ? new OrderView.Cancellation(order.cancelledAt(), order.cancelledBy(),
						order.cancellationReason()) : null,
				order.dossier());
	}

	private static List<OrderView.Requirement> requirements(Order order, Map<String, Answer> answers,
			Map<UUID, FileView> files) {
		return order.terms().questions().stream().map((question) -> {
			Answer answer = answers.getOrDefault(question.key(), new Answer(question.key(), List.of(), List.of()));
			return new OrderView.Requirement(question, answer.texts(), of(answer.files(), files));
		}).toList();
	}

	private static List<FileView> of(List<UUID> ids, Map<UUID, FileView> files) {
		return ids.stream().filter(files::containsKey).map(files::get).toList();
	}

}
