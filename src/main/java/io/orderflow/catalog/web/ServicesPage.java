package io.orderflow.catalog.web;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.orderflow.account.AccountService;
import io.orderflow.catalog.ListedOffer;
import io.orderflow.catalog.ListingSearch;
import io.orderflow.catalog.ListingService;
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
	 * Those that are looked for.
	 * @param q words of the service or its freelancer
	 * @param price at most, in the currency of each; what is no number counts as not
	 * given
	 * @param days until delivery at most; the same
	 */
	@GetMapping
	String services(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String language,
			@RequestParam(defaultValue = "") String price, @RequestParam(defaultValue = "") String days,
			@RequestParam(required = false) @Nullable String cursor, Model model) {
		ListingSearch search = new ListingSearch(q, LANGUAGES.contains(language) ? language : null,
				number(price).orElse(null), number(days).map(BigDecimal::intValue).orElse(null));
		Page<ListedOffer> found = this.listings.find(search, cursor, null);
		model.addAttribute("search", search);
		model.addAttribute("languages", LANGUAGES);
		model.addAttribute("services", found);
		model.addAttribute("more",
				(found.next() != null) ? UriComponentsBuilder.fromPath("/services")
					.queryParam("q", "{q}")
					.queryParam("language", "{language}")
					.queryParam("price", "{price}")
					.queryParam("days", "{days}")
					.queryParam("cursor", "{cursor}")
					.encode()
					.buildAndExpand(
							Map.of("q", q, "language", language, "price", price, "days", days, "cursor", found.next()))
					.toUriString() : null);
		model.addAttribute("people",
				this.accounts.people(found.items().stream().map(ListedOffer::freelancer).collect(Collectors.toSet())));
		return "catalog/services";
	}

	private static Optional<BigDecimal> number(String given) {
		String plain = given.strip().replace(',', '.');
		return NUMBER.matcher(plain).matches() ? Optional.of(new BigDecimal(plain)) : Optional.empty();
	}

}
