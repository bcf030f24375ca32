package io.orderflow.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.money.MonetaryAmount;

import io.orderflow.platform.Columns;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All orders. */
public interface Orders extends Repository<Order, UUID> {

	/**
	 * What a list tells of an order, and so without its terms, which may be long.
	 *
	 * @param other the account of the other side
	 */
	record Listed(UUID id, String number, OrderStatus status, String title, BigDecimal priceAmount,
			String priceCurrency, String other, Instant placedAt, DeliveryClock clock) {

		public MonetaryAmount price() {
			return Columns.money(this.priceAmount, this.priceCurrency);
		}

		public OrderStatus.Turn turn() {
			return this.status.turn(this.clock.stopReason());
		}

	}

	Order save(Order order);

	Optional<Order> findByNumber(String number);

	/**
	 * A person's orders on one side, newest first, from a place in the list on.
	 */
	@Query("""
			select new io.orderflow.order.Orders$Listed(o.id, o.number, o.status, o.agreement.title,
				o.agreement.priceAmount, o.agreement.priceCurrency, o.agreement.freelancer, o.placedAt, o.clock)
			from Order o
			where o.agreement.client = :client and (o.placedAt, o.id) < (:at, :id)
			order by o.placedAt desc, o.id desc
			""")
	List<Listed> ofClient(String client, Instant at, UUID id, Limit limit);

	@Query("""
			select new io.orderflow.order.Orders$Listed(o.id, o.number, o.status, o.agreement.title,
				o.agreement.priceAmount, o.agreement.priceCurrency, o.agreement.client, o.placedAt, o.clock)
			from Order o
			where o.agreement.freelancer = :freelancer and (o.placedAt, o.id) < (:at, :id)
			order by o.placedAt desc, o.id desc
			""")
	List<Listed> ofFreelancer(String freelancer, Instant at, UUID id, Limit limit);

}
