package io.orderflow.catalog;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.orderflow.platform.Cursor;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.instant;
import static io.orderflow.platform.Columns.json;
import static io.orderflow.platform.Columns.optionalInstant;
import static io.orderflow.platform.Columns.utc;

/**
 * Lists of services, read by key, newest first. The questions stay in the database: a
 * hundred services may have megabytes of them.
 */
@Repository
class ListingRows {

	static final String ON_SALE = """
			select id, approved_version, freelancer, approved_at, approved_content - 'questions' as content
			from listing
			where approved_version is not null and (approved_at, id) < (:at, :id)
			and (cast(:language as text) is null or approved_content ->> 'language' = cast(:language as text))
			and (cast(:price as numeric) is null or price_amount <= cast(:price as numeric))
			and (cast(:days as int) is null
				or cast(approved_content ->> 'deliveryTime' as interval) <= cast(:days as int) * interval '1 day')
			order by approved_at desc, id desc
			limit :rows
			""";

	static final String ON_SALE_WITH_WORDS = """
			select id, approved_version, freelancer, approved_at, approved_content - 'questions' as content
			from listing
			where approved_version is not null and (approved_at, id) < (:at, :id)
			and search_words @@ to_tsquery('simple', :words)
			and (cast(:language as text) is null or approved_content ->> 'language' = cast(:language as text))
			and (cast(:price as numeric) is null or price_amount <= cast(:price as numeric))
			and (cast(:days as int) is null
				or cast(approved_content ->> 'deliveryTime' as interval) <= cast(:days as int) * interval '1 day')
			order by approved_at desc, id desc
			limit :rows
			""";

	static final String OF_FREELANCER = """
			select id, version, freelancer, state, content - 'questions' as content, rejection_reason,
				approved_version, approved_at, lock_version, created_at
			from listing
			where freelancer = :freelancer and (created_at, id) < (:at, :id)
			order by created_at desc, id desc
			limit :rows
			""";

	private final JdbcClient jdbc;

	ListingRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * One of a list, and when it got its place there.
	 *
	 * @param at when it was made, or approved
	 */
	record Row<T>(Instant at, UUID id, T listed) {

		Cursor place() {
			return new Cursor(this.at, this.id);
		}

	}

	/**
	 * @param words as {@code to_tsquery} takes them; null for any
	 */
	List<Row<ListedOffer>> onSale(@Nullable String words, ListingSearch search, Cursor from, int rows) {
		JdbcClient.StatementSpec page = this.jdbc.sql((words != null) ? ON_SALE_WITH_WORDS : ON_SALE)
			.param("language", search.language())
			.param("price", search.mostPrice())
			.param("days", search.mostDays())
			.param("at", utc(from.at()))
			.param("id", from.id())
			.param("rows", rows);
		if (words != null) {
			page.param("words", words);
		}
		return page.query((row, number) -> offer(row)).list();
	}

	List<Row<ListedService>> ofFreelancer(String freelancer, Cursor from, int rows) {
		return this.jdbc.sql(OF_FREELANCER)
			.param("freelancer", freelancer)
			.param("at", utc(from.at()))
			.param("id", from.id())
			.param("rows", rows)
			.query((row, number) -> service(row))
			.list();
	}

	boolean isSelling(String freelancer) {
		return this.jdbc.sql("""
				select exists (select from listing where freelancer = :freelancer and approved_version is not null)
				""").param("freelancer", freelancer).query(Boolean.class).single();
	}

	private static Row<ListedOffer> offer(ResultSet row) throws SQLException {
		UUID id = row.getObject("id", UUID.class);
		return new Row<>(instant(row, "approved_at"), id, new ListedOffer(id, row.getInt("approved_version"),
				row.getString("freelancer"), json(row, "content", ListedContent.class)));
	}

	private static Row<ListedService> service(ResultSet row) throws SQLException {
		UUID id = row.getObject("id", UUID.class);
		return new Row<>(instant(row, "created_at"), id,
				new ListedService(id, row.getInt("version"), row.getString("freelancer"),
						ListingState.valueOf(row.getString("state")), json(row, "content", ListedContent.class),
						row.getString("rejection_reason"), row.getObject("approved_version", Integer.class),
						optionalInstant(row, "approved_at"), row.getLong("lock_version")));
	}

}
