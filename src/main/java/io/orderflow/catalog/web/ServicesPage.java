package io.orderflow.catalog.web;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.orderflow.account.AccountService;
import io.orderflow.catalog.ListedOffer;
import io.orderflow.catalog.ListingSearch;
import io.orderflow.catalog.ListingService;
import io.orderflow.catalog.ListingSort;
import io.orderflow.platform.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** What is on sale, to be searched; each has a page of its own, where it is ordered. */
@Controller
@RequestMapping("/services")
class ServicesPage {

	private static final List<String> LANGUAGES = List.of("fr", "en");

	private static final Pattern NUMBER = Pattern.compile("\\d{1,7}(\\.\\d{1,2})?");

	private final ListingService listings;

	private final AccountService accounts;

	ServicesPage(ListingService listings, AccountService accounts) {
		this.listings = listings;
		this.accounts = accounts;
	}

	/**
	 * What a visitor asks for, as it stands in the address.
	 *
	 * @param q words of the service or its freelancer
	 * @param language code of one of ours
	 * @param price at most, in the currency of each
	 * @param days until delivery at most
	 * @param sort in which order they stand
	 */
	record Asked(@Nullable String q, @Nullable String language, @Nullable String price, @Nullable String days,
			@Nullable String sort) {

		/** What cannot be read counts as not given. */
		ListingSearch search() {
			return new ListingSearch(text(this.q), LANGUAGES.contains(text(this.language)) ? this.language : null,
					number(text(this.price)).orElse(null),
					number(text(this.days)).map(BigDecimal::intValue).orElse(null),
					Arrays.stream(ListingSort.values())
						.filter((one) -> one.name().equalsIgnoreCase(this.sort))
						.findFirst()
						.orElse(ListingSort.NEWEST));
		}

		/** Whether something stands there that cannot be read. */
		boolean unread() {
			ListingSearch read = search();
			return given(this.language, read.language()) || given(this.price, read.mostPrice())
					|| given(this.days, read.mostDays());
		}

		private static boolean given(@Nullable String asked, @Nullable Object read) {
			return !text(asked).isBlank() && read == null;
		}

		private static String text(@Nullable String asked) {
			return (asked != null) ? asked : "";
		}

		String next(String cursor) {
			return UriComponentsBuilder.fromPath("/services")
				.queryParam("q", "{q}")
				.queryParam("language", "{language}")
				.queryParam("price", "{price}")
				.queryParam("days", "{days}")
				.queryParam("sort", "{sort}")
				.queryParam("cursor", "{cursor}")
				.encode()
				.buildAndExpand(Map.of("q", text(this.q), "language", text(this.language), "price", text(this.price),
						"days", text(this.days), "sort", text(this.sort), "cursor", cursor))
				.toUriString();
		}

	}

	/** Those that are looked for. */
	@GetMapping
	String services(Asked asked, @RequestParam(required = false) @Nullable String cursor, Model model) {
		ListingSearch search = asked.search();
		Page<ListedOffer> found = this.listings.find(search, cursor, null);
		model.addAttribute("search", search);
		model.addAttribute("unread", asked.unread());
		model.addAttribute("languages", LANGUAGES);
		model.addAttribute("sorts", ListingSort.values());
		model.addAttribute("services", found);
		model.addAttribute("found", (cursor != null || found.items().isEmpty()) ? null
				: (found.next() != null) ? "services.found.more" : "services.found");
		model.addAttribute("more", (found.next() != null) ? asked.next(found.next()) : null);
		model.addAttribute("people",
				this.accounts.people(found.items().stream().map(ListedOffer::freelancer).collect(Collectors.toSet())));
		return "catalog/services";
	}

	private static Optional<BigDecimal> number(String given) {
		String plain = given.strip().replace(',', '.');
		return NUMBER.matcher(plain).matches() ? Optional.of(new BigDecimal(plain)) : Optional.empty();
	}

}
