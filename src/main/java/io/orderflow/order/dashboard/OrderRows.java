package io.orderflow.order.dashboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.money.MonetaryAmount;

import io.orderflow.catalog.ListingContent;
import io.orderflow.order.BlockingQuestion;
import io.orderflow.order.DeliveryClock;
import io.orderflow.order.DeliveryClock.StopReason;
import io.orderflow.order.OrderNumber;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.RevisionPoint;
import io.orderflow.order.TimelineKind;
import io.orderflow.order.UpdateRhythm;
import io.orderflow.order.WorkerResult;
import io.orderflow.order.note.PrivateNote;
import io.orderflow.order.preview.PreviewOutcome;
import io.orderflow.order.preview.PreviewPicture;
import io.orderflow.order.timeline.WaitingTimes;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.instant;
import static io.orderflow.platform.Columns.json;
import static io.orderflow.platform.Columns.jsonList;
import static io.orderflow.platform.Columns.jsonRows;
import static io.orderflow.platform.Columns.money;
import static io.orderflow.platform.Columns.optionalInstant;

/**
 * Reads an order whole, with everything that belongs to it, in one statement. Who changes
 * it loads the aggregate.
 */
@Repository
class OrderRows {

	/** How the newest other orders of the same two stand. */
	private static final String OTHERS = """
			(select jsonb_agg(x) from (
				select y.number, y.status, y.clock_stop_reason as stands from orders y
				where y.client = o.client and y.freelancer = o.freelancer and y.id <> o.id
				order by y.placed_at desc limit 20) x) as others
			""";

	/** What the reader's side has of dossiers made while the order runs. */
	private static final String OWN_DOSSIER = """
			(select jsonb_build_array(jsonb_build_object(
				'making', bool_or(b.ended_at is null), 'late', false,
				'stuck', coalesce((array_agg(b.stuck_since is not null order by b.no desc)
					filter (where b.ended_at is null))[1], false),
				'asked_at', max(b.asked_at) filter (where b.ended_at is null),
				'failed', every(b.ended_at is not null) and max(b.no) is distinct from max(d.build),
				'as_of', max(coalesce(d.as_of, b.asked_at)) filter (where d.build is not null)))
				from dossier_build b
				left join dossier d on d.order_id = b.order_id and d.build = b.no
					and d.side = case :reader when o.client then 'CLIENT' else 'FREELANCER' end
				where b.order_id = o.id having count(*) > 0) as own_dossier
			""";

	private static final String WHOLE = """
			select o.*, c.display_name as client_name, f.display_name as freelancer_name,
				c.picture as client_picture, f.picture as freelancer_picture,
				(select jsonb_agg(x) from requirement_answer x where x.order_id = o.id) as answers,
				(select jsonb_agg(x order by x.no) from clarification x where x.order_id = o.id) as clarifications,
				(select jsonb_agg(x order by x.no) from plan_task x where x.order_id = o.id) as plan,
				(select jsonb_agg(x order by x.no) from draft x where x.order_id = o.id) as drafts,
				(select jsonb_agg(to_jsonb(x) || jsonb_build_object('pictures',
					(select coalesce(jsonb_agg(y order by y.page), '[]') from preview_page y where y.source = x.source)))
					from preview_file x where x.order_id = o.id) as previews,
				(select jsonb_agg(x order by x.round) from delivery x where x.order_id = o.id) as deliveries,
				(select jsonb_agg(x order by x.no) from change_request x where x.order_id = o.id) as request_rows,
				(select jsonb_agg(x order by x.no) from blocking_question x where x.order_id = o.id) as questions,
				(select jsonb_agg(jsonb_build_object('at', x.at, 'kind', x.kind) order by x.no) from timeline_entry x
					where x.order_id = o.id and x.kind in (:turning)) as turns,
				%s, %s,
				n.text as note_text, n.items as note_items, coalesce(n.version, 0) as note_version
			from orders o
			left join private_note n on n.order_id = o.id and o.freelancer = :reader
			join account c on c.id = o.client join account f on f.id = o.freelancer
			where o.number = :number and (o.client = :reader or o.freelancer = :reader)
			"""
		.formatted(OTHERS, OWN_DOSSIER);

	private static final Set<String> TURNING = WaitingTimes.TURNING.stream()
		.map(TimelineKind::name)
		.collect(Collectors.toSet());

	private final JdbcClient jdbc;

	OrderRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	record AnswerRow(String questionKey, List<String> texts, List<UUID> files) {

	}

	record ClarificationRow(int no, String question, Instant askedAt, @Nullable String answer, List<UUID> files,
			@Nullable Instant answeredAt) {

	}

	record QuestionRow(int no, String question, List<UUID> files, Instant askedAt, BlockingQuestion.State state,
			@Nullable String answer, List<UUID> answerFiles, @Nullable Instant endedAt) {

	}

	record TaskRow(int no, String title, LocalDate deadline, @Nullable Instant doneAt) {

	}

	record DraftRow(int no, String message, List<UUID> files, Instant submittedAt, WorkerResult preview,
			@Nullable Instant previewStuckSince, @Nullable String decision, @Nullable String comments,
			@Nullable Instant decidedAt, boolean withheld, boolean planChanged, boolean playable) {

		/** Not where the order went on without it: it was cancelled. */
		boolean previewStuck(OrderStatus status) {
			return status == OrderStatus.DRAFT_IN_REVIEW && this.preview == WorkerResult.PENDING
					&& this.previewStuckSince != null;
		}

	}

	record PreviewRow(UUID source, @Nullable PreviewOutcome outcome, @Nullable Integer pages, @Nullable Integer seconds,
			List<PictureRow> pictures) {

	}

	record PictureRow(int page, PreviewPicture picture, UUID file, int width, int height) {

	}

	record DeliveryRow(int round, String message, List<UUID> files, Instant deliveredAt,
			@Nullable Instant moreTimeAskedAt, @Nullable String outcome, List<RevisionPoint> points,
			@Nullable Instant decidedAt) {

	}

	/**
	 * An order as it is kept.
	 *
	 * @param note empty for all but the freelancer
	 */
	record Row(String number, OrderView.Person client, OrderView.Person freelancer, UUID listing, ListingContent terms,
			String title, MonetaryAmount price, OrderStatus status, Instant placedAt, @Nullable Instant due,
			boolean running, DeliveryClock.Counted counted, @Nullable Instant lateFrom, int round,
			@Nullable Instant lastUpdateAt, @Nullable Instant updateDueAt, int updatesPosted,
			@Nullable Instant acceptBy, @Nullable Instant completedAt, OrderView.@Nullable Cancellation cancellation,
			WorkerResult dossier, int timelineLength, List<AnswerRow> answers, List<ClarificationRow> clarifications,
			List<TaskRow> plan, List<DraftRow> drafts, List<PreviewRow> previews, List<DeliveryRow> deliveries,
			List<RequestView> requests, List<QuestionRow> questions, boolean takesQuestions,
			List<WaitingTimes.Event> turns, DossierView ownDossier, PrivateNote note, List<OtherOrder> others) {

	}

	/** How another order of the same two stands. */
	record OtherOrder(String number, OrderStatus status, @Nullable StopReason stands) {

		OrderStatus shown() {
			return this.status.shown(this.stands);
		}

	}

	/** Empty where there is none, or none of the reader's. */
	Optional<Row> whole(OrderNumber number, String reader) {
		return this.jdbc.sql(WHOLE)
			.param("number", number.value())
			.param("reader", reader)
			.param("turning", TURNING)
			.query(OrderRows::row)
			.optional();
	}

	private static OrderView.Person person(ResultSet row, String side) throws SQLException {
		return new OrderView.Person(row.getString(side), row.getString(side + "_name"),
				row.getObject(side + "_picture", UUID.class));
	}

	private static Row row(ResultSet row, int no) throws SQLException {
		Instant cancelledAt = optionalInstant(row, "cancelled_at");
		Instant stoppedAt = optionalInstant(row, "clock_stopped_at");
		boolean running = optionalInstant(row, "clock_started_at") != null && stoppedAt == null;
		OrderStatus status = OrderStatus.valueOf(row.getString("status"));
		return new Row(row.getString("number"), person(row, "client"), person(row, "freelancer"),
				row.getObject("listing_id", UUID.class), json(row, "terms", ListingContent.class),
				row.getString("title"), money(row, "price_amount", "price_currency"), status, instant(row, "placed_at"),
				optionalInstant(row, "clock_due_at"), running,
				new DeliveryClock.Counted(optionalInstant(row, "late_at"), optionalInstant(row, "late_held_since"),
						stoppedAt, StopReason.of(row.getString("clock_stop_reason")),
						optionalInstant(row, "late_marked_at"), row.getBoolean("late_kept_for_client"),
						row.getBoolean("late_kept_for_freelancer")),
				optionalInstant(row, "late_from"), row.getInt("round"), optionalInstant(row, "last_update_at"),
				UpdateRhythm.expected(status, running) ? optionalInstant(row, "update_due_at") : null,
				row.getInt("updates_posted"), optionalInstant(row, "accept_by"), optionalInstant(row, "completed_at"),
				(cancelledAt != null) ? new OrderView.Cancellation(cancelledAt, row.getString("cancelled_by"),
						row.getString("cancellation_reason")) : null,
				WorkerResult.valueOf(row.getString("dossier")), row.getInt("timeline_length"),
				jsonRows(row, "answers", AnswerRow.class), jsonRows(row, "clarifications", ClarificationRow.class),
				jsonRows(row, "plan", TaskRow.class), jsonRows(row, "drafts", DraftRow.class),
				jsonRows(row, "previews", PreviewRow.class), jsonRows(row, "deliveries", DeliveryRow.class),
				jsonRows(row, "request_rows", RequestView.class), jsonRows(row, "questions", QuestionRow.class),
				row.getBoolean("takes_questions"), jsonRows(row, "turns", WaitingTimes.Event.class),
				jsonRows(row, "own_dossier", DossierView.class).stream().findFirst().orElse(DossierView.NONE),
				new PrivateNote(Objects.requireNonNullElse(row.getString("note_text"), ""),
						jsonList(row, "note_items", PrivateNote.Item.class), row.getLong("note_version")),
				jsonRows(row, "others", OtherOrder.class));
	}

}
