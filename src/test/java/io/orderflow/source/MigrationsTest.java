package io.orderflow.source;

import java.util.UUID;

import io.orderflow.OrderflowTest;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What was there before a migration is right after it. */
@OrderflowTest
class MigrationsTest {

	@Autowired
	private Flyway flyway;

	@Autowired
	private JdbcConnectionDetails database;

	@Autowired
	private JdbcClient jdbc;

	private final String name = "old" + UUID.randomUUID().toString().replace("-", "");

	private DriverManagerDataSource old;

	@BeforeEach
	void create() {
		this.jdbc.sql("create database " + this.name).update();
		this.old = new DriverManagerDataSource(
				this.database.getJdbcUrl().replaceFirst("/[^/?]*(\\?|$)", "/" + this.name + "$1"),
				this.database.getUsername(), this.database.getPassword());
	}

	@AfterEach
	void drop() {
		this.jdbc.sql("drop database " + this.name + " with (force)").update();
	}

	@Test
	void orders_and_conversations_from_before_inquiries_and_contacts() {
		migrateTo("8");
		JdbcClient rows = JdbcClient.create(this.old);
		rows.sql("""
				insert into account (id, version, display_name, email, language, time_zone)
				select n, 0, initcap(n), n || '@orderflow.example', 'fr', 'UTC' from unnest(array['élodie', 'noah']) n;
				insert into listing (id, freelancer, lock_version, state, content, version, created_at)
				values (gen_random_uuid(), 'noah', 0, 'DRAFT', '{}', 0, now());
				insert into orders (id, version, number, client, freelancer, listing_id, listing_version, terms, title,
					price_amount, price_currency, status, placed_at, requirements_due_at)
				select gen_random_uuid(), 0, 'T-' || n, 'élodie', 'noah', listing.id, 1, '{}', 'Storyboard ' || n,
					n * 10.05, case n when 4 then 'USD' else 'EUR' end,
					(array['COMPLETED', 'COMPLETED', 'CANCELLED', 'PLANNING'])[n],
					timestamptz '2026-01-01 00:00Z' + n * interval '1 day', now()
				from generate_series(1, 4) n, listing;
				insert into conversation (id, order_id, order_number, client, freelancer, opened_at)
				select gen_random_uuid(), id, number, client, freelancer, placed_at from orders;
				insert into message (id, conversation_id, author, kind, text, key, posted_at)
				select gen_random_uuid(), id, 'noah', 'MESSAGE', 'Hello', 'k', timestamptz '2026-02-01 00:00Z'
				from conversation where order_number = 'T-2'
				""").update();
		migrateTo("latest");

		assertThat(rows
			.sql("""
					select concat_ws(' ', c.client, c.freelancer, client_name, freelancer_name, orders_placed, orders_completed,
						orders_cancelled, last_order_at at time zone 'UTC', o.number)
					from contact c join orders o on o.id = last_order_id
					""")
			.query(String.class)
			.list()).containsExactly("élodie noah elodie noah 4 2 1 2026-01-05 00:00:00 T-4");
		assertThat(
				rows.sql("select currency || ' ' || amount from contact_spent order by 1").query(String.class).list())
			.containsExactly("EUR 30.15", "USD 0.00");
		assertThat(rows.sql("""
				select concat_ws(' ', order_number, order_title, last_message_at at time zone 'UTC', client_unread,
					freelancer_unread) from conversation order by last_message_at desc
				""").query(String.class).list()).containsExactly("T-2 Storyboard 2 2026-02-01 00:00:00 0 0",
				"T-4 Storyboard 4 2026-01-05 00:00:00 0 0", "T-3 Storyboard 3 2026-01-04 00:00:00 0 0",
				"T-1 Storyboard 1 2026-01-02 00:00:00 0 0");

		rows.sql("update orders set status = 'COMPLETED' where number = 'T-4'").update();
		assertThat(rows.sql("select orders_completed from contact").query(Integer.class).single()).isEqualTo(3);
		assertThat(
				rows.sql("select amount::text from contact_spent where currency = 'USD'").query(String.class).single())
			.isEqualTo("40.20");
	}

	@Test
	void deliveries_that_were_reminded_of_and_dates_asked_for_while_the_clock_stood() {
		migrateTo("63");
		JdbcClient rows = JdbcClient.create(this.old);
		rows.sql("""
				insert into account (id, version, display_name, email, language, time_zone)
				select n, 0, initcap(n), n || '@orderflow.example', 'fr', 'UTC' from unnest(array['elodie', 'noah']) n;
				insert into listing (id, freelancer, lock_version, state, content, version, created_at)
				values (gen_random_uuid(), 'noah', 0, 'DRAFT', '{}', 0, now());
				insert into orders (id, version, number, client, freelancer, listing_id, listing_version, terms, title,
					price_amount, price_currency, status, placed_at, requirements_due_at, accept_by, clock_started_at,
					clock_due_at, clock_stopped_at, clock_stop_reason)
				select gen_random_uuid(), 0, 'T-' || n, 'elodie', 'noah', listing.id, 1, '{}', 'Storyboard', 10, 'EUR',
					case when n < 3 then 'DELIVERED' else 'AWAITING_CLARIFICATION' end, now(), now(),
					case n when 1 then now() + interval '2 hours' when 2 then now() + interval '2 days' end, now(),
					timestamptz '2026-01-10 00:00Z', timestamptz '2026-01-03 00:00Z',
					case when n < 3 then 'DELIVERED' else 'CLARIFICATION' end
				from generate_series(1, 3) n, listing;
				insert into change_request (id, order_id, no, kind, state, asked_by, reason, due_before, wanted_due,
					asked_at, answer_due)
				select gen_random_uuid(), id, 1, 'EXTENSION', 'WAITING', 'noah', 'Ill', timestamptz '2026-01-10 00:00Z',
					timestamptz '2026-01-14 00:00Z', timestamptz '2026-01-05 00:00Z', timestamptz '2026-01-07 00:00Z'
				from orders where number = 'T-3'
				""").update();
		migrateTo("latest");

		assertThat(rows.sql("select number from orders where accept_reminded = accept_by - interval '1 day'")
			.query(String.class)
			.list()).as("whose reminder has had its turn").containsExactly("T-1");
		assertThat(rows.sql("select (wanted_due - due_before)::text from change_request").query(String.class).single())
			.as("what is agreed on")
			.isEqualTo("2 days");
	}

	@Test
	void what_tasks_kept_of_their_orders_and_rights_to_tasks_that_are_gone() {
		migrateTo("101");
		JdbcClient rows = JdbcClient.create(this.old);
		rows.sql(
				"""
						insert into act_ru_task (id_, rev_, name_) values ('task', 1, 'Deliver');
						insert into act_ru_variable (id_, rev_, type_, name_, task_id_, var_scope_, text_)
						select name, 1, 'string', name, 'task', 'task', 'Kept'
						from unnest(array['orderCard', 'orderSummary', 'orderBrief']) name;
						insert into act_hi_taskinst (id_, start_time_) values ('past', now()), ('older', now());
						insert into act_ru_authorization (id_, rev_, type_, resource_type_, resource_id_)
						values ('1', 1, 1, 19, 'past'), ('2', 1, 1, 19, 'older'), ('3', 1, 1, 19, 'gone'), ('4', 1, 1, 7, 'gone')
						""")
			.update();
		migrateTo("latest");

		assertThat(rows.sql("select name_ from act_ru_variable").query(String.class).list())
			.containsExactly("orderCard");
		rows.sql("delete from act_hi_taskinst where id_ = 'older'").update();
		assertThat(rows.sql("select id_ from act_ru_authorization order by id_").query(String.class).list())
			.containsExactly("1", "4");
	}

	private void migrateTo(String version) {
		Flyway.configure()
			.configuration(this.flyway.getConfiguration())
			.dataSource(this.old)
			.target(version)
			.load()
			.migrate();
	}

}
