package io.orderflow.order.web;

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

	@GetMapping("/")
	String home(HttpServletRequest request) {
		if (request.isUserInRole(UserStore.FREELANCERS)) {
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

}
