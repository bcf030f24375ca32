package io.orderflow.account.web;

import java.security.Principal;
import java.util.List;
import java.util.Map;

import io.orderflow.account.AccountService;
import io.orderflow.account.EmailChangeService;
import io.orderflow.account.PasswordChangeService;
import io.orderflow.platform.signin.AccountSessions;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.SubmittedForm;
import io.orderflow.platform.signin.CurrentSession;
import io.orderflow.platform.signin.RecentSignIn;
import io.orderflow.platform.signin.SignedInUser;
import io.orderflow.platform.web.PageRequestCache;
import io.orderflow.platform.web.RefusedFormFactory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own password, e-mail address and sessions. */
@Controller
@RequestMapping("/account/security")
class SecurityPage {

	/** The page has two forms that ask for the present password. */
	private static final String EMAIL_FORM = "emailForm";

	private static final AskedAddress ASKED = new AskedAddress("/account/security");

	private final PasswordChangeService passwords;

	private final EmailChangeService emails;

	private final AccountService accounts;

	private final AccountSessions sessions;

	private final RecentSignIn recent;

	private final PageRequestCache pages = new PageRequestCache();

	private final CurrentSession current;

	private final RefusedFormFactory refusedForms;

	SecurityPage(PasswordChangeService passwords, EmailChangeService emails, AccountService accounts,
			AccountSessions sessions, RecentSignIn recent, CurrentSession current, RefusedFormFactory refusedForms) {
		this.passwords = passwords;
		this.emails = emails;
		this.accounts = accounts;
		this.sessions = sessions;
		this.recent = recent;
		this.current = current;
		this.refusedForms = refusedForms;
	}

	/** Where one signed in long ago, signing in again leads back to it. */
	@GetMapping
	String security(Model model, HttpServletRequest request, HttpServletResponse response, Principal person) {
		boolean recent = this.recent.isRecent((Authentication) person);
		if (!recent) {
			this.pages.saveRequest(request, response);
		}
		model.addAttribute("recent", recent);
		ASKED.add(model, request, response);
		if (!model.containsAttribute(EMAIL_FORM)) {
			model.addAttribute(EMAIL_FORM, SubmittedForm.nothing());
		}
		model.addAttribute("email", this.accounts.get(person.getName()).email());
		model.addAttribute("sessions", this.sessions.of(person.getName(), id(request)));
		return "account/security";
	}

	@PostMapping("/password")
	String change(@RequestParam(defaultValue = "") String present, @RequestParam(defaultValue = "") String password,
			Model model, HttpServletRequest request, HttpServletResponse response, Principal person) {
		try {
			SignedInUser owner = this.passwords.change(person.getName(),
					Map.of("present", present, "password", password), id(request));
			this.current.renew(owner, request, response);
			return "redirect:/account/security?changed";
		}
		catch (Refusal refusal) {
			// a password that was typed is not shown again
			model.addAttribute("form", this.refusedForms.of(Map.of(), refusal, response));
			return security(model, request, response, person);
		}
	}

	@PostMapping("/email")
	String changeEmail(@RequestParam(defaultValue = "") String present, @RequestParam(defaultValue = "") String email,
			Model model, HttpServletRequest request, HttpServletResponse response, Principal person) {
		try {
			this.emails.ask(person.getName(), Map.of("present", present, "email", email));
			return ASKED.sent(email, request, response) + "#email-title";
		}
		catch (Refusal refusal) {
			model.addAttribute(EMAIL_FORM, this.refusedForms.of(Map.of("email", List.of(email)), refusal, response));
			return security(model, request, response, person);
		}
	}

	@PostMapping("/sessions/{handle}/removal")
	String end(@PathVariable String handle, Model model, HttpServletRequest request, HttpServletResponse response,
			Principal person) {
		return end(() -> this.passwords.end(person.getName(), handle), model, request, response, person);
	}

	@PostMapping("/sessions/removal")
	String endOthers(Model model, HttpServletRequest request, HttpServletResponse response, Principal person) {
		return end(() -> this.passwords.endOthers(person.getName(), id(request)), model, request, response, person);
	}

	/**
	 * A session that somebody else is in could otherwise end each one that its owner
	 * begins.
	 */
	private String end(Runnable ends, Model model, HttpServletRequest request, HttpServletResponse response,
			Principal person) {
		if (!this.recent.isRecent((Authentication) person)) {
			response.setStatus(HttpStatus.FORBIDDEN.value());
			return security(model, request, response, person);
		}
		ends.run();
		return "redirect:/account/security?ended";
	}

	private static @Nullable String id(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		return (session != null) ? session.getId() : null;
	}

}
