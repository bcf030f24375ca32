package io.orderflow.order.dashboard;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import io.orderflow.order.dashboard.Dashboard.Filter;
import io.orderflow.order.dashboard.Dashboard.Side;
import io.orderflow.order.dashboard.DashboardRows.Place;
import io.orderflow.order.dashboard.DashboardRows.Row;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The orders that somebody has under way, on one side (S10), in three statements. */
@Service
public class DashboardService {

	private static final Cursor FIRST = new Cursor(Instant.EPOCH, new UUID(0, 0));

	/** Between the place where a page ended, and the moment when the first was opened. */
	private static final char AS_OF = '.';

	private final DashboardRows rows;

	private final Clock clock;

	DashboardService(DashboardRows rows, Clock clock) {
		this.rows = rows;
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
		return new Dashboard(new Page<>(rows.stream().limit(size).map(Row::entry).toList(), next),
				this.rows.counts(reader, side, now),
				(side == Side.SELLING) ? this.rows.earned(reader, firstOfMonth(now, zone)) : List.of());
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
