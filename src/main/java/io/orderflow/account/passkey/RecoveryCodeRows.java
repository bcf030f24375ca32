package io.orderflow.account.passkey;

import java.time.Instant;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.utc;

/** Recovery codes, as hashes. */
@Repository
class RecoveryCodeRows {

	private final JdbcClient jdbc;

	RecoveryCodeRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void replace(String account, List<String> hashes, Instant now) {
		this.jdbc.sql("delete from recovery_code where account = :account").param("account", account).update();
		this.jdbc.sql("""
				insert into recovery_code (account, hash, created_at)
				select :account, hash, :now from unnest(:hashes) hash
				""")
			.param("account", account)
			.param("now", utc(now))
			.param("hashes", hashes.toArray(String[]::new))
			.update();
	}

	int left(String account) {
		return this.jdbc.sql("select count(*) from recovery_code where account = :account")
			.param("account", account)
			.query(Integer.class)
			.single();
	}

	/**
	 * @return whether it was one of the account's, which it is no more
	 */
	boolean use(String account, String hash) {
		return this.jdbc.sql("delete from recovery_code where account = :account and hash = :hash")
			.param("account", account)
			.param("hash", hash)
			.update() > 0;
	}

}
