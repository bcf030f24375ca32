package io.orderflow.contact;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.money.MonetaryAmount;

import io.orderflow.order.dashboard.ContactBook;
import io.orderflow.order.timeline.WaitedSeconds;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.instant;
import static io.orderflow.platform.Columns.json;
import static io.orderflow.platform.Columns.money;

/** The tables of contacts, which triggers on the orders keep; only ever read here. */
@Repository
class ContactRows {

	private static final String SPENT = """
			(select array_agg(s.amount || ' ' || s.currency order by s.currency) from contact_spent s
			where s.client = c.client and s.freelancer = c.freelancer and s.amount > 0) as spent
			""";

	/** Names are kept as they are sorted: without accents and capitals. */
	private static final String NAMED = "position(contact_name_key(:name) in %s_name) > 0";

	private static final String BETWEEN = """
			select c.orders_placed, c.orders_completed, c.orders_cancelled, c.last_order_at, c.waited,
			""" + SPENT + """
			from contact c where c.client = :client and c.freelancer = :freelancer
			""";

	/** From one currency to the next on an index, however many rows each has. */
	private static final String CURRENCIES = """
			with recursive found as (
				(select currency from contact_spent where %1$s = :account order by currency limit 1)
				union all
				select (select s.currency from contact_spent s
					where s.%1$s = :account and s.currency > found.currency order by s.currency limit 1)
				from found where found.currency is not null
			)
			select currency from found where currency is not null order by currency
			""";

	private final JdbcClient jdbc;

	ContactRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A contact as it is kept.
	 *
	 * @param other the account of the other side
	 * @param value what the list is sorted by, as text
	 */
	record Row(String other, ContactBook.History history, UUID lastOrder, String value) {

	}

	/**
	 * The statement of one page. Columns and direction are names of ours, never a
	 * caller's; the page is cut out on an index.
	 */
	static String page(ContactSorting order, boolean first, boolean named) {
		ContactSide side = order.side();
		boolean spent = order.sort() == ContactSort.SPENT;
		String column = order.sort().column(side);
		String direction = order.descending() ? "desc" : "asc";
		String where = side.reader() + " = :account" + (spent ? " and currency = :currency" : "") + (first ? ""
				: " and (%s, %s) %s (:value, :other)".formatted(column, side.other(), order.descending() ? "<" : ">"));
		if (named) {
			where += spent ? " and exists (select from contact n where n.client = contact_spent.client"
					+ " and n.freelancer = contact_spent.freelancer and " + NAMED.formatted("n." + side.other()) + ")"
					: " and " + NAMED.formatted(side.other());
		}
		String page = "(select *, %s as value from %s where %s order by %s %s, %s %s limit :limit)".formatted(column,
				spent ? "contact_spent" : "contact", where, column, direction, side.other(), direction);
		return """
				select c.%3$s as other, c.orders_placed, c.orders_completed, c.orders_cancelled, c.last_order_at,
					c.last_order_id, c.waited, value,
				%1$s
				from %2$s
				order by value %4$s, c.%3$s %4$s
				""".formatted(SPENT, spent ? page + " page join contact c using (client, freelancer)" : page + " c",
				side.other(), direction);
	}

	/**
	 * @param name part of the other side's name; null for any
	 */
	List<Row> page(ContactSorting order, String account, @Nullable String name, @Nullable ContactCursor from,
			int limit) {
		JdbcClient.StatementSpec page = this.jdbc.sql(page(order, from == null, name != null))
			.param("account", account)
			.param("limit", limit);
		if (name != null) {
			page.param("name", name);
		}
		if (from != null) {
			page.param("value", order.sort().value(from.value())).param("other", from.other());
		}
		if (order.sort() == ContactSort.SPENT) {
			page.param("currency", order.currency());
		}
		return page
			.query((row, number) -> new Row(row.getString("other"), history(row),
					row.getObject("last_order_id", UUID.class), value(row, order.sort())))
			.list();
	}

	Optional<ContactBook.History> between(String client, String freelancer) {
		return this.jdbc.sql(BETWEEN)
			.param("client", client)
			.param("freelancer", freelancer)
			.query((row, number) -> history(row))
			.optional();
	}

	List<String> currencies(ContactSide side, String account) {
		return this.jdbc.sql(CURRENCIES.formatted(side.reader())).param("account", account).query(String.class).list();
	}

	private static ContactBook.History history(ResultSet row) throws SQLException {
		return new ContactBook.History(row.getInt("orders_placed"), row.getInt("orders_completed"),
				row.getInt("orders_cancelled"), spent(row), instant(row, "last_order_at"),
				json(row, "waited", WaitedSeconds.class).times());
	}

	private static String value(ResultSet row, ContactSort sort) throws SQLException {
		return (sort == ContactSort.LAST_ORDER) ? row.getObject("value", OffsetDateTime.class).toString()
				: row.getString("value");
	}

	private static List<MonetaryAmount> spent(ResultSet row) throws SQLException {
		Array spent = row.getArray("spent");
		if (spent == null) {
			return List.of();
		}
		return Arrays.stream((String[]) spent.getArray()).map(ContactRows::amount).toList();
	}

	private static MonetaryAmount amount(String text) {
		String[] parts = text.split(" ");
		return money(new BigDecimal(parts[0]), parts[1]);
	}

}
