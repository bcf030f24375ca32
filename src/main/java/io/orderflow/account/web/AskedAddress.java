package io.orderflow.account.web;

import java.util.Objects;

import io.orderflow.platform.FlashCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/**
 * The address to which somebody has just asked for a link, for the page that follows: it
 * says where the link went, so that a mistyped address is seen. It is what was typed and
 * tells nothing of whether the address has an account.
 *
 * @param page that follows
 */
record AskedAddress(String page) {

	private static final String COOKIE = "ORDERFLOW_ASKED";

	/** As long as an address may be. */
	private static final int LONGEST = 254;

	/** The answer to the form. */
	String sent(@Nullable String email, HttpServletRequest request, HttpServletResponse response) {
		cookie().leave(request, response, Objects.requireNonNullElse(email, "").strip());
		return "redirect:" + this.page + "?sent";
	}

	/** The page, with or without an address that was just asked with. */
	String show(Model model, HttpServletRequest request, HttpServletResponse response) {
		add(model, request, response);
		return "account" + this.page;
	}

	/** Gives it to the page as {@code asked}, once. */
	void add(Model model, HttpServletRequest request, HttpServletResponse response) {
		if (request.getAttribute(FlashCookie.TOLD) != null) {
			cookie().take(request, response)
				.filter((left) -> left.length() <= LONGEST)
				.ifPresent((left) -> model.addAttribute("asked", left));
		}
	}

	private FlashCookie cookie() {
		return new FlashCookie(COOKIE, this.page);
	}

}
