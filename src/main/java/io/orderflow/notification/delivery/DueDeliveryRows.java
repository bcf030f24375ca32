package io.orderflow.notification.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.orderflow.account.NotificationChannel;
import io.orderflow.platform.AsyncCommit;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.instant;
import static io.orderflow.platform.Columns.json;
import static io.orderflow.platform.Columns.utc;

/**
 * The deliveries that no attempt has ended yet, as the dispatcher takes them. All of it
 * is called outside of transactions.
 */
@Repository
class DueDeliveryRows {

	/** At so many people is looked for those whose turn it is. */
	private static final int MOST_PEOPLE = 50;

	/**
	 * Goes from one person who is waiting to the next, by the index. Where one of each
	 * person is taken, whoever has one that is being sent is passed over.
	 */
	private static final String WAITING = """
			with recursive waiting (recipient, place) as (
				(select q.recipient, 1 from due_delivery q
				where q.channel = :channel and q.recipient > :after and q.due_at <= :now
					and (q.held_until is null or q.held_until <= :now)
					and (q.recipient = any(array(select jsonb_array_elements_text(:slow::jsonb)))) = :ofSlow
				order by q.recipient limit 1)
				union all
				select (select q.recipient from due_delivery q
					where q.channel = :channel and q.recipient > w.recipient and q.due_at <= :now
						and (q.held_until is null or q.held_until <= :now)
						and (q.recipient = any(array(select jsonb_array_elements_text(:slow::jsonb)))) = :ofSlow
					order by q.recipient limit 1), w.place + 1
				from waiting w where w.recipient is not null and w.place < %d
			), free as (
				select w.recipient, w.place from waiting w
				where w.recipient is not null and (:each > 1 or not exists (
					select from due_delivery h
					where h.channel = :channel and h.recipient = w.recipient and h.held_until > :now))
				order by w.place limit :together
			)
			""".formatted(MOST_PEOPLE);

	/**
	 * Takes of each as many as there is room for: however much one of them has waiting,
	 * the others come with the same batch, or with the next. What another node is at, or
	 * what a message is just joining, is passed over and not waited for; where one of
	 * each person is taken, it is the earliest or none, so that nobody takes the next one
	 * beside it.
	 */
	private static final String TAKEN = """
			, person as (
				select f.recipient, f.place, least(:each, greatest(1, :together / count(*) over ())) share,
					case when :each = 1 then (select q.delivery_id from due_delivery q
						where q.channel = :channel and q.recipient = f.recipient and q.due_at <= :now
						order by q.due_at limit 1) end earliest
				from free f
			), taken as (
				select p.recipient, p.place, p.share, due.delivery_id, due.due_at
				from person p cross join lateral (
					select q.delivery_id, q.due_at
					from due_delivery q join notification_delivery d on d.id = q.delivery_id
					where q.channel = :channel and q.recipient = p.recipient and q.due_at <= :now
						and (q.held_until is null or q.held_until <= :now)
						and (:each > 1 or q.delivery_id = p.earliest)
					order by q.due_at limit p.share
					for no key update of q, d skip locked
				) due
			)
			""";

	/**
	 * An attempt that never said how it ended has ended unknown; from here on nothing can
	 * join. The first of everybody comes before the second of anybody.
	 */
	private static final String BEGUN = """
			, held as (
				update due_delivery q set held_until = :heldUntil from taken t where q.delivery_id = t.delivery_id
			), sealed as (
				update notification_delivery d set open_group = null from taken t
				where d.id = t.delivery_id and d.open_group is not null
			), cut_short as (
				update notification_attempt a set outcome = 'UNKNOWN', ended_at = :now from taken t
				where a.delivery_id = t.delivery_id and a.outcome = 'STARTED'
			), begun as (
				insert into notification_attempt (delivery_id, number, started_at, outcome)
				select delivery_id,
					coalesce((select max(number) from notification_attempt a where a.delivery_id = t.delivery_id), 0) + 1,
					:now, 'STARTED'
				from taken t where %s
				returning delivery_id, number
			)
			select b.delivery_id, b.number, t.recipient,
				(select count(*) from notification_attempt a
					where a.delivery_id = t.delivery_id and a.outcome in ('UNKNOWN', 'STARTED')) unknown,
				(select count(*) from notification_attempt a
					where a.delivery_id = t.delivery_id and a.outcome = 'FAILED'
						and coalesce(a.detail, '') !~ '%s[^ ]+$') failed,
				count(*) over (partition by t.recipient) >= t.share as more,
				(select count(recipient) from waiting) < %d and (select count(*) from free) < :together as last_people
			from begun b join taken t on t.delivery_id = b.delivery_id
			order by row_number() over (partition by t.recipient order by t.due_at), t.place
			"""
		.formatted(AsyncCommit.COMMIT, DeliveryAttempts.ASKED_TO_WAIT, MOST_PEOPLE);

	static final String BEGIN = WAITING + TAKEN + BEGUN;

	private final JdbcClient jdbc;

	DueDeliveryRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * An attempt that has begun.
	 *
	 * @param number which one it is, from 1 on
	 * @param unknown of how many before it nobody knows how they ended
	 * @param failed how many before it failed, and were not asked to wait
	 * @param recipient whose delivery it is
	 * @param more whether the same person may have more that is due
	 * @param ofLastPeople whether nobody is waiting behind the people of this batch
	 */
	record Begun(UUID delivery, int number, int unknown, int failed, String recipient, boolean more,
			boolean ofLastPeople) {

		/** Whether a node has died at it, or may have. */
		boolean isRepeated() {
			return this.unknown > 0;
		}

	}

	/**
	 * How much is taken at once.
	 *
	 * @param together at most so much in all, and no more than people are looked at
	 * @param each at most so much of one person
	 */
	record Size(int together, int each) {

	}

	/**
	 * Begins attempts at what is due, and keeps others off until then.
	 * @param slow whose pushes took long: they are taken in a lane of their own, and in
	 * no other
	 * @param after whose turn it was last; empty to begin with the first
	 * @return by turns: one of each recipient, from the one after the last on, then
	 * another of each
	 */
	List<Begun> begin(Lane lane, Set<String> slow, String after, Size size, Instant now, Instant heldUntil) {
		return this.jdbc.sql(BEGIN)
			.param("channel", lane.channel().name())
			.param("slow", json(slow))
			.param("ofSlow", lane == Lane.SLOW_PUSHES)
			.param("after", after)
			.param("together", size.together())
			.param("each", size.each())
			.param("now", utc(now))
			.param("heldUntil", utc(heldUntil))
			.query(DueDeliveryRows::begun)
			.list();
	}

	/**
	 * What was begun and then not attempted is due again, as if it had not begun; unless
	 * it was held for too long, and is another node's by now.
	 */
	void giveBack(List<Begun> begun) {
		if (begun.isEmpty()) {
			return;
		}
		this.jdbc.sql("""
				with given as (
					select * from jsonb_to_recordset(:begun::jsonb) as b (delivery uuid, number int)
				), forgotten as (
					delete from notification_attempt a using given g
					where a.delivery_id = g.delivery and a.number = g.number and a.outcome = 'STARTED'
					returning a.delivery_id
				)
				update due_delivery q set held_until = null from forgotten f where q.delivery_id = f.delivery_id
				""").param("begun", json(begun)).update();
	}

	/** Since when the oldest has been due; now, when nothing is due. */
	Instant oldest(NotificationChannel channel, Instant now) {
		return this.jdbc.sql(
				"select coalesce(min(due_at), :now) oldest from due_delivery where channel = :channel and due_at <= :now")
			.param("channel", channel.name())
			.param("now", utc(now))
			.query((row, number) -> instant(row, "oldest"))
			.single();
	}

	private static Begun begun(ResultSet row, int number) throws SQLException {
		return new Begun(row.getObject("delivery_id", UUID.class), row.getInt("number"), row.getInt("unknown"),
				row.getInt("failed"), row.getString("recipient"), row.getBoolean("more"),
				row.getBoolean("last_people"));
	}

}
