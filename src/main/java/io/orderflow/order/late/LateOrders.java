package io.orderflow.order.late;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.orderflow.order.Order;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Orders that have fallen late, and were not found so before. */
interface LateOrders extends Repository<Order, UUID> {

	/** On the partial index of migration V63, whose condition this is. */
	String FALLEN_LATE = """
			select o.* from orders o
			where o.late_from < :now and o.late_marked_at is null
			order by o.late_from
			limit :most
			for update skip locked
			""";

	/**
	 * The longest late first, locked until the transaction ends; what another node has
	 * locked is left to it.
	 */
	@Query(value = FALLEN_LATE, nativeQuery = true)
	List<Order> fallenLate(Instant now, int most);

}
