package io.orderflow.platform.live;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads what a page has not heard of yet. */
@Component
class LiveEventReader {

	private static final int MOST = 200;

	/**
	 * Characters that are told at once: what fits into what lies between here and a page,
	 * so that one that has just come keeps no thread waiting, whatever it reads.
	 */
	static final int MOST_CHARACTERS = 65_536;

	/**
	 * Transactions of everybody, whose rows are read to find somebody's: more than happen
	 * while a page changes its connection.
	 */
	static final int MOST_TRANSACTIONS = 50_000;

	/** Few, since each needs a database connection for a moment. */
	private static final int AT_ONCE = 3;

	private final Semaphore turns = new Semaphore(AT_ONCE);

	private final List<LiveSource> sources;

	private final JdbcClient jdbc;

	private final TransactionTemplate together;

	private final LiveSettings settings;

	private final ObjectMapper json;

	private final Clock clock;

	LiveEventReader(List<LiveSource> sources, JdbcClient jdbc, PlatformTransactionManager transactions,
			LiveSettings settings, ObjectMapper json, Clock clock) {
		this.sources = sources;
		this.jdbc = jdbc;
		this.together = new TransactionTemplate(transactions);
		// one snapshot for all sources
		this.together.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
		this.together.setReadOnly(true);
		this.settings = settings;
		this.json = json;
		this.clock = clock;
	}

	/**
	 * What was read, and how far.
	 *
	 * @param complete false when there was more than can be told one by one
	 */
	record News(List<Told> events, boolean complete, LivePosition position) {

	}

	/**
	 * An event as it is sent.
	 *
	 * @param data JSON
	 */
	record Told(String type, String data) {

	}

	/** Here and now: who begins to listen has everything else from the page. */
	LivePosition now() {
		return new LivePosition(this.clock.instant(),
				this.jdbc.sql("select pg_current_snapshot()::text").query(String.class).single());
	}

	/**
	 * Where a page goes on that was connected before; empty when it must read everything
	 * anew: it has been away too long, or comes from another database. What is named can
	 * be made up, and says how much is read.
	 */
	Optional<LivePosition> resumed(@Nullable String lastEventId) {
		Instant oldest = this.clock.instant().minus(this.settings.replay());
		return LivePosition.parse(lastEventId)
			.filter((position) -> !position.at().isBefore(oldest))
			.filter((position) -> {
				long end = now().end();
				return position.end() <= end && position.begin() >= end - MOST_TRANSACTIONS;
			});
	}

	/** Everything that concerns the account and that a page there has not heard of. */
	News since(String account, LivePosition position) {
		this.turns.acquireUninterruptibly();
		try {
			return Objects.requireNonNull(read(account, position));
		}
		finally {
			this.turns.release();
		}
	}

	private News read(String account, LivePosition position) {
		return this.together.execute((status) -> {
			LivePosition now = now();
			List<LiveEvent> events = new ArrayList<>();
			boolean complete = true;
			for (LiveSource source : this.sources) {
				List<LiveEvent> some = source.since(account, position.snapshot(), MOST);
				complete = complete && some.size() < MOST;
				events.addAll(some);
			}
			events.sort(Comparator.comparing(LiveEvent::at));
			return complete ? told(events, now) : new News(List.of(), false, now);
		});
	}

	private News told(List<LiveEvent> events, LivePosition now) {
		List<Told> told = new ArrayList<>();
		int characters = 0;
		for (LiveEvent event : events) {
			String data = json(event.data());
			characters += data.length();
			if (characters > MOST_CHARACTERS) {
				return new News(List.of(), false, now);
			}
			told.add(new Told(event.type(), data));
		}
		return new News(told, true, now);
	}

	private String json(Object data) {
		try {
			return this.json.writeValueAsString(data);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("An event cannot be written", ex);
		}
	}

}
