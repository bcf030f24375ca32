package io.orderflow.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.utc;

/** The table of the messages that people have saved. */
@Repository
class ReadyMessageRows {

	private final JdbcClient jdbc;

	ReadyMessageRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** In the order in which they were saved. */
	List<ReadyMessage> of(String account) {
		return this.jdbc
			.sql("select id, title, text from ready_message where account = :account order by created_at, id")
			.param("account", account)
			.query(ReadyMessageRows::readyMessage)
			.list();
	}

	/** The same without their texts. */
	List<ReadyMessage.Title> titles(String account) {
		return this.jdbc.sql("select id, title from ready_message where account = :account order by created_at, id")
			.param("account", account)
			.query((row, number) -> new ReadyMessage.Title(row.getString("id"), true, row.getString("title")))
			.list();
	}

	Optional<ReadyMessage> one(UUID id, String account) {
		return this.jdbc.sql("select id, title, text from ready_message where account = :account and id = :id")
			.param("account", account)
			.param("id", id)
			.query(ReadyMessageRows::readyMessage)
			.optional();
	}

	/** Whoever saves two at once waits for the first. */
	void lock(String account) {
		this.jdbc.sql("select pg_advisory_xact_lock(hashtextextended('ready_message/' || :account, 0))::text")
			.param("account", account)
			.query(String.class)
			.single();
	}

	/** Whether another one of the account's is called so. */
	boolean isTaken(String title, UUID id, String account) {
		return this.jdbc.sql("""
				select exists (select from ready_message
				where account = :account and id <> :id and lower(trim(title)) = lower(:title))
				""").param("account", account).param("id", id).param("title", title).query(Boolean.class).single();
	}

	/** Adds one, unless the account has as many as it may. */
	boolean add(UUID id, String account, String title, String text, Instant now, int most) {
		return this.jdbc.sql("""
				insert into ready_message (id, account, title, text, created_at)
				select :id, :account, :title, :text, :now
				where (select count(*) from ready_message where account = :account) < :most
				""")
			.param("id", id)
			.param("account", account)
			.param("title", title)
			.param("text", text)
			.param("now", utc(now))
			.param("most", most)
			.update() == 1;
	}

	boolean change(UUID id, String account, String title, String text) {
		return this.jdbc
			.sql("update ready_message set title = :title, text = :text where id = :id and account = :account")
			.param("id", id)
			.param("account", account)
			.param("title", title)
			.param("text", text)
			.update() == 1;
	}

	boolean remove(UUID id, String account) {
		return this.jdbc.sql("delete from ready_message where id = :id and account = :account")
			.param("id", id)
			.param("account", account)
			.update() == 1;
	}

	private static ReadyMessage readyMessage(ResultSet row, int number) throws SQLException {
		return new ReadyMessage(row.getString("id"), true, row.getString("title"), row.getString("text"));
	}

}
