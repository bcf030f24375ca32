package io.orderflow.order.web;

import java.security.Principal;

import io.orderflow.catalog.ListingService;
import io.orderflow.order.dashboard.Dashboard.Side;
import io.orderflow.order.dashboard.DashboardService;
import io.orderflow.platform.EnginePaths;
import io.orderflow.platform.UserStore;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Where a person who signs in arrives: at their dashboard or orders, or where a moderator
 * or a process admin works, who have none.
 */
@Controller
class HomePage {

	private final DashboardService dashboards;

	private final ListingService services;

	HomePage(DashboardService dashboards, ListingService services) {
		this.dashboards = dashboards;
		this.services = services;
	}

	@GetMapping("/")
	String home(HttpServletRequest request, Principal reader) {
		if (request.isUserInRole(UserStore.FREELANCERS)
				&& !(request.isUserInRole(UserStore.CLIENTS) && onlyBuys(reader.getName()))) {
			return "redirect:/sell";
		}
		if (request.isUserInRole(UserStore.CLIENTS)) {
			return "redirect:/buy";
		}
		if (request.isUserInRole(UserStore.MODERATORS)) {
			return "redirect:/moderation";
		}
		return request.isUserInRole(UserStore.PROCESS_ADMINS) ? "redirect:" + EnginePaths.COCKPIT : "redirect:/buy";
	}

	/** So far: nothing to sell yet, and nothing sold. */
	private boolean onlyBuys(String reader) {
		return this.dashboards.any(reader, Side.BUYING) && !this.dashboards.any(reader, Side.SELLING)
				&& this.services.ofFreelancer(reader, null, null).items().isEmpty();
	}

}
