package io.orderflow.source;

import io.orderflow.OrderflowTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is removed is looked for in other tables by an index, and not through all of them.
 */
@OrderflowTest
class DeletionIndexesTest {

	private static final String LED = """
			exists (select from pg_index i where i.indrelid = a.attrelid and i.indkey[0] = a.attnum and i.indpred is null)
			""";

	@Autowired
	private JdbcClient jdbc;

	@Test
	void every_place_that_keeps_a_file_finds_it_by_an_index() {
		String places = """
				from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
				where c.contype = 'f' and c.confrelid = 'attachment'::regclass
				""";
		assertThat(this.jdbc.sql("select count(*) " + places).query(Integer.class).single()).isGreaterThan(3);
		assertThat(this.jdbc.sql("select c.conrelid::regclass || '.' || a.attname " + places + " and not " + LED)
			.query(String.class)
			.list()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "message.author", "timeline_entry.actor", "private_note.account", "account_token.account" })
	void what_belongs_to_a_person_is_found_by_the_person(String column) {
		String[] parts = column.split("\\.");
		assertThat(this.jdbc
			.sql("select " + LED
					+ " from pg_attribute a where a.attrelid = cast(:table as regclass) and a.attname = :column")
			.param("table", parts[0])
			.param("column", parts[1])
			.query(Boolean.class)
			.single()).isTrue();
	}

}
