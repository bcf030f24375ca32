package io.orderflow.notification.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.orderflow.account.Account;
import io.orderflow.account.FirstName;
import io.orderflow.account.NotificationChannel;
import io.orderflow.notification.MailSettings;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationRows;
import io.orderflow.notification.NotificationText;
import io.orderflow.notification.delivery.PendingDelivery;
import io.orderflow.platform.ReaderFormats.WrittenDates;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.stereotype.Component;

/** Writes what a mail says, as text and as HTML, from {@code templates/notification}. */
@Component
class MailBody {

	private static final String HTML = "notification/mail";

	/** Whatever a mail program may take for one. */
	private static final Pattern LINE_BREAK = Pattern.compile("\\R");

	/** How many lines are quoted, of all that is told together. */
	private static final int MOST_LINES = 500;

	private final ITemplateEngine templates;

	private final NotificationText text;

	private final UnsubscribeService unsubscribing;

	private final MailSettings settings;

	MailBody(ITemplateEngine templates, NotificationText text, UnsubscribeService unsubscribing,
			MailSettings settings) {
		this.templates = templates;
		this.text = text;
		this.unsubscribing = unsubscribing;
		this.settings = settings;
	}

	/**
	 * Both forms of a mail; they say the same.
	 *
	 * @param unsubscribe where mails like this one are switched off
	 */
	record Written(String text, String html, String unsubscribe) {

	}

	/**
	 * One notification in a mail.
	 *
	 * @param text null when the one before it says the same
	 * @param author who wrote what is quoted
	 * @param at when, as the recipient reads it
	 * @param quote what was written, line by line
	 */
	record Item(@Nullable String text, @Nullable String author, @Nullable String at, List<String> quote) {

	}

	Written write(PendingDelivery delivery, Account recipient) {
		String unsubscribe = this.unsubscribing.address(recipient, NotificationChannel.EMAIL, delivery.first().kind());
		Context context = new Context(recipient.locale());
		context.setVariable("name", FirstName.of(recipient.displayName()));
		List<Item> items = items(delivery, recipient);
		context.setVariable("items", items);
		context.setVariable("more", delivery.together() - items.size());
		context.setVariable("order", delivery.first().orderNumber());
		context.setVariable("link", this.settings.absolute(delivery.first().link()));
		context.setVariable("kind", this.text.kind(delivery.first().kind(), recipient.locale()));
		context.setVariable("unsubscribe", unsubscribe);
		context.setVariable("preferences", this.settings.absolute("/account"));
		return new Written(
				this.templates.process(MailTemplateConfiguration.TEXT, context).strip().replaceAll("\r\n|\r|\n", "\r\n")
						+ "\r\n",
				this.templates.process(HTML, context), unsubscribe);
	}

	private List<Item> items(PendingDelivery delivery, Account recipient) {
		Locale locale = recipient.locale();
		List<Item> items = new ArrayList<>();
		String before = null;
		int room = MOST_LINES;
		for (NotificationRows.Row row : delivery.notifications()) {
			if (room == 0) {
				break;
			}
			String text = this.text.text(row, locale);
			String fresh = Objects.equals(text, before) ? null : text;
			NewNotification.Quote quote = row.quote();
			List<String> lines = (quote != null) ? lines(quote.text(), room) : List.of();
			room = Math.max(0, room - lines.size());
			items.add((quote != null)
					? new Item(fresh, quote.author(),
							WrittenDates.said(row.createdAt().atZone(recipient.zone()), locale), lines)
					: new Item(fresh, null, null, lines));
			before = text;
		}
		return items;
	}

	/**
	 * The first lines of a text, and one more with an ellipsis where there are others.
	 */
	private static List<String> lines(String text, int most) {
		List<String> lines = LINE_BREAK.splitAsStream(text.strip()).limit(most + 1L).toList();
		return (lines.size() <= most) ? lines : Stream.concat(lines.stream().limit(most), Stream.of("…")).toList();
	}

}
