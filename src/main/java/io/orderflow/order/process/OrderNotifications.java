package io.orderflow.order.process;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

import javax.money.MonetaryAmount;

import io.orderflow.account.Account;
import io.orderflow.account.AccountService;
import io.orderflow.account.NotificationKind;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NewNotification.Quote;
import io.orderflow.notification.NotificationService;
import io.orderflow.order.ChangeRequest;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStep;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.ReaderFormats.WrittenDates;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells both sides what happens to their order, each thing once (S2, S19). */
@Component
public class OrderNotifications {

	private static final String NOW = "#now";

	private final NotificationService notifications;

	private final AccountService accounts;

	private final MessageSource messages;

	OrderNotifications(NotificationService notifications, AccountService accounts, MessageSource messages) {
		this.notifications = notifications;
		this.accounts = accounts;
		this.messages = messages;
	}

	/**
	 * A price or times as their recipient writes them.
	 *
	 * @param suffix of the key of texts that name them as {@code {3}} and {@code {4}}
	 */
	public record Detail(String suffix, Function<Account, List<String>> texts) {

		static Detail of(MonetaryAmount price) {
			return new Detail(".priced", (reader) -> List.of(ReaderFormats.price(price, reader.locale())));
		}

		public static Detail of(Instant time) {
			return new Detail(".dated", (reader) -> List.of(written(time, reader)));
		}

		/**
		 * When silence has a consequence; where that moves it comes later, never earlier.
		 */
		public static Detail until(Instant time) {
			return new Detail(".until", (reader) -> List.of(written(time, reader)));
		}

		/** A time, and until when to answer. */
		public static Detail until(Instant time, Instant until) {
			return new Detail(".dated-until", (reader) -> List.of(written(time, reader), written(until, reader)));
		}

		private static String written(Instant time, Account reader) {
			return WrittenDates.time(time.atZone(reader.zone()), reader.locale());
		}

	}

	void newOrder(Order order) {
		tell(order, order.freelancer(), NotificationKind.NEW_ORDER, "new", "order.new", "", null,
				Detail.of(order.price()));
	}

	/**
	 * A step waits for somebody, unless their own act led to it: then they see it where
	 * they have acted (S2). The timeline's length tells one round from the next.
	 * @param occasion what led to it, for words of its own; empty where it has none
	 * @param quote what the other side wrote that led to it; null or blank where nothing
	 * was
	 * @param keptOnly whether another mail has just told of it
	 */
	public void toDo(Order order, OrderStep step, String assignee, String occasion, @Nullable String quote,
			boolean keptOnly) {
		if (order.isDoneBy(assignee)) {
			return;
		}
		tell(order, assignee, NotificationKind.TO_DO, "todo/" + step.id() + "/" + order.timelineLength(),
				"order.todo." + step.id() + (occasion.isEmpty() ? "" : "." + occasion), NOW, quote, null, keptOnly);
	}

	/**
	 * What somebody was asked for is done, wherever they did it: it is read.
	 * @param textKeys as what asked for it is told, without {@code notification.}
	 */
	public void done(Order order, String account, Set<String> textKeys) {
		this.notifications.settle(account, order.number(), textKeys);
	}

	/**
	 * Somebody is reminded of a step.
	 * @param words what it is about, for words of its own; empty where it has none
	 * @param until when silence decides it; null where it never does
	 */
	public void reminder(Order order, OrderStep step, String assignee, String words, @Nullable Instant until) {
		tell(order, assignee, NotificationKind.REMINDER, "reminder/" + step.id() + "/" + order.timelineLength(),
				"order.reminder." + step.id() + (words.isEmpty() ? "" : "." + words), NOW, null,
				(until != null) ? Detail.until(until) : null);
	}

	/**
	 * Once for each delivery, however often its review begins to wait anew: whether a
	 * revision can be asked for, and when silence accepts it.
	 */
	void delivered(Order order) {
		tell(order, order.client(), NotificationKind.TO_DO, "delivered/" + order.rounds().round(),
				"order.todo." + OrderStep.REVIEW_DELIVERY.id() + ((order.rounds().left() == 0) ? ".last" : ""), NOW,
				order.rounds().newest().message(), order.rounds().silenceAcceptsAt().map(Detail::until).orElse(null));
	}

	void completed(Order order) {
		both(order, "completed", "order.completed");
	}

	/** Who did it and why, unless that is told as what came of a request (S2). */
	void cancelled(Order order) {
		String by = order.closing().cancelledBy();
		boolean alone = order.client().equals(by) && order.isDoneBy(order.client());
		if (by == null) {
			both(order, "cancelled", "order.cancelled.unprovided");
		}
		else if (alone) {
			tell(order, order.client(), NotificationKind.STATUS, "cancelled", "order.cancelled");
			tell(order, order.freelancer(), NotificationKind.STATUS, "cancelled", "order.cancelled.alone", "",
					order.closing().cancellationReason());
		}
		else {
			ChangeRequest request = order.requests().get(order.requests().asked());
			// what came of the request tells everybody else: one event, one notification
			if (request.answeredBy() != null && request.ruledBy() == null) {
				tell(order, request.otherSide(), NotificationKind.STATUS, "cancelled", "order.cancelled");
			}
		}
	}

	private void both(Order order, String purpose, String textKey) {
		tell(order, order.client(), NotificationKind.STATUS, purpose, textKey);
		tell(order, order.freelancer(), NotificationKind.STATUS, purpose, textKey);
	}

	/**
	 * One key for each order, purpose and recipient, so that a repeat tells nothing
	 * twice.
	 */
	private void tell(Order order, String recipient, NotificationKind kind, String purpose, String textKey) {
		String place = (kind == NotificationKind.TO_DO || kind == NotificationKind.REMINDER) ? NOW : "";
		tell(order, recipient, kind, purpose, textKey, place);
	}

	/**
	 * The same.
	 * @param place of the order's page that the notification leads to; empty for its top
	 */
	public void tell(Order order, String recipient, NotificationKind kind, String purpose, String textKey,
			String place) {
		tell(order, recipient, kind, purpose, textKey, place, null);
	}

	/**
	 * The same with what the other side wrote. What follows from the recipient's own act
	 * is neither mailed nor pushed (S2).
	 * @param quote null or blank where nothing was
	 */
	public void tell(Order order, String recipient, NotificationKind kind, String purpose, String textKey, String place,
			@Nullable String quote) {
		tell(order, recipient, kind, purpose, textKey, place, quote, null);
	}

	/**
	 * The same with a price or a time, which texts of its own name.
	 * @param detail null where there is none
	 */
	public void tell(Order order, String recipient, NotificationKind kind, String purpose, String textKey, String place,
			@Nullable String quote, @Nullable Detail detail) {
		tell(order, recipient, kind, purpose, textKey, place, quote, detail, false);
	}

	/** What a moderator decided, with their reason, as both sides read it (C4). */
	public void tellRuling(Order order, String recipient, String purpose, String textKey, String place, String reason) {
		tell(order, recipient, NotificationKind.STATUS, purpose, textKey, place,
				(other, reader) -> new Quote(
						this.messages.getMessage("order.by.moderator.quoted", null, reader.locale()), reason),
				null, false);
	}

	private void tell(Order order, String recipient, NotificationKind kind, String purpose, String textKey,
			String place, @Nullable String quote, @Nullable Detail detail, boolean keptOnly) {
		tell(order, recipient, kind, purpose, textKey, place,
				(other, reader) -> (quote == null || quote.isBlank()) ? null : new Quote(other.displayName(), quote),
				detail, keptOnly);
	}

	/**
	 * @param quote what is quoted, of the other side and of whoever reads it
	 */
	private void tell(Order order, String recipient, NotificationKind kind, String purpose, String textKey,
			String place, BiFunction<Account, Account, @Nullable Quote> quote, @Nullable Detail detail,
			boolean keptOnly) {
		// both at once: the recipient's preferences are asked for next
		List<Account> people = this.accounts.all(List.of(order.otherSide(recipient), recipient));
		String other = people.get(0).displayName();
		List<String> args = new ArrayList<>(List.of(order.number(), order.title(), other));
		if (detail != null) {
			args.addAll(detail.texts().apply(people.get(1)));
		}
		this.notifications.notify(new NewNotification(recipient, kind, order.number() + "/" + purpose + "/" + recipient,
				order.number(), (detail != null) ? textKey + detail.suffix() : textKey, args,
				"/orders/" + order.number() + place, null, quote.apply(people.get(0), people.get(1)),
				keptOnly || order.isDoneBy(recipient)));
	}

}
