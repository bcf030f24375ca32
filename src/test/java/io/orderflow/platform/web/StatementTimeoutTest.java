package io.orderflow.platform.web;

import io.orderflow.OrderflowTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** No statement holds the database for long, whatever it was that asked for it. */
@OrderflowTest
class StatementTimeoutTest {

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transactions;

	@Test
	void every_connection_has_a_bound() {
		assertThat(this.jdbc.sql("show statement_timeout").query(String.class).single()).isEqualTo("1min");
	}

	@Test
	void what_is_cut_off_is_told_to_come_again() {
		assertThatThrownBy(() -> this.transactions.executeWithoutResult((tx) -> {
			this.jdbc.sql("set local statement_timeout = '1ms'").update();
			this.jdbc.sql("select count(*) from generate_series(1, 100000000)").query(Long.class).single();
		})).matches(ProblemDetailFactory::isOverload);
	}

}
