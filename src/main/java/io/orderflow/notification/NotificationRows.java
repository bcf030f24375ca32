package io.orderflow.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.account.NotificationKind;
import io.orderflow.platform.Cursor;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.instant;
import static io.orderflow.platform.Columns.json;
import static io.orderflow.platform.Columns.jsonList;
import static io.orderflow.platform.Columns.optionalInstant;
import static io.orderflow.platform.Columns.utc;

/** The table of notifications, as their recipients read it. */
@Repository
public class NotificationRows {

	private static final String COLUMNS = """
			select id, recipient, kind, order_number, text_key, args, link, created_at, read_at, quote_author, quote
			from notification
			""";

	static final String BEFORE = COLUMNS + """
			where recipient = :recipient and (created_at, id) < (:at, :id)
			order by created_at desc, id desc
			limit :limit
			""";

	static final String UNREAD = "select count(*) from notification where recipient = :recipient and read_at is null";

	static final String MARK_READ = """
			update notification set read_at = :now, written_by = pg_current_xact_id()
			where id in (
				select id from notification where recipient = :recipient and read_at is null and %s
				for no key update skip locked
			)
			""";

	static final String OF_ORDER = "order_number = :order and kind <> 'MESSAGE'";

	/**
	 * Whose they are is asked in a way that no index answers: all that somebody has not
	 * read would be read for it.
	 */
	static final String MARK_KEYS = """
			update notification set read_at = :now, written_by = pg_current_xact_id()
			where id in (
				select id from notification
				where key = any(array(select value from jsonb_array_elements_text(:keys::jsonb)))
					and case recipient when :recipient then read_at is null else false end
				for no key update skip locked
			)
			""";

	static final String OVERTAKE = """
			with overtaken as (
				update notification set read_at = coalesce(read_at, :now), written_by = pg_current_xact_id()
				where id in (
					select id from notification
					where key = any(array(select value from jsonb_array_elements_text(:keys::jsonb)))
					for no key update skip locked
				)
				returning recipient
			)
			select distinct recipient from overtaken
			""";

	static final String SETTLE_ALL = """
			with settled as (
				update notification set read_at = :now, written_by = pg_current_xact_id()
				where id in (
					select id from notification where recipient in (:recipients) and read_at is null
						and order_number = :order and text_key in (:keys)
					for no key update skip locked
				)
				returning recipient
			)
			select distinct recipient from settled
			""";

	private final JdbcClient jdbc;

	NotificationRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** A notification as it is kept: its text is made when it is read or sent. */
	public record Row(UUID id, String recipient, NotificationKind kind, @Nullable String orderNumber, String textKey,
			List<String> args, String link, Instant createdAt, @Nullable Instant readAt,
			NewNotification.@Nullable Quote quote) {

	}

	Optional<Row> find(UUID id) {
		return this.jdbc.sql(COLUMNS + "where id = :id").param("id", id).query(NotificationRows::row).optional();
	}

	/** Newest first. */
	List<Row> before(String recipient, Cursor from, int limit) {
		return this.jdbc.sql(BEFORE)
			.param("recipient", recipient)
			.param("at", utc(from.at()))
			.param("id", from.id())
			.param("limit", limit)
			.query(NotificationRows::row)
			.list();
	}

	/** Whether the recipient has it; one that is read stays read since then. */
	boolean markRead(String recipient, UUID id, Instant now) {
		return this.jdbc.sql("""
				update notification set read_at = coalesce(read_at, :now) where id = :id and recipient = :recipient
				""").param("now", utc(now)).param("id", id).param("recipient", recipient).update() == 1;
	}

	/** What is unread and not newer than that one. */
	void markReadUpTo(String recipient, UUID newest, Instant now) {
		this.jdbc.sql("""
				update notification set read_at = :now where recipient = :recipient and read_at is null
				and (created_at, id) <= (select created_at, id from notification where id = :newest)
				""").param("now", utc(now)).param("recipient", recipient).param("newest", newest).update();
	}

	/**
	 * What the recipient was told under some keys, of which there may be more than a
	 * statement has room for parameters: all that somebody wrote in many days. What
	 * somebody else marks at this moment is left to them: nobody waits, and no two wait
	 * for each other.
	 * @return how many were unread
	 */
	int markRead(String recipient, Collection<String> keys, Instant now) {
		return this.jdbc.sql(MARK_KEYS)
			.param("now", utc(now))
			.param("recipient", recipient)
			.param("keys", json(keys))
			.update();
	}

	/** Reads them for all who got them, and marks them as changed anew. */
	List<String> overtake(Collection<String> keys, Instant now) {
		return this.jdbc.sql(OVERTAKE).param("now", utc(now)).param("keys", json(keys)).query(String.class).list();
	}

	/**
	 * The same of all that the recipient was told about an order but for messages.
	 */
	int markRead(String recipient, String orderNumber, Instant now) {
		return marking(OF_ORDER, recipient, now).param("order", orderNumber).update();
	}

	/**
	 * The same of what asked for something: by the keys of its texts, or what begins with
	 * one and a dot.
	 */
	int settle(String recipient, String orderNumber, Collection<String> textKeys, Instant now) {
		return marking("order_number = :order and (text_key in (:keys) or text_key ~ ('^(' || :begins || ')[.]'))",
				recipient, now)
			.param("order", orderNumber)
			.param("keys", textKeys)
			.param("begins", String.join("|", textKeys).replace(".", "[.]"))
			.update();
	}

	/**
	 * What any of them was told about an order by these keys, in one statement.
	 * @return who had some of it unread
	 */
	List<String> settle(Collection<String> recipients, String orderNumber, Collection<String> textKeys, Instant now) {
		return this.jdbc.sql(SETTLE_ALL)
			.param("now", utc(now))
			.param("recipients", recipients)
			.param("order", orderNumber)
			.param("keys", textKeys)
			.query(String.class)
			.list();
	}

	private JdbcClient.StatementSpec marking(String which, String recipient, Instant now) {
		return this.jdbc.sql(MARK_READ.formatted(which)).param("now", utc(now)).param("recipient", recipient);
	}

	long unread(String recipient) {
		return this.jdbc.sql(UNREAD).param("recipient", recipient).query(Long.class).single();
	}

	/** Reads its columns, whatever else the row has. */
	public static Row row(ResultSet row, int number) throws SQLException {
		return new Row(row.getObject("id", UUID.class), row.getString("recipient"),
				NotificationKind.valueOf(row.getString("kind")), row.getString("order_number"),
				row.getString("text_key"), jsonList(row, "args", String.class), row.getString("link"),
				instant(row, "created_at"), optionalInstant(row, "read_at"), quote(row));
	}

	private static NewNotification.@Nullable Quote quote(ResultSet row) throws SQLException {
		String text = row.getString("quote");
		return (text != null) ? new NewNotification.Quote(row.getString("quote_author"), text) : null;
	}

}
