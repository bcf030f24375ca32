package io.orderflow.conversation;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.platform.Cursor;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.instant;
import static io.orderflow.platform.Columns.utc;

/** The tables of messages and their files; rows are only ever inserted. */
@Repository
class MessageRows {

	private static final String MESSAGE_COLUMNS = "id, conversation_id, author, kind, text, service_id, service_title, posted_at";

	private static final String MESSAGE = "select " + MESSAGE_COLUMNS + " from message ";

	/** With the files of each, as its author ordered them. */
	static final String BEFORE = """
			select id, conversation_id, author, kind, text, service_id, service_title, posted_at,
				array(select f.attachment_id from message_file f where f.message_id = m.id order by f.number) as files
			from message m
			where conversation_id = :conversation and (posted_at, id) < (:at, :id)
			order by posted_at desc, id desc
			limit :limit
			""";

	private static final String ONE = """
			select id, conversation_id, author, kind, text, service_id, service_title, posted_at,
				array(select f.attachment_id from message_file f where f.message_id = m.id order by f.number) as files
			from message m
			where id = :id and conversation_id = :conversation
			""";

	/** The newest first. */
	static final String FILES = """
			select f.attachment_id, m.author, m.kind from message m join message_file f on f.message_id = m.id
			where m.conversation_id = :conversation
			order by m.posted_at desc, m.id desc, f.number desc
			limit :limit
			""";

	private final JdbcClient jdbc;

	MessageRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Adds it, and with it what the conversation knows of its newest message; false when
	 * the key is taken. Lock the conversation first.
	 */
	boolean add(Message message, String key) {
		return this.jdbc
			.sql("""
					with added as (
						insert into message (id, conversation_id, author, kind, text, service_id, service_title, key, posted_at,
							search_words)
						select :id, id, :author, :kind, :text, cast(:service as uuid), cast(:title as varchar), :key, :postedAt,
							words_searched(:text)
						from conversation where id = :conversation
						-- asked before the words are made, which takes longer than all the rest
						and not exists (
							select from message where conversation_id = :conversation and author = :author and key = :key)
						on conflict (conversation_id, author, key) do nothing
						returning conversation_id, author, service_id, service_title, posted_at
					)
					update conversation c set last_message_at = added.posted_at, last_author = added.author,
						client_unread = c.client_unread + (added.author <> c.client)::int,
						freelancer_unread = c.freelancer_unread + (added.author <> c.freelancer)::int,
						service_id = coalesce(added.service_id, c.service_id),
						service_title = coalesce(added.service_title, c.service_title)
					from added where c.id = added.conversation_id
					""")
			.param("id", message.id())
			.param("conversation", message.conversation())
			.param("author", message.author())
			.param("kind", message.kind().name())
			.param("text", message.text())
			.param("service", (message.service() != null) ? message.service().id() : null)
			.param("title", (message.service() != null) ? message.service().title() : null)
			.param("key", key)
			.param("postedAt", utc(message.postedAt()))
			.update() == 1;
	}

	void addFiles(UUID message, Collection<UUID> files) {
		int number = 0;
		for (UUID file : new LinkedHashSet<>(files)) {
			this.jdbc
				.sql("insert into message_file (message_id, attachment_id, number) values (:message, :file, :number)")
				.param("message", message)
				.param("file", file)
				.param("number", number++)
				.update();
		}
	}

	/** In the order in which they were given. */
	List<UUID> files(UUID message) {
		return this.jdbc.sql("select attachment_id from message_file where message_id = :message order by number")
			.param("message", message)
			.query(UUID.class)
			.list();
	}

	Optional<Message> byKey(UUID conversation, String author, String key) {
		return this.jdbc.sql(MESSAGE + "where conversation_id = :conversation and author = :author and key = :key")
			.param("conversation", conversation)
			.param("author", author)
			.param("key", key)
			.query(MessageRows::message)
			.optional();
	}

	/** When a message of this conversation was written. */
	Optional<Instant> postedAt(UUID conversation, UUID message) {
		return this.jdbc.sql(MESSAGE + "where id = :id and conversation_id = :conversation")
			.param("id", message)
			.param("conversation", conversation)
			.query(MessageRows::message)
			.optional()
			.map(Message::postedAt);
	}

	/** What the other side wrote that the reader has not marked yet, up to a time. */
	List<UUID> unmarked(UUID conversation, String reader, Instant until) {
		return this.jdbc.sql("""
				select m.id from message m join conversation c on c.id = m.conversation_id
				where c.id = :conversation and m.author <> :reader and m.posted_at <= :until and m.posted_at > coalesce(
					case c.client when :reader then c.client_read_until else c.freelancer_read_until end, '-infinity')
				""")
			.param("conversation", conversation)
			.param("reader", reader)
			.param("until", utc(until))
			.query(UUID.class)
			.list();
	}

	/** A message and the ids of its files. */
	record WithFiles(Message message, List<UUID> files) {

	}

	/** Newest first. */
	List<WithFiles> before(UUID conversation, Cursor from, int limit) {
		return this.jdbc.sql(BEFORE)
			.param("conversation", conversation)
			.param("at", utc(from.at()))
			.param("id", from.id())
			.param("limit", limit)
			.query((row, number) -> new WithFiles(message(row, number), files(row.getArray("files"))))
			.list();
	}

	/** One of this conversation. */
	Optional<WithFiles> one(UUID conversation, UUID message) {
		return this.jdbc.sql(ONE)
			.param("conversation", conversation)
			.param("id", message)
			.query((row, number) -> new WithFiles(message(row, number), files(row.getArray("files"))))
			.optional();
	}

	/** A file of a message, and whose that is. */
	record FileOf(UUID file, String author, MessageKind kind) {

	}

	/** The newest first. */
	List<FileOf> files(UUID conversation, int limit) {
		return this.jdbc.sql(FILES)
			.param("conversation", conversation)
			.param("limit", limit)
			.query((row, number) -> new FileOf(row.getObject("attachment_id", UUID.class), row.getString("author"),
					MessageKind.valueOf(row.getString("kind"))))
			.list();
	}

	private static List<UUID> files(Array files) throws SQLException {
		return List.of((UUID[]) files.getArray());
	}

	private static Message message(ResultSet row, int number) throws SQLException {
		return new Message(row.getObject("id", UUID.class), row.getObject("conversation_id", UUID.class),
				row.getString("author"), MessageKind.valueOf(row.getString("kind")), row.getString("text"),
				AskedService.of(row), instant(row, "posted_at"));
	}

}
