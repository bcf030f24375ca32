package io.orderflow.order.dashboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import javax.money.MonetaryAmount;

import io.orderflow.order.DeliveryClock;
import io.orderflow.order.DeliveryClock.StopReason;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.dashboard.Dashboard.Entry;
import io.orderflow.order.dashboard.Dashboard.Filter;
import io.orderflow.order.dashboard.Dashboard.Side;
import io.orderflow.platform.Cursor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.instant;
import static io.orderflow.platform.Columns.money;
import static io.orderflow.platform.Columns.optionalInstant;
import static io.orderflow.platform.Columns.utc;

/**
 * Reads dashboards straight from the rows of orders, on the indexes of migration V81: the
 * expressions here are those.
 *
 * <p>
 * What is due next is a date, or, while the clock stands for the client, one that is
 * later with every second. So a list has two parts, each in the order of an index of its
 * own: those with a date by it, the others by what is left of their time. They are merged
 * as of the moment at which somebody opened the first page.
 */
@Repository
class DashboardRows {

	private static final String ACTIVE = "o.status not in ('COMPLETED', 'CANCELLED')";

	private static final String CLIENTS_TURN = "o.status in ('AWAITING_REQUIREMENTS', 'AWAITING_CLARIFICATION',"
			+ " 'DRAFT_IN_REVIEW', 'DELIVERED') or o.clock_stop_reason = 'QUESTION'";

	/** What stands for a question waits for the client, and is among what does (B1). */
	private static final String WORKED_ON = "o.clock_stop_reason is distinct from 'QUESTION'";

	/** The rule of {@code DeliveryClock}, as migration V63 says it. */
	private static final String LATE = "coalesce(o.late_from < :now, false)";

	/** While a request is open, silence accepts nothing: there is no date (S26). */
	private static final String UNDATED = "o.accept_by is not null and o.request_turn is not null";

	private static final String NEXT = "case when " + UNDATED + " then timestamptz '9999-01-01 00:00:00+00'"
			+ " else coalesce(o.accept_by, o.clock_due_at, o.requirements_due_at) end";

	private static final String DATED = "(o.clock_stop_reason is null or o.clock_stop_reason = 'DELIVERED')";

	private static final String STANDS = "o.clock_stop_reason <> 'DELIVERED'";

	private static final String LEFT = "o.clock_due_at - o.clock_stopped_at";

	/** As PostgreSQL sorts ids. */
	private static final Comparator<Place> ORDER = Comparator.comparingInt(Place::rank)
		.thenComparing((place) -> place.within().at())
		.thenComparing((place) -> place.within().id().toString());

	private final JdbcClient jdbc;

	DashboardRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A place in the list: what waits for the reader has rank 0.
	 *
	 * @param asOf when the first page was opened: the moment as of which all of them are
	 * sorted
	 */
	record Place(int rank, Cursor within, Instant asOf) {

	}

	record Row(Place place, Entry entry) {

	}

	static String list(Side side, Filter filter) {
		String rank = (side == Side.SELLING)
				? "case when o.request_turn = 'FREELANCER' then 0 when " + CLIENTS_TURN + " then 1 else 0 end"
				: "case when o.request_turn = 'CLIENT' then 0 when " + CLIENTS_TURN + " then 0 else 1 end";
		String me = (side == Side.SELLING) ? "freelancer" : "client";
		String turn = me.toUpperCase(Locale.ROOT);
		String other = (side == Side.SELLING) ? "client" : "freelancer";
		String read = """
				select o.id, o.number, o.title, o.status, o.price_amount, o.price_currency, o.placed_at, o.clock_due_at,
					o.clock_stopped_at, o.clock_stop_reason, coalesce(o.completed_at, o.cancelled_at) as closed_at,
					%s as next_at, %s as undated, (%s) as late, o.clock_started_at is not null and o.clock_stopped_at is null as running,
					o.request_turn is not null as request, o.request_turn = '%s' as asked, %s as rank, a.id as other,
					a.display_name, a.picture
				from orders o join account a on a.id = o.%s
				where o.%s = :me
				"""
			.formatted(NEXT, UNDATED, LATE, turn, rank, other, me);
		if (filter == Filter.ALL) {
			return read + """
					and (o.placed_at, o.id) < (:at, :id)
					order by o.placed_at desc, o.id desc
					limit :limit
					""";
		}
		String shown = read + "and " + ACTIVE + " and (" + condition(filter) + ") and ";
		return "(" + shown + DATED + after(rank, NEXT, ":at") + ") union all (" + shown + STANDS
				+ after(rank, LEFT, "cast(:at as timestamptz) - cast(:asOf as timestamptz)") + ")";
	}

	private static String after(String rank, String by, String place) {
		return """

				and ((%1$s), (%2$s), o.id) > (:rank, %3$s, :id)
				order by (%1$s), (%2$s), o.id
				limit :limit
				""".formatted(rank, by, place);
	}

	private static String condition(Filter filter) {
		return switch (filter) {
			case ACTIVE, ALL -> "true";
			case LATE -> LATE;
			case IN_PROGRESS ->
				"o.status in ('REQUIREMENTS_IN_REVIEW', 'PLANNING', 'DRAFTING', 'IN_PRODUCTION') and " + WORKED_ON;
			case CLIENTS_TURN -> CLIENTS_TURN + " or o.request_turn = 'CLIENT'";
			case DELIVERED -> "o.status = 'DELIVERED'";
			case IN_REVISION -> "o.status = 'IN_REVISION' and " + WORKED_ON;
			case REQUESTS -> "o.request_turn is not null";
		};
	}

	List<Row> list(String me, Side side, Filter filter, Place from, Instant now, int limit) {
		List<Row> rows = this.jdbc.sql(list(side, filter))
			.param("me", me)
			.param("rank", from.rank())
			.param("at", utc(from.within().at()))
			.param("id", from.within().id())
			.param("asOf", utc(from.asOf()))
			.param("now", utc(now))
			.param("limit", limit)
			.query((row, number) -> row(row, filter, from.asOf(), now))
			.list();
		return (filter == Filter.ALL) ? rows
				: rows.stream().sorted(Comparator.comparing(Row::place, ORDER)).limit(limit).toList();
	}

	/** The active orders are those of two indexes, as in the lists. */
	static String counts(Side side) {
		StringBuilder counted = new StringBuilder();
		for (Filter filter : Filter.values()) {
			counted.append(counted.isEmpty() ? "select " : ", ")
				.append("count(*) filter (where ")
				.append(condition(filter))
				.append(") as ")
				.append(filter.name().toLowerCase(Locale.ROOT));
		}
		String active = "select o.* from orders o where o." + ((side == Side.SELLING) ? "freelancer" : "client")
				+ " = :me and " + ACTIVE + " and ";
		return counted + " from (" + active + DATED + " union all " + active + STANDS + ") o";
	}

	/** How many of the active orders each filter has, in one pass over them. */
	Map<Filter, Integer> counts(String me, Side side, Instant now) {
		return this.jdbc.sql(counts(side)).param("me", me).param("now", utc(now)).query((row, number) -> {
			Map<Filter, Integer> counts = new EnumMap<>(Filter.class);
			for (Filter filter : Filter.values()) {
				counts.put(filter, row.getInt(filter.name()));
			}
			return counts;
		}).single();
	}

	static final String EARNED = """
			select price_currency, sum(price_amount) as amount from orders
			where freelancer = :me and completed_at >= :since
			group by price_currency order by price_currency
			""";

	/** What was completed since then, by currency. */
	List<MonetaryAmount> earned(String freelancer, Instant since) {
		return this.jdbc.sql(EARNED)
			.param("me", freelancer)
			.param("since", utc(since))
			.query((row, number) -> money(row, "amount", "price_currency"))
			.list();
	}

	/** A request comes first; what the freelancer asks in between is the client's. */
	private static @Nullable String todo(OrderStatus status, @Nullable StopReason stands, boolean asked) {
		if (status.turn() == OrderStatus.Turn.NOBODY) {
			return null;
		}
		if (asked) {
			return Entry.REQUEST;
		}
		return (status.turn(stands) != status.turn()) ? Entry.QUESTION : status.name();
	}

	private static Row row(ResultSet row, Filter filter, Instant asOf, Instant now) throws SQLException {
		int rank = row.getInt("rank");
		OrderStatus status = OrderStatus.valueOf(row.getString("status"));
		Instant next = instant(row, "next_at");
		Instant nominal = optionalInstant(row, "clock_due_at");
		Instant stopped = optionalInstant(row, "clock_stopped_at");
		StopReason reason = StopReason.of(row.getString("clock_stop_reason"));
		Instant due = status.closed() ? nominal : DeliveryClock.expectedDue(nominal, stopped, reason, now);
		boolean stands = !status.closed() && reason != null && reason != StopReason.DELIVERED;
		Instant listed = (stands && nominal != null && stopped != null) ? nominal.plus(Duration.between(stopped, asOf))
				: next;
		Instant at = (filter == Filter.ALL) ? instant(row, "placed_at") : listed;
		Instant shown = next.equals(nominal) ? due : next;
		return new Row(new Place(rank, new Cursor(at, row.getObject("id", UUID.class)), asOf),
				new Entry(row.getString("number"), row.getString("title"),
						new OrderView.Person(row.getString("other"), row.getString("display_name"),
								row.getObject("picture", UUID.class)),
						status, status.shown(reason),
						(rank == 0) ? todo(status, reason, row.getBoolean("asked")) : null, null,
						money(row, "price_amount", "price_currency"), due, row.getBoolean("undated") ? null : shown,
						row.getBoolean("running") && !status.closed(), row.getBoolean("late"),
						row.getBoolean("request"), optionalInstant(row, "closed_at")));
	}

}
