package io.orderflow.contact.web;

import java.security.Principal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.orderflow.contact.ContactSide;
import io.orderflow.contact.ContactSort;
import io.orderflow.contact.ContactView;
import io.orderflow.contact.ContactService;
import io.orderflow.platform.MenuEntry;
import io.orderflow.platform.MenuEntry.Place;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.text.SearchWords;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** My contacts (S9), on either side, by whatever column. */
@Controller
class ContactPage {

	private final ContactService contacts;

	ContactPage(ContactService contacts) {
		this.contacts = contacts;
	}

	@Bean
	static MenuEntry contactsEntry() {
		return new MenuEntry(Place.ALONE, 20, "contacts.title", "/contacts");
	}

	/**
	 * A column of the list.
	 *
	 * @param title key of its name
	 * @param ways to sort by it; several where there is one for each currency
	 */
	record Column(String title, List<Way> ways) {

		public boolean severalWays() {
			return this.ways.size() > 1;
		}

		/** {@code ascending}, {@code descending}, or null. */
		public @Nullable String sorted() {
			return this.ways.stream().map(Way::sorted).filter(Objects::nonNull).findFirst().orElse(null);
		}

	}

	/**
	 * A way to sort the list.
	 *
	 * @param currency of what was spent, where there are several
	 * @param href sorts by it; the other way round where it is sorted by it already
	 * @param sorted {@code ascending}, {@code descending}, or null
	 */
	record Way(@Nullable String currency, String href, @Nullable String sorted) {

	}

	/** What the reader has chosen, or has not; what is unknown counts as not chosen. */
	private record Choice(ContactSide side, ContactSort sort, boolean descending, @Nullable String currency,
			@Nullable String called) {

		String href(@Nullable String cursor) {
			return UriComponentsBuilder.fromPath("/contacts")
				.queryParam("side", name(this.side))
				.queryParam("sort", name(this.sort))
				.queryParam("direction", this.descending ? "desc" : "asc")
				.queryParamIfPresent("currency", Optional.ofNullable(this.currency))
				.queryParamIfPresent("q", Optional.ofNullable(this.called).map((called) -> "{q}"))
				.queryParamIfPresent("cursor", Optional.ofNullable(cursor))
				.encode()
				.buildAndExpand(Map.of("q", Objects.requireNonNullElse(this.called, "")))
				.toUriString();
		}

		/** What the form that looks for a name sends along, to keep it. */
		Map<String, String> sorted() {
			Map<String, String> fields = new LinkedHashMap<>();
			fields.put("side", name(this.side));
			fields.put("sort", name(this.sort));
			fields.put("direction", this.descending ? "desc" : "asc");
			if (this.currency != null) {
				fields.put("currency", this.currency);
			}
			return fields;
		}

		/** The same, whatever they are called. */
		Choice all() {
			return new Choice(this.side, this.sort, this.descending, this.currency, null);
		}

		Way way(ContactSort by, @Nullable String in) {
			boolean here = by == this.sort && (in == null || in.equals(this.currency));
			boolean down = here ? !this.descending : by.descendingAtFirst();
			return new Way(in, new Choice(this.side, by, down, in, this.called).href(null),
					here ? (this.descending ? "descending" : "ascending") : null);
		}

	}

	@GetMapping("/contacts")
	String contacts(@RequestParam(required = false) @Nullable String side,
			@RequestParam(required = false) @Nullable String sort,
			@RequestParam(required = false) @Nullable String direction,
			@RequestParam(required = false) @Nullable String currency, @RequestParam(defaultValue = "") String q,
			@RequestParam(required = false) @Nullable String cursor, HttpServletRequest request, Model model,
			Principal principal) {
		boolean sells = request.isUserInRole(UserStore.FREELANCERS);
		ContactSide chosenSide = chosen(ContactSide.values(), side)
			.orElseGet(() -> atFirst(principal.getName(), sells, request.isUserInRole(UserStore.CLIENTS)));
		ContactSort chosenSort = chosen(ContactSort.values(), sort).orElse(ContactSort.LAST_ORDER);
		boolean descending = (direction != null) ? direction.equals("desc") : chosenSort.descendingAtFirst();
		List<String> currencies = this.contacts.currencies(principal.getName(), chosenSide);
		Choice choice = new Choice(chosenSide, chosenSort, descending,
				(chosenSort == ContactSort.SPENT) ? currency(currency, currencies) : null, called(q));
		Page<ContactView> page = this.contacts.page(principal.getName(), chosenSide, chosenSort, descending,
				choice.currency(), choice.called(), cursor, null);
		model.addAttribute("q", q);
		model.addAttribute("sorted", choice.sorted());
		model.addAttribute("all", choice.all().href(null));
		model.addAttribute("side", name(chosenSide));
		model.addAttribute("both", sells && request.isUserInRole(UserStore.CLIENTS));
		model.addAttribute("columns", columns(choice, currencies));
		model.addAttribute("only", (currencies.size() > 1) ? choice.currency() : null);
		model.addAttribute("contacts", page.items());
		model.addAttribute("more", (page.next() != null) ? choice.href(page.next()) : null);
		return "contact/contacts";
	}

	/** Where somebody has contacts: who does both may have them on one side only. */
	private ContactSide atFirst(String reader, boolean sells, boolean buys) {
		boolean buying = sells && buys && this.contacts.currencies(reader, ContactSide.SELLING).isEmpty()
				&& !this.contacts.currencies(reader, ContactSide.BUYING).isEmpty();
		return (sells && !buying) ? ContactSide.SELLING : ContactSide.BUYING;
	}

	private static List<Column> columns(Choice choice, List<String> currencies) {
		return Stream.of(ContactSort.NAME, ContactSort.COMPLETED, ContactSort.SPENT, ContactSort.LAST_ORDER)
			.map((sort) -> new Column(title(choice.side(), sort),
					(sort == ContactSort.SPENT && currencies.size() > 1)
							? currencies.stream().map((one) -> choice.way(sort, one)).toList()
							: List.of(choice.way(sort, null))))
			.toList();
	}

	/** What clients spent is what the reader earned. */
	private static String title(ContactSide side, ContactSort sort) {
		return (side == ContactSide.SELLING && sort == ContactSort.SPENT) ? "contacts.by.earned"
				: "contacts.by." + sort;
	}

	private static @Nullable String currency(@Nullable String given, List<String> currencies) {
		if (currencies.size() < 2) {
			return null;
		}
		return currencies.contains(given) ? given : currencies.get(0);
	}

	/**
	 * Without what PostgreSQL cannot take; null where nobody is looked for.
	 * @throws Refusal {@code text-too-long} on {@code q}
	 */
	private static @Nullable String called(String q) {
		if (q.length() > SearchWords.LONGEST) {
			throw Refusal.invalid("q", "text-too-long", SearchWords.LONGEST, q.length());
		}
		String name = q.replace("\0", "").strip();
		return name.isEmpty() ? null : name;
	}

	private static <E extends Enum<E>> Optional<E> chosen(E[] values, @Nullable String given) {
		return Arrays.stream(values).filter((value) -> name(value).equals(given)).findFirst();
	}

	private static String name(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
