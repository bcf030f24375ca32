package io.orderflow.order.dossier;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
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
	 * @param askedBy null where the order asked, since it was closed
	 * @param endedAt null while its task waits for a worker
	 */
	record Build(int no, Instant askedAt, @Nullable String askedBy, @Nullable Instant endedAt,
			@Nullable Instant stuckSince) {

		/** Whether its task waits, and has no attempts left. */
		boolean isStuck() {
			return this.endedAt == null && this.stuckSince != null;
		}

		/** Whether the order asked for it, since it was closed. */
		boolean isClosing() {
			return this.askedBy == null;
		}

	}

	/** A document that was handed in, and for which build. */
	record Document(int build, UUID file) {

	}

	/** The newest; empty where none was asked for. */
	Optional<Build> newest(UUID order) {
		return this.jdbc.sql("""
				select no, asked_at, asked_by, ended_at, stuck_since from dossier_build where order_id = :order
				order by no desc limit 1
				""").param("order", order).query(DossierRows::build).optional();
	}

	/**
	 * What a task of the order was begun for: that of a side which asked, or the closed
	 * order's. Of the former one is open at a time.
	 */
	Optional<Build> ofTask(UUID order, boolean onDemand) {
		return this.jdbc.sql("""
				select no, asked_at, asked_by, ended_at, stuck_since from dossier_build
				where order_id = :order and (asked_by is not null) = :onDemand
				order by ended_at is null desc, no desc limit 1
				""").param("order", order).param("onDemand", onDemand).query(DossierRows::build).optional();
	}

	/** The newest whose task waits for a worker; empty: none does. */
	Optional<Build> waiting(UUID order) {
		return this.jdbc.sql("""
				select no, asked_at, asked_by, ended_at, stuck_since from dossier_build
				where order_id = :order and ended_at is null order by no desc limit 1
				""").param("order", order).query(DossierRows::build).optional();
	}

	private static Build build(ResultSet row, int number) throws SQLException {
		return new Build(row.getInt("no"), instant(row, "asked_at"), row.getString("asked_by"),
				optionalInstant(row, "ended_at"), optionalInstant(row, "stuck_since"));
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

	/** What waits is asked for once more, with the task that there is. */
	void askAgain(UUID order, Build waiting, Instant now) {
		this.jdbc.sql("""
				update dossier_build set asked_at = :now, stuck_since = null, written_by = pg_current_xact_id()
				where order_id = :order and no = :no
				""").param("order", order).param("no", waiting.no()).param("now", utc(now)).update();
	}

	/**
	 * The task of what waits has no attempts left.
	 * @param since null where it has some again
	 */
	void stuck(UUID order, boolean onDemand, @Nullable Instant since) {
		this.jdbc.sql("""
				update dossier_build set stuck_since = :since, written_by = pg_current_xact_id()
				where order_id = :order and ended_at is null and (asked_by is not null) = :onDemand
				""")
			.param("order", order)
			.param("since", (since != null) ? utc(since) : null, Types.TIMESTAMP_WITH_TIMEZONE)
			.param("onDemand", onDemand)
			.update();
	}

	/**
	 * A task has ended, and with it what it was begun for: nothing else.
	 * @param onDemand whether a side had asked for it
	 */
	void ended(UUID order, boolean onDemand, Instant now) {
		this.jdbc.sql("""
				update dossier_build set ended_at = :now, stuck_since = null, written_by = pg_current_xact_id()
				where order_id = :order and ended_at is null and (asked_by is not null) = :onDemand
				""").param("order", order).param("now", utc(now)).param("onDemand", onDemand).update();
	}

	/** A worker reads what stands in a side's; the last time counts. */
	void read(UUID order, int build, DossierSide side, Instant now) {
		this.jdbc.sql("""
				insert into dossier_side (order_id, build, side, read_at) values (:order, :build, :side, :now)
				on conflict (order_id, build, side) do update set read_at = excluded.read_at
				""")
			.param("order", order)
			.param("build", build)
			.param("side", side.name())
			.param("now", utc(now))
			.update();
	}

	/** A side will have no document. */
	void finished(UUID order, int build, DossierSide side, DossierOutcome outcome) {
		this.jdbc.sql("""
				insert into dossier_side (order_id, build, side, outcome) values (:order, :build, :side, :outcome)
				on conflict (order_id, build, side) do update set outcome = excluded.outcome
				""")
			.param("order", order)
			.param("build", build)
			.param("side", side.name())
			.param("outcome", outcome.name())
			.update();
	}

	/** Which sides will have no document. */
	Map<DossierSide, DossierOutcome> outcomes(UUID order, int build) {
		return this.jdbc.sql("""
				select side, outcome from dossier_side
				where order_id = :order and build = :build and outcome is not null
				""")
			.param("order", order)
			.param("build", build)
			.query((row, number) -> Map.entry(DossierSide.valueOf(row.getString("side")),
					DossierOutcome.valueOf(row.getString("outcome"))))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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

	/**
	 * What is there for a side, in place of what was; of when its contents were read
	 * last.
	 */
	void handIn(UUID order, DossierSide side, Document document) {
		this.jdbc.sql("""
				insert into dossier (order_id, side, build, file, as_of) values (:order, :side, :build, :file,
					(select read_at from dossier_side where order_id = :order and build = :build and side = :side))
				on conflict (order_id, side)
				do update set build = excluded.build, file = excluded.file, as_of = excluded.as_of
				""")
			.param("order", order)
			.param("side", side.name())
			.param("build", document.build())
			.param("file", document.file())
			.update();
	}

}
