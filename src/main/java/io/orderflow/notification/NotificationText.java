package io.orderflow.notification;

import java.util.Locale;

import io.orderflow.account.NotificationKind;
import io.orderflow.platform.TextLimits;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The words of a notification, from {@code notification.<textKey>.title} and
 * {@code .text}, made when it is read or sent, in the recipient's language.
 */
@Component
public class NotificationText {

	private final MessageSource messages;

	NotificationText(MessageSource messages) {
		this.messages = messages;
	}

	public String title(NotificationRows.Row notification, Locale locale) {
		return text(notification, "title", locale);
	}

	public String text(NotificationRows.Row notification, Locale locale) {
		return text(notification, "text", locale);
	}

	/** The notification as its recipient reads it. */
	NotificationView view(NotificationRows.Row row, Locale locale) {
		return new NotificationView(row.id(), row.kind(), row.orderNumber(), title(row, locale), text(row, locale),
				row.quote(), row.link(), row.createdAt(), row.readAt() != null);
	}

	/** What an attempt to deliver came to. */
	String outcome(String outcome, Locale locale) {
		return this.messages.getMessage("delivery.attempt." + outcome, null, locale);
	}

	/** What a kind of notification is about, in the plural. */
	public String kind(NotificationKind kind, Locale locale) {
		return this.messages.getMessage("notification.kind." + kind, null, locale);
	}

	/** What mails say around every notification. */
	public String frame(String name, Locale locale, Object... args) {
		return this.messages.getMessage("notification.mail." + name, args, locale);
	}

	private String text(NotificationRows.Row notification, String part, Locale locale) {
		return this.messages.getMessage("notification." + notification.textKey() + "." + part,
				notification.args().stream().map(NotificationText::shown).toArray(), locale);
	}

	/** Names and titles turn nothing that follows to read another way. */
	private static Object shown(Object arg) {
		return (arg instanceof String written) ? TextLimits.shown(written) : arg;
	}

}
