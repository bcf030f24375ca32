package io.orderflow.platform.web;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import io.orderflow.platform.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said of a database that is away, and of one that has too much to do. */
class DatabaseAwayTest {

	@ParameterizedTest
	@ValueSource(strings = { "08001", "08006", "57P01", "57P02", "57P03" })
	void who_asks_while_the_database_is_away_is_told_so_and_to_come_again(String state) {
		SQLException broken = new SQLException("gone", state);
		assertThat(ProblemDetailFactory.unavailable(new IllegalStateException(broken)).orElseThrow())
			.returns("database-away", Refusal::code)
			.returns(Refusal.Kind.UNAVAILABLE, Refusal::kind);
		// as the pool says it that has waited in vain
		assertThat(ProblemDetailFactory.unavailable(new CannotGetJdbcConnectionException("none",
				new SQLTransientConnectionException("timed out", state, broken))))
			.map(Refusal::code)
			.contains("database-away");
	}

	@Test
	void so_is_who_had_a_connection_that_broke_and_could_not_even_be_rolled_back() {
		assertThat(ProblemDetailFactory
			.unavailable(new IllegalStateException("Unable to rollback", new SQLException("Connection is closed"))))
			.map(Refusal::code)
			.contains("database-away");
	}

	@Test
	void a_pool_that_is_full_is_busy_and_a_mistake_is_neither() {
		assertThat(ProblemDetailFactory.unavailable(new SQLTransientConnectionException("timed out")))
			.map(Refusal::code)
			.contains("busy");
		assertThat(ProblemDetailFactory
			.unavailable(new DataIntegrityViolationException("twice", new SQLException("twice", "23505")))).isEmpty();
	}

}
