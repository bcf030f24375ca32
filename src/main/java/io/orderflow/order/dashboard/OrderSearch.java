package io.orderflow.order.dashboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.order.DeliveryClock.StopReason;
import io.orderflow.order.OrderStatus;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.text.SearchWords;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import static io.orderflow.platform.Columns.instant;
import static io.orderflow.platform.Columns.money;
import static io.orderflow.platform.Columns.utc;

/**
 * Finds orders of one's own, on either side, by their number, words of their title or the
 * name of the other side, or some of each.
 */
@Service
public class OrderSearch {

	/**
	 * One order after the other is looked at, the newest first, until there are enough:
	 * no more than the reader has, however many there are.
	 */
	static final String FOUND = """
			with mine as (
				(select %1$s from orders
				where freelancer = :me and (placed_at, id) < (:at, :id)
					and (search_words || (select name_words from account where account.id = client))
						@@ to_tsquery('simple', :words)
				order by placed_at desc, id desc limit :limit)
				union all
				(select %1$s from orders
				where client = :me and (placed_at, id) < (:at, :id)
					and (search_words || (select name_words from account where account.id = freelancer))
						@@ to_tsquery('simple', :words)
				order by placed_at desc, id desc limit :limit)
				order by placed_at desc, id desc limit :limit
			)
			select o.*, o.freelancer = :me as selling, a.id as other, a.display_name, a.picture
			from mine o join account a on a.id = case when o.freelancer = :me then o.client else o.freelancer end
			order by o.placed_at desc, o.id desc
			"""
		.formatted("id, number, title, status, clock_stop_reason, price_amount, price_currency, placed_at, client,"
				+ " freelancer");

	static final String UNDER_WAY = """
			select number
			from (select number, listing_id, status from orders
				where client = :me
				order by placed_at desc, id desc limit 100) newest
			where listing_id = :listing and status not in ('COMPLETED', 'CANCELLED')
			limit 1
			""";

	private final JdbcClient jdbc;

	OrderSearch(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The newest first; none where nothing is asked for. In one statement.
	 * @param words the beginning of each is enough
	 * @throws Refusal {@code text-too-long} on {@code q}; {@code bad-cursor}
	 */
	@Transactional(readOnly = true)
	public Page<FoundOrder> find(String reader, String words, @Nullable String cursor, @Nullable Integer limit) {
		if (words.length() > SearchWords.LONGEST) {
			throw Refusal.invalid("q", "text-too-long", SearchWords.LONGEST, words.length());
		}
		Cursor from = Cursor.decode(cursor).orElse(Cursor.NEWEST);
		String query = SearchWords.query(words);
		int size = Cursor.limit(limit);
		List<FoundOrder> found = query.isEmpty() ? List.of()
				: this.jdbc.sql(FOUND)
					.param("me", reader)
					.param("words", query)
					.param("at", utc(from.at()))
					.param("id", from.id())
					.param("limit", size + 1)
					.query(OrderSearch::found)
					.list();
		return Page.of(found, size, (order) -> new Cursor(order.placedAt(), order.id()));
	}

	/**
	 * Whether an order is one of the reader's.
	 * @param number as it is kept
	 */
	@Transactional(readOnly = true)
	public boolean has(String reader, String number) {
		return this.jdbc
			.sql("select exists (select from orders where number = :number and :me in (client, freelancer))")
			.param("number", number)
			.param("me", reader)
			.query(Boolean.class)
			.single();
	}

	/**
	 * The number of the newest order of a service that is not over, among the client's
	 * newest hundred.
	 */
	@Transactional(readOnly = true)
	public Optional<String> underWay(String client, UUID listing) {
		return this.jdbc.sql(UNDER_WAY).param("me", client).param("listing", listing).query(String.class).optional();
	}

	private static FoundOrder found(ResultSet row, int number) throws SQLException {
		return new FoundOrder(row.getObject("id", UUID.class), row.getString("number"), row.getString("title"),
				new OrderView.Person(row.getString("other"), row.getString("display_name"),
						row.getObject("picture", UUID.class)),
				row.getBoolean("selling"),
				OrderStatus.valueOf(row.getString("status")).shown(StopReason.of(row.getString("clock_stop_reason"))),
				money(row, "price_amount", "price_currency"), instant(row, "placed_at"));
	}

}
