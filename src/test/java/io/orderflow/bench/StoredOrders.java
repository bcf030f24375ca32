package io.orderflow.bench;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fills the database with orders: copies of a few that went the real way, each with
 * everything that was recorded about it, spread over a year and many people. One
 * freelancer (Léa) has a hundredth of all, and a client (Camille) a tenth of those.
 */
final class StoredOrders {

	/** How many of fifty orders each state has; the rest is completed. */
	private static final int OF = 50;

	private static final int TOGETHER = 20_000;

	private static final Set<String> PEOPLE = Set.of("client", "freelancer", "author", "actor", "recipient", "account");

	/** Table by table, and the column that says which order a row belongs to. */
	private static final List<Map.Entry<String, String>> TABLES = List.of(Map.entry("orders", "id"),
			Map.entry("requirement_answer", "order_id"), Map.entry("plan_task", "order_id"),
			Map.entry("draft", "order_id"), Map.entry("delivery", "order_id"), Map.entry("timeline_entry", "order_id"),
			Map.entry("conversation", "order_id"));

	private final Watcher database;

	/**
	 * @param database of which the tables are filled; its foreign keys and triggers rest
	 * meanwhile
	 */
	StoredOrders(Watcher database) {
		this.database = database;
	}

	/**
	 * Makes as many orders as there are to be, every copy with its conversation and
	 * notifications.
	 * @param completed the number of an order that is done
	 * @param open numbers of orders on their way
	 */
	void fill(int count, String completed, List<String> open) throws SQLException {
		this.database.execute("set session_replication_role = replica");
		this.database.execute("set synchronous_commit = off");
		people();
		for (int from = 1; from <= count; from += TOGETHER) {
			int to = Math.min(from + TOGETHER - 1, count);
			copy(completed, "(n / 100) %% %d < %d".formatted(OF, OF - open.size()), from, to);
			for (int i = 0; i < open.size(); i++) {
				copy(open.get(i), "(n / 100) %% %d = %d".formatted(OF, OF - 1 - i), from, to);
			}
		}
		contacts();
		this.database.execute("set session_replication_role = origin");
		this.database.execute("vacuum analyze");
	}

	private void people() throws SQLException {
		this.database.execute("""
				insert into account (id, version, display_name, email, language, time_zone)
				select kind || n, 0, initcap(kind) || ' ' || n, kind || n || '@example.com', 'fr', 'Europe/Paris'
				from (values ('freelancer', 20000), ('client', 100000)) people (kind, how_many),
					generate_series(0, how_many - 1) n
				""");
		this.database.execute(copied("listing", "listing", "id = (select listing_id from orders limit 1)",
				Map.of("id", uuid("id"), "freelancer", "'freelancer' || (n % 20000)"), "generate_series(1, 10000) n"));
	}

	private void copy(String number, String which, int from, int to) throws SQLException {
		String orders = "(select n, 'OF-' || lpad(upper(to_hex(n >> 16)), 4, '0') || '-'"
				+ " || lpad(upper(to_hex(n & 65535)), 4, '0') as new_number from generate_series(%d, %d) n where %s) n"
					.formatted(from, to, which);
		String id = "(select id from orders where number = '%s')".formatted(number);
		for (Map.Entry<String, String> table : TABLES) {
			this.database.execute(
					copied(table.getKey(), table.getKey(), table.getValue() + " = " + id, changes(number), orders));
		}
		this.database.execute(copied("message", "message",
				"conversation_id = (select id from conversation where order_number = '%s')".formatted(number),
				changes(number), orders));
		this.database.execute(copied("notification", "notification", "order_number = '%s'".formatted(number),
				changes(number), orders));
	}

	private static Map<String, String> changes(String number) {
		return Map.of("id", uuid("id"), "order_id", uuid("order_id"), "conversation_id", uuid("conversation_id"),
				"number", "new_number", "order_number", "new_number", "key", "key || '/' || n", "link",
				"replace(link, '%s', new_number)".formatted(number), "joined_delivery_id", "null");
	}

	/** Of copy n; the ids of one table ascend with n. */
	private static String uuid(String id) {
		return "(lpad(to_hex(n), 8, '0') || substr(replace(%s::text, '-', ''), 9))::uuid".formatted(id);
	}

	private String copied(String into, String from, String which, Map<String, String> changes, String copies)
			throws SQLException {
		List<String> columns = this.database.texts("""
				select column_name || ' ' || udt_name from information_schema.columns
				where table_schema = current_schema() and table_name = ? and is_generated = 'NEVER'
				""", into);
		String names = columns.stream().map((column) -> column.split(" ")[0]).collect(Collectors.joining(", "));
		String values = columns.stream()
			.map((column) -> column.split(" "))
			.map((column) -> changes.getOrDefault(column[0], value(column[0], column[1])))
			.collect(Collectors.joining(", "));
		return "insert into %s (%s) select %s from %s, (select * from %s where %s) original".formatted(into, names,
				values, copies, from, which);
	}

	private static String value(String column, String type) {
		if (PEOPLE.contains(column)) {
			return """
					case %1$s when 'lea' then case when n %% 100 = 0 then 'lea' else 'freelancer' || (n %% 20000) end
						when 'camille' then case when n %% 1000 = 0 then 'camille' else 'client' || (n * 7 %% 100000) end
						else %1$s end"""
				.formatted(column);
		}
		return type.equals("timestamptz") ? column + " - n * interval '30 seconds'" : column;
	}

	/** As the triggers would have counted them. */
	private void contacts() throws SQLException {
		this.database.execute("delete from contact_spent");
		this.database.execute("delete from contact");
		this.database.execute("""
				insert into contact (client, freelancer, client_name, freelancer_name, orders_placed, orders_completed,
					orders_cancelled, last_order_at, last_order_id)
				select o.client, o.freelancer, contact_name_key(c.display_name), contact_name_key(f.display_name),
					count(*), count(*) filter (where o.status = 'COMPLETED'),
					count(*) filter (where o.status = 'CANCELLED'), max(o.placed_at),
					(array_agg(o.id order by o.placed_at desc))[1]
				from orders o join account c on c.id = o.client join account f on f.id = o.freelancer
				group by o.client, o.freelancer, c.display_name, f.display_name
				""");
		this.database.execute("""
				insert into contact_spent (client, freelancer, currency, amount)
				select client, freelancer, price_currency,
					coalesce(sum(price_amount) filter (where status = 'COMPLETED'), 0)
				from orders group by client, freelancer, price_currency
				""");
	}

}
