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

	static final String SINCE = """
			with written as materialized (
				select e.order_id, e.no, e.kind, e.at, e.written_by from timeline_entry e where %s
			)
			select o.number, w.kind, w.at from written w
			cross join lateral (select number, client, freelancer from orders where id = w.order_id offset 0) o
			where :account in (o.client, o.freelancer)
			order by w.written_by, w.order_id, w.no
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
