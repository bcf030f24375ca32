package io.orderflow.contact;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.orderflow.account.AccountService;
import io.orderflow.account.Person;
import io.orderflow.conversation.ConversationLinks;
import io.orderflow.conversation.ConversationService;
import io.orderflow.order.dashboard.ContactBook;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The people one has worked with (S9): at least one order, an inquiry is not enough. Each
 * account reads its own.
 */
@Service
@Transactional(readOnly = true)
public class ContactService implements ContactBook {

	private final ContactRows rows;

	private final AccountService accounts;

	private final ConversationService conversations;

	ContactService(ContactRows rows, AccountService accounts, ConversationService conversations) {
		this.rows = rows;
		this.accounts = accounts;
		this.conversations = conversations;
	}

	/**
	 * A page of an account's contacts, in three statements.
	 * @param side which side the account is on
	 * @param descending null: as the sort has it at first
	 * @param currency what {@link ContactSort#SPENT} is about; may be null while all
	 * orders were in one currency
	 * @param cursor of the page before, of the same list
	 * @throws Refusal {@code bad-cursor}; {@code currency-needed} and
	 * {@code choice-unknown} on {@code currency}
	 */
	public Page<ContactView> page(String account, ContactSide side, ContactSort sort, @Nullable Boolean descending,
			@Nullable String currency, @Nullable String cursor, @Nullable Integer limit) {
		return page(account, side, sort, descending, currency, null, cursor, limit);
	}

	/**
	 * The same of those who are called so.
	 * @param name part of their name, without accents and capitals too; null for any
	 */
	public Page<ContactView> page(String account, ContactSide side, ContactSort sort, @Nullable Boolean descending,
			@Nullable String currency, @Nullable String name, @Nullable String cursor, @Nullable Integer limit) {
		ContactSorting order = ContactSorting.of(side, sort, descending, currency, () -> currencies(account, side));
		int size = Cursor.limit(limit);
		List<ContactRows.Row> rows = this.rows.page(order, account, name, ContactCursor.decode(cursor, order),
				size + 1);
		if (rows.size() <= size) {
			return new Page<>(views(account, side, rows), null);
		}
		ContactRows.Row last = rows.get(size - 1);
		return new Page<>(views(account, side, rows.subList(0, size)),
				new ContactCursor(order, last.value(), last.other()).encoded());
	}

	private List<ContactView> views(String account, ContactSide side, List<ContactRows.Row> rows) {
		if (rows.isEmpty()) {
			return List.of();
		}
		List<String> others = rows.stream().map(ContactRows.Row::other).toList();
		Map<String, Person> people = this.accounts.people(others);
		ConversationLinks talks = this.conversations.links(account, side == ContactSide.SELLING, others,
				rows.stream().map(ContactRows.Row::lastOrder).toList());
		return rows.stream()
			.map((row) -> view(people.getOrDefault(row.other(), new Person(row.other(), row.other(), null)), row,
					talks))
			.toList();
	}

	private static ContactView view(Person other, ContactRows.Row row, ConversationLinks talks) {
		return new ContactView(other.id(), other.name(), other.picture(), row.history().placed(),
				row.history().completed(), row.history().cancelled(), row.history().spent(),
				row.history().lastOrderAt(), row.history().waited(), talks.orderNumber(row.lastOrder()),
				talks.ofOrder(row.lastOrder()), talks.inquiryWith(row.other()));
	}

	/** The currencies that the account has had orders in, on this side. */
	public List<String> currencies(String account, ContactSide side) {
		return this.rows.currencies(side, account);
	}

	@Override
	public Optional<History> between(String client, String freelancer) {
		return this.rows.between(client, freelancer);
	}

}
