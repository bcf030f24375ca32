package io.orderflow.contact.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.orderflow.contact.ContactService;
import io.orderflow.contact.ContactSide;
import io.orderflow.contact.ContactSort;
import io.orderflow.contact.ContactView;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/contacts")
@Tag(name = "Contacts", description = "The people I have worked with")
class ContactApi {

	private final ContactService contacts;

	private final CurrentReader reader;

	ContactApi(ContactService contacts, CurrentReader reader) {
		this.contacts = contacts;
		this.reader = reader;
	}

	/** Which way a list is read. */
	enum Direction {

		ASC, DESC

	}

	/**
	 * A contact, and where to read what was written with them.
	 *
	 * @param conversations all of them, as the API lists them
	 */
	record Entry(@JsonUnwrapped ContactView contact, String conversations) {

		static Entry of(ContactView contact) {
			return new Entry(contact, "/api/conversations?with=" + contact.id());
		}

	}

	/** Currencies to choose from. */
	record Currencies(List<String> items) {

	}

	@GetMapping
	@Operation(summary = "My contacts on one side",
			description = "side: selling (my clients) or buying (my freelancers); sort: last-order, completed, spent or "
					+ "name; direction: asc or desc. By what was spent, only contacts with an order in that currency "
					+ "are listed; currency can be left out while there is only one")
	Page<Entry> contacts(@RequestParam(required = false) @Nullable String side,
			@RequestParam(required = false) @Nullable String sort,
			@RequestParam(required = false) @Nullable String direction,
			@RequestParam(required = false) @Nullable String currency,
			@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer limit) {
		FormValues form = new FormValues(given("side", side, "sort", sort, "direction", direction));
		ContactSide chosenSide = form.choice("side", ContactSide.class);
		ContactSort chosenSort = form.has("sort") ? form.choice("sort", ContactSort.class) : ContactSort.LAST_ORDER;
		Boolean descending = form.has("direction") ? form.choice("direction", Direction.class) == Direction.DESC : null;
		form.check();
		return this.contacts.page(account(), chosenSide, chosenSort, descending, currency, cursor, limit)
			.map(Entry::of);
	}

	@GetMapping("/currencies")
	@Operation(summary = "The currencies that I have had orders in, on one side")
	Currencies currencies(@RequestParam(required = false) @Nullable String side) {
		FormValues form = new FormValues(given("side", side));
		ContactSide chosen = form.choice("side", ContactSide.class);
		form.check();
		return new Currencies(this.contacts.currencies(account(), chosen));
	}

	private static Map<String, String> given(@Nullable String... pairs) {
		Map<String, String> given = new HashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			if (pairs[i + 1] != null && !pairs[i + 1].isEmpty()) {
				given.put(pairs[i], pairs[i + 1]);
			}
		}
		return given;
	}

	private String account() {
		return this.reader.signedIn().accountId();
	}

}
