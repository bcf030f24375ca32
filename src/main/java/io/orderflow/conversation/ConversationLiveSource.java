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

	static final String SINCE = """
			with written as materialized (
				select m.id, m.conversation_id, m.author, m.posted_at from message m where %s
			)
			select w.*, c.order_number from written w
			cross join lateral (
				select order_number, client, freelancer from conversation where id = w.conversation_id offset 0
			) c
			where :account in (c.client, c.freelancer)
			order by w.posted_at, w.id
			limit :limit
			""".formatted(WRITTEN_SINCE.formatted("m.written_by"));

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
