package io.orderflow.order.dashboard;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.order.OrderStep;
import io.orderflow.order.dashboard.Dashboard.Entry;
import io.orderflow.order.dashboard.Dashboard.Filter;
import io.orderflow.order.dashboard.Dashboard.Side;
import io.orderflow.order.dashboard.DashboardRows.Place;
import io.orderflow.order.dashboard.DashboardRows.Row;
import io.orderflow.order.flow.OrderFlow;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The orders that somebody has under way, on one side (S10), in three statements; and one
 * for the dates of what they have to do, where there is anything.
 */
@Service
public class DashboardService {

	private static final Cursor FIRST = new Cursor(Instant.EPOCH, new UUID(0, 0));

	/** Between the place where a page ended, and the moment when the first was opened. */
	private static final char AS_OF = '.';

	private final DashboardRows rows;

	private final OrderFlow flow;

	private final Clock clock;

	DashboardService(DashboardRows rows, OrderFlow flow, Clock clock) {
		this.rows = rows;
		this.flow = flow;
		this.clock = clock;
	}

	/**
	 * One page of it.
	 * @param zone where the reader's month begins
	 * @throws Refusal {@code bad-cursor}
	 */
	@Transactional(readOnly = true)
	public Dashboard of(String reader, Side side, Filter filter, ZoneId zone, @Nullable String cursor,
			@Nullable Integer limit) {
		Instant now = this.clock.instant();
		int size = Cursor.limit(limit);
		List<Row> rows = this.rows.list(reader, side, filter, place(cursor, filter, now), now, size + 1);
		String next = (rows.size() > size) ? written(rows.get(size - 1).place()) : null;
		return new Dashboard(new Page<>(dated(rows.stream().limit(size).map(Row::entry).toList()), next),
				this.rows.counts(reader, side, now),
				(side == Side.SELLING) ? this.rows.earned(reader, firstOfMonth(now, zone)) : List.of());
	}

	/** The same, saying by when what there is to do is to be done. */
	private List<Entry> dated(List<Entry> entries) {
		Map<String, Map<OrderStep, Instant>> due = this.flow
			.due(entries.stream().filter(Entry::mine).map(Entry::number).toList());
		return entries.stream().map((entry) -> {
			OrderStep step = entry.step();
			return (step != null) ? entry.by(due.getOrDefault(entry.number(), Map.of()).get(step)) : entry;
		}).toList();
	}

	/** Whether somebody has ever had an order on that side. */
	@Transactional(readOnly = true)
	public boolean any(String reader, Side side) {
		Instant now = this.clock.instant();
		return !this.rows.list(reader, side, Filter.ALL, new Place(0, Cursor.NEWEST, now), now, 1).isEmpty();
	}

	private static Instant firstOfMonth(Instant now, ZoneId zone) {
		return now.atZone(zone).truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant();
	}

	private static String written(Place place) {
		return place.rank() + place.within().encoded() + AS_OF + place.asOf().toEpochMilli();
	}

	private static Place place(@Nullable String cursor, Filter filter, Instant now) {
		if (cursor == null || cursor.isEmpty()) {
			return new Place(0, (filter == Filter.ALL) ? Cursor.NEWEST : FIRST, now.truncatedTo(ChronoUnit.MILLIS));
		}
		int rank = cursor.charAt(0) - '0';
		int end = cursor.indexOf(AS_OF);
		if ((rank != 0 && rank != 1) || end < 0) {
			throw badCursor();
		}
		return Cursor.decode(cursor.substring(1, end))
			.map((within) -> new Place(rank, within, asOf(cursor.substring(end + 1), now)))
			.orElseThrow(DashboardService::badCursor);
	}

	/** The first page was opened before this one, even if another node says otherwise. */
	private static Instant asOf(String written, Instant now) {
		try {
			return Instant.ofEpochMilli(Math.min(Math.max(Long.parseLong(written), 0), now.toEpochMilli()));
		}
		catch (NumberFormatException ex) {
			throw badCursor();
		}
	}

	private static Refusal badCursor() {
		return Refusal.invalid("cursor", "bad-cursor");
	}

}
