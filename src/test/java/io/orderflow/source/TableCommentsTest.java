package io.orderflow.source;

import io.orderflow.OrderflowTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever looks into the database reads there what it holds. */
@OrderflowTest
class TableCommentsTest {

	private static final String OURS = """
			c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
				and c.relname not like 'act\\_%' and c.relname not like 'flyway\\_%'
			""";

	@Autowired
	private JdbcClient jdbc;

	@Test
	void each_table_of_ours_says_what_it_is_about() {
		assertThat(this.jdbc.sql("select relname from pg_class c where " + OURS).query(String.class).list())
			.hasSizeGreaterThan(40);
		assertThat(this.jdbc
			.sql("select relname from pg_class c where obj_description(c.oid, 'pg_class') is null and " + OURS)
			.query(String.class)
			.list()).isEmpty();
	}

	/** JSON, hashes, bytes, lists and transactions cannot be read by themselves. */
	@Test
	void so_does_each_column_of_a_kind_that_does_not_say_it() {
		assertThat(this.jdbc.sql("""
				select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
				where a.attnum > 0 and not a.attisdropped and col_description(c.oid, a.attnum) is null
					and (format_type(a.atttypid, a.atttypmod) in ('jsonb', 'bytea', 'xid8', 'tsvector', 'character(64)')
						or a.attndims > 0)
					and\s""" + OURS).query(String.class).list()).isEmpty();
	}

}
