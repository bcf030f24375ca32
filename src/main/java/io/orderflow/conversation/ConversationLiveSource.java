package io.orderflow.conversation;

import java.util.List;
import java.util.UUID;

import io.orderflow.platform.live.LiveEvent;
import io.orderflow.platform.live.LiveSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import static io.orderflow.platform.Columns.instant;

/** Both sides hear of every message, the author's other pages too. */
@Component
class ConversationLiveSource implements LiveSource {

	private static final String SINCE = """
			select m.id, m.conversation_id, c.order_number, m.author, m.posted_at from message m
			join conversation c on c.id = m.conversation_id
			where %s and (c.client = :account or c.freelancer = :account)
			order by m.posted_at, m.id
			limit :limit
			""".formatted(WRITTEN_SINCE.formatted("m"));

	private final JdbcClient jdbc;

	ConversationLiveSource(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Somebody wrote: the event {@code message}.
	 *
	 * @param orderNumber the order whose conversation it is, if any
	 * @param author the account
	 */
	record Wrote(UUID id, UUID conversation, @Nullable String orderNumber, String author) {

	}

	@Override
	public List<LiveEvent> since(String account, String snapshot, int limit) {
		return this.jdbc.sql(SINCE)
			.param("snapshot", snapshot)
			.param("account", account)
			.param("limit", limit)
			.query((row, no) -> new LiveEvent("message", instant(row, "posted_at"),
					new Wrote(row.getObject("id", UUID.class), row.getObject("conversation_id", UUID.class),
							row.getString("order_number"), row.getString("author"))))
			.list();
	}

}
