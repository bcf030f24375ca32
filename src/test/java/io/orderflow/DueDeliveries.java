package io.orderflow;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.orderflow.notification.delivery.DeliveryDispatcher;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * First attempts at what a test has told, by the dispatcher, when the test asks for them.
 * What other tests have told meanwhile is kept out of its sight.
 */
@Component
@Profile("test")
public class DueDeliveries {

	private final JdbcClient jdbc;

	private final DeliveryDispatcher dispatcher;

	DueDeliveries(JdbcClient jdbc, DeliveryDispatcher dispatcher) {
		this.jdbc = jdbc;
		this.dispatcher = dispatcher;
	}

	/** Makes the first attempt at those of some deliveries that are due by now. */
	public void deliver(Collection<UUID> deliveries) {
		only(deliveries, this.dispatcher::deliverDue);
	}

	/** Does something while nothing is due but some deliveries. */
	public void only(Collection<UUID> deliveries, Runnable deed) {
		this.jdbc
			.sql("update due_delivery set held_until = 'infinity' where held_until is null"
					+ (deliveries.isEmpty() ? "" : " and delivery_id not in (:ids)"))
			.param("ids", deliveries)
			.update();
		try {
			deed.run();
		}
		finally {
			this.jdbc.sql("update due_delivery set held_until = null where held_until = 'infinity'").update();
		}
	}

	/** Whether no attempt at a delivery has ended yet. */
	public boolean waits(UUID delivery) {
		return this.jdbc.sql("select count(*) from due_delivery where delivery_id = ?")
			.param(delivery)
			.query(Integer.class)
			.single() > 0;
	}

	/**
	 * The deliveries to an account whose first attempt has not ended, the oldest first.
	 */
	public List<UUID> of(String account) {
		return this.jdbc.sql("""
				select q.delivery_id from due_delivery q join notification_delivery d on d.id = q.delivery_id
				where q.recipient = ? order by d.created_at, d.id
				""").param(account).query(UUID.class).list();
	}

}
