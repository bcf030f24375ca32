package io.orderflow.contact;

import java.util.List;
import java.util.Optional;

import io.orderflow.order.ContactBook;
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

	ContactService(ContactRows rows) {
		this.rows = rows;
	}

	/**
	 * A page of an account's contacts, in one statement.
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
		ContactSorting order = ContactSorting.of(side, sort, descending, currency, () -> currencies(account, side));
		int size = Cursor.limit(limit);
		List<ContactRows.Listed> rows = this.rows.page(order, account, ContactCursor.decode(cursor, order), size + 1);
		List<ContactView> contacts = rows.stream().limit(size).map(ContactRows.Listed::contact).toList();
		if (rows.size() <= size) {
			return new Page<>(contacts, null);
		}
		ContactRows.Listed last = rows.get(size - 1);
		return new Page<>(contacts, new ContactCursor(order, last.value(), last.contact().id()).encoded());
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
