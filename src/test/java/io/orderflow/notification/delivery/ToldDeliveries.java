package io.orderflow.notification.delivery;

import java.util.List;
import java.util.UUID;

import io.orderflow.DueDeliveries;
import io.orderflow.account.NotificationKind;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationService;
import org.camunda.bpm.engine.RuntimeService;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** People who are told things, and what became of their deliveries. */
@Component
@Profile("test")
class ToldDeliveries {

	private final NotificationService notifications;

	private final DueDeliveries due;

	private final RuntimeService runtime;

	private final TransactionTemplate transaction;

	private final JdbcClient jdbc;

	ToldDeliveries(NotificationService notifications, DueDeliveries due, RuntimeService runtime,
			TransactionTemplate transaction, JdbcClient jdbc) {
		this.notifications = notifications;
		this.due = due;
		this.runtime = runtime;
		this.transaction = transaction;
		this.jdbc = jdbc;
	}

	/** Tells somebody something, in the caller's transaction. */
	void tell(String reader) {
		this.notifications.notify(new NewNotification(reader, NotificationKind.STATUS, UUID.randomUUID().toString(),
				"T-1", "order.todo.reviewDelivery", List.of("T-1", "Storyboard", "Noah"), "/orders/T-1"));
	}

	/**
	 * Tells somebody so many things at once; the deliveries to them that wait, the oldest
	 * first.
	 */
	List<UUID> told(String reader, int times) {
		this.transaction.executeWithoutResult((tx) -> {
			for (int i = 0; i < times; i++) {
				tell(reader);
			}
		});
		return this.due.of(reader);
	}

	/** How the attempts at a delivery ended. */
	List<String> outcomes(UUID delivery) {
		return this.jdbc.sql("select outcome from notification_attempt where delivery_id = ? order by number")
			.param(delivery)
			.query(String.class)
			.list();
	}

	/** Nobody knows how so many attempts ended. */
	void unknown(UUID delivery, int times) {
		this.jdbc.sql("""
				insert into notification_attempt (delivery_id, number, started_at, ended_at, outcome)
				select ?, number, now(), now(), 'UNKNOWN' from generate_series(1, ?) number
				""").params(delivery, times).update();
	}

	/** How many processes attempt a delivery again. */
	long instances(UUID delivery) {
		return this.runtime.createProcessInstanceQuery().processInstanceBusinessKey(delivery.toString()).count();
	}

	/** How many of those have failed often enough. */
	long incidents(UUID delivery) {
		return this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(delivery.toString())
			.withIncident()
			.count();
	}

	/** Where somebody gets mail. */
	static String address(String account) {
		return account + "@orderflow.example";
	}

}
