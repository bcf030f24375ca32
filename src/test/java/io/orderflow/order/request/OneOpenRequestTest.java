package io.orderflow.order.request;

import java.time.Duration;
import java.util.UUID;

import io.orderflow.OrderflowTest;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whatever the application does, the database keeps two requests from being open (C2).
 */
@OrderflowTest
class OneOpenRequestTest {

	@Autowired
	private Marketplace market;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void of_an_order_one_request_is_open() {
		OrderScenario order = this.market.anOrder().placed().requirementsProvided();
		order.extensionAsked(order.freelancer(), Duration.ofDays(1)).refused(order.client());
		order.extensionAsked(order.freelancer(), Duration.ofDays(1));

		for (String state : new String[] { "WAITING", "DISPUTED" }) {
			assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> again(order, state))
				.withMessageContaining("change_request_open");
		}
		assertThat(again(order, "REFUSED")).as("those that are settled are as many as there were").isOne();
	}

	/** The first one once more. */
	private int again(OrderScenario order, String state) {
		return this.jdbc.sql("""
				insert into change_request (id, order_id, no, kind, state, asked_by, reason, due_before, wanted_due,
					asked_at, answer_due)
				select :id, r.order_id, 9, r.kind, :state, r.asked_by, r.reason, r.due_before, r.wanted_due, r.asked_at,
					r.answer_due
				from change_request r join orders o on o.id = r.order_id
				where o.number = :number and r.no = 1
				""").param("id", UUID.randomUUID()).param("state", state).param("number", order.number()).update();
	}

}
