package io.orderflow.order.dossier;

import java.util.List;

import io.orderflow.platform.live.LiveEvent;
import io.orderflow.platform.live.LiveSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import static io.orderflow.platform.Columns.instant;

/**
 * Both sides hear when their dossiers are asked for, when they are made, and when they
 * cannot be: the event {@code dossier}.
 */
@Component
class DossierLiveSource implements LiveSource {

	static final String SINCE = """
			with written as materialized (select b.* from dossier_build b where %s)
			select o.number, coalesce(w.ended_at, w.stuck_since, w.asked_at) as at,
				w.ended_at is null and w.stuck_since is null as making
			from written w
			cross join lateral (select number, client, freelancer from orders where id = w.order_id offset 0) o
			where :account in (o.client, o.freelancer)
			order by w.written_by, w.order_id, w.no
			limit :limit
			""".formatted(WRITTEN_SINCE.formatted("b"));

	private final JdbcClient jdbc;

	DossierLiveSource(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * How it stands.
	 *
	 * @param number of the order
	 * @param making whether a worker is at it
	 */
	record Built(String number, boolean making) {

	}

	@Override
	public List<LiveEvent> since(String account, String snapshot, int limit) {
		return this.jdbc.sql(SINCE)
			.param("snapshot", snapshot)
			.param("account", account)
			.param("limit", limit)
			.query((row, no) -> new LiveEvent("dossier", instant(row, "at"),
					new Built(row.getString("number"), row.getBoolean("making"))))
			.list();
	}

}
