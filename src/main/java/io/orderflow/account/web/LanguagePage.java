package io.orderflow.account.web;

import io.orderflow.account.LanguageCookie;
import io.orderflow.platform.web.PageRequestCache;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Where strangers choose the language of the pages; an account has its own. */
@Controller
class LanguagePage {

	/** Leads back to the page on which it was chosen. */
	@PostMapping("/language")
	View choose(@RequestParam(required = false) @Nullable String language, HttpServletRequest request,
			HttpServletResponse response) {
		LanguageCookie.leave(request, response, language);
		return PageRequestCache.back(request, "/sign-in");
	}

}
