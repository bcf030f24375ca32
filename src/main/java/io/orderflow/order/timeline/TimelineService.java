package io.orderflow.order.timeline;

import java.util.List;
import java.util.UUID;

import io.orderflow.order.Order;
import io.orderflow.order.lookup.OrderByNumber;
import io.orderflow.order.TimelineEntry;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What happened to an order, for both of its sides. To strangers it is not there. */
@Service
@Transactional(readOnly = true)
public class TimelineService {

	private final OrderByNumber orders;

	private final Timelines timelines;

	private final TimelineRows rows;

	TimelineService(OrderByNumber orders, Timelines timelines, TimelineRows rows) {
		this.orders = orders;
		this.timelines = timelines;
		this.rows = rows;
	}

	/**
	 * What happened after a form was shown: the lines of the timeline after a number.
	 * @throws Refusal {@code no-such-order} to strangers
	 */
	public List<TimelineLine> since(String number, String reader, int event) {
		return this.timelines.of(this.orders.of(number, reader).id(), Math.max(0, event), Limit.of(Cursor.MAX_LIMIT))
			.stream()
			.map(TimelineService::line)
			.toList();
	}

	/**
	 * The timeline from its end: the newest lines before a number, the newest first.
	 * @throws Refusal {@code no-such-order} to strangers
	 */
	public List<TimelineLine> before(String number, String reader, int event) {
		return this.timelines.newest(this.orders.of(number, reader).id(), event, Limit.of(Cursor.MAX_LIMIT));
	}

	/**
	 * When work was delivered and when points were objected to, in their order; of their
	 * details only which round and which point.
	 * @throws Refusal {@code no-such-order} to strangers
	 */
	public List<TimelineLine> ofPoints(String number, String reader) {
		return this.rows.ofPoints(this.orders.of(number, reader).id());
	}

	/**
	 * The timeline from its beginning (B7); the cursor is the number of the last line
	 * read.
	 * @throws Refusal {@code no-such-order} to strangers, {@code bad-cursor}
	 */
	public Page<TimelineLine> of(String number, String reader, @Nullable String cursor, @Nullable Integer limit) {
		return of(this.orders.of(number, reader), cursor, limit);
	}

	/**
	 * The same for a moderator who is asked to rule on the order, without what was posted
	 * in its conversation, which stays between the two (C4). Who may, the caller has
	 * checked.
	 */
	public Page<TimelineLine> forModerator(String number, @Nullable String cursor) {
		return of(this.orders.get(number), cursor, null).map(TimelineLine::withoutConversation);
	}

	private Page<TimelineLine> of(Order order, @Nullable String cursor, @Nullable Integer limit) {
		int after = Cursor.decode(cursor).map((place) -> (int) place.id().getLeastSignificantBits()).orElse(0);
		int size = Cursor.limit(limit);
		List<TimelineEntry> entries = this.timelines.of(order.id(), after, Limit.of(size + 1));
		return Page
			.of(entries, size, (entry) -> new Cursor(entry.at(), new UUID(0, entry.no())), TimelineService::characters)
			.map(TimelineService::line);
	}

	private static int characters(TimelineEntry entry) {
		return entry.details().values().stream().mapToInt(String::length).sum();
	}

	private static TimelineLine line(TimelineEntry entry) {
		return new TimelineLine(entry.no(), entry.at(), entry.actor(), entry.kind(), entry.details(), entry.clock());
	}

}
