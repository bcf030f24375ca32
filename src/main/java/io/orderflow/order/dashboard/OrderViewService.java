package io.orderflow.order.dashboard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.orderflow.account.AccountService;
import io.orderflow.account.Person;
import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.attachment.FileView;
import io.orderflow.order.Order;
import io.orderflow.order.OrderNumber;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.Orders;
import io.orderflow.order.RevisionPoint;
import io.orderflow.order.flow.OrderFlow;
import io.orderflow.order.timeline.WaitingTimes;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders as people read them, each as it was at one moment: no step is open whose draft
 * or delivery was not there yet. To strangers an order is not there.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class OrderViewService {

	private static final String MODERATOR = "moderator";

	private final Orders orders;

	private final OrderRows rows;

	private final OrderFlow flow;

	private final AccountService accounts;

	private final AttachmentService attachments;

	private final OrderSettings settings;

	private final Clock clock;

	OrderViewService(Orders orders, OrderRows rows, OrderFlow flow, AccountService accounts,
			AttachmentService attachments, OrderSettings settings, Clock clock) {
		this.orders = orders;
		this.rows = rows;
		this.flow = flow;
		this.accounts = accounts;
		this.attachments = attachments;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * One order, whole.
	 * @throws Refusal {@code no-such-order} where there is none, or none of the reader's
	 */
	public OrderView order(String number, String reader) {
		return sheet(number, reader).order();
	}

	/**
	 * The same with the times of another moment: how long it had waited for whom by then,
	 * and whether it was late. What was done since is in it all the same.
	 * @throws Refusal {@code no-such-order} where there is none, or none of the reader's
	 */
	public OrderView asOf(String number, String reader, Instant moment) {
		return sheet(number, reader, moment).order();
	}

	/**
	 * The same, with what its page needs beside it; three statements.
	 * @throws Refusal {@code no-such-order} where there is none, or none of the reader's
	 */
	public OrderSheet sheet(String written, String reader) {
		return sheet(written, reader, this.clock.instant());
	}

	private OrderSheet sheet(String written, String reader, Instant now) {
		OrderRows.Row order = OrderNumber.parse(written)
			.flatMap((number) -> this.rows.whole(number, reader))
			.orElseThrow(() -> OrderNumber.unknown(written));
		Map<Boolean, List<Attachment>> files = this.attachments.around(order.number(), reader)
			.stream()
			.collect(Collectors.partitioningBy(Attachment::attached));
		Map<UUID, FileView> attached = files.get(true).stream().collect(Collectors.toMap(Attachment::id, FileView::of));
		return new OrderSheet(view(order, role(order, reader), attached, now), order.timelineLength(), files.get(false),
				reader.equals(order.freelancer().id()) ? order.note() : null,
				order.others()
					.stream()
					.collect(Collectors.toMap(OrderRows.OtherOrder::number, OrderRows.OtherOrder::shown)),
				order.terms().deliveryTime());
	}

	/**
	 * An order for a moderator who is asked to rule on it: what both sides see. Who may,
	 * the caller has checked.
	 */
	OrderView forModerator(Order order) {
		OrderRows.Row row = OrderNumber.parse(order.number())
			.flatMap((number) -> this.rows.whole(number, order.client()))
			.orElseThrow();
		Map<UUID, FileView> attached = this.attachments.around(order.number(), order.client())
			.stream()
			.filter(Attachment::attached)
			.collect(Collectors.toMap(Attachment::id, FileView::of));
		return view(row, MODERATOR, attached, this.clock.instant());
	}

	private static String role(OrderRows.Row order, String reader) {
		return reader.equals(order.client().id()) ? "client" : "freelancer";
	}

	/** The reader's orders on one side, newest first. */
	public Page<OrderListItem> list(String reader, boolean asFreelancer, @Nullable String cursor,
			@Nullable Integer limit) {
		Cursor from = Cursor.decode(cursor).orElse(Cursor.NEWEST);
		int size = Cursor.limit(limit);
		Limit rows = Limit.of(size + 1);
		List<Orders.Listed> found = asFreelancer ? this.orders.ofFreelancer(reader, from.at(), from.id(), rows)
				: this.orders.ofClient(reader, from.at(), from.id(), rows);
		Map<String, Person> people = this.accounts
			.people(found.stream().map(Orders.Listed::other).collect(Collectors.toSet()));
		return Page.of(found, size, (order) -> new Cursor(order.placedAt(), order.id()))
			.map((order) -> item(order, people));
	}

	private OrderListItem item(Orders.Listed order, Map<String, Person> people) {
		Person other = people.getOrDefault(order.other(), new Person(order.other(), order.other(), null));
		Instant now = this.clock.instant();
		return new OrderListItem(order.number(), order.status(), order.turn(), order.title(), order.price(),
				new OrderView.Person(other.id(), other.name(), other.picture()), order.placedAt(),
				order.clock().expectedDue(now), order.clock().running() && !order.status().closed(),
				order.clock().late(now));
	}

	private OrderView view(OrderRows.Row order, String role, Map<UUID, FileView> files, Instant now) {
		List<QuestionView> questions = order.questions().stream().map((asked) -> question(asked, files)).toList();
		Map<String, String> names = subjects(order);
		Duration cancellableAfter = this.settings.cancellableAfterLate();
		OrderView.Clock present = order.status().closed() ? OrderView.Clock.closed(order.due())
				: OrderView.Clock.of(order.due(), order.running(), order.counted(), cancellableAfter, now);
		boolean undated = order.status() != OrderStatus.DELIVERED
				|| order.requests().stream().anyMatch(RequestView::leavesSilenceUndated);
		return new OrderView(order.number(), role, order.status(), order.status().turn(order.counted().stopReason()),
				order.client(), order.freelancer(), order.listing(), order.title(), order.terms().language(),
				order.terms().description(), order.price(), order.placedAt(), present,
				OrderView.Late.of(order.lateFrom(), order.counted().cancellableFrom(cancellableAfter, now), now),
				order.terms().approval(),
				new OrderView.Revisions(
						order.terms().revisions(), order.terms().revisionsLeft(order.round()), order.round()),
				this.flow.openSteps(order.number()), requirements(order, files),
				order.clarifications()
					.stream()
					.map((asked) -> new OrderView.Question(asked.no(), asked.question(), asked.askedAt(),
							asked.answer(), of(asked.files(), files), asked.answeredAt()))
					.toList(),
				order.plan()
					.stream()
					.map((task) -> new OrderView.Task(task.no(), task.title(), task.deadline(), task.doneAt()))
					.toList(),
				order.drafts().stream().map((draft) -> draft(order, draft, role, files)).toList(),
				order.deliveries()
					.stream()
					.map((delivery) -> new OrderView.DeliveryView(delivery.round(), delivery.message(),
							of(delivery.files(), files), delivery.deliveredAt(), delivery.moreTimeAskedAt(),
							delivery.outcome(), PointView.of(delivery.points(), names), delivery.decidedAt()))
					.toList(),
				new OrderView.Updates(order.lastUpdateAt(), order.updateDueAt(), order.updatesPosted()),
				undated ? null : order.acceptBy(), order.completedAt(), order.cancellation(), order.dossier(),
				order.requests()
					.stream()
					.map((request) -> request.from(present.due()))
					.sorted(Comparator.comparing(RequestView::no).reversed())
					.toList(),
				questions,
				order.takesQuestions() && order.status().takesQuestions()
						&& questions.stream().noneMatch(QuestionView::waits),
				WaitingTimes.of(order.turns(), order.terms().approval(), now), role.equals(MODERATOR) ? DossierView.NONE
						: order.ownDossier().at(now, this.settings.dossierLateAfter()));
	}

	/**
	 * The client sees previews only until the order is accepted, and plays films and
	 * sounds where the freelancer allowed it (B8).
	 */
	private static DraftView draft(OrderRows.Row order, OrderRows.DraftRow draft, String role,
			Map<UUID, FileView> files) {
		boolean client = role.equals("client");
		boolean withheld = draft.withheld() && client && !order.status().accepted();
		boolean played = draft.playable() && client && order.status() != OrderStatus.CANCELLED;
		return new DraftView(draft.no(), draft.message(),
				of(draft.files(), files).stream()
					.map((file) -> withheld ? file.withheld() : file)
					.map((file) -> played ? file.played() : file)
					.toList(),
				draft.submittedAt(), draft.preview(), draft.previewStuck(order.status()),
				PreviewView.of(draft.files(), order.previews()), draft.decision(), draft.comments(), draft.decidedAt(),
				draft.planChanged(), draft.playable());
	}

	/** What requirements and tasks of the plan are called, by what a point names (B5). */
	private static Map<String, String> subjects(OrderRows.Row order) {
		Map<String, String> names = new HashMap<>();
		order.terms().questions().forEach((question) -> names.put(question.key(), question.prompt()));
		order.plan().forEach((task) -> names.put(RevisionPoint.task(task.no()), task.title()));
		return names;
	}

	private static QuestionView question(OrderRows.QuestionRow asked, Map<UUID, FileView> files) {
		return new QuestionView(asked.no(), asked.question(), of(asked.files(), files), asked.askedAt(), asked.state(),
				asked.answer(), of(asked.answerFiles(), files), asked.endedAt());
	}

	private static List<OrderView.Requirement> requirements(OrderRows.Row order, Map<UUID, FileView> files) {
		Map<String, OrderRows.AnswerRow> answers = order.answers()
			.stream()
			.collect(Collectors.toMap(OrderRows.AnswerRow::questionKey, Function.identity()));
		return order.terms().questions().stream().map((question) -> {
			OrderRows.AnswerRow answer = answers.getOrDefault(question.key(),
					new OrderRows.AnswerRow(question.key(), List.of(), List.of()));
			return new OrderView.Requirement(question, answer.texts(), of(answer.files(), files));
		}).toList();
	}

	private static List<FileView> of(List<UUID> ids, Map<UUID, FileView> files) {
		return ids.stream().filter(files::containsKey).map(files::get).toList();
	}

}
