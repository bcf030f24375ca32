package io.orderflow.notification;

import java.time.Clock;

import io.orderflow.platform.UnreadCounter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The number beside the bell, in one statement with the place of the live events. */
@Component
class UnreadNotificationCounter implements UnreadCounter {

	static final String NEWS = "select (" + NotificationRows.UNREAD
			+ ") as unread, pg_current_snapshot()::text as seen";

	private final JdbcClient jdbc;

	private final Clock clock;

	UnreadNotificationCounter(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	@Override
	public Unread of(String account) {
		long second = this.clock.instant().getEpochSecond();
		return this.jdbc.sql(NEWS)
			.param("recipient", account)
			.query((row, number) -> new Unread(row.getLong("unread"), second + "/" + row.getString("seen")))
			.single();
	}

}
