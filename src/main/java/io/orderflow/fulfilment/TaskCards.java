package io.orderflow.fulfilment;

import java.util.List;
import java.util.Map;

import io.orderflow.account.AccountService;
import org.springframework.stereotype.Component;

/**
 * What tells an order's tasks from those of other orders in Tasklist's list: one variable
 * of each of its processes, the same for both sides, which their tasks take over.
 */
@Component
public class TaskCards {

	private final AccountService accounts;

	TaskCards(AccountService accounts) {
		this.accounts = accounts;
	}

	/** Which order it is, and between whom, as plain text. */
	public String of(String number, String title, String client, String freelancer) {
		Map<String, String> names = this.accounts.names(List.of(client, freelancer));
		return number + " · " + names.get(client) + " · " + names.get(freelancer) + " · " + title;
	}

}
