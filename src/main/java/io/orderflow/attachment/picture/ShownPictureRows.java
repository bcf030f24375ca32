package io.orderflow.attachment.picture;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.utc;

/** The table of pictures that are shown. */
@Repository
class ShownPictureRows {

	private static final String COLUMNS = """
			select id, owner, large, small, width, height, subject from shown_picture
			""";

	static final String UNKEPT = "select count(*) from shown_picture where owner = :owner and subject is null";

	private final JdbcClient jdbc;

	ShownPictureRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** False where somebody was quicker. */
	boolean add(ShownPicture picture, Instant now) {
		return this.jdbc.sql("""
				insert into shown_picture (id, owner, large, small, width, height, drawn_at)
				values (:id, :owner, :large, :small, :width, :height, :now)
				on conflict (id) do nothing
				""")
			.param("id", picture.id())
			.param("owner", picture.owner())
			.param("large", picture.large())
			.param("small", picture.small())
			.param("width", picture.width())
			.param("height", picture.height())
			.param("now", utc(now))
			.update() == 1;
	}

	/** Those of the pictures that there are, in no order. */
	List<ShownPicture> all(Collection<UUID> ids) {
		if (ids.isEmpty()) {
			return List.of();
		}
		return this.jdbc.sql(COLUMNS + "where id in (:ids)").param("ids", ids).query(ShownPictureRows::picture).list();
	}

	private static ShownPicture picture(ResultSet row, int number) throws SQLException {
		return new ShownPicture(row.getObject("id", UUID.class), row.getString("owner"),
				row.getObject("large", UUID.class), row.getObject("small", UUID.class), row.getInt("width"),
				row.getInt("height"), row.getString("subject"));
	}

	/** How many of somebody's pictures show nothing yet. */
	int unkept(String owner) {
		return this.jdbc.sql(UNKEPT).param("owner", owner).query(Integer.class).single();
	}

	/**
	 * A repeat does nothing; false where it is gone, another's, or shows something else.
	 */
	boolean keep(UUID id, String owner, String subject) {
		return this.jdbc.sql("""
				update shown_picture set subject = :subject
				where id = :id and owner = :owner and (subject is null or subject = :subject)
				""").param("subject", subject).param("id", id).param("owner", owner).update() == 1;
	}

}
