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
 */
public record NewNotification(String recipient, NotificationKind kind, String key, @Nullable String orderNumber,
		String textKey, List<String> args, String link) {

	public NewNotification {
		args = List.copyOf(args);
		if (!link.startsWith("/")) {
			throw new IllegalArgumentException("A link is a path of this application: " + link);
		}
	}

}
