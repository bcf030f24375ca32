package io.orderflow.account.web;

import java.util.Map;

import io.orderflow.account.Account;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.web.RefusedFormFactory;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The page on which a password is chosen, for the first time or anew. */
@Component
class ChosenPassword {

	private static final Logger log = LoggerFactory.getLogger(ChosenPassword.class);

	private final RefusedFormFactory refusedForms;

	ChosenPassword(RefusedFormFactory refusedForms) {
		this.refusedForms = refusedForms;
	}

	/** A password that was refused is not shown again. */
	void refused(Refusal refusal, Model model, HttpServletResponse response) {
		model.addAttribute("form", this.refusedForms.of(Map.of(), refusal, response));
	}

	/**
	 * @param occasion {@code welcome} or {@code reset}
	 * @param email shown, and what password stores file the password under
	 */
	String form(String occasion, String email, Model model) {
		model.addAttribute("occasion", occasion);
		model.addAttribute("email", email);
		return "account/password";
	}

	/** Whoever has just chosen a password need not type it again. */
	String signIn(Account account, String password, HttpServletRequest request) {
		try {
			if (request.getUserPrincipal() != null) {
				request.logout();
			}
			request.login(account.id(), password);
			// another id than any that somebody may have planted before
			if (request.getSession(false) != null) {
				request.changeSessionId();
			}
			return "redirect:/";
		}
		catch (ServletException ex) {
			log.warn("Signing in after choosing a password: {}", ex.getMessage());
			return "redirect:/sign-in";
		}
	}

}
