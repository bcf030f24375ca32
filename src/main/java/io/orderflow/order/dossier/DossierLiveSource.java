package io.orderflow.order.dossier;

import java.util.List;

import io.orderflow.platform.live.LiveEvent;
import io.orderflow.platform.live.LiveSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import static io.orderflow.platform.Columns.instant;

/**
 * Both sides hear when their dossiers are asked for, and when they are made: the event
 * {@code dossier}.
 */
@Component
class DossierLiveSource implements LiveSource {

	private static final String SINCE = """
			select o.number, coalesce(b.ended_at, b.asked_at) as at, b.ended_at is null as making
			from dossier_build b join orders o on o.id = b.order_id
			where %s and (o.client = :account or o.freelancer = :account)
			order by b.written_by, b.order_id, b.no
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
