package io.orderflow.catalog.web;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.orderflow.account.AccountService;
import io.orderflow.catalog.ListingService;
import io.orderflow.catalog.Offer;
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

	private final ListingService listings;

	private final AccountService accounts;

	ServicesPage(ListingService listings, AccountService accounts) {
		this.listings = listings;
		this.accounts = accounts;
	}

	@GetMapping
	String services(@RequestParam(required = false) @Nullable String q,
			@RequestParam(required = false) @Nullable String cursor, Model model) {
		Page<Offer> found = this.listings.search(q, cursor, null);
		model.addAttribute("q", q);
		model.addAttribute("services", found);
		model.addAttribute("more", (found.next() != null) ? more(q, found.next()) : null);
		model.addAttribute("names",
				this.accounts.names(found.items().stream().map(Offer::freelancer).collect(Collectors.toSet())));
		return "catalog/services";
	}

	private static String more(@Nullable String q, String cursor) {
		return UriComponentsBuilder.fromPath("/services")
			.queryParam("cursor", "{cursor}")
			.queryParamIfPresent("q", Optional.ofNullable(q).map((words) -> "{q}"))
			.encode()
			.buildAndExpand(Map.of("cursor", cursor, "q", (q != null) ? q : ""))
			.toUriString();
	}

}
