package io.orderflow.account.passkey;

import java.util.List;

import io.orderflow.platform.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Passkeys by their owner. The tables are Spring Security's; what signing in reads and
 * writes, its own repositories do.
 */
@Repository
class PasskeyRows {

	private final JdbcClient jdbc;

	PasskeyRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Oldest first. */
	List<Passkey> of(String account) {
		return this.jdbc.sql("""
				select passkey.credential_id, passkey.label, passkey.created,
					nullif(passkey.last_used, passkey.created) as last_used
				from user_credentials passkey join user_entities owner on owner.id = passkey.user_entity_user_id
				where owner.name = :account
				order by passkey.created, passkey.credential_id
				""")
			.param("account", account)
			.query((row, number) -> new Passkey(row.getString("credential_id"), row.getString("label"),
					Columns.instant(row, "created"), Columns.optionalInstant(row, "last_used")))
			.list();
	}

	int count(String account) {
		return this.jdbc.sql("""
				select count(*)
				from user_credentials passkey join user_entities owner on owner.id = passkey.user_entity_user_id
				where owner.name = :account
				""").param("account", account).query(Integer.class).single();
	}

	/**
	 * @return whether there was one
	 */
	boolean remove(String account, String id) {
		return this.jdbc.sql("""
				delete from user_credentials
				where credential_id = :id
				and user_entity_user_id = (select id from user_entities where name = :account)
				""").param("id", id).param("account", account).update() > 0;
	}

	boolean isKept(String id) {
		return this.jdbc.sql("select exists (select from user_credentials where credential_id = :id)")
			.param("id", id)
			.query(Boolean.class)
			.single();
	}

	/** Whose passkeys are added, used and removed one after the other. */
	void lockOwner(String userEntity) {
		this.jdbc.sql("select id from user_entities where id = :id for update")
			.param("id", userEntity)
			.query(String.class)
			.optional();
	}

	/** Whose recovery codes are made one set after the other, too. */
	void lockOwnerOf(String account) {
		this.jdbc.sql("select id from user_entities where name = :account for update")
			.param("account", account)
			.query(String.class)
			.optional();
	}

	String owner(String userEntity) {
		return this.jdbc.sql("select name from user_entities where id = :id")
			.param("id", userEntity)
			.query(String.class)
			.single();
	}

}
