package io.orderflow.order.web;

import java.security.Principal;
import java.util.Optional;
import java.util.stream.Collectors;

import io.orderflow.account.AccountService;
import io.orderflow.catalog.ListingToReview;
import io.orderflow.catalog.ReviewDesk;
import io.orderflow.order.dashboard.DisputeService;
import io.orderflow.order.dashboard.DisputeToRule;
import io.orderflow.platform.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * All that waits for a moderator: services to review, and disputes to rule on (C4). With
 * the orders, since services know nothing of those.
 */
@Controller
class ModerationPage {

	private final ReviewDesk reviews;

	private final DisputeService disputes;

	private final AccountService accounts;

	ModerationPage(ReviewDesk reviews, DisputeService disputes, AccountService accounts) {
		this.reviews = reviews;
		this.disputes = disputes;
		this.accounts = accounts;
	}

	/** Each list goes on where its own cursor says, and the other stays as it is. */
	@GetMapping("/moderation")
	String waiting(@RequestParam(name = "services", required = false) @Nullable String servicesFrom,
			@RequestParam(name = "disputes", required = false) @Nullable String disputesFrom, Model model,
			Principal moderator) {
		Page<ListingToReview> services = this.reviews.waiting(moderator.getName(), servicesFrom);
		Page<DisputeToRule> disputes = this.disputes.waiting(moderator.getName(), disputesFrom);
		model.addAttribute("services", services.items());
		model.addAttribute("people", this.accounts
			.people(services.items().stream().map(ListingToReview::freelancer).collect(Collectors.toSet())));
		model.addAttribute("disputes", disputes.items());
		model.addAttribute("moreServices", (services.next() != null) ? href(services.next(), disputesFrom) : null);
		model.addAttribute("moreDisputes", (disputes.next() != null) ? href(servicesFrom, disputes.next()) : null);
		return "order/moderation";
	}

	private static String href(@Nullable String services, @Nullable String disputes) {
		return UriComponentsBuilder.fromPath("/moderation")
			.queryParamIfPresent("services", Optional.ofNullable(services))
			.queryParamIfPresent("disputes", Optional.ofNullable(disputes))
			.toUriString();
	}

}
