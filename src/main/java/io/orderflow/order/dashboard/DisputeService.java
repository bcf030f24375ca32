package io.orderflow.order.dashboard;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

import io.orderflow.account.AccountService;
import io.orderflow.order.Order;
import io.orderflow.order.lookup.OrderByNumber;
import io.orderflow.order.OrderNumber;
import io.orderflow.order.Orders;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders as moderators read them: only those whose cancellation was put to one (C4), and
 * none of their own.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class DisputeService {

	private final Orders orders;

	private final OrderViewService reading;

	private final DisputeRows rows;

	private final AccountService accounts;

	DisputeService(Orders orders, OrderViewService reading, DisputeRows rows, AccountService accounts) {
		this.orders = orders;
		this.reading = reading;
		this.rows = rows;
		this.accounts = accounts;
	}

	/**
	 * What waits for a ruling, the oldest first, without orders of the moderator's own.
	 * @throws Refusal {@code moderators-only-rule}; {@code bad-cursor}
	 */
	public Page<DisputeToRule> waiting(String moderator, @Nullable String cursor) {
		OrderByNumber.checkModerator(this.accounts.groupsOf(moderator));
		int size = Cursor.limit(null);
		return Page.of(this.rows.toRule(moderator, Cursor.decode(cursor).orElse(Cursor.OLDEST), size + 1), size,
				DisputeToRule::place);
	}

	/**
	 * The order and what is, or was, to be ruled on.
	 * @throws Refusal {@code moderators-only-rule}; {@code no-such-dispute} where nothing
	 * of the order was ever put to a moderator; {@code moderator-is-a-side}
	 */
	public DisputeView of(String written, String moderator) {
		OrderByNumber.checkModerator(this.accounts.groupsOf(moderator));
		Order order = OrderNumber.parse(written)
			.flatMap((number) -> this.orders.findByNumber(number.value()))
			.filter((one) -> one.requests().disputed().isPresent())
			.orElseThrow(() -> Refusal.notFound("no-such-dispute", written));
		if (order.isSide(moderator)) {
			throw Refusal.forbidden("moderator-is-a-side");
		}
		OrderView view = this.reading.forModerator(order);
		RequestView newest = newest(view).orElseThrow();
		return new DisputeView(view, newest, name(order.requests().get(newest.no()).ruledBy()));
	}

	private @Nullable String name(@Nullable String account) {
		return (account != null) ? this.accounts.names(Set.of(account)).getOrDefault(account, account) : null;
	}

	private static Optional<RequestView> newest(OrderView order) {
		return order.requests()
			.stream()
			.filter((request) -> request.disputedAt() != null)
			.max(Comparator.comparing(RequestView::no));
	}

}
