package io.orderflow.order.preview;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.optionalInstant;
import static io.orderflow.platform.Columns.utc;

/** What workers handed in, and what they said of each file. */
@Repository
class PreviewRows {

	private final JdbcClient jdbc;

	PreviewRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** What is known of a file of a draft. */
	record Known(UUID source, int attempts, @Nullable Instant begunAt, @Nullable PreviewOutcome outcome,
			@Nullable Integer pages, @Nullable Integer seconds) {

		boolean isFinishedAs(PreviewOutcome outcome, @Nullable Integer pages, @Nullable Integer seconds) {
			return this.outcome == outcome && Objects.equals(this.pages, pages)
					&& Objects.equals(this.seconds, seconds);
		}

	}

	Map<UUID, Known> known(UUID order) {
		return this.jdbc.sql("select * from preview_file where order_id = :order")
			.param("order", order)
			.query((row, no) -> known(row))
			.list()
			.stream()
			.collect(Collectors.toMap(Known::source, Function.identity()));
	}

	private static Known known(ResultSet row) throws SQLException {
		return new Known(row.getObject("source", UUID.class), row.getInt("attempts"), optionalInstant(row, "begun_at"),
				outcome(row.getString("outcome")), row.getObject("pages", Integer.class),
				row.getObject("seconds", Integer.class));
	}

	private static @Nullable PreviewOutcome outcome(@Nullable String name) {
		return (name != null) ? PreviewOutcome.valueOf(name) : null;
	}

	/**
	 * What is known of a file, kept from others until the transaction ends; makes it
	 * known where it is not.
	 */
	Known locked(UUID order, UUID source) {
		this.jdbc.sql("insert into preview_file (source, order_id) values (:source, :order) on conflict do nothing")
			.param("source", source)
			.param("order", order)
			.update();
		return this.jdbc.sql("select * from preview_file where source = :source for update")
			.param("source", source)
			.query((row, no) -> known(row))
			.single();
	}

	/**
	 * The task of the newest draft's preview has no attempts left.
	 * @param since null where it has some again
	 */
	void stuck(UUID order, @Nullable Instant since) {
		this.jdbc.sql("""
				update draft set preview_stuck_since = :since, preview_told_by = pg_current_xact_id()
				where order_id = :order and preview = 'PENDING'
				""")
			.param("order", order)
			.param("since", (since != null) ? utc(since) : null, Types.TIMESTAMP_WITH_TIMEZONE)
			.update();
	}

	boolean isStuck(UUID order) {
		return this.jdbc.sql("""
				select exists (select from draft
					where order_id = :order and preview = 'PENDING' and preview_stuck_since is not null)
				""").param("order", order).query(Boolean.class).single();
	}

	void begun(UUID source, String worker, Instant now) {
		this.jdbc.sql("""
				update preview_file set attempts = attempts + 1, begun_by = :worker, begun_at = :now
				where source = :source
				""").param("worker", worker).param("now", utc(now)).param("source", source).update();
	}

	/** Nothing where another began it since, or it was taken back. */
	void takenBack(UUID source, String worker) {
		this.jdbc.sql("""
				update preview_file set attempts = attempts - 1, begun_by = null
				where source = :source and begun_by = :worker and attempts > 0
				""").param("source", source).param("worker", worker).update();
	}

	void finished(UUID source, PreviewOutcome outcome, @Nullable Integer pages, @Nullable Integer seconds) {
		this.jdbc.sql(
				"update preview_file set outcome = :outcome, pages = :pages, seconds = :seconds where source = :source")
			.param("outcome", outcome.name())
			.param("pages", pages)
			.param("seconds", seconds)
			.param("source", source)
			.update();
	}

	/** The file of a picture that was handed in already. */
	Optional<UUID> handedIn(UUID source, int page, PreviewPicture picture) {
		return this.jdbc
			.sql("select file from preview_page where source = :source and page = :page and picture = :picture")
			.param("source", source)
			.param("page", page)
			.param("picture", picture.name())
			.query(UUID.class)
			.optional();
	}

	void handIn(UUID source, int page, PreviewPicture picture, UUID file, PreviewPicture.Size size) {
		this.jdbc.sql("""
				insert into preview_page (source, page, picture, file, width, height)
				values (:source, :page, :picture, :file, :width, :height)
				""")
			.param("source", source)
			.param("page", page)
			.param("picture", picture.name())
			.param("file", file)
			.param("width", size.width())
			.param("height", size.height())
			.update();
	}

	/** Forgets all pictures that were handed in of it; their files. */
	List<UUID> forgetPages(UUID source) {
		return this.jdbc.sql("delete from preview_page where source = :source returning file")
			.param("source", source)
			.query(UUID.class)
			.list();
	}

	/**
	 * Whether there is a preview of one of them: it was said to be drawn, or nothing was
	 * said and its first page is there in both sizes.
	 */
	boolean anyDrawn(Collection<UUID> sources) {
		List<UUID> files = List.copyOf(sources);
		return !files.isEmpty() && this.jdbc.sql("""
				select exists (select from preview_file f where f.source in (:sources)
					and (f.outcome = 'DRAWN' or f.outcome is null
						and (select count(*) from preview_page p where p.source = f.source and p.page = 1) = 2))
				""").param("sources", files).query(Boolean.class).single();
	}

}
