package io.orderflow.order.lookup;

import java.util.List;

import io.orderflow.platform.live.LiveEvent;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import static io.orderflow.platform.Columns.instant;

/** Rows of orders that both sides hear of live. */
@Component
public class OrderLiveRows {

	/**
	 * What of the rows that were written since concerns an account, for a statement that
	 * selects these rows: {@code order_id} and {@code no}, {@code written_by}, the
	 * transaction, {@code at}, when it happened, and what else is told.
	 */
	public static final String OF_BOTH_SIDES = """
			with written as materialized (%s)
			select o.number, w.* from written w
			cross join lateral (select number, client, freelancer from orders where id = w.order_id offset 0) o
			where :account in (o.client, o.freelancer)
			order by w.written_by, w.order_id, w.no
			limit :limit
			""";

	private final JdbcClient jdbc;

	OrderLiveRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Reads an event from each row.
	 * @param statement made of {@link #OF_BOTH_SIDES}
	 * @param type of the events
	 * @param told what an event says, from a row with the order's {@code number}
	 */
	public List<LiveEvent> since(String statement, String account, String snapshot, int limit, String type,
			RowMapper<?> told) {
		return this.jdbc.sql(statement)
			.param("snapshot", snapshot)
			.param("account", account)
			.param("limit", limit)
			.query((row, no) -> new LiveEvent(type, instant(row, "at"), told.mapRow(row, no)))
			.list();
	}

}
