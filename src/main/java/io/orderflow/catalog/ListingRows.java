package io.orderflow.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.money.MonetaryAmount;

import io.orderflow.platform.Cursor;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.signin.SignedInUsers;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.instant;
import static io.orderflow.platform.Columns.json;
import static io.orderflow.platform.Columns.money;
import static io.orderflow.platform.Columns.optionalInstant;
import static io.orderflow.platform.Columns.utc;

/**
 * Lists of services, read by key. The questions stay in the database: a hundred services
 * may have megabytes of them.
 */
@Repository
class ListingRows {

	/** Nobody buys of somebody who was removed, or is no freelancer any more. */
	private static final String SELLS = SignedInUsers.stillIn("listing.freelancer", UserStore.FREELANCERS);

	static final String OF_FREELANCER = """
			select id, case when state = 'APPROVED' then approved_version else version end as version, freelancer,
				state, content - 'questions' as content, rejection_reason,
				case when off_sale_since is null then approved_version end as version_on_sale,
				price_amount, price_currency,
				approved_at, off_sale_since, lock_version, created_at
			from listing
			where freelancer = :freelancer and (created_at, id) < (:at, :id)
			order by created_at desc, id desc
			limit :rows
			""";

	static final String TO_REVIEW = """
			select id, freelancer, version, submitted_at, content ->> 'title' as title, content ->> 'language' as language,
				approved_version is not null and off_sale_since is null as on_sale
			from listing
			where state = 'SUBMITTED' and freelancer <> :reader and (submitted_at, id) > (:at, :id)
			order by submitted_at, id
			limit :rows
			""";

	private final JdbcClient jdbc;

	ListingRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** One of a freelancer's own, and when it was made. */
	record Own(Instant at, ListedService service) {

		Cursor place() {
			return new Cursor(this.at, this.service.id());
		}

	}

	/**
	 * One on sale, and where it stands.
	 *
	 * @param value what the list is sorted by
	 */
	record OnSale(Object value, ListedOffer offer) {

		ListingCursor place(ListingSort sort) {
			return new ListingCursor(sort, this.value, this.offer.listingId());
		}

	}

	/**
	 * The statement of one page of what is on sale. Columns and direction are names of
	 * ours, never a caller's; the page is read off an index in its order, or off that of
	 * words and sorted.
	 */
	static String onSale(ListingSort sort, boolean first, boolean words) {
		return """
				select id, approved_version, freelancer, %1$s as value, approved_content - 'questions' as content
				from listing
				where approved_version is not null and off_sale_since is null%4$s%5$s
				and %6$s
				and (cast(:language as text) is null or approved_content ->> 'language' = cast(:language as text))
				and (cast(:price as numeric) is null or price_amount <= cast(:price as numeric))
				and (cast(:days as int) is null or listing_seconds(approved_content) <= cast(:days as bigint) * 86400)
				order by %1$s %2$s, id %2$s
				limit :rows
				""".formatted(sort.column(), sort.direction(), sort.beyond(),
				first ? "" : "\nand (%s, id) %s (:value, :id)".formatted(sort.column(), sort.beyond()),
				words ? "\nand search_words @@ to_tsquery('simple', :words)" : "", SELLS);
	}

	/**
	 * @param words as {@code to_tsquery} takes them; null for any
	 * @param from null for the first page
	 */
	List<OnSale> onSale(@Nullable String words, ListingSearch search, @Nullable ListingCursor from, int rows) {
		JdbcClient.StatementSpec page = this.jdbc.sql(onSale(search.sort(), from == null, words != null))
			.param("language", search.language())
			.param("price", search.mostPrice())
			.param("days", search.mostDays())
			.param("rows", rows);
		if (from != null) {
			page.param("value", from.value()).param("id", from.id());
		}
		if (words != null) {
			page.param("words", words);
			// a word that many have is found in the list's order, one that few have by an
			// index of words
			this.jdbc.sql("set local plan_cache_mode = force_custom_plan").update();
		}
		return page.query((row, number) -> offer(row, search.sort())).list();
	}

	List<Own> ofFreelancer(String freelancer, Cursor from, int rows) {
		return this.jdbc.sql(OF_FREELANCER)
			.param("freelancer", freelancer)
			.param("at", utc(from.at()))
			.param("id", from.id())
			.param("rows", rows)
			.query((row, number) -> service(row))
			.list();
	}

	/** What waits for a moderator, but for their own, the oldest first. */
	List<ListingToReview> toReview(String reader, Cursor from, int rows) {
		return this.jdbc.sql(TO_REVIEW)
			.param("reader", reader)
			.param("at", utc(from.at()))
			.param("id", from.id())
			.param("rows", rows)
			.query((row, number) -> new ListingToReview(row.getObject("id", UUID.class), row.getInt("version"),
					row.getString("title"), row.getString("language"), row.getString("freelancer"),
					instant(row, "submitted_at"), row.getBoolean("on_sale")))
			.list();
	}

	/**
	 * Where a picture of a service stands, if anywhere.
	 *
	 * @param onSale whether everybody sees it
	 * @param submitted whether moderators do
	 */
	record Shown(boolean onSale, boolean submitted) {

	}

	/** In one short statement: pages ask for many pictures, and contents are long. */
	Optional<Shown> shown(UUID listing, UUID picture) {
		return this.jdbc
			.sql("""
					select off_sale_since is null and coalesce(approved_content -> 'pictures' @> one, false) and %s as on_sale,
						state <> 'DRAFT' and coalesce(content -> 'pictures' @> one, false) as submitted
					from listing, jsonb_build_array(jsonb_build_object('id', cast(:picture as text))) one
					where id = :listing
					"""
				.formatted(SELLS))
			.param("picture", picture.toString())
			.param("listing", listing)
			.query((row, no) -> new Shown(row.getBoolean("on_sale"), row.getBoolean("submitted")))
			.optional();
	}

	/** Whether anybody can buy of a freelancer at this moment. */
	boolean sells(String freelancer) {
		return this.jdbc.sql("select " + SignedInUsers.stillIn(":freelancer", UserStore.FREELANCERS))
			.param("freelancer", freelancer)
			.query(Boolean.class)
			.single();
	}

	boolean wasEverOnSale(String freelancer) {
		return this.jdbc.sql("""
				select exists (select from listing where freelancer = :freelancer and approved_version is not null)
				""").param("freelancer", freelancer).query(Boolean.class).single();
	}

	private static OnSale offer(ResultSet row, ListingSort sort) throws SQLException {
		return new OnSale(sort.value(row, "value"),
				new ListedOffer(row.getObject("id", UUID.class), row.getInt("approved_version"),
						row.getString("freelancer"), json(row, "content", ListedContent.class)));
	}

	private static @Nullable MonetaryAmount priceOnSale(ResultSet row) throws SQLException {
		row.getInt("version_on_sale");
		return row.wasNull() ? null : money(row, "price_amount", "price_currency");
	}

	private static Own service(ResultSet row) throws SQLException {
		return new Own(instant(row, "created_at"),
				new ListedService(row.getObject("id", UUID.class), row.getInt("version"), row.getString("freelancer"),
						ListingState.valueOf(row.getString("state")), json(row, "content", ListedContent.class),
						row.getString("rejection_reason"), row.getObject("version_on_sale", Integer.class),
						priceOnSale(row), optionalInstant(row, "approved_at"), optionalInstant(row, "off_sale_since"),
						row.getLong("lock_version")));
	}

}
