package io.orderflow.order.placement;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Which idempotency keys were used for which order. */
interface Placements extends Repository<OrderPlacement, UUID> {

	OrderPlacement save(OrderPlacement placement);

	@Query("select p from OrderPlacement p join fetch p.order where p.client = :client and p.idempotencyKey = :key")
	Optional<OrderPlacement> find(String client, String key);

}
