package io.orderflow.order.dashboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import io.orderflow.platform.Cursor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.instant;
import static io.orderflow.platform.Columns.utc;

/** The list of disputes, read by key. */
@Repository
class DisputeRows {

	static final String TO_RULE = """
			select r.id, r.asked_by, r.disputed_at, o.number, o.title, o.client, o.freelancer,
				c.display_name as client_name, c.picture as client_picture,
				f.display_name as freelancer_name, f.picture as freelancer_picture
			from change_request r join orders o on o.id = r.order_id
			join account c on c.id = o.client join account f on f.id = o.freelancer
			where r.state = 'DISPUTED' and o.client <> :reader and o.freelancer <> :reader
				and (r.disputed_at, r.id) > (:at, :id)
			order by r.disputed_at, r.id
			limit :rows
			""";

	private final JdbcClient jdbc;

	DisputeRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** What waits for a ruling, but for the reader's own, the oldest first. */
	List<DisputeToRule> toRule(String reader, Cursor from, int rows) {
		return this.jdbc.sql(TO_RULE)
			.param("reader", reader)
			.param("at", utc(from.at()))
			.param("id", from.id())
			.param("rows", rows)
			.query((row, number) -> dispute(row))
			.list();
	}

	private static DisputeToRule dispute(ResultSet row) throws SQLException {
		OrderView.Person client = person(row, "client");
		OrderView.Person freelancer = person(row, "freelancer");
		return new DisputeToRule(row.getObject("id", UUID.class), row.getString("number"), row.getString("title"),
				client, freelancer, row.getString("asked_by").equals(client.id()) ? client : freelancer,
				instant(row, "disputed_at"));
	}

	private static OrderView.Person person(ResultSet row, String side) throws SQLException {
		return new OrderView.Person(row.getString(side), row.getString(side + "_name"),
				row.getObject(side + "_picture", UUID.class));
	}

}
