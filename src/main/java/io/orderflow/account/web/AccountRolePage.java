package io.orderflow.account.web;

import io.orderflow.account.AccountRoleService;
import io.orderflow.platform.signin.CurrentSession;
import io.orderflow.platform.signin.RecentSignIn;
import io.orderflow.platform.web.PageRequestCache;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where a freelancer begins to buy too, and a client to sell. */
@Controller
class AccountRolePage {

	private static final String ACCOUNT = "/account";

	private final AccountRoleService roles;

	private final CurrentSession session;

	private final RecentSignIn recent;

	private final PageRequestCache pages = new PageRequestCache();

	AccountRolePage(AccountRoleService roles, CurrentSession session, RecentSignIn recent) {
		this.recent = recent;
		this.roles = roles;
		this.session = session;
	}

	/**
	 * Leads back to the page where it was missing, which can be used now. Since other
	 * sessions end with it, who signed in a while ago signs in again before, and comes
	 * back there too.
	 */
	@PostMapping("/account/roles")
	ModelAndView add(@RequestParam(defaultValue = "") String role, HttpServletRequest request,
			HttpServletResponse response, Authentication person) {
		if (!this.recent.isRecent(person)) {
			this.pages.saveRequest(request, response);
			return new ModelAndView("redirect:/sign-in");
		}
		this.roles.add(person.getName(), role, this.session.user(request).orElse(null))
			.ifPresent((present) -> this.session.goOn(present, request, response));
		boolean elsewhere = PageRequestCache.pageBefore(request)
			.filter((page) -> !page.getPath().equals(ACCOUNT))
			.isPresent();
		return elsewhere ? new ModelAndView(PageRequestCache.back(request, ACCOUNT))
				: new ModelAndView("redirect:" + ACCOUNT + "?" + role);
	}

}
