package io.orderflow.notification;

import java.util.List;
import java.util.Locale;

import io.orderflow.account.Account;
import io.orderflow.account.AccountService;
import io.orderflow.platform.live.LiveEvent;
import io.orderflow.platform.live.LiveSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A new notification, as its recipient reads it: the event {@code notification}, with a
 * {@link NotificationView}.
 */
@Component
class NotificationLiveSource implements LiveSource {

	static final String SINCE = """
			with written as materialized (select n.id, n.recipient from notification n where %s)
			select n.* from written w join notification n on n.id = w.id where w.recipient = :account
			order by n.created_at, n.id
			limit :limit
			""".formatted(WRITTEN_SINCE.formatted("n.written_by"));

	/** Characters of a quote in an event, of which a page may get hundreds at once. */
	private static final int QUOTED = 500;

	private final JdbcClient jdbc;

	private final NotificationText text;

	private final AccountService accounts;

	NotificationLiveSource(JdbcClient jdbc, NotificationText text, AccountService accounts) {
		this.jdbc = jdbc;
		this.text = text;
		this.accounts = accounts;
	}

	@Override
	public List<LiveEvent> since(String account, String snapshot, int limit) {
		List<NotificationRows.Row> written = this.jdbc.sql(SINCE)
			.param("snapshot", snapshot)
			.param("account", account)
			.param("limit", limit)
			.query(NotificationRows::row)
			.list();
		if (written.isEmpty()) {
			return List.of();
		}
		Locale locale = this.accounts.find(account).map(Account::locale).orElse(Locale.ENGLISH);
		return written.stream()
			.map((row) -> new LiveEvent("notification", row.createdAt(), this.text.view(row, locale).shortened(QUOTED)))
			.toList();
	}

}
