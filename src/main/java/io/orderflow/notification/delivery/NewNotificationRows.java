package io.orderflow.notification.delivery;

import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.notification.NewNotification;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.json;
import static io.orderflow.platform.Columns.optionalUtc;
import static io.orderflow.platform.Columns.utc;

/**
 * Writes notifications together with their deliveries: one statement for each, however
 * many browsers are told, since every order brings a dozen.
 */
@Repository
class NewNotificationRows {

	private static final String TOLD = """
			with told as (
				insert into notification (id, recipient, kind, key, order_number, text_key, args, link, created_at,
					quote_author, quote, joined_delivery_id)
				values (:id, :recipient, :kind, :key, :orderNumber, :textKey, :args::jsonb, :link, :now,
					:quoteAuthor, :quote, :joined)
				on conflict (key) do nothing
				returning id, recipient
			)
			""";

	/** With when it is due: now, but for what others may join. */
	private static final String DELIVERED = """
			, delivered as (
				insert into notification_delivery (id, notification_id, channel, state, message_id, created_at,
					open_group, grouped_until, subscription_id)
				select :mail::uuid, id, 'EMAIL', 'QUEUED', :messageId, :now::timestamptz, :group,
					:groupedUntil::timestamptz, null::uuid
				from told where :mail::uuid is not null
				union all
				select browser.delivery, told.id, 'PUSH', 'QUEUED', replace(browser.delivery::text, '-', ''), :now,
					null, null, browser.id
				from told cross join lateral (
					select gen_random_uuid() delivery, s.id from push_subscription s
					where :push and s.account = told.recipient offset 0
				) browser
				on conflict (open_group) where open_group is not null do nothing
				returning id, channel, grouped_until
			), due as (
				insert into due_delivery (delivery_id, channel, recipient, due_at)
				select delivered.id, delivered.channel, told.recipient, coalesce(delivered.grouped_until, :now)
				from delivered cross join told
			)
			select 'TOLD' what from told union all select channel from delivered
			""";

	private final JdbcClient jdbc;

	NewNotificationRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A mail to be sent.
	 *
	 * @param group what may join it under this name; null when nothing may
	 * @param groupedUntil when it is sent; null for at once
	 */
	record Mail(UUID id, String messageId, @Nullable String group, @Nullable Instant groupedUntil) {

	}

	/**
	 * What was written.
	 *
	 * @param told false when the key was taken: then nothing was written
	 * @param mailed false also when another mail of the same group was opened meanwhile
	 * @param pushed whether a browser is told
	 */
	record Written(boolean told, boolean mailed, boolean pushed) {

	}

	/**
	 * Adds a notification with its deliveries.
	 * @param mail the mail that it opens, if any
	 * @param joined the delivery that mails it together with others, if any
	 * @param push whether every subscribed browser is told
	 */
	Written add(UUID id, NewNotification notification, @Nullable Mail mail, @Nullable UUID joined, boolean push,
			Instant now) {
		NewNotification.Quote quote = notification.quote();
		List<String> written = this.jdbc.sql(TOLD + DELIVERED)
			.param("id", id)
			.param("recipient", notification.recipient())
			.param("kind", notification.kind().name())
			.param("key", notification.key())
			.param("orderNumber", notification.orderNumber(), Types.VARCHAR)
			.param("textKey", notification.textKey())
			.param("args", json(notification.args()))
			.param("link", notification.link())
			.param("now", utc(now))
			.param("quoteAuthor", (quote != null) ? quote.author() : null, Types.VARCHAR)
			.param("quote", (quote != null) ? quote.text() : null, Types.VARCHAR)
			.param("joined", joined, Types.OTHER)
			.param("mail", (mail != null) ? mail.id() : null, Types.OTHER)
			.param("messageId", (mail != null) ? mail.messageId() : null, Types.VARCHAR)
			.param("group", (mail != null) ? mail.group() : null, Types.VARCHAR)
			.param("groupedUntil", (mail != null) ? optionalUtc(mail.groupedUntil()) : null,
					Types.TIMESTAMP_WITH_TIMEZONE)
			.param("push", push)
			.query(String.class)
			.list();
		return new Written(written.contains("TOLD"), written.contains("EMAIL"), written.contains("PUSH"));
	}

	/**
	 * The mail that a further message can join: kept open until this transaction ends.
	 * One whose time is over is closed.
	 */
	Optional<UUID> open(String group, Instant now) {
		return this.jdbc.sql("""
				with over as (
					update notification_delivery set open_group = null
					where open_group = :group and grouped_until <= :now
				)
				select id from notification_delivery where open_group = :group and grouped_until > :now for share
				""").param("group", group).param("now", utc(now)).query(UUID.class).optional();
	}

	/** Lets a notification be told by a mail that is open. */
	void join(UUID id, UUID delivery) {
		this.jdbc.sql("update notification set joined_delivery_id = :delivery where id = :id")
			.param("delivery", delivery)
			.param("id", id)
			.update();
	}

	/** Whether the mail was opened; false when another of the same group is open. */
	boolean mail(UUID id, Mail mail, Instant now) {
		return this.jdbc.sql("""
				with opened as (
					insert into notification_delivery (id, notification_id, channel, state, message_id, created_at,
						open_group, grouped_until)
					values (:mail, :id, 'EMAIL', 'QUEUED', :messageId, :now, :group, :groupedUntil)
					on conflict (open_group) where open_group is not null do nothing
					returning id, notification_id, grouped_until
				)
				insert into due_delivery (delivery_id, channel, recipient, due_at)
				select o.id, 'EMAIL', n.recipient, o.grouped_until
				from opened o join notification n on n.id = o.notification_id
				""")
			.param("mail", mail.id())
			.param("id", id)
			.param("messageId", mail.messageId())
			.param("now", utc(now))
			.param("group", mail.group(), Types.VARCHAR)
			.param("groupedUntil", optionalUtc(mail.groupedUntil()), Types.TIMESTAMP_WITH_TIMEZONE)
			.update() == 1;
	}

}
