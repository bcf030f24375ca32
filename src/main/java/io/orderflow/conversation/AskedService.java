package io.orderflow.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A service that somebody asks about before there is an order (S8).
 *
 * @param id the listing
 * @param title how it was called when it was asked about
 */
public record AskedService(UUID id, String title) {

	/** What a row says of it in {@code service_id} and {@code service_title}. */
	static @Nullable AskedService of(ResultSet row) throws SQLException {
		UUID id = row.getObject("service_id", UUID.class);
		return (id != null) ? new AskedService(id, row.getString("service_title")) : null;
	}

}
