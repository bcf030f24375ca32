package io.orderflow.order.dossier;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.instant;
import static io.orderflow.platform.Columns.optionalInstant;
import static io.orderflow.platform.Columns.utc;

/** When dossiers were asked for, and what was handed in. */
@Repository
class DossierRows {

	private final JdbcClient jdbc;

	DossierRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A time that dossiers were asked for.
	 *
	 * @param no from 1
	 * @param endedAt null while its task waits for a worker
	 */
	record Build(int no, Instant askedAt, @Nullable Instant endedAt) {

		boolean ended() {
			return this.endedAt != null;
		}

	}

	/** A document that was handed in, and for which build. */
	record Document(int build, UUID file) {

	}

	/** The newest; empty where none was asked for. */
	Optional<Build> newest(UUID order) {
		return this.jdbc.sql("""
				select no, asked_at, ended_at from dossier_build where order_id = :order order by no desc limit 1
				""").param("order", order).query(DossierRows::build).optional();
	}

	private static Build build(ResultSet row, int number) throws SQLException {
		return new Build(row.getInt("no"), instant(row, "asked_at"), optionalInstant(row, "ended_at"));
	}

	/**
	 * One more. Nothing where the order has asked for it before, since it was closed.
	 * @param by null where the order asks
	 */
	void ask(UUID order, @Nullable String by, Instant now) {
		this.jdbc.sql("""
				insert into dossier_build (order_id, no, asked_at, asked_by)
				select :order, coalesce(max(no), 0) + 1, :now, :by from dossier_build where order_id = :order
				on conflict do nothing
				""").param("order", order).param("now", utc(now)).param("by", by).update();
	}

	/**
	 * The task has ended.
	 * @param closing whether it is that of the closed order, which ends what else is open
	 * too
	 */
	void ended(UUID order, boolean closing, Instant now) {
		this.jdbc.sql("""
				update dossier_build set ended_at = :now, written_by = pg_current_xact_id()
				where order_id = :order and ended_at is null and (:closing or asked_by is not null)
				""").param("order", order).param("now", utc(now)).param("closing", closing).update();
	}

	Map<DossierSide, Document> documents(UUID order) {
		return this.jdbc.sql("select side, build, file from dossier where order_id = :order")
			.param("order", order)
			.query((row, number) -> Map.entry(DossierSide.valueOf(row.getString("side")), document(row)))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private static Document document(ResultSet row) throws SQLException {
		return new Document(row.getInt("build"), row.getObject("file", UUID.class));
	}

	/** What is there for a side, in place of what was. */
	void handIn(UUID order, DossierSide side, Document document) {
		this.jdbc.sql("""
				insert into dossier (order_id, side, build, file) values (:order, :side, :build, :file)
				on conflict (order_id, side) do update set build = excluded.build, file = excluded.file
				""")
			.param("order", order)
			.param("side", side.name())
			.param("build", document.build())
			.param("file", document.file())
			.update();
	}

}
