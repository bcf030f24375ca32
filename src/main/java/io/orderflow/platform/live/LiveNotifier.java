package io.orderflow.platform.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.orderflow.platform.AsyncCommit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Says to all nodes for whom something has changed, right after the transaction that
 * changed it. Not within it: PostgreSQL lets transactions with a {@code NOTIFY} commit
 * one at a time only, and every step of an order would be one. What is said too late by a
 * node that dies in between, the streams find by themselves at their next heartbeat. What
 * comes soon after the last is said together: each time is a transaction of its own.
 */
@Component
public class LiveNotifier {

	static final String CHANNEL = "orderflow_live";

	/** Before what is no account, but a signal and the node that says it. */
	static final String SIGNAL = "*";

	private static final Logger log = LoggerFactory.getLogger(LiveNotifier.class);

	/** PostgreSQL takes less than 8,000 bytes at once; an account's id has at most 64. */
	private static final int ACCOUNTS_AT_ONCE = 100;

	/** From one time that something is said to the next; the first does not wait. */
	private static final Duration GATHERS_FOR = Duration.ofMillis(50);

	/** This node's name among those who say something. */
	private final String node = "@" + UUID.randomUUID();

	private final Set<String> waiting = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean underWay = new AtomicBoolean();

	private volatile long lastSaid = System.nanoTime() - GATHERS_FOR.toNanos();

	private final TaskExecutor executor;

	private final TaskScheduler scheduler;

	private final JdbcClient jdbc;

	LiveNotifier(@Qualifier("live-notifier") TaskExecutor executor, TaskScheduler scheduler, JdbcClient jdbc) {
		this.executor = executor;
		this.scheduler = scheduler;
		this.jdbc = jdbc;
	}

	/** Something has changed for these accounts, in the transaction that runs now. */
	public void changed(Collection<String> accounts) {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			say(accounts);
			return;
		}
		for (TransactionSynchronization synchronization : TransactionSynchronizationManager.getSynchronizations()) {
			if (synchronization instanceof AfterCommit afterCommit && afterCommit.isOf(this)) {
				afterCommit.accounts.addAll(accounts);
				return;
			}
		}
		TransactionSynchronizationManager.registerSynchronization(new AfterCommit(accounts));
	}

	/**
	 * Says a {@link NodeSignal} to the other nodes, now: after the commit of what it is
	 * about. Never fails; what is not said, those who wait for it find when they look
	 * again.
	 */
	public void signal(String name) {
		try {
			say(Set.of(SIGNAL + name + this.node));
		}
		catch (TaskRejectedException ex) {
			log.debug("This node stops, and says nothing more", ex);
		}
	}

	/** The signal that another node says with this word; empty where it was this one. */
	Optional<String> signalOfOthers(String word) {
		return word.endsWith(this.node) ? Optional.empty()
				: Optional.of(word.substring(SIGNAL.length(), Math.max(SIGNAL.length(), word.indexOf('@'))));
	}

	private void say(Collection<String> accounts) {
		this.waiting.addAll(accounts);
		if (this.underWay.compareAndSet(false, true)) {
			Duration gathered = Duration.ofNanos(System.nanoTime() - this.lastSaid);
			if (gathered.compareTo(GATHERS_FOR) >= 0) {
				this.executor.execute(this::sayAll);
			}
			else {
				Instant next = this.scheduler.getClock().instant().plus(GATHERS_FOR.minus(gathered));
				this.scheduler.schedule(() -> this.executor.execute(this::sayAll), next);
			}
		}
	}

	private void sayAll() {
		this.lastSaid = System.nanoTime();
		this.underWay.set(false);
		List<String> accounts = new ArrayList<>(this.waiting);
		accounts.forEach(this.waiting::remove);
		try {
			for (int i = 0; i < accounts.size(); i += ACCOUNTS_AT_ONCE) {
				String some = String.join(" ", accounts.subList(i, Math.min(i + ACCOUNTS_AT_ONCE, accounts.size())));
				this.jdbc.sql("select pg_notify(:channel, :accounts)::text where " + AsyncCommit.COMMIT)
					.param("channel", CHANNEL)
					.param("accounts", some)
					.query(String.class)
					.optional();
			}
		}
		catch (DataAccessException ex) {
			log.warn("Live events are late: {}", ex.getMessage());
		}
	}

	private final class AfterCommit implements TransactionSynchronization {

		private final Set<String> accounts;

		private AfterCommit(Collection<String> accounts) {
			this.accounts = new LinkedHashSet<>(accounts);
		}

		private boolean isOf(LiveNotifier signal) {
			return LiveNotifier.this == signal;
		}

		@Override
		public void afterCommit() {
			say(this.accounts);
		}

	}

}
