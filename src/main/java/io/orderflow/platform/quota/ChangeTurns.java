package io.orderflow.platform.quota;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import io.orderflow.platform.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What one account does to one thing is done one after another on a node. Whoever changes
 * an order, a conversation or a service holds its row until the transaction ends, and who
 * waited for the row would do so with a connection to the database: as many requests as
 * an account may have at once are all that a node has. Here they wait before they begin a
 * transaction. Accounts do not wait for one another: strangers hold up nobody, and of two
 * sides each comes second at the latest.
 */
@Component
public class ChangeTurns {

	/** Whoever waits holds a thread: of one account for one thing, and of all. */
	private static final int WAITING = 40;

	public static final int WAITING_IN_ALL = 60;

	/** As many as an account has at once are done in less. */
	private static final Duration PATIENCE = Duration.ofSeconds(20);

	/** From then on it is asked again whose turn it is. */
	private static final Duration MOMENT = Duration.ofMillis(250);

	private final KeyedSemaphores turns = new KeyedSemaphores(1, WAITING, new Semaphore(WAITING_IN_ALL), PATIENCE);

	private final CallerCheck caller;

	ChangeTurns(CallerCheck caller) {
		this.caller = caller;
	}

	/**
	 * Calls what begins and ends a transaction of its own, once it is its turn. Within
	 * another transaction it does not wait: the connection is there already.
	 * @param thing what is changed: an order's number, an id
	 * @throws Refusal {@code too-many-at-once}; {@code not-signed-in} where the caller
	 * was signed out while they waited
	 */
	public <T> T call(String account, String thing, Supplier<T> change) {
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			return change.get();
		}
		String key = account + "/" + thing;
		long began = System.nanoTime();
		if (!this.turns.enter(key)) {
			throw Refusal.tooMany("too-many-at-once");
		}
		try {
			if (System.nanoTime() - began > MOMENT.toNanos()) {
				this.caller.check();
			}
			return change.get();
		}
		finally {
			this.turns.leave(key);
		}
	}

	/**
	 * Runs what begins and ends a transaction of its own, in the same way.
	 * @throws Refusal {@code too-many-at-once}
	 */
	public void run(String account, String thing, Runnable change) {
		call(account, thing, () -> {
			change.run();
			return true;
		});
	}

}
