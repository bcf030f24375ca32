package io.orderflow.platform.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hears what every node says with {@link LiveNotifier}, over one connection that is kept
 * for it. When that breaks, everyone who is connected is read for once it is there again,
 * and every {@link NodeSignal} is taken as heard. By hand, since Spring's JDBC has no
 * {@code LISTEN}, and Spring Integration's is for its own table of messages; it is tried
 * again without end, where Spring Retry is for what gives up.
 */
@Component
class LiveListener implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(LiveListener.class);

	/** Before an account that may be signed in no more (V32). */
	private static final String ENDED = "!";

	private static final int LOOK_UP_MILLIS = 500;

	private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final DataSource database;

	private final LiveStreamRegistry streams;

	private final LiveNotifier notifier;

	private final List<NodeSignal> signals;

	private volatile @Nullable Thread thread;

	LiveListener(DataSource database, LiveStreamRegistry streams, LiveNotifier notifier, List<NodeSignal> signals) {
		this.database = database;
		this.streams = streams;
		this.notifier = notifier;
		this.signals = signals;
	}

	@Override
	public void start() {
		Thread listener = new Thread(this::listen, "live-listener");
		listener.setDaemon(true);
		this.thread = listener;
		listener.start();
	}

	private void listen() {
		while (isMine()) {
			try (Connection connection = this.database.getConnection()) {
				hear(connection);
			}
			catch (SQLException ex) {
				if (isMine()) {
					log.warn("Live events are late until the database answers: {}", ex.getMessage());
					LockSupport.parkNanos(AGAIN_NANOS);
				}
			}
			catch (RuntimeException ex) {
				log.error("Listening goes on after a failure", ex);
				LockSupport.parkNanos(AGAIN_NANOS);
			}
		}
	}

	private void hear(Connection connection) throws SQLException {
		connection.setAutoCommit(true);
		PGConnection postgres = connection.unwrap(PGConnection.class);
		try (Statement statement = connection.createStatement()) {
			statement.execute("listen " + LiveNotifier.CHANNEL);
			this.streams.readAll();
			this.signals.forEach(NodeSignal::heard);
			while (isMine()) {
				PGNotification @Nullable [] said = postgres.getNotifications(LOOK_UP_MILLIS);
				if (said != null) {
					for (PGNotification notification : said) {
						hear(notification.getParameter());
					}
				}
			}
			statement.execute("unlisten *");
		}
	}

	private void hear(String said) {
		if (said.startsWith(ENDED)) {
			this.streams.end(said.substring(ENDED.length()));
		}
		else {
			Map<Boolean, List<String>> words = Arrays.stream(said.split(" "))
				.collect(Collectors.partitioningBy((word) -> word.startsWith(LiveNotifier.SIGNAL)));
			this.streams.read(words.get(false));
			words.get(true)
				.stream()
				.flatMap((word) -> this.notifier.signalOfOthers(word).stream())
				.distinct()
				.forEach(this::heard);
		}
	}

	private void heard(String name) {
		this.signals.stream().filter((signal) -> signal.name().equals(name)).forEach(NodeSignal::heard);
	}

	private boolean isMine() {
		return Thread.currentThread() == this.thread;
	}

	@Override
	public void stop() {
		Thread listener = this.thread;
		this.thread = null;
		if (listener != null) {
			try {
				listener.join(TimeUnit.SECONDS.toMillis(5));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}
