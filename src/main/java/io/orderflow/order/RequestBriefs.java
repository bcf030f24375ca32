package io.orderflow.order;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

import io.orderflow.account.AccountService;
import org.springframework.stereotype.Component;

/**
 * What stands beside the forms of a request in Tasklist. In English, as Tasklist is; what
 * people wrote stays as they wrote it.
 */
@Component
class RequestBriefs {

	private static final int RULING_PRIORITY = 70;

	private final AccountService accounts;

	private final OrderSettings settings;

	RequestBriefs(AccountService accounts, OrderSettings settings) {
		this.accounts = accounts;
		this.settings = settings;
	}

	/** What whoever is asked has to answer. */
	String asked(Order order, ChangeRequest request) {
		return what(order, request, this.accounts.get(request.otherSide()).zone()) + "\n\n" + request.reason()
				+ "\n\nWithout an answer in time "
				+ ((request.kind() == RequestKind.EXTENSION) ? "the date stays as it is." : "the order is cancelled.");
	}

	/** What a moderator has to rule on. */
	StepContext dispute(Order order, ChangeRequest request, Instant now) {
		String client = this.accounts.get(order.client()).displayName();
		String freelancer = this.accounts.get(order.freelancer()).displayName();
		String summary = "**Order " + order.number() + "**: " + StepBriefs.escaped(order.title()) + "\n\nClient: "
				+ StepBriefs.escaped(client) + "  \nFreelancer: " + StepBriefs.escaped(freelancer)
				+ "  \n<a href=\"/disputes/" + order.number()
				+ "\" target=\"_blank\">Everything that was agreed, delivered and said about it</a>";
		String brief = what(order, request, ZoneOffset.UTC) + "\n\nWhy\n" + request.reason() + "\n\nRefused by "
				+ name(request.otherSide()) + "\n" + said(request.answer()) + "\n\nWhy a moderator is asked\n"
				+ said(request.disputeReason());
		return new StepContext(order.number() + " · " + client + " · " + freelancer + " · " + order.title(), summary,
				StepBriefs.cut(brief, "/disputes/" + order.number()), now.plus(this.settings.answerWithin()),
				RULING_PRIORITY);
	}

	private String what(Order order, ChangeRequest request, ZoneId zone) {
		String who = name(request.askedBy());
		if (request.kind() == RequestKind.CANCELLATION) {
			return who + " asks to cancel the order. Responsible, according to " + who + ": "
					+ String.valueOf(request.responsible()).toLowerCase(Locale.ROOT) + ".";
		}
		Instant due = order.clock().dueAt();
		DateTimeFormatter format = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
			.withLocale(Locale.ENGLISH)
			.withZone(zone);
		return who + " asks for a later delivery" + ((due != null) ? ": " + format.format(due.plus(request.extension()))
				+ " instead of " + format.format(due) + " (" + zone + ")." : ".");
	}

	private String name(String account) {
		return this.accounts.get(account).displayName();
	}

	private static String said(@org.jspecify.annotations.Nullable String text) {
		return (text == null || text.isBlank()) ? "–" : text;
	}

}
