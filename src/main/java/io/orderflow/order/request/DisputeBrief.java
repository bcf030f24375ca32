package io.orderflow.order.request;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import io.orderflow.account.Account;
import io.orderflow.account.AccountService;
import io.orderflow.order.ChangeRequest;
import io.orderflow.order.Order;
import io.orderflow.order.brief.RequestText;
import io.orderflow.order.brief.StepBrief;
import io.orderflow.order.brief.StepBrief.Party;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a moderator reads in Tasklist of a cancellation to rule on (C4). */
@Component
class DisputeBrief {

	private final RequestText texts;

	private final AccountService accounts;

	DisputeBrief(RequestText texts, AccountService accounts) {
		this.texts = texts;
		this.accounts = accounts;
	}

	/**
	 * In the reader's own time zone.
	 * @param reader their account; null where nobody is signed in
	 */
	StepBrief of(Order order, ChangeRequest request, @Nullable String reader, Instant now) {
		ZoneId zone = Optional.ofNullable(reader)
			.flatMap(this.accounts::find)
			.map(Account::zone)
			.orElse(ZoneOffset.UTC);
		String about = this.texts.what(order, request, zone) + "\n\nWhy\n" + request.reason() + "\n\nRefused by "
				+ name(request.otherSide()) + "\n" + said(request.answer()) + "\n\nWhy a moderator is asked\n"
				+ said(request.disputeReason());
		return new StepBrief(order.number(), order.title(),
				List.of(new Party("Client", name(order.client())), new Party("Freelancer", name(order.freelancer()))),
				zone, Optional.of(StepBrief.Due.of(order.clock(), now)), Optional.empty(),
				new StepBrief.Link("/disputes/" + order.number(),
						"Everything that was agreed, delivered and said about it"),
				about);
	}

	private String name(String account) {
		return this.accounts.get(account).displayName();
	}

	private static String said(@Nullable String text) {
		return (text == null || text.isBlank()) ? "–" : text;
	}

}
