package io.orderflow.order.placement;

import java.time.Instant;
import java.util.UUID;

import io.orderflow.order.Order;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** That a client placed an order under an idempotency key: a repeat finds it here. */
@Entity
@Immutable
@Table(name = "order_placement")
class OrderPlacement {

	@Id
	@GeneratedValue
	private UUID id;

	private String client;

	private String idempotencyKey;

	private String fingerprint;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Order order;

	private Instant placedAt;

	@SuppressWarnings("NullAway.Init")
	protected OrderPlacement() {
	}

	@SuppressWarnings("NullAway.Init")
	OrderPlacement(Order order, String idempotencyKey, String fingerprint) {
		this.order = order;
		this.client = order.client();
		this.idempotencyKey = idempotencyKey;
		this.fingerprint = fingerprint;
		this.placedAt = order.placedAt();
	}

	boolean isOf(String fingerprint) {
		return this.fingerprint.equals(fingerprint);
	}

	Order order() {
		return this.order;
	}

}
