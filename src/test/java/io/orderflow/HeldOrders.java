package io.orderflow;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.orderflow.order.process.OrderLock;
import org.awaitility.Awaitility;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Orders that somebody works on: whatever else is done to one waits for them, and has
 * written nothing before. Otherwise the two could wait for each other, or one decide by
 * what the other is about to change.
 */
@Component
@Profile("test")
public class HeldOrders {

	/** What waits for the transaction that asks. */
	private static final String WAITING = "select pid from pg_locks where not granted"
			+ " and pg_backend_pid() = any(pg_blocking_pids(pid))";

	private final OrderLock lock;

	private final JdbcClient jdbc;

	private final TransactionTemplate transactions;

	HeldOrders(OrderLock lock, JdbcClient jdbc, TransactionTemplate transactions) {
		this.lock = lock;
		this.jdbc = jdbc;
		this.transactions = transactions;
	}

	/** Begins something while an order is held, and goes on with it afterwards. */
	public void whileHeld(String number, Runnable waits) throws Exception {
		whileHeld(number, waits, () -> {
		});
	}

	/**
	 * Begins something while an order is held, and goes on with it afterwards.
	 * @param waits what is to wait for the order, as long as it is held
	 * @param meanwhile what whoever holds it does to it then
	 */
	public void whileHeld(String number, Runnable waits, Runnable meanwhile) throws Exception {
		whileHeld(() -> this.lock.take(number), waits, meanwhile);
	}

	/**
	 * The same of a whole table: whoever reads it goes on when everything was done.
	 */
	public void whileUnreadable(String table, Runnable waits, Runnable meanwhile) throws Exception {
		whileHeld(() -> this.jdbc.sql("lock table " + table + " in access exclusive mode").update(), waits, meanwhile);
	}

	/**
	 * The same of rows.
	 * @param rows table and condition
	 */
	public void whileRowsAreHeld(String rows, Runnable waits, Runnable meanwhile) throws Exception {
		whileHeld(() -> this.jdbc.sql("select 1 from " + rows + " for update").query(Integer.class).list(), waits,
				meanwhile);
	}

	private void whileHeld(Runnable hold, Runnable waits, Runnable meanwhile) throws Exception {
		ExecutorService other = Executors.newSingleThreadExecutor();
		try {
			Future<?> begun = this.transactions.execute((tx) -> {
				hold.run();
				Future<?> waiting = other.submit(waits);
				Awaitility.await().pollInSameThread().until(() -> waiting.isDone() || waits());
				assertThat(waiting).as("done without the order").isNotDone();
				assertThat(written()).as("written before the order was locked").isEmpty();
				meanwhile.run();
				return waiting;
			});
			assertThat(begun).isNotNull();
			begun.get();
		}
		finally {
			other.shutdownNow();
		}
	}

	private boolean waits() {
		return !this.jdbc.sql(WAITING).query(Integer.class).list().isEmpty();
	}

	/** The tables in which what waits has written. */
	private List<String> written() {
		return this.jdbc
			.sql("select distinct c.relname from pg_locks l join pg_class c on c.oid = l.relation"
					+ " where c.relkind = 'r' and l.mode = 'RowExclusiveLock' and l.pid in (" + WAITING + ")")
			.query(String.class)
			.list();
	}

}
