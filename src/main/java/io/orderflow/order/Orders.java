package io.orderflow.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All orders. */
public interface Orders extends Repository<Order, UUID> {

	Order save(Order order);

	Optional<Order> findByNumber(String number);

	/**
	 * A person's orders on one side or both, newest first, from a place in the list on.
	 */
	@Query("""
			select o from Order o
			where o.agreement.client = :client and (o.placedAt, o.id) < (:at, :id)
			order by o.placedAt desc, o.id desc
			""")
	List<Order> ofClient(String client, Instant at, UUID id, Limit limit);

	@Query("""
			select o from Order o
			where o.agreement.freelancer = :freelancer and (o.placedAt, o.id) < (:at, :id)
			order by o.placedAt desc, o.id desc
			""")
	List<Order> ofFreelancer(String freelancer, Instant at, UUID id, Limit limit);

}
