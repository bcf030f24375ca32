package io.orderflow.platform.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.platform.Columns;
import io.orderflow.platform.Cursor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.utc;

/** The rows of the audit trail: added and read, never changed. */
@Repository
class AuditRows {

	private final JdbcClient jdbc;

	AuditRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void add(AuditEvent event) {
		this.jdbc.sql("""
				insert into audit_event (id, at, kind, who, about, address, way, detail)
				values (:id, :at, :kind, :who, :about, :address, :way, :detail)
				""")
			.param("id", event.id())
			.param("at", utc(event.at()))
			.param("kind", event.kind().name())
			.param("who", event.who())
			.param("about", event.about())
			.param("address", event.address())
			.param("way", event.way())
			.param("detail", event.detail())
			.update();
	}

	/** The newest first, from after a place on. */
	List<AuditEvent> page(AuditFilter filter, Cursor after, int limit) {
		return this.jdbc.sql(sql(filter))
			.params(params(filter, after, limit))
			.query((row, number) -> new AuditEvent(row.getObject("id", UUID.class), Columns.instant(row, "at"),
					AuditKind.valueOf(row.getString("kind")), row.getString("who"), row.getString("about"),
					row.getString("address"), row.getString("way"), row.getString("detail")))
			.list();
	}

	/** Only what is asked for is in the statement, so that an index serves each. */
	static String sql(AuditFilter filter) {
		return """
				select id, at, kind, who, about, address, way, detail from audit_event
				where (at, id) < (:at, :id)""" + ((filter.who() != null) ? " and who = :who" : "")
				+ ((filter.kind() != null) ? " and kind = :kind" : "")
				+ ((filter.from() != null) ? " and at >= :from" : "") + ((filter.to() != null) ? " and at < :to" : "")
				+ " order by at desc, id desc limit :limit";
	}

	static Map<String, Object> params(AuditFilter filter, Cursor after, int limit) {
		Map<String, Object> params = new HashMap<>();
		params.put("at", utc(after.at()));
		params.put("id", after.id());
		params.put("limit", limit);
		if (filter.who() != null) {
			params.put("who", filter.who());
		}
		if (filter.kind() != null) {
			params.put("kind", filter.kind().name());
		}
		if (filter.from() != null) {
			params.put("from", utc(filter.from()));
		}
		if (filter.to() != null) {
			params.put("to", utc(filter.to()));
		}
		return params;
	}

}
