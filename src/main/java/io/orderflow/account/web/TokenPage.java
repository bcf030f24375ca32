package io.orderflow.account.web;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.signin.RecentSignIn;
import io.orderflow.platform.token.ApiTokenService;
import io.orderflow.platform.token.TokenScope;
import io.orderflow.platform.web.PageRequestCache;
import io.orderflow.platform.web.RefusedFormFactory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The tokens with which a person's programs sign in. */
@Controller
@RequestMapping("/account/tokens")
class TokenPage {

	private final ApiTokenService tokens;

	private final RecentSignIn recent;

	private final PageRequestCache pages = new PageRequestCache();

	private final RefusedFormFactory refusedForms;

	TokenPage(ApiTokenService tokens, RecentSignIn recent, RefusedFormFactory refusedForms) {
		this.tokens = tokens;
		this.recent = recent;
		this.refusedForms = refusedForms;
	}

	/** Where one signed in long ago, signing in again leads back to it. */
	@GetMapping
	String all(Model model, HttpServletRequest request, HttpServletResponse response, Authentication person) {
		boolean recent = this.recent.isRecent(person);
		if (!recent) {
			this.pages.saveRequest(request, response);
		}
		model.addAttribute("recent", recent);
		model.addAttribute("drawn", UUID.randomUUID());
		model.addAttribute("tokens", this.tokens.of(person.getName()));
		model.addAttribute("scopes", scopes(request));
		model.addAttribute("usual", this.tokens.usualDays());
		model.addAttribute("longest", this.tokens.longestDays());
		return "account/tokens";
	}

	/** Only worker programs find work. */
	private static List<TokenScope> scopes(HttpServletRequest request) {
		return Arrays.stream(TokenScope.values())
			.filter((scope) -> scope != TokenScope.WORK || request.isUserInRole(UserStore.WORKERS))
			.toList();
	}

	/**
	 * Not on a page of its own after it: the secret would have to be kept until then.
	 * That page, loaded anew, makes no second token.
	 * @param id drawn by the page, of the token to be made
	 */
	@PostMapping
	String make(@RequestParam Optional<UUID> id, @RequestParam MultiValueMap<String, String> typed, Model model,
			HttpServletRequest request, HttpServletResponse response, Authentication person) {
		try {
			this.recent.check();
			Map<String, @Nullable Object> values = new HashMap<>(typed.toSingleValueMap());
			values.put("scopes", typed.getOrDefault("scopes", List.of()));
			model.addAttribute("made", this.tokens.make(id.orElseGet(UUID::randomUUID), person.getName(), values));
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		}
		catch (Refusal refusal) {
			model.addAttribute("form", this.refusedForms.of(typed, refusal, response));
		}
		return all(model, request, response, person);
	}

	/** Asks once before it does. A repeat finds nothing left to do. */
	@PostMapping("/{id}/removal")
	String revoke(@PathVariable UUID id, @RequestParam(defaultValue = "") String asked, Model model,
			HttpServletRequest request, HttpServletResponse response, Authentication person) {
		if (!asked.equals("revoke")) {
			model.addAttribute("asked", id);
			return all(model, request, response, person);
		}
		try {
			this.tokens.revoke(person.getName(), id);
		}
		catch (Refusal refusal) {
			if (refusal.kind() != Refusal.Kind.NOT_FOUND) {
				throw refusal;
			}
		}
		return "redirect:/account/tokens?revoked";
	}

}
