package io.orderflow.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import io.orderflow.platform.Cursor;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The tables of conversations. Plain SQL: rows are only ever inserted, and an insert that
 * finds its key taken says so without breaking the transaction, which JPA cannot.
 */
@Repository
class ConversationRows {

	private static final String MESSAGE = "select id, conversation_id, author, kind, text, posted_at from message ";

	static final String BEFORE = MESSAGE + """
			where conversation_id = :conversation and (posted_at, id) < (:at, :id)
			order by posted_at desc, id desc
			limit :limit
			""";

	private final JdbcClient jdbc;

	ConversationRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Does nothing when the order has one. */
	void open(UUID orderId, Conversation conversation) {
		this.jdbc.sql("""
				insert into conversation (id, order_id, order_number, client, freelancer, opened_at)
				values (:id, :orderId, :orderNumber, :client, :freelancer, :openedAt)
				on conflict (order_id) do nothing
				""")
			.param("id", conversation.id())
			.param("orderId", orderId)
			.param("orderNumber", conversation.orderNumber())
			.param("client", conversation.client())
			.param("freelancer", conversation.freelancer())
			.param("openedAt", utc(conversation.openedAt()))
			.update();
	}

	Optional<Conversation> ofOrder(String orderNumber) {
		return this.jdbc.sql("""
				select id, order_number, client, freelancer, opened_at from conversation
				where order_number = :orderNumber
				""").param("orderNumber", orderNumber).query(ConversationRows::conversation).optional();
	}

	/** Whether it was added; false when the key is taken. */
	boolean add(Message message, String key) {
		return this.jdbc.sql("""
				insert into message (id, conversation_id, author, kind, text, key, posted_at)
				values (:id, :conversation, :author, :kind, :text, :key, :postedAt)
				on conflict (conversation_id, author, key) do nothing
				""")
			.param("id", message.id())
			.param("conversation", message.conversation())
			.param("author", message.author())
			.param("kind", message.kind().name())
			.param("text", message.text())
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

	Message byKey(UUID conversation, String author, String key) {
		return this.jdbc.sql(MESSAGE + "where conversation_id = :conversation and author = :author and key = :key")
			.param("conversation", conversation)
			.param("author", author)
			.param("key", key)
			.query(ConversationRows::message)
			.single();
	}

	/** Newest first. */
	List<Message> before(UUID conversation, Cursor from, int limit) {
		return this.jdbc.sql(BEFORE)
			.param("conversation", conversation)
			.param("at", utc(from.at()))
			.param("id", from.id())
			.param("limit", limit)
			.query(ConversationRows::message)
			.list();
	}

	/** The files of some messages, as their authors ordered them. */
	Map<UUID, List<UUID>> filesOf(Collection<UUID> messages) {
		if (messages.isEmpty()) {
			return Map.of();
		}
		return this.jdbc.sql("""
				select message_id, attachment_id from message_file
				where message_id in (:messages) order by message_id, number
				""")
			.param("messages", messages)
			.query((row, number) -> Map.entry(row.getObject("message_id", UUID.class),
					row.getObject("attachment_id", UUID.class)))
			.list()
			.stream()
			.collect(Collectors.groupingBy(Map.Entry::getKey,
					Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
	}

	private static Conversation conversation(ResultSet row, int number) throws SQLException {
		return new Conversation(row.getObject("id", UUID.class), row.getString("order_number"), row.getString("client"),
				row.getString("freelancer"), instant(row, "opened_at"));
	}

	private static Message message(ResultSet row, int number) throws SQLException {
		return new Message(row.getObject("id", UUID.class), row.getObject("conversation_id", UUID.class),
				row.getString("author"), MessageKind.valueOf(row.getString("kind")), row.getString("text"),
				instant(row, "posted_at"));
	}

	private static Instant instant(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	private static OffsetDateTime utc(Instant time) {
		return time.atOffset(ZoneOffset.UTC);
	}

}
