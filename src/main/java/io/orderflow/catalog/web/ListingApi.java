package io.orderflow.catalog.web;

import java.net.URI;
import java.util.UUID;

import io.orderflow.catalog.CatalogSettings;
import io.orderflow.catalog.ListedOffer;
import io.orderflow.catalog.ListedService;
import io.orderflow.catalog.ListingReview;
import io.orderflow.catalog.ListingService;
import io.orderflow.catalog.ListingView;
import io.orderflow.catalog.ReviewDesk;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/listings")
@Tag(name = "Services", description = "What freelancers sell; only what a moderator approved can be ordered")
class ListingApi {

	private final ListingService listings;

	private final ReviewDesk reviews;

	private final CatalogSettings settings;

	private final ListingPictures pictures;

	private final CurrentReader reader;

	ListingApi(ListingService listings, ReviewDesk reviews, CatalogSettings settings, ListingPictures pictures,
			CurrentReader reader) {
		this.listings = listings;
		this.reviews = reviews;
		this.settings = settings;
		this.pictures = pictures;
		this.reader = reader;
	}

	@GetMapping
	@Operation(summary = "Services on sale, newest first",
			description = "q: every word must begin a word of the text. Questions: GET /api/listings/{id}")
	Page<ListedOffer> search(@RequestParam(required = false) @Nullable String q,
			@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.listings.search(q, cursor, limit);
	}

	@GetMapping("/mine")
	@Operation(summary = "My own services with their approval, newest first",
			description = "Questions: GET /api/listings/{id}")
	Page<ListedService> mine(@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.listings.ofFreelancer(account(), cursor, limit);
	}

	@GetMapping("/{id}")
	@Operation(operationId = "service", summary = "A service: mine as I edit it, another's as it is on sale")
	ListingView get(@PathVariable UUID id) {
		return this.listings.get(id, account());
	}

	@PostMapping
	@Operation(summary = "Write a new service",
			description = "Pictures are uploaded first (POST /api/files) and given by their ids.")
	@ApiResponse(responseCode = "201", description = "The service, not submitted yet")
	ResponseEntity<ListingView> create(@RequestBody ListingBody body) {
		this.listings.checkFreelancer(account());
		UUID id = this.listings.create(account(), body.content(this.settings, this.pictures.of(account())));
		return ResponseEntity.created(URI.create("/api/listings/" + id)).body(get(id));
	}

	@PutMapping("/{id}")
	@Operation(operationId = "changeService",
			summary = "Write a service of mine anew; to be submitted again afterwards")
	ListingView change(@PathVariable UUID id, @RequestBody ListingBody body) {
		this.listings.checkChangeable(id, account());
		this.listings.change(id, account(), body.content(this.settings, this.pictures.of(account())));
		return get(id);
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Remove a service of mine that was never submitted",
			description = "Once it was submitted, nothing is removed (409).")
	void removeListing(@PathVariable UUID id) {
		this.listings.remove(id, account());
	}

	@PostMapping("/{id}/submission")
	@Operation(summary = "Submit a service of mine to the moderators")
	ListingView submit(@PathVariable UUID id) {
		this.listings.submit(id, account());
		return get(id);
	}

	@DeleteMapping("/{id}/submission")
	@Operation(operationId = "takeServiceBack",
			summary = "Take a service of mine back from the moderators, to change it",
			description = "Where they have decided already, nothing is done (409).")
	ListingView takeBack(@PathVariable UUID id) {
		this.listings.takeBack(id, account());
		return get(id);
	}

	@DeleteMapping("/{id}/change")
	@Operation(summary = "Discard what I changed of a service since it was approved last",
			description = "It reads as that version again. Where nothing was ever approved, or a moderator has the "
					+ "change before them, nothing is done (409).")
	ListingView discardChange(@PathVariable UUID id) {
		this.listings.discardChange(id, account());
		return get(id);
	}

	@DeleteMapping("/{id}/sale")
	@Operation(summary = "Take a service of mine off sale",
			description = "Orders and conversations go on. What is approved meanwhile stays off sale, too. "
					+ "Where nothing was ever approved, nothing is done (409).")
	ListingView takeOffSale(@PathVariable UUID id) {
		this.listings.takeOffSale(id, account());
		return get(id);
	}

	@PutMapping("/{id}/sale")
	@Operation(summary = "Put a service of mine back on sale, as it was approved last",
			description = "Where nothing was ever approved, nothing is done (409).")
	ListingView putBackOnSale(@PathVariable UUID id) {
		this.listings.putBackOnSale(id, account());
		return get(id);
	}

	/** Goes through the task that waits for the decision, as Tasklist does. */
	@PostMapping("/{id}/review")
	@Operation(summary = "Approve a service, or send it back with a reason (moderators)",
			description = "version: of the service that was read; where another one waits by now, nothing is decided (409)")
	ListingView review(@PathVariable UUID id, @RequestBody ListingReview review) {
		this.reviews.decide(id, account(), review);
		return get(id);
	}

	private String account() {
		return this.reader.signedIn().accountId();
	}

}
