package io.orderflow.order.dossier;

import java.util.List;

import io.orderflow.order.lookup.OrderLiveRows;
import io.orderflow.platform.live.LiveEvent;
import io.orderflow.platform.live.LiveSource;
import org.springframework.stereotype.Component;

import static io.orderflow.order.lookup.OrderLiveRows.OF_BOTH_SIDES;

/**
 * Both sides hear when their dossiers are asked for, when they are made, and when they
 * cannot be: the event {@code dossier}.
 */
@Component
class DossierLiveSource implements LiveSource {

	static final String SINCE = OF_BOTH_SIDES.formatted("""
			select b.order_id, b.no, b.written_by, coalesce(b.ended_at, b.stuck_since, b.asked_at) as at,
				b.ended_at is null and b.stuck_since is null as making
			from dossier_build b where %s
			""".formatted(WRITTEN_SINCE.formatted("b.written_by")));

	private final OrderLiveRows rows;

	DossierLiveSource(OrderLiveRows rows) {
		this.rows = rows;
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
		return this.rows.since(SINCE, account, snapshot, limit, "dossier",
				(row, no) -> new Built(row.getString("number"), row.getBoolean("making")));
	}

}
