package io.orderflow.notification;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keys that are made once and kept, because what was made with them is with others: links
 * in mails, subscriptions in browsers. Of several nodes that start at once, the first
 * one's key is everybody's.
 */
@Repository
public class NotificationKeyRows {

	private final Map<String, String> read = new ConcurrentHashMap<>();

	private final JdbcClient jdbc;

	NotificationKeyRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** In a transaction of its own: a key that was used must not be undone. */
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	public String get(String name, Supplier<String> made) {
		return this.read.computeIfAbsent(name, (missing) -> {
			this.jdbc.sql("insert into notification_key (name, value) values (:name, :value) on conflict do nothing")
				.param("name", name)
				.param("value", made.get())
				.update();
			return this.jdbc.sql("select value from notification_key where name = :name")
				.param("name", name)
				.query(String.class)
				.single();
		});
	}

}
