package io.orderflow.order.timeline;

import java.util.List;

import io.orderflow.order.TimelineKind;
import io.orderflow.platform.live.LiveEvent;
import io.orderflow.platform.live.LiveSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import static io.orderflow.platform.Columns.instant;

/** Both sides hear of every line of their order's timeline: the event {@code order}. */
@Component
class OrderLiveSource implements LiveSource {

	private static final String SINCE = """
			select o.number, e.kind, e.at from timeline_entry e join orders o on o.id = e.order_id
			where %s and (o.client = :account or o.freelancer = :account)
			order by e.written_by, e.order_id, e.no
			limit :limit
			""".formatted(WRITTEN_SINCE.formatted("e"));

	private final JdbcClient jdbc;

	OrderLiveSource(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Something was done.
	 *
	 * @param number of the order
	 */
	record Done(String number, TimelineKind kind) {

	}

	@Override
	public List<LiveEvent> since(String account, String snapshot, int limit) {
		return this.jdbc.sql(SINCE)
			.param("snapshot", snapshot)
			.param("account", account)
			.param("limit", limit)
			.query((row, no) -> new LiveEvent("order", instant(row, "at"),
					new Done(row.getString("number"), TimelineKind.valueOf(row.getString("kind")))))
			.list();
	}

}
