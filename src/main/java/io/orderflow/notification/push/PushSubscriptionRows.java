package io.orderflow.notification.push;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import static io.orderflow.platform.Columns.instant;
import static io.orderflow.platform.Columns.utc;

/** The table of browsers to push to. */
@Repository
class PushSubscriptionRows {

	private final JdbcClient jdbc;

	PushSubscriptionRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A browser.
	 *
	 * @param p256dh its public key, and
	 * @param auth its secret, both base64url without padding
	 */
	record Row(UUID id, String account, String endpoint, String p256dh, String auth, @Nullable String label,
			Instant createdAt) {

	}

	/** Adds a browser; one that is there changes hands, or its keys. */
	Row put(Row row) {
		return this.jdbc.sql("""
				insert into push_subscription (id, account, endpoint, p256dh, auth, label, created_at)
				values (:id, :account, :endpoint, :p256dh, :auth, :label, :now)
				on conflict (endpoint) do update set account = excluded.account, p256dh = excluded.p256dh,
					auth = excluded.auth, label = excluded.label, created_at = excluded.created_at
				returning *
				""")
			.param("id", row.id())
			.param("account", row.account())
			.param("endpoint", row.endpoint())
			.param("p256dh", row.p256dh())
			.param("auth", row.auth())
			.param("label", row.label(), Types.VARCHAR)
			.param("now", utc(row.createdAt()))
			.query(PushSubscriptionRows::row)
			.single();
	}

	/** Of several browsers that an account adds at once each waits for those before. */
	void lockOf(String account) {
		this.jdbc.sql("select pg_advisory_xact_lock(hashtextextended('push_subscription/' || :account, 0))::text")
			.param("account", account)
			.query(String.class)
			.single();
	}

	/** How many other browsers an account has. */
	int others(String account, String endpoint) {
		return this.jdbc
			.sql("select count(*) from push_subscription where account = :account and endpoint <> :endpoint")
			.param("account", account)
			.param("endpoint", endpoint)
			.query(Integer.class)
			.single();
	}

	/** Whether a browser is this account's already. */
	boolean isOf(String account, String endpoint) {
		return this.jdbc
			.sql("select exists (select from push_subscription where account = :account and endpoint = :endpoint)")
			.param("account", account)
			.param("endpoint", endpoint)
			.query(Boolean.class)
			.single();
	}

	/** Oldest first. */
	List<Row> of(String account) {
		return this.jdbc.sql("select * from push_subscription where account = :account order by created_at, id")
			.param("account", account)
			.query(PushSubscriptionRows::row)
			.list();
	}

	/** A browser, if it is still this account's. */
	Optional<Row> find(UUID id, String account) {
		return this.jdbc.sql("select * from push_subscription where id = :id and account = :account")
			.param("id", id)
			.param("account", account)
			.query(PushSubscriptionRows::row)
			.optional();
	}

	boolean remove(UUID id, String account) {
		return this.jdbc.sql("delete from push_subscription where id = :id and account = :account")
			.param("id", id)
			.param("account", account)
			.update() == 1;
	}

	void removeAll(String account) {
		this.jdbc.sql("delete from push_subscription where account = :account").param("account", account).update();
	}

	/**
	 * The push service says that a browser is gone: true whatever becomes of the job that
	 * found out. One that has subscribed again meanwhile stays.
	 */
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	public void gone(Row row) {
		this.jdbc.sql("delete from push_subscription where id = :id and p256dh = :p256dh")
			.param("id", row.id())
			.param("p256dh", row.p256dh())
			.update();
	}

	private static Row row(ResultSet row, int number) throws SQLException {
		return new Row(row.getObject("id", UUID.class), row.getString("account"), row.getString("endpoint"),
				row.getString("p256dh"), row.getString("auth"), row.getString("label"), instant(row, "created_at"));
	}

}
