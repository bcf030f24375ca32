package io.orderflow.order.lookup;

import java.util.Optional;
import java.util.Set;

import io.orderflow.order.Order;
import io.orderflow.order.OrderNumber;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.hibernate.LockMode;
import org.hibernate.LockOptions;
import org.hibernate.Session;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds an order by its number. The process asks many times in one transaction; only the
 * first asks the database, and none makes Hibernate write first what has changed so far,
 * as a query does.
 */
@Component
public class OrderByNumber {

	private final EntityManager entities;

	OrderByNumber(EntityManager entities) {
		this.entities = entities;
	}

	/**
	 * Refuses everyone but moderators, who alone read disputes and rule on them (C4).
	 * @param groups that the account is in
	 * @throws Refusal {@code moderators-only-rule}
	 */
	public static void checkModerator(Set<String> groups) {
		if (!groups.contains(UserStore.MODERATORS)) {
			throw Refusal.forbidden("moderators-only-rule");
		}
	}

	/**
	 * The order of that number, as its process says it, in the caller's transaction.
	 * @throws Refusal {@code no-such-order}
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public Order get(String number) {
		return find(number).orElseThrow(() -> OrderNumber.unknown(number));
	}

	/**
	 * The same for whoever is about to change it, before anything else of the order is
	 * read and before the engine is called: the next one waits until this transaction has
	 * ended, and then sees what came of it.
	 * @throws Refusal {@code no-such-order}
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public Order locked(String number) {
		return findLocked(number).orElseThrow(() -> OrderNumber.unknown(number));
	}

	/** Writes what has changed so far, where the database allows the rest only then. */
	public void flush() {
		this.entities.flush();
	}

	/** The same; empty where there is none. */
	@Transactional(propagation = Propagation.MANDATORY)
	public Optional<Order> findLocked(String number) {
		return this.entities.unwrap(Session.class)
			.bySimpleNaturalId(Order.class)
			.with(new LockOptions(LockMode.PESSIMISTIC_WRITE))
			.loadOptional(number);
	}

	/** The same for one of its sides; empty, and nothing locked, for everybody else. */
	@Transactional(propagation = Propagation.MANDATORY)
	public Optional<Order> lockedOf(String number, String side) {
		return this.entities
			.createQuery("select o from Order o where o.number = :number"
					+ " and (o.agreement.client = :side or o.agreement.freelancer = :side)", Order.class)
			.setParameter("number", number)
			.setParameter("side", side)
			.setLockMode(LockModeType.PESSIMISTIC_WRITE)
			.getResultStream()
			.findFirst();
	}

	/**
	 * The order of that number, as a person may write it.
	 * @throws Refusal {@code no-such-order} where there is none
	 */
	@Transactional(readOnly = true)
	public Order written(String number) {
		return OrderNumber.parse(number)
			.flatMap((parsed) -> find(parsed.value()))
			.orElseThrow(() -> OrderNumber.unknown(number));
	}

	/**
	 * The same for one of its sides.
	 * @throws Refusal {@code no-such-order} to strangers too
	 */
	@Transactional(readOnly = true)
	public Order of(String number, String side) {
		Order order = written(number);
		if (!order.isSide(side)) {
			throw OrderNumber.unknown(number);
		}
		return order;
	}

	/** The order of that number, if there is one, in the caller's transaction. */
	@Transactional(propagation = Propagation.MANDATORY)
	public Optional<Order> find(String number) {
		return this.entities.unwrap(Session.class).bySimpleNaturalId(Order.class).loadOptional(number);
	}

}
