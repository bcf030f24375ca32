package io.orderflow.order.web;

import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.orderflow.catalog.ListingService;
import io.orderflow.conversation.ConversationService;
import io.orderflow.order.dashboard.Dashboard;
import io.orderflow.order.dashboard.Dashboard.Filter;
import io.orderflow.order.dashboard.Dashboard.Side;
import io.orderflow.order.dashboard.DashboardService;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.UserStore;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Sell → Dashboard, and Buy → My orders (S10). */
@Controller
class DashboardPage {

	private static final int UNANSWERED = 5;

	private final DashboardService dashboards;

	private final ConversationService conversations;

	private final ListingService listings;

	private final CurrentReader reader;

	DashboardPage(DashboardService dashboards, ConversationService conversations, ListingService listings,
			CurrentReader reader) {
		this.dashboards = dashboards;
		this.listings = listings;
		this.conversations = conversations;
		this.reader = reader;
	}

	@GetMapping("/sell")
	String selling(@RequestParam(name = "show", required = false) @Nullable String filter,
			@RequestParam(required = false) @Nullable String cursor, Model model, HttpServletRequest request,
			Principal principal) {
		return show(Side.SELLING, request.isUserInRole(UserStore.FREELANCERS), filter, cursor, model, principal);
	}

	@GetMapping("/buy")
	String buying(@RequestParam(name = "show", required = false) @Nullable String filter,
			@RequestParam(required = false) @Nullable String cursor, Model model, HttpServletRequest request,
			Principal principal) {
		return show(Side.BUYING, request.isUserInRole(UserStore.CLIENTS), filter, cursor, model, principal);
	}

	/** Where older links lead. */
	@GetMapping("/orders")
	String orders(HttpServletRequest request) {
		return request.isUserInRole(UserStore.FREELANCERS) ? "redirect:/sell" : "redirect:/buy";
	}

	/**
	 * @param member whether the reader sells, or buys; who does not is not asked to begin
	 */
	private String show(Side side, boolean member, @Nullable String chosen, @Nullable String cursor, Model model,
			Principal principal) {
		Filter filter = filter(chosen);
		Dashboard dashboard = this.dashboards.of(principal.getName(), side, filter,
				this.reader.reader().orElseThrow().zone(), cursor, null);
		String path = (side == Side.SELLING) ? "/sell" : "/buy";
		model.addAttribute("side", side.name().toLowerCase(Locale.ROOT));
		model.addAttribute("member", member);
		model.addAttribute("role", (side == Side.SELLING) ? UserStore.FREELANCERS : UserStore.CLIENTS);
		model.addAttribute("selling", side == Side.SELLING);
		model.addAttribute("path", path);
		model.addAttribute("dashboard", dashboard);
		model.addAttribute("filter", filter);
		model.addAttribute("filters", Filter.values());
		model.addAttribute("more", (dashboard.orders().next() != null)
				? path + "?show=" + filter + "&cursor=" + dashboard.orders().next() : null);
		boolean nothing = filter == Filter.ACTIVE && dashboard.orders().items().isEmpty()
				&& !this.dashboards.any(principal.getName(), side);
		if (nothing && member) {
			model.addAttribute("firstSteps", FirstSteps.of(side, (side == Side.SELLING)
					? this.listings.ofFreelancer(principal.getName(), null, null).items() : List.of()));
		}
		boolean empty = dashboard.orders().items().isEmpty() && !nothing;
		model.addAttribute("none", empty ? none(filter) : null);
		model.addAttribute("looksForService", side == Side.BUYING && empty && member);
		if (side == Side.SELLING) {
			model.addAttribute("unanswered", this.conversations.unanswered(principal.getName(), UNANSWERED));
		}
		return "order/dashboard";
	}

	/** Ends the key of what is said where there is none; closed orders may be there. */
	private static String none(Filter filter) {
		return filter.counted() ? "filter" : filter.name().toLowerCase(Locale.ROOT);
	}

	/** An unknown one shows what a page without any does. */
	private static Filter filter(@Nullable String chosen) {
		return Arrays.stream(Filter.values())
			.filter((filter) -> filter.name().equalsIgnoreCase(chosen))
			.findFirst()
			.orElse(Filter.ACTIVE);
	}

}
