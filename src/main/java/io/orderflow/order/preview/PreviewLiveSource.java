package io.orderflow.order.preview;

import java.util.List;

import io.orderflow.platform.live.LiveEvent;
import io.orderflow.platform.live.LiveSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import static io.orderflow.platform.Columns.instant;

/**
 * Both sides hear when a preview cannot be made, and when it is tried again: the event
 * {@code preview}. That it was made the timeline says.
 */
@Component
class PreviewLiveSource implements LiveSource {

	static final String SINCE = """
			with written as materialized (select d.* from draft d where %s)
			select o.number, coalesce(w.preview_stuck_since, w.submitted_at) as at, w.preview_stuck_since is null as making
			from written w
			cross join lateral (select number, client, freelancer from orders where id = w.order_id offset 0) o
			where :account in (o.client, o.freelancer)
			order by w.preview_told_by, w.order_id, w.no
			limit :limit
			"""
		.formatted(WRITTEN_SINCE.replace("written_by", "preview_told_by").formatted("d"));

	private final JdbcClient jdbc;

	PreviewLiveSource(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * How it stands.
	 *
	 * @param number of the order
	 * @param making whether a worker is asked for it
	 */
	record Previewed(String number, boolean making) {

	}

	@Override
	public List<LiveEvent> since(String account, String snapshot, int limit) {
		return this.jdbc.sql(SINCE)
			.param("snapshot", snapshot)
			.param("account", account)
			.param("limit", limit)
			.query((row, no) -> new LiveEvent("preview", instant(row, "at"),
					new Previewed(row.getString("number"), row.getBoolean("making"))))
			.list();
	}

}
