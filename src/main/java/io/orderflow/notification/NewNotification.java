package io.orderflow.notification;

import java.util.List;

import io.orderflow.account.NotificationKind;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell one person.
 *
 * @param recipient the account
 * @param kind what it is about
 * @param key names this one notification: the same key again tells nothing twice
 * @param orderNumber the order it concerns, if any
 * @param textKey the texts are {@code notification.<textKey>.title} and {@code .text}
 * @param args what the texts are filled with, as text; never anything private to another
 * @param link path of the page to open, beginning with a slash
 * @param group what shares one mail when it follows within two minutes, as
 * {@code conversation/<id>}; null for what is never grouped (S2)
 * @param quote what a person wrote, if that is what is told
 * @param keptOnly whether it is kept in the application, and neither mailed nor pushed,
 * whatever the recipient has chosen: it follows from what the recipient has just done
 */
public record NewNotification(String recipient, NotificationKind kind, String key, @Nullable String orderNumber,
		String textKey, List<String> args, String link, @Nullable String group, @Nullable Quote quote,
		boolean keptOnly) {

	/**
	 * What a person wrote, shown and sent beside the notification's own words.
	 *
	 * @param author the display name
	 * @param text all of it, as it was written
	 */
	public record Quote(String author, String text) {

	}

	public NewNotification {
		args = List.copyOf(args);
		if (!link.startsWith("/")) {
			throw new IllegalArgumentException("A link is a path of this application: " + link);
		}
	}

	/** What goes wherever the recipient has chosen. */
	public NewNotification(String recipient, NotificationKind kind, String key, @Nullable String orderNumber,
			String textKey, List<String> args, String link, @Nullable String group, @Nullable Quote quote) {
		this(recipient, kind, key, orderNumber, textKey, args, link, group, quote, false);
	}

	/** What is told by itself, without anybody's words. */
	public NewNotification(String recipient, NotificationKind kind, String key, @Nullable String orderNumber,
			String textKey, List<String> args, String link) {
		this(recipient, kind, key, orderNumber, textKey, args, link, null, null);
	}

}
