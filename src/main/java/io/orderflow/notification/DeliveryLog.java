package io.orderflow.notification;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What became of notifications outside the application (B6). */
public interface DeliveryLog {

	/** A notification's deliveries, in two statements however many there are. */
	List<DeliveryView> of(UUID notification);

	Optional<DeliveryView> find(UUID delivery);

	/** Whom a delivery is for. */
	Optional<String> recipient(UUID delivery);

}
