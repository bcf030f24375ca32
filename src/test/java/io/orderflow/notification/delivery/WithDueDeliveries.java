package io.orderflow.notification.delivery;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.orderflow.DueDeliveries;
import io.orderflow.WithMailServer;
import org.junit.jupiter.api.AfterEach;

import org.springframework.beans.factory.annotation.Autowired;

/** Deliveries that are due, and what attempts them. */
abstract class WithDueDeliveries extends WithMailServer {

	@Autowired
	DeliveryRound round;

	@Autowired
	DueDeliveries due;

	@Autowired
	ToldDeliveries told;

	/** Somebody who does something at the same time. */
	final ExecutorService another = Executors.newSingleThreadExecutor();

	@AfterEach
	void holdNothing() {
		this.another.shutdownNow();
		// what is held would be due to others' tests in a while
		this.jdbc.sql("update due_delivery set held_until = null where held_until is not null").update();
	}

}
