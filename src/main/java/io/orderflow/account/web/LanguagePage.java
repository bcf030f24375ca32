package io.orderflow.account.web;

import java.net.URI;

import io.orderflow.account.LanguageCookie;
import io.orderflow.platform.web.PageRequestCache;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where strangers choose the language of the pages; an account has its own. */
@Controller
class LanguagePage {

	/** Leads back to the page on which it was chosen. */
	@PostMapping("/language")
	String choose(@RequestParam(required = false) @Nullable String language, HttpServletRequest request,
			HttpServletResponse response) {
		LanguageCookie.leave(request, response, language);
		return "redirect:" + PageRequestCache.pageBefore(request).map(URI::toString).orElse("/sign-in");
	}

}
