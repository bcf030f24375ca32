package io.orderflow.conversation;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.platform.Columns;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Opens a conversation for one of its sides. Where it marks it as read, the statement
 * that reads it does, so that nothing can come between.
 */
@Repository
class OpenConversationRows {

	/**
	 * Marks only where the newest message that it knows is the newest still: who has one
	 * to write waits for this, or this for them, and marks nothing.
	 */
	private static final String OPEN = """
			with opened as (
				select *, case client when :account then client_unread else freelancer_unread end as unread,
					case client when :account then client_read_until else freelancer_read_until end as read_until
				from conversation where %s and :account in (client, freelancer)
			), marked as (
				update conversation c set client_unread = case c.client when :account then 0 else c.client_unread end,
					client_read_until = case c.client when :account then c.last_message_at else c.client_read_until end,
					freelancer_unread = case c.freelancer when :account then 0 else c.freelancer_unread end,
					freelancer_read_until =
						case c.freelancer when :account then c.last_message_at else c.freelancer_read_until end
				from opened o where :reads and o.unread > 0 and c.id = o.id and c.last_message_at = o.last_message_at
				returning c.id, o.read_until
			)
			select o.*, a.display_name as client_name, b.display_name as freelancer_name,
				a.picture as client_picture, b.picture as freelancer_picture,
				array(select m.id from marked join message m on m.conversation_id = marked.id where m.author <> :account
					and (marked.read_until is null or m.posted_at > marked.read_until)) as read_now,
				(select jsonb_agg(jsonb_build_object('id', r.id, 'title', r.title) order by r.created_at, r.id)
					from ready_message r where r.account = :account) as ready
			from opened o join account a on a.id = o.client join account b on b.id = o.freelancer
			""";

	static final String BY_ID = OPEN.formatted("id = :which");

	static final String OF_ORDER = OPEN.formatted("order_number = :which");

	private final JdbcClient jdbc;

	OpenConversationRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A conversation that one of its sides has opened.
	 *
	 * @param listed as it was before, without its newest message
	 * @param readNow the messages of the other side that were marked as read by this
	 * @param own what the texts are called that the reader has saved
	 */
	record Opened(ConversationRows.Listed listed, List<UUID> readNow, List<ReadyMessage.Title> own) {

	}

	private record Saved(String id, String title) {

	}

	/**
	 * Empty for anyone but the two sides.
	 * @param reads whether it marks what the reader has not read
	 */
	Optional<Opened> open(UUID id, String reader, boolean reads) {
		return open(this.jdbc.sql(BY_ID).param("which", id), reader, reads);
	}

	/** The same for the conversation of an order; marks nothing. */
	Optional<Opened> openOfOrder(String orderNumber, String reader) {
		return open(this.jdbc.sql(OF_ORDER).param("which", orderNumber), reader, false);
	}

	private static Optional<Opened> open(JdbcClient.StatementSpec opened, String reader, boolean reads) {
		return opened.param("account", reader).param("reads", reads).query(OpenConversationRows::opened).optional();
	}

	private static Opened opened(ResultSet row, int number) throws SQLException {
		Array readNow = row.getArray("read_now");
		return new Opened(ConversationRows.listed(row, null), List.of((UUID[]) readNow.getArray()),
				Columns.jsonRows(row, "ready", Saved.class)
					.stream()
					.map((saved) -> new ReadyMessage.Title(saved.id(), true, saved.title()))
					.toList());
	}

}
