package io.orderflow.order.timeline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.order.TimelineKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Of the timelines of orders, what is read in part. */
@Repository
class TimelineRows {

	private static final List<String> NUMBERS = List.of("round", "point");

	private final JdbcClient jdbc;

	TimelineRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** What a delivery's points are told with, without the words. */
	List<TimelineLine> ofPoints(UUID order) {
		return this.jdbc.sql("""
				select no, at, actor, kind, details ->> 'round' as round, details ->> 'point' as point
				from timeline_entry where order_id = :order and kind in (:kinds) order by no
				""")
			.param("order", order)
			.param("kinds", List.of(TimelineKind.WORK_DELIVERED.name(), TimelineKind.POINT_OBJECTED.name()))
			.query((row, no) -> line(row))
			.list();
	}

	private static TimelineLine line(ResultSet row) throws SQLException {
		Map<String, String> details = new HashMap<>();
		for (String name : NUMBERS) {
			String number = row.getString(name);
			if (number != null) {
				details.put(name, number);
			}
		}
		return new TimelineLine(row.getInt("no"), row.getObject("at", OffsetDateTime.class).toInstant(),
				row.getString("actor"), TimelineKind.valueOf(row.getString("kind")), details, null);
	}

}
