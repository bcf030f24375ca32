package io.orderflow.order;

import java.util.Optional;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds the order that the process asks about. A step asks many times in one transaction;
 * only the first asks the database, and none makes Hibernate write first what has changed
 * so far, as a query does.
 */
@Component
public class OrderByNumber {

	private final EntityManager entities;

	OrderByNumber(EntityManager entities) {
		this.entities = entities;
	}

	@Transactional(propagation = Propagation.MANDATORY)
	public Optional<Order> find(String number) {
		return this.entities.unwrap(Session.class).bySimpleNaturalId(Order.class).loadOptional(number);
	}

}
