package io.orderflow.order;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import javax.money.Monetary;
import javax.money.MonetaryAmount;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderflow.catalog.ListingContent;
import io.orderflow.platform.JsonbMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads an order whole, with everything that belongs to it, in one statement. Who changes
 * it loads the aggregate.
 */
@Repository
class OrderRows {

	private static final String WHOLE = """
			select o.*, c.display_name as client_name, f.display_name as freelancer_name,
				(select jsonb_agg(jsonb_build_object('key', x.question_key, 'texts', x.texts, 'files', x.files))
					from requirement_answer x where x.order_id = o.id) as answers,
				(select jsonb_agg(jsonb_build_object('no', x.no, 'question', x.question, 'askedAt', x.asked_at,
						'answer', x.answer, 'files', x.files, 'answeredAt', x.answered_at) order by x.no)
					from clarification x where x.order_id = o.id) as clarifications,
				(select jsonb_agg(jsonb_build_object('no', x.no, 'title', x.title, 'deadline', x.deadline,
						'doneAt', x.done_at) order by x.no)
					from plan_task x where x.order_id = o.id) as plan,
				(select jsonb_agg(jsonb_build_object('no', x.no, 'message', x.message, 'files', x.files,
						'submittedAt', x.submitted_at, 'preview', x.preview, 'decision', x.decision,
						'comments', x.comments, 'decidedAt', x.decided_at) order by x.no)
					from draft x where x.order_id = o.id) as drafts,
				(select jsonb_agg(jsonb_build_object('round', x.round, 'message', x.message, 'files', x.files,
						'deliveredAt', x.delivered_at, 'moreTimeAskedAt', x.more_time_asked_at,
						'outcome', x.outcome, 'points', x.points, 'decidedAt', x.decided_at) order by x.round)
					from delivery x where x.order_id = o.id) as deliveries,
				(select jsonb_agg(jsonb_build_object('no', x.no, 'kind', x.kind, 'state', x.state,
						'askedBy', x.asked_by, 'reason', x.reason, 'due', x.due_before, 'newDue', x.wanted_due,
						'responsible', x.responsible, 'askedAt', x.asked_at, 'answerDue', x.answer_due,
						'answeredBy', x.answered_by, 'answeredAt', x.answered_at, 'answer', x.answer,
						'disputeUntil', x.dispute_until, 'disputedAt', x.disputed_at,
						'disputeReason', x.dispute_reason, 'ruledAt', x.ruled_at, 'ruling', x.ruling,
						'endedWithOrder', x.ended_with_order) order by x.no)
					from change_request x where x.order_id = o.id) as request_rows,
				n.text as note_text, n.items as note_items, coalesce(n.version, 0) as note_version
			from orders o
			left join private_note n on n.order_id = o.id and o.freelancer = :reader
			join account c on c.id = o.client
			join account f on f.id = o.freelancer
			where o.number = :number and (o.client = :reader or o.freelancer = :reader)
			""";

	private final JsonMapper json = JsonbMapper.mapper();

	private final JdbcClient jdbc;

	OrderRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	record AnswerRow(String key, List<String> texts, List<UUID> files) {

	}

	record ClarificationRow(int no, String question, Instant askedAt, @Nullable String answer, List<UUID> files,
			@Nullable Instant answeredAt) {

	}

	record TaskRow(int no, String title, LocalDate deadline, @Nullable Instant doneAt) {

	}

	record DraftRow(int no, String message, List<UUID> files, Instant submittedAt, WorkerResult preview,
			@Nullable String decision, @Nullable String comments, @Nullable Instant decidedAt) {

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
			String title, MonetaryAmount price, OrderStatus status, Instant placedAt, OrderView.Clock clock, int round,
			@Nullable Instant lastUpdateAt, @Nullable Instant updateDueAt, int updatesPosted,
			@Nullable Instant acceptBy, @Nullable Instant completedAt, OrderView.@Nullable Cancellation cancellation,
			WorkerResult dossier, int timelineLength, List<AnswerRow> answers, List<ClarificationRow> clarifications,
			List<TaskRow> plan, List<DraftRow> drafts, List<DeliveryRow> deliveries, List<RequestView> requests,
			PrivateNote note) {

	}

	/** Empty where there is none, or none of the reader's. */
	Optional<Row> whole(OrderNumber number, String reader) {
		return this.jdbc.sql(WHOLE)
			.param("number", number.value())
			.param("reader", reader)
			.query((row, no) -> row(row))
			.optional();
	}

	private Row row(ResultSet row) throws SQLException {
		Instant cancelledAt = instant(row, "cancelled_at");
		Instant stoppedAt = instant(row, "clock_stopped_at");
		boolean running = instant(row, "clock_started_at") != null && stoppedAt == null;
		OrderStatus status = OrderStatus.valueOf(row.getString("status"));
		return new Row(row.getString("number"),
				new OrderView.Person(row.getString("client"), row.getString("client_name")),
				new OrderView.Person(row.getString("freelancer"), row.getString("freelancer_name")),
				row.getObject("listing_id", UUID.class),
				read(row.getString("terms"), this.json.constructType(ListingContent.class)), row.getString("title"),
				price(row.getBigDecimal("price_amount"), row.getString("price_currency")), status,
				time(row, "placed_at"),
				new OrderView.Clock(instant(row, "clock_due_at"), running, stoppedAt,
						row.getString("clock_stop_reason")),
				row.getInt("round"), instant(row, "last_update_at"),
				OrderState.updateExpected(status, running) ? instant(row, "update_due_at") : null,
				row.getInt("updates_posted"), instant(row, "accept_by"), instant(row, "completed_at"),
				(cancelledAt != null) ? new OrderView.Cancellation(cancelledAt, row.getString("cancelled_by"),
						row.getString("cancellation_reason")) : null,
				WorkerResult.valueOf(row.getString("dossier")), row.getInt("timeline_length"),
				list(row, "answers", AnswerRow.class), list(row, "clarifications", ClarificationRow.class),
				list(row, "plan", TaskRow.class), list(row, "drafts", DraftRow.class),
				list(row, "deliveries", DeliveryRow.class), list(row, "request_rows", RequestView.class),
				new PrivateNote(Objects.requireNonNullElse(row.getString("note_text"), ""),
						list(row, "note_items", PrivateNote.Item.class), row.getLong("note_version")));
	}

	private <T> List<T> list(ResultSet row, String column, Class<T> type) throws SQLException {
		String written = row.getString(column);
		return (written != null) ? read(written, this.json.getTypeFactory().constructCollectionType(List.class, type))
				: List.of();
	}

	private <T> T read(String written, JavaType type) {
		try {
			return this.json.readValue(written, type);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("Written by us: " + written, ex);
		}
	}

	private static MonetaryAmount price(BigDecimal amount, String currency) {
		return Monetary.getDefaultAmountFactory().setNumber(amount).setCurrency(currency).create();
	}

	private static Instant time(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

}
