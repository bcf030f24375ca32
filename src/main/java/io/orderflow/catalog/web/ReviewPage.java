package io.orderflow.catalog.web;

import java.util.Map;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.catalog.ListingReview;
import io.orderflow.catalog.ListingService;
import io.orderflow.catalog.ListingView;
import io.orderflow.catalog.ReviewDesk;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.web.RefusedFormFactory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What a moderator decides on the page of a service, on the version that was read there;
 * the same task is in Tasklist.
 */
@Controller
class ReviewPage {

	private final ReviewDesk reviews;

	private final ListingService listings;

	private final ServiceReading reading;

	private final RefusedFormFactory refusedForms;

	ReviewPage(ReviewDesk reviews, ListingService listings, ServiceReading reading, RefusedFormFactory refusedForms) {
		this.reviews = reviews;
		this.listings = listings;
		this.reading = reading;
		this.refusedForms = refusedForms;
	}

	@PostMapping("/sell/listings/{id}/review")
	String decide(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> typed, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		FormFields fields = new FormFields(typed);
		ListingReview review = new ListingReview(null, fields.textOrEmpty("reason"), version(fields));
		try {
			review = new ListingReview(fields.choice("decision", ListingReview.Choice.class), review.reason(),
					review.version());
			this.reviews.decide(id, request.getRemoteUser(), review);
			return decided(id, review);
		}
		catch (Refusal refusal) {
			Optional<ListingView> now = read(id, request.getRemoteUser());
			if (refusal.kind() == Refusal.Kind.CONFLICT && isDecidedAs(review, now)) {
				return decided(id, review);
			}
			return refused(now, typed, shown(refusal), request, response, model);
		}
	}

	/** What is missing, or was never on a page of ours, is no version that was read. */
	private static int version(FormFields fields) {
		Long read = fields.number("version");
		return (read != null && read <= Integer.MAX_VALUE) ? read.intValue() : -1;
	}

	/** A form that is sent twice is answered twice alike. */
	private static boolean isDecidedAs(ListingReview review, Optional<ListingView> now) {
		return now.filter((listing) -> listing.decidedAs(review)).isPresent();
	}

	private static String decided(UUID id, ListingReview review) {
		return "redirect:/sell/listings/" + id
				+ ((review.decision() == ListingReview.Choice.APPROVE) ? "?approved#now" : "?sent-back#now");
	}

	/** That another moderator looks at it has happened meanwhile, too. */
	private static Refusal shown(Refusal refusal) {
		return refusal.code().equals("listing-claimed-by-another") ? Refusal.conflict(refusal.code()) : refusal;
	}

	/** Empty where its freelancer has taken it back. */
	private Optional<ListingView> read(UUID id, String moderator) {
		try {
			return Optional.of(this.listings.get(id, moderator));
		}
		catch (Refusal refusal) {
			return Optional.empty();
		}
	}

	private String refused(Optional<ListingView> now, Map<String, List<String>> typed, Refusal refusal,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		model.addAttribute("review", this.refusedForms.of(typed, refusal, response));
		model.addAttribute("changed", refusal.code().equals("changed-meanwhile"));
		@Nullable ListingView waiting = now.filter(ListingView::underReview).orElse(null);
		if (waiting != null) {
			return this.reading.page(waiting, request, model);
		}
		model.addAttribute("listing", now.orElse(null));
		return "catalog/review-ended";
	}

}
