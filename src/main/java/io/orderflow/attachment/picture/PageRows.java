package io.orderflow.attachment.picture;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.utc;

/** The pages of files, and what came of drawing them. */
@Repository
class PageRows {

	/** After that a file that took too long is drawn again, when somebody looks. */
	private static final Duration AGAIN_AFTER = Duration.ofDays(1);

	private final JdbcClient jdbc;

	private final Clock clock;

	PageRows(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** How drawing a file ended. */
	record Ended(PageOutcome outcome, @Nullable Integer pages) {

	}

	/** A picture of a page. */
	record Picture(int page, PictureSize size, UUID file, int width, int height) {

	}

	/**
	 * Empty while it was not drawn, and once it may be again: what took too long a while
	 * ago may have had too little of the machine.
	 */
	Optional<Ended> ended(UUID source) {
		return this.jdbc.sql("""
				select outcome, pages from file_drawing where source = :source and outcome is not null
				and not (outcome = 'TOO_SLOW' and begun_at < :again)
				""")
			.param("source", source)
			.param("again", utc(this.clock.instant().minus(AGAIN_AFTER)))
			.query((row, no) -> new Ended(PageOutcome.valueOf(row.getString("outcome")),
					row.getObject("pages", Integer.class)))
			.optional();
	}

	/** Its pictures, by page. */
	List<Picture> pictures(UUID source) {
		return this.jdbc.sql(
				"select page, picture, file, width, height from file_page where source = :source order by page, picture")
			.param("source", source)
			.query((row, no) -> new Picture(row.getInt("page"), PictureSize.valueOf(row.getString("picture")),
					row.getObject("file", UUID.class), row.getInt("width"), row.getInt("height")))
			.list();
	}

	/**
	 * Counts that it is begun.
	 * @param most how often it may be
	 * @return false where it was begun so often already, and nothing is counted
	 */
	boolean begin(UUID source, int most, Instant now) {
		return this.jdbc.sql("""
				insert into file_drawing (source, attempts, begun_at) values (:source, 1, :now)
				on conflict (source) do update set begun_at = :now, outcome = null,
					attempts = case when file_drawing.outcome is null then file_drawing.attempts + 1 else 1 end
				where file_drawing.outcome is null and file_drawing.attempts < :most
					or file_drawing.outcome = 'TOO_SLOW' and file_drawing.begun_at < :again
				""")
			.param("source", source)
			.param("most", most)
			.param("now", utc(now))
			.param("again", utc(now.minus(AGAIN_AFTER)))
			.update() == 1;
	}

	/** How often it was begun since it may be. */
	int attempts(UUID source) {
		return this.jdbc.sql("select attempts from file_drawing where source = :source")
			.param("source", source)
			.query(Integer.class)
			.single();
	}

	/** Whether it was last begun before that time, which whoever did has not survived. */
	boolean begunBefore(UUID source, Instant time) {
		return this.jdbc.sql("""
				select coalesce(begun_at < :time, true) from file_drawing where source = :source
				""").param("source", source).param("time", utc(time)).query(Boolean.class).single();
	}

	/**
	 * The attempt says nothing of the file: it was broken off, or failed for our reasons.
	 */
	void givenUp(UUID source) {
		this.jdbc.sql("update file_drawing set attempts = attempts - 1 where source = :source and attempts > 0")
			.param("source", source)
			.update();
	}

	/** False where another has ended it. */
	boolean finish(UUID source, PageOutcome outcome, @Nullable Integer pages) {
		return this.jdbc.sql(
				"update file_drawing set outcome = :outcome, pages = :pages where source = :source and outcome is null")
			.param("outcome", outcome.name())
			.param("pages", pages)
			.param("source", source)
			.update() == 1;
	}

	void add(UUID source, Picture picture) {
		this.jdbc.sql("""
				insert into file_page (source, page, picture, file, width, height)
				values (:source, :page, :picture, :file, :width, :height)
				""")
			.param("source", source)
			.param("page", picture.page())
			.param("picture", picture.size().name())
			.param("file", picture.file())
			.param("width", picture.width())
			.param("height", picture.height())
			.update();
	}

}
