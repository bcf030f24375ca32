package io.orderflow.order.brief;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

import io.orderflow.account.AccountService;
import io.orderflow.order.ChangeRequest;
import io.orderflow.order.Order;
import org.springframework.stereotype.Component;

/** Says what a request asks for, in English, to who answers it and who rules on it. */
@Component
public class RequestText {

	private final AccountService accounts;

	public RequestText(AccountService accounts) {
		this.accounts = accounts;
	}

	/**
	 * Who asks for what.
	 * @param zone of the reader
	 */
	public String what(Order order, ChangeRequest request, ZoneId zone) {
		String who = this.accounts.get(request.askedBy()).displayName();
		if (request.kind() == ChangeRequest.Kind.CANCELLATION) {
			return who + " asks to cancel the order. Responsible, according to " + who + ": "
					+ String.valueOf(request.responsible()).toLowerCase(Locale.ROOT) + ".";
		}
		Instant due = order.clock().expectedDue(request.askedAt());
		return who + " asks for a later delivery"
				+ ((due != null) ? ": " + StepBrief.plainTime(due.plus(request.extension()), zone) + " instead of "
						+ StepBrief.time(due, zone) + "." + whileItStands(order, request, zone) : ".");
	}

	private static String whileItStands(Order order, ChangeRequest request, ZoneId zone) {
		return order.clock().running() ? "" : " Both are as of " + StepBrief.time(request.askedAt(), zone)
				+ ", and later by as long as the clock is stopped from then on.";
	}

}
