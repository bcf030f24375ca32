package io.orderflow.catalog.web;

import java.security.Principal;
import java.util.UUID;

import io.orderflow.catalog.Listings;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Where a freelancer reads how a service fared with the moderators; to be changed over
 * the API so far.
 */
@Controller
class ListingPage {

	private final Listings listings;

	ListingPage(Listings listings) {
		this.listings = listings;
	}

	@GetMapping("/sell/listings/{id}")
	String listing(@PathVariable UUID id, Model model, Principal reader) {
		model.addAttribute("listing", this.listings.get(id, reader.getName()));
		return "catalog/listing";
	}

}
