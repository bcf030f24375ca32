package io.orderflow.sequence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.order.TimelineKind;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is kept of an order, in the application's tables and in the engine's. */
@Component
@Profile("test")
class OrderRecords {

	/** Changes with anything that an order is, or waits for. */
	private static final String EVERYTHING = """
			select md5(concat(
				(select o::text from orders o where number = :number),
				(select string_agg(x::text, ',' order by x.no) from change_request x where x.order_id = o.id),
				(select string_agg(x::text, ',' order by x.no) from blocking_question x where x.order_id = o.id),
				(select string_agg(x::text, ',' order by x.no) from clarification x where x.order_id = o.id),
				(select string_agg(x::text, ',' order by x.no) from plan_task x where x.order_id = o.id),
				(select string_agg(x::text, ',' order by x.no) from draft x where x.order_id = o.id),
				(select string_agg(x::text, ',' order by x.round) from delivery x where x.order_id = o.id),
				(select string_agg(x::text, ',' order by x.no) from timeline_entry x where x.order_id = o.id),
				(select count(*) from notification n where n.order_number = :number),
				(select string_agg(concat(t.id_, t.due_date_, t.priority_), ',' order by t.id_)
					from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
					where e.business_key_ = :number),
				(select string_agg(concat(j.id_, j.duedate_), ',' order by j.id_)
					from act_ru_job j join act_ru_execution e on e.id_ = j.process_instance_id_
					where e.business_key_ = :number)))
			from orders o where o.number = :number
			""";

	private static final String JOBS = """
			select j.id_ as id, j.duedate_ as due
			from act_ru_job j join act_ru_execution e on e.id_ = j.process_instance_id_
			where e.business_key_ = :number and j.retries_ > 0
			order by j.duedate_, j.id_
			""";

	private static final String OF_ORDER = """
			process_instance_id_ in (select proc_inst_id_ from act_ru_execution where business_key_ = :number)
			""";

	private static final String ABOUT_ORDER = """
			q.delivery_id in (select d.id from notification_delivery d join notification n on n.id = d.notification_id
				where n.order_number = :number)
			""";

	private static final String PROCESSES = """
			select d.key_ from act_ru_execution e join act_re_procdef d on d.id_ = e.proc_def_id_
			where e.business_key_ = :number and e.parent_id_ is null
			""";

	private static final String LINES = """
			select x.no, x.kind, x.at, x.details ->> 'step' as step from timeline_entry x join orders o on o.id = x.order_id
			where o.number = :number and x.no > :after order by x.no
			""";

	private final JdbcClient jdbc;

	/** A line of the timeline. */
	record Line(int no, TimelineKind kind, Instant at, Optional<String> step) {

	}

	/** Something that waits for its time. */
	record Job(String id, Instant due) {

	}

	OrderRecords(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** What came onto the timeline since. */
	List<Line> lines(String number, int after) {
		return this.jdbc.sql(LINES)
			.param("number", number)
			.param("after", after)
			.query((row, no) -> new Line(row.getInt("no"), TimelineKind.valueOf(row.getString("kind")),
					row.getObject("at", OffsetDateTime.class).toInstant(), Optional.ofNullable(row.getString("step"))))
			.list();
	}

	/** Another text after any change of the order. */
	String everything(String number) {
		return this.jdbc.sql(EVERYTHING).param("number", number).query(String.class).single();
	}

	/**
	 * The clock as it is kept.
	 *
	 * @param due empty until it has started
	 * @param stopped since when it stands
	 * @param lateFrom after which the order is late, as the sweep sees it
	 */
	record Clock(Optional<Instant> due, Optional<Instant> stopped, Optional<Instant> lateFrom) {

	}

	Clock clock(String number) {
		return this.jdbc.sql("select clock_due_at, clock_stopped_at, late_from from orders where number = :number")
			.param("number", number)
			.query((row, no) -> new Clock(instant(row, 1), instant(row, 2), instant(row, 3)))
			.single();
	}

	private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
		return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
	}

	/** What waits for its time, the earliest first. */
	List<Job> jobs(String number) {
		return this.jdbc.sql(JOBS)
			.param("number", number)
			.query((row, no) -> new Job(row.getString("id"),
					row.getObject("due", LocalDateTime.class).toInstant(ZoneOffset.UTC)))
			.list();
	}

	/** Jobs of the order that are due now, which get this priority. */
	int due(String number, Instant now, long priority) {
		return this.jdbc
			.sql("update act_ru_job set priority_ = :priority where duedate_ <= :now and retries_ > 0 and " + OF_ORDER)
			.param("priority", priority)
			.param("now", LocalDateTime.ofInstant(now, ZoneOffset.UTC))
			.param("number", number)
			.update();
	}

	/** Whether there is still such a job of the order. */
	boolean isOf(String number, String job) {
		return this.jdbc.sql("select exists (select 1 from act_ru_job where id_ = :job and " + OF_ORDER + ")")
			.param("job", job)
			.param("number", number)
			.query(Boolean.class)
			.single();
	}

	/** How many jobs of the order are due now. */
	int dueLeft(String number, Instant now) {
		return this.jdbc.sql("select count(*) from act_ru_job where duedate_ <= :now and retries_ > 0 and " + OF_ORDER)
			.param("now", LocalDateTime.ofInstant(now, ZoneOffset.UTC))
			.param("number", number)
			.query(Integer.class)
			.single();
	}

	/** Somebody holds all jobs of the order, for so long. */
	void lockJobs(String number, Instant until) {
		this.jdbc
			.sql("update act_ru_job set lock_owner_ = 'a node that died', lock_exp_time_ = :until where " + OF_ORDER)
			.param("until", LocalDateTime.ofInstant(until, ZoneOffset.UTC))
			.param("number", number)
			.update();
	}

	/** What a node has in its hands, and of which process. */
	List<String> heldBy(String node) {
		return this.jdbc
			.sql("select concat(j.handler_cfg_, ' of ', e.business_key_) from act_ru_job j"
					+ " left join act_ru_execution e on e.id_ = j.process_instance_id_ where j.lock_owner_ = :node")
			.param("node", node)
			.query(String.class)
			.list();
	}

	/** The mails about the order that should have been sent by now. */
	List<UUID> unsent(String number, Instant now) {
		return this.jdbc.sql("select q.delivery_id from due_delivery q where q.due_at <= :now and " + ABOUT_ORDER)
			.param("now", now.atOffset(ZoneOffset.UTC))
			.param("number", number)
			.query(UUID.class)
			.list();
	}

	/** Somebody has begun to send all of them, and holds them for so long. */
	void beginToSend(String number, Instant now, Instant until) {
		this.jdbc.sql("update due_delivery q set held_until = :until where " + ABOUT_ORDER)
			.param("until", until.atOffset(ZoneOffset.UTC))
			.param("number", number)
			.update();
		this.jdbc.sql("""
				insert into notification_attempt (delivery_id, number, started_at, outcome)
				select q.delivery_id, 1, :now, 'STARTED' from due_delivery q where
				""" + ABOUT_ORDER + " on conflict do nothing")
			.param("now", now.atOffset(ZoneOffset.UTC))
			.param("number", number)
			.update();
	}

	/** How attempts at mails about the order ended, but for those of the dead. */
	List<String> sent(String number) {
		return this.jdbc.sql("""
				select concat(n.recipient, ' ', n.text_key, ' ', coalesce(string_agg(a.outcome, ','), 'none'))
				from notification n join notification_delivery d on d.notification_id = n.id
				left join notification_attempt a on a.delivery_id = d.id and a.outcome <> 'UNKNOWN'
				where n.order_number = :number
					and not exists (select from due_delivery q where q.delivery_id = d.id)
				group by n.id, d.id
				""").param("number", number).query(String.class).list();
	}

	/** The keys of the processes that run for the order. */
	List<String> processes(String number) {
		return this.jdbc.sql(PROCESSES).param("number", number).query(String.class).list();
	}

	/** How often both sides together were told that the order is late. */
	int toldLate(String number) {
		return this.jdbc
			.sql("select count(*) from notification where order_number = :number"
					+ " and text_key ~ '^order.late.(client|freelancer)'")
			.param("number", number)
			.query(Integer.class)
			.single();
	}

	/** Whether the client was told since then that they may cancel alone. */
	boolean toldCancellable(String number, Instant since) {
		return this.jdbc
			.sql("select exists (select 1 from notification where order_number = :number"
					+ " and text_key = 'order.late.cancellable' and created_at >= :since)")
			.param("number", number)
			.param("since", since.atOffset(ZoneOffset.UTC))
			.query(Boolean.class)
			.single();
	}

	/**
	 * The sweep, and the dispatcher, leave an order alone whose sequence is over; it is
	 * on no dashboard any more, and on a later page of lists.
	 */
	void forget(String number) {
		this.jdbc.sql("delete from due_delivery q where " + ABOUT_ORDER).param("number", number).update();
		this.jdbc
			.sql("update orders set late_at = null, status = 'CANCELLED', placed_at = placed_at - interval '10 years'"
					+ " where number = :number")
			.param("number", number)
			.update();
	}

}
