package io.orderflow.order.preview;

import java.util.List;

import io.orderflow.order.lookup.OrderLiveRows;
import io.orderflow.platform.live.LiveEvent;
import io.orderflow.platform.live.LiveSource;
import org.springframework.stereotype.Component;

import static io.orderflow.order.lookup.OrderLiveRows.OF_BOTH_SIDES;

/**
 * Both sides hear when a preview cannot be made, and when it is tried again: the event
 * {@code preview}. That it was made the timeline says.
 */
@Component
class PreviewLiveSource implements LiveSource {

	static final String SINCE = OF_BOTH_SIDES.formatted("""
			select d.order_id, d.no, d.preview_told_by as written_by,
				coalesce(d.preview_stuck_since, d.submitted_at) as at, d.preview_stuck_since is null as making
			from draft d where %s
			""".formatted(WRITTEN_SINCE.formatted("d.preview_told_by")));

	private final OrderLiveRows rows;

	PreviewLiveSource(OrderLiveRows rows) {
		this.rows = rows;
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
		return this.rows.since(SINCE, account, snapshot, limit, "preview",
				(row, no) -> new Previewed(row.getString("number"), row.getBoolean("making")));
	}

}
