package io.orderflow.source;

import java.util.Map;

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

	/** By which index of another column each is reached, wherever it is read. */
	private static final Map<String, String> READ_WITH_ANOTHER = Map.of("change_request.asked_by", "of its order",
			"change_request.answered_by", "of its order", "change_request.ruled_by", "of its order",
			"dossier_build.asked_by", "of its order", "conversation.last_author", "of the freelancer whose turn it is",
			"attachment.owner", "of the order; while it is attached to nothing, of the owner", "shown_picture.owner",
			"by its id; while nothing shows it, of the owner");

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

	/**
	 * An account stays when its user is removed, for what was done with it: nothing
	 * deletes one, so that no key to it is ever checked from that side. What is not found
	 * by the person is no {@code where} of a query by itself either.
	 */
	@Test
	void what_names_a_person_is_found_by_them_or_is_only_read_with_what_it_stands_in() {
		String people = """
				from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
				where c.contype = 'f' and c.confrelid = 'account'::regclass
				""";
		assertThat(this.jdbc.sql("select c.conrelid::regclass || '.' || a.attname " + people + " and not " + LED)
			.query(String.class)
			.list()).containsExactlyInAnyOrderElementsOf(READ_WITH_ANOTHER.keySet());
		assertThat(
				this.jdbc.sql("select count(*) " + people + " and c.confdeltype <> 'a'").query(Integer.class).single())
			.as("taken away with an account")
			.isZero();
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
