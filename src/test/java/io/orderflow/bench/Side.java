package io.orderflow.bench;

import java.sql.SQLException;
import java.util.Collection;

import io.orderflow.order.OrderStep;

/**
 * One side of the comparison, on a database of its own in the one cluster. The moves are
 * called by several clients at once, each with orders of its own.
 */
interface Side {

	String name();

	/** Places an order; returns its number. */
	String place();

	/** Whoever a step waits for decides it. */
	void decide(String number, OrderStep step, Move move);

	/** An external task worker fetches the order's task of a topic and completes it. */
	void work(String number, String topic, Move move);

	/** Whether no process instance runs any more: no order, no notification. */
	boolean quiet() throws SQLException;

	/**
	 * Checks that these orders really went all the way.
	 * @throws IllegalStateException saying what is missing
	 */
	void check(Collection<String> numbers) throws SQLException;

	/** Counts what this side sends to the database. */
	CountedDataSource statements();

}
