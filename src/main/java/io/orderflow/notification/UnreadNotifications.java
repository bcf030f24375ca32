package io.orderflow.notification;

import java.time.Clock;

import io.orderflow.platform.WhatIsNew;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The number beside the bell, in one statement with the place of the live events. */
@Component
class UnreadNotifications implements WhatIsNew {

	static final String NEWS = "select (" + NotificationRows.UNREAD
			+ ") as unread, pg_current_snapshot()::text as seen";

	private final JdbcClient jdbc;

	private final Clock clock;

	UnreadNotifications(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	@Override
	public News of(String account) {
		long second = this.clock.instant().getEpochSecond();
		return this.jdbc.sql(NEWS)
			.param("recipient", account)
			.query((row, number) -> new News(row.getLong("unread"), second + "/" + row.getString("seen")))
			.single();
	}

}
