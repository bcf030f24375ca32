package io.orderflow.order.placement;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Which idempotency keys were used for which order. */
interface Placements extends Repository<OrderPlacement, UUID> {

	OrderPlacement save(OrderPlacement placement);

	/**
	 * Placements under one key that come at once wait for each other, until the
	 * transaction of each ends: the second then finds the first one's order, and does not
	 * run into its row.
	 */
	@Query(nativeQuery = true,
			value = "select cast(pg_advisory_xact_lock(hashtextextended('order_placement/' || :client || '/' || :key, 0)) as text)")
	String lock(String client, String key);

	@Query("select p from OrderPlacement p join fetch p.order where p.client = :client and p.idempotencyKey = :key")
	Optional<OrderPlacement> find(String client, String key);

}
