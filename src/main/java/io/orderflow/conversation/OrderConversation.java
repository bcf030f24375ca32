package io.orderflow.conversation;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderflow.attachment.Attachment;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.Page;
import io.orderflow.platform.StoredJson;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the page of an order shows of its conversation, in one statement each: the page
 * has many things to read.
 */
@Service
@Transactional(readOnly = true)
public class OrderConversation {

	private static final String MESSAGES = """
			select m.id, m.author, a.display_name, m.kind, m.text, m.posted_at, (
				select jsonb_agg(jsonb_build_object('id', f.id, 'owner', f.owner, 'fileName', f.file_name,
					'contentType', f.content_type, 'size', f.size, 'sha256', f.sha256, 'uploadedAt', f.completed_at)
					order by mf.number)
				from message_file mf join attachment f on f.id = mf.attachment_id where mf.message_id = m.id) as files
			from message m join account a on a.id = m.author
			where m.conversation_id = (select c.id from conversation c
					where c.order_number = :number and (c.client = :reader or c.freelancer = :reader))
				and (m.posted_at, m.id) < (:at, :id)
			order by m.posted_at desc, m.id desc
			limit :limit
			""";

	private static final TypeReference<List<Attachment>> FILES = new TypeReference<>() {
	};

	private final JsonMapper json = StoredJson.mapper();

	private final JdbcClient jdbc;

	private final ConversationRows conversations;

	OrderConversation(JdbcClient jdbc, ConversationRows conversations) {
		this.jdbc = jdbc;
		this.conversations = conversations;
	}

	/** The messages of an order, newest first; none for anyone but the two sides. */
	public Page<MessageView> messages(String orderNumber, String reader, @Nullable String cursor, int size) {
		Cursor from = Cursor.decode(cursor).orElse(MessageReading.NEWEST);
		List<MessageView> found = this.jdbc.sql(MESSAGES)
			.param("number", orderNumber)
			.param("reader", reader)
			.param("at", from.at().atOffset(ZoneOffset.UTC))
			.param("id", from.id())
			.param("limit", size + 1)
			.query((row, number) -> new MessageView(row.getObject("id", UUID.class), row.getString("author"),
					row.getString("display_name"), row.getString("author").equals(reader),
					MessageKind.valueOf(row.getString("kind")), row.getString("text"), files(row.getString("files")),
					row.getObject("posted_at", OffsetDateTime.class).toInstant()))
			.list();
		return Page.of(found, size, (message) -> new Cursor(message.postedAt(), message.id()));
	}

	/**
	 * What was last said with one person elsewhere (S15), the newest first.
	 */
	public List<ConversationView> recentWith(String reader, String other, String exceptOrder, int limit) {
		return this.conversations.listWithBut(reader, other, exceptOrder, MessageReading.NEWEST, limit)
			.stream()
			.map((listed) -> ConversationView.of(listed, reader))
			.toList();
	}

	private List<Attachment> files(@Nullable String files) {
		try {
			return (files != null) ? this.json.readValue(files, FILES) : List.of();
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("Written by PostgreSQL: " + files, ex);
		}
	}

}
