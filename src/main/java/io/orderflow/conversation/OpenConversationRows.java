package io.orderflow.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderflow.notification.NotificationService;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.JsonbMapper;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Opens a conversation in one statement, for pages that have many other things to read:
 * itself, its messages with their files, and the texts that the reader has ready. The
 * same statement marks it as read, and with it what the reader was told about it.
 */
@Repository
class OpenConversationRows {

	/**
	 * Marks only where the newest message that is shown is the newest still: who has one
	 * to write waits for this, or this for them, and looks again.
	 */
	private static final String OPEN = """
			with talk as (
				select id, order_number, order_title, client, freelancer, last_message_at,
					case client when :account then client_unread else freelancer_unread end as unread,
					case client when :account then client_read_until else freelancer_read_until end as read_until
				from conversation where %%s and :account in (client, freelancer)
			), read as (
				update conversation c set
					client_read_until = case c.client when :account then c.last_message_at else c.client_read_until end,
					client_unread = case c.client when :account then 0 else c.client_unread end,
					freelancer_read_until =
						case c.freelancer when :account then c.last_message_at else c.freelancer_read_until end,
					freelancer_unread = case c.freelancer when :account then 0 else c.freelancer_unread end
				from talk t
				where :reads and t.unread > 0 and c.id = t.id and c.last_message_at = t.last_message_at
				returning c.id, t.read_until
			), settled as (
				%s
				returning id
			)
			select c.*, l.id as message_id, l.author, l.kind, left(l.text, 200) as excerpt, l.posted_at,
				a.display_name as client_name, b.display_name as freelancer_name, (
					select jsonb_agg(jsonb_build_object('id', m.id, 'author', m.author, 'authorName',
						case m.author when a.id then a.display_name else b.display_name end,
						'mine', m.author = :account, 'kind', m.kind, 'text', m.text, 'files', m.files,
						'postedAt', m.posted_at) order by m.posted_at desc, m.id desc)
					from (
						select m.*, (
							select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'owner', f.owner,
								'fileName', f.file_name, 'contentType', f.content_type, 'size', f.size,
								'sha256', f.sha256, 'uploadedAt', f.completed_at) order by mf.number), '[]')
							from message_file mf join attachment f on f.id = mf.attachment_id
							where mf.message_id = m.id) as files
						from message m
						where m.conversation_id = c.id and (m.posted_at, m.id) < (:at, :id)
						order by m.posted_at desc, m.id desc
						limit :limit
					) m
				) as messages, (
					select jsonb_agg(jsonb_build_object('id', r.id, 'own', true, 'title', r.title, 'text', r.text)
						order by r.created_at, r.id)
					from ready_message r where r.account = :account
				) as ready,
				(select count(*) from settled) as settled
			from talk c
			left join lateral (
				select id, author, kind, text, posted_at from message where conversation_id = c.id
				order by posted_at desc, id desc limit 1
			) l on true
			join account a on a.id = c.client
			join account b on b.id = c.freelancer
			""".formatted(NotificationService.readByKey("""
			select 'message/' || m.id from read join message m on m.conversation_id = read.id
			where m.author <> :account and (read.read_until is null or m.posted_at > read.read_until)"""));

	static final String BY_ID = OPEN.formatted("id = :which");

	static final String OF_ORDER = OPEN.formatted("order_number = :which");

	private static final TypeReference<List<MessageView>> MESSAGES = new TypeReference<>() {
	};

	private static final TypeReference<List<ReadyMessage>> READY = new TypeReference<>() {
	};

	private final JsonMapper json = JsonbMapper.mapper();

	private final JdbcClient jdbc;

	OpenConversationRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A conversation that one of its sides has opened.
	 *
	 * @param listed as it was before
	 * @param messages newest first
	 * @param own the texts that the reader has saved
	 * @param settled how many notifications were read with it
	 */
	record Talk(ConversationRows.Listed listed, List<MessageView> messages, List<ReadyMessage> own, int settled) {

	}

	/** Empty for anyone but the two sides. */
	Optional<Talk> open(UUID id, String reader, Cursor from, int limit, boolean reads, Instant now) {
		return open(this.jdbc.sql(BY_ID).param("which", id), reader, from, limit, reads, now);
	}

	Optional<Talk> openOfOrder(String orderNumber, String reader, Cursor from, int limit, boolean reads, Instant now) {
		return open(this.jdbc.sql(OF_ORDER).param("which", orderNumber), reader, from, limit, reads, now);
	}

	private Optional<Talk> open(JdbcClient.StatementSpec opened, String reader, Cursor from, int limit, boolean reads,
			Instant now) {
		return opened.param("account", reader)
			.param("at", from.at().atOffset(ZoneOffset.UTC))
			.param("id", from.id())
			.param("limit", limit)
			.param("reads", reads)
			.param("now", now.atOffset(ZoneOffset.UTC))
			.query(this::talk)
			.optional();
	}

	private Talk talk(ResultSet row, int number) throws SQLException {
		return new Talk(ConversationRows.listed(row, number), read(row.getString("messages"), MESSAGES),
				read(row.getString("ready"), READY), row.getInt("settled"));
	}

	private <T> List<T> read(@Nullable String written, TypeReference<List<T>> type) {
		try {
			return (written != null) ? this.json.readValue(written, type) : List.of();
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("Written by PostgreSQL: " + written, ex);
		}
	}

}
