package io.orderflow.notification.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.account.NotificationChannel;
import io.orderflow.notification.DeliveryLog;
import io.orderflow.notification.DeliveryState;
import io.orderflow.notification.DeliveryView;
import io.orderflow.notification.NotificationRows;
import io.orderflow.platform.AsyncCommit;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.instant;
import static io.orderflow.platform.Columns.json;
import static io.orderflow.platform.Columns.optionalInstant;
import static io.orderflow.platform.Columns.utc;

/** The tables of deliveries and of their attempts, as an attempt and the log see them. */
@Repository
class DeliveryRows implements DeliveryLog {

	/**
	 * Each is on record, whether or not its beginning is. Deliveries are found by an
	 * array, of which PostgreSQL expects fewer than of a function's rows: it would read
	 * through the whole table for those.
	 */
	private static final String LOGGED = """
			with ended as (
				select * from jsonb_to_recordset(:ended::jsonb)
					as e (delivery uuid, number int, outcome text, detail text, at timestamptz, again timestamptz)
			), logged as (
				insert into notification_attempt (delivery_id, number, started_at, outcome, detail, ended_at)
				select d.id, e.number, e.at, e.outcome, e.detail, e.at
				from ended e join notification_delivery d on d.id = e.delivery
				where d.id = any(array(select delivery from ended))
				on conflict (delivery_id, number) do update
					set outcome = excluded.outcome, detail = excluded.detail, ended_at = excluded.ended_at
			)
			""";

	/**
	 * What opened it and what joined it, each by an index of its own: the first of them,
	 * with so much of what was written as all of them together may bring. Of a mail,
	 * messages that were read meanwhile are left out.
	 */
	static final String OUTGOING = """
			with told as (
				select d.id delivery_id, d.channel, d.state, d.subscription_id, d.message_id, n.*,
					row_number() over (partition by d.id order by n.created_at, n.id) place,
					count(*) over (partition by d.id) together
				from notification_delivery d cross join lateral (
					select * from notification where id = d.notification_id
					union all
					select * from notification where joined_delivery_id = d.id
				) n
				where d.id = any(array(select value::uuid from jsonb_array_elements_text(:ids::jsonb)))
					and not (d.channel = 'EMAIL' and n.kind = 'MESSAGE' and n.read_at is not null)
			), first as (
				select told.*, %d - coalesce(sum(length(quote)) over (partition by delivery_id order by place
					rows between unbounded preceding and 1 preceding), 0) room
				from told where place <= %d
			)
			select delivery_id, channel, state, subscription_id, message_id, together, id, recipient, kind,
				order_number, text_key, args, link, created_at, read_at, quote_author,
				case when length(quote) > room then left(quote, room::int) || '…' else quote end quote
			from first where room > 0 order by created_at, id
			""".formatted(PendingDelivery.MOST_CHARACTERS, PendingDelivery.MOST_NOTIFICATIONS);

	/** What is over, and is not to be delivered any more. */
	static final String END = LOGGED + """
			, over as (
				update notification_delivery d set state = e.outcome, ended_at = e.at
				from ended e where d.id = any(array(select delivery from ended)) and d.id = e.delivery
					and e.outcome <> 'FAILED' and d.state = 'QUEUED'
			)
			delete from due_delivery q using ended e
			where q.delivery_id = any(array(select delivery from ended)) and q.delivery_id = e.delivery
				and (e.outcome <> 'FAILED' or q.held_until is null or q.held_until <= :heldUntil)
			returning q.delivery_id
			""";

	static final String OF_NOTIFICATION = """
			select * from notification_delivery where notification_id = :notification
			union all
			select d.* from notification n join notification_delivery d on d.id = n.joined_delivery_id
			where n.id = :notification
			order by created_at, id
			""";

	private final JdbcClient jdbc;

	DeliveryRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** A delivery as it is kept. */
	private record Row(UUID id, NotificationChannel channel, DeliveryState state, Instant createdAt,
			@Nullable Instant endedAt) {

	}

	/**
	 * Waits until nobody else attempts this delivery, and keeps others out until the
	 * transaction ends. An advisory lock, since the rows themselves are written by other
	 * transactions meanwhile.
	 */
	void lock(UUID id) {
		this.jdbc.sql("select pg_advisory_xact_lock(hashtextextended('notification_delivery/' || :id, 0))::text")
			.param("id", id.toString())
			.query(String.class)
			.single();
	}

	/**
	 * Deliveries with all that attempts at them need, the oldest first; none is larger
	 * than {@link PendingDelivery} says.
	 */
	List<PendingDelivery> outgoing(Collection<UUID> ids) {
		Map<UUID, List<PendingDelivery>> parts = new LinkedHashMap<>();
		this.jdbc.sql(OUTGOING)
			.param("ids", json(ids))
			.query(DeliveryRows::part)
			.list()
			.forEach((part) -> parts.computeIfAbsent(part.id(), (id) -> new ArrayList<>()).add(part));
		return parts.values().stream().map(DeliveryRows::whole).toList();
	}

	/**
	 * Those of some deliveries of which {@link #outgoing} has nothing that tell of
	 * messages: all of them were read meanwhile.
	 * @return where each stands
	 */
	Map<UUID, DeliveryState> readMeanwhile(Collection<UUID> ids) {
		Map<UUID, DeliveryState> states = new HashMap<>();
		this.jdbc.sql("""
				select id, state from notification_delivery
				where id = any(array(select value::uuid from jsonb_array_elements_text(:ids::jsonb)))
					and notification_id is not null
				""").param("ids", json(ids)).query((row) -> {
			states.put(row.getObject("id", UUID.class), DeliveryState.valueOf(row.getString("state")));
		});
		return states;
	}

	private static PendingDelivery whole(List<PendingDelivery> parts) {
		PendingDelivery one = parts.get(0);
		return new PendingDelivery(one.id(), one.channel(), one.state(), one.subscription(), one.messageId(),
				parts.stream().map(PendingDelivery::first).toList(), one.together());
	}

	private List<Row> ofNotification(UUID notificationId) {
		return this.jdbc.sql(OF_NOTIFICATION).param("notification", notificationId).query(DeliveryRows::row).list();
	}

	@Override
	public Optional<DeliveryView> find(UUID id) {
		return this.jdbc.sql("select * from notification_delivery where id = :id")
			.param("id", id)
			.query(DeliveryRows::row)
			.optional()
			.map((row) -> view(row, attempts(id)));
	}

	@Override
	public Optional<String> recipient(UUID id) {
		return this.jdbc.sql("""
				select n.recipient from notification_delivery d join notification n on n.id = d.notification_id
				where d.id = :id
				""").param("id", id).query(String.class).optional();
	}

	@Override
	public List<DeliveryView> of(UUID notification) {
		List<Row> rows = ofNotification(notification);
		if (rows.isEmpty()) {
			return List.of();
		}
		Map<UUID, List<DeliveryView.Attempt>> attempts = new HashMap<>();
		this.jdbc.sql("""
				select delivery_id, number, started_at, ended_at, outcome, detail from notification_attempt
				where delivery_id in (:ids) order by delivery_id, number
				""")
			.param("ids", rows.stream().map(Row::id).toList())
			.query((row, number) -> attempts
				.computeIfAbsent(row.getObject("delivery_id", UUID.class), (id) -> new ArrayList<>())
				.add(attempt(row, number)))
			.list();
		return rows.stream().map((row) -> view(row, attempts.getOrDefault(row.id(), List.of()))).toList();
	}

	private List<DeliveryView.Attempt> attempts(UUID id) {
		return this.jdbc.sql("""
				select number, started_at, ended_at, outcome, detail from notification_attempt
				where delivery_id = :id order by number
				""").param("id", id).query(DeliveryRows::attempt).list();
	}

	/**
	 * Notes that an attempt begins; one that never said how it ended has ended unknown.
	 * From here on nothing can join the delivery: whoever is about to is waited for. To
	 * be called outside of transactions.
	 * @return its number, from 1 on; empty when the delivery is at its end
	 */
	Optional<Integer> beginAttempt(UUID id, Instant now) {
		return this.jdbc.sql("""
				with sealed as (
					update notification_delivery set open_group = null where id = :id and open_group is not null
				), cut_short as (
					update notification_attempt set outcome = 'UNKNOWN', ended_at = :now
					where delivery_id = :id and outcome = 'STARTED'
				)
				insert into notification_attempt (delivery_id, number, started_at, outcome)
				select :id, coalesce((select max(number) from notification_attempt where delivery_id = :id), 0) + 1,
					:now, 'STARTED'
				from notification_delivery where id = :id and state = 'QUEUED' and %s
				returning number
				""".formatted(AsyncCommit.COMMIT))
			.param("id", id)
			.param("now", utc(now))
			.query(Integer.class)
			.optional();
	}

	/**
	 * Attempts have ended, and the deliveries that are over end with them, unless they
	 * had before: another attempt may have come first. Those that are not over are the
	 * process's from here on, unless somebody else has taken them meanwhile, who holds
	 * them for longer: the row itself says so, which is read anew once whoever is taking
	 * it has done so.
	 * @param heldUntil until when whoever attempted them holds them
	 * @return the deliveries that were the dispatcher's until now
	 */
	List<UUID> end(Collection<EndedAttempt> attempts, Instant heldUntil) {
		return this.jdbc.sql(END)
			.param("ended", logged(attempts))
			.param("heldUntil", utc(heldUntil))
			.query(UUID.class)
			.list();
	}

	/**
	 * Pushes that have failed are due again, unless somebody else has taken them
	 * meanwhile, who holds them for longer.
	 * @param attempts each with a time in {@link PushPauses}
	 */
	void postpone(Collection<EndedAttempt> attempts, Instant heldUntil) {
		this.jdbc.sql(LOGGED + """
				update due_delivery q set due_at = e.again, held_until = null from ended e
				where q.delivery_id = e.delivery and (q.held_until is null or q.held_until <= :heldUntil)
				""").param("ended", logged(attempts)).param("heldUntil", utc(heldUntil)).update();
	}

	private static String logged(Collection<EndedAttempt> attempts) {
		return json(attempts.stream()
			.map((attempt) -> new Logged(attempt.delivery(), attempt.number(), attempt.logged(), attempt.detail(),
					attempt.at().toString(), PushPauses.after(attempt).map(Instant::toString).orElse(null)))
			.toList());
	}

	private record Logged(UUID delivery, int number, String outcome, String detail, String at, @Nullable String again) {

	}

	private static PendingDelivery part(ResultSet row, int number) throws SQLException {
		return new PendingDelivery(row.getObject("delivery_id", UUID.class),
				NotificationChannel.valueOf(row.getString("channel")), DeliveryState.valueOf(row.getString("state")),
				row.getObject("subscription_id", UUID.class), row.getString("message_id"),
				List.of(NotificationRows.row(row, number)), row.getInt("together"));
	}

	private static DeliveryView view(Row row, List<DeliveryView.Attempt> attempts) {
		return new DeliveryView(row.id(), row.channel(), row.state(), row.createdAt(), row.endedAt(), attempts);
	}

	private static Row row(ResultSet row, int number) throws SQLException {
		return new Row(row.getObject("id", UUID.class), NotificationChannel.valueOf(row.getString("channel")),
				DeliveryState.valueOf(row.getString("state")), instant(row, "created_at"),
				optionalInstant(row, "ended_at"));
	}

	private static DeliveryView.Attempt attempt(ResultSet row, int number) throws SQLException {
		return new DeliveryView.Attempt(row.getInt("number"), instant(row, "started_at"),
				optionalInstant(row, "ended_at"), row.getString("outcome"), row.getString("detail"));
	}

}
