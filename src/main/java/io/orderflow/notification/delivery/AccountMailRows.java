package io.orderflow.notification.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.orderflow.account.AccountMailer;
import io.orderflow.notification.DeliveryState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.json;
import static io.orderflow.platform.Columns.jsonList;
import static io.orderflow.platform.Columns.utc;

/** Mails about accounts, each with its delivery. */
@Repository
class AccountMailRows {

	private final JdbcClient jdbc;

	AccountMailRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void add(UUID delivery, String messageId, AccountMailer.Mail mail, Instant now) {
		this.jdbc.sql("""
				with queued as (
					insert into notification_delivery (id, channel, state, message_id, created_at)
					values (:id, 'EMAIL', 'QUEUED', :messageId, :now)
					returning id
				), due as (
					insert into due_delivery (delivery_id, channel, recipient, due_at)
					select id, 'EMAIL', :email, :now from queued
				)
				insert into account_mail (delivery_id, kind, email, owner, language, path, token_id, details)
				select id, :kind, :email, :owner, :language, :path, :token, :details::jsonb from queued
				""")
			.param("id", delivery)
			.param("messageId", messageId)
			.param("now", utc(now))
			.param("kind", mail.kind().name())
			.param("email", mail.email())
			.param("owner", mail.owner(), Types.VARCHAR)
			.param("language", mail.language().getLanguage())
			.param("path", mail.path())
			.param("token", mail.token(), Types.OTHER)
			.param("details", json(mail.details()))
			.update();
	}

	List<PendingAccountMail> outgoing(Collection<UUID> deliveries) {
		return this.jdbc.sql("""
				select d.id, d.state, d.message_id, m.kind, m.email, m.owner, m.language, m.path, m.token_id, m.details
				from notification_delivery d join account_mail m on m.delivery_id = d.id
				where d.id = any(array(select value::uuid from jsonb_array_elements_text(:ids::jsonb)))
				""").param("ids", json(deliveries)).query(AccountMailRows::row).list();
	}

	/** Removes the mails that have ended and were recorded before then, log and all. */
	void removeEnded(Instant before) {
		this.jdbc.sql("""
				delete from notification_delivery
				where notification_id is null and created_at < :before and state <> 'QUEUED'
				""").param("before", utc(before)).update();
	}

	private static PendingAccountMail row(ResultSet row, int number) throws SQLException {
		return new PendingAccountMail(row.getObject("id", UUID.class), DeliveryState.valueOf(row.getString("state")),
				row.getString("message_id"),
				new AccountMailer.Mail(AccountMailer.Kind.valueOf(row.getString("kind")), row.getString("email"),
						row.getString("owner"), Locale.forLanguageTag(row.getString("language")), row.getString("path"),
						row.getObject("token_id", UUID.class), jsonList(row, "details", String.class)));
	}

}
