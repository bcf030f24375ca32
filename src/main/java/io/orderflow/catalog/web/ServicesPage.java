package io.orderflow.catalog.web;

import java.security.Principal;
import java.util.UUID;
import java.util.stream.Collectors;

import io.orderflow.account.Accounts;
import io.orderflow.catalog.ListingView;
import io.orderflow.catalog.Listings;
import io.orderflow.catalog.Offer;
import io.orderflow.platform.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is on sale, to be searched and looked at. */
@Controller
@RequestMapping("/services")
class ServicesPage {

	private final Listings listings;

	private final Accounts accounts;

	ServicesPage(Listings listings, Accounts accounts) {
		this.listings = listings;
		this.accounts = accounts;
	}

	@GetMapping
	String services(@RequestParam(required = false) @Nullable String q,
			@RequestParam(required = false) @Nullable String cursor, Model model) {
		Page<Offer> found = this.listings.search(q, cursor, null);
		model.addAttribute("q", q);
		model.addAttribute("services", found);
		model.addAttribute("names",
				this.accounts.names(found.items().stream().map(Offer::freelancer).collect(Collectors.toSet())));
		return "catalog/services";
	}

	/** As it is on sale, to its own freelancer too. */
	@GetMapping("/{id}")
	String service(@PathVariable UUID id, Model model, Principal reader) {
		ListingView listing = this.listings.get(id, null);
		model.addAttribute("service", listing);
		model.addAttribute("freelancer", this.accounts.get(listing.freelancer()).displayName());
		model.addAttribute("own", listing.freelancer().equals(reader.getName()));
		model.addAttribute("key", UUID.randomUUID());
		return "catalog/service";
	}

}
