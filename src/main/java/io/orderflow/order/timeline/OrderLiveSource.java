package io.orderflow.order.timeline;

import java.util.List;

import io.orderflow.order.TimelineKind;
import io.orderflow.order.lookup.OrderLiveRows;
import io.orderflow.platform.live.LiveEvent;
import io.orderflow.platform.live.LiveSource;
import org.springframework.stereotype.Component;

import static io.orderflow.order.lookup.OrderLiveRows.OF_BOTH_SIDES;

/** Both sides hear of every line of their order's timeline: the event {@code order}. */
@Component
class OrderLiveSource implements LiveSource {

	static final String SINCE = OF_BOTH_SIDES.formatted("""
			select e.order_id, e.no, e.written_by, e.at, e.kind from timeline_entry e where %s
			""".formatted(WRITTEN_SINCE.formatted("e.written_by")));

	private final OrderLiveRows rows;

	OrderLiveSource(OrderLiveRows rows) {
		this.rows = rows;
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
		return this.rows.since(SINCE, account, snapshot, limit, "order",
				(row, no) -> new Done(row.getString("number"), TimelineKind.valueOf(row.getString("kind"))));
	}

}
