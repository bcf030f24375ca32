package io.orderflow.account.web;

import java.security.Principal;
import java.util.Map;

import io.orderflow.account.PasswordChangeService;
import io.orderflow.platform.signin.AccountSessions;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.signin.CurrentSession;
import io.orderflow.platform.web.RefusedFormFactory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own password and sessions. */
@Controller
@RequestMapping("/account/security")
class SecurityPage {

	private final PasswordChangeService passwords;

	private final AccountSessions sessions;

	private final CurrentSession current;

	private final RefusedFormFactory refusedForms;

	SecurityPage(PasswordChangeService passwords, AccountSessions sessions, CurrentSession current,
			RefusedFormFactory refusedForms) {
		this.passwords = passwords;
		this.sessions = sessions;
		this.current = current;
		this.refusedForms = refusedForms;
	}

	@GetMapping
	String security(Model model, HttpServletRequest request, Principal person) {
		model.addAttribute("sessions", this.sessions.of(person.getName(), id(request)));
		return "account/security";
	}

	@PostMapping("/password")
	String change(@RequestParam(defaultValue = "") String present, @RequestParam(defaultValue = "") String password,
			Model model, HttpServletRequest request, HttpServletResponse response, Principal person) {
		try {
			this.passwords.change(person.getName(), Map.of("present", present, "password", password), id(request));
			this.current.renew(request, response);
			return "redirect:/account/security?changed";
		}
		catch (Refusal refusal) {
			// a password that was typed is not shown again
			model.addAttribute("form", this.refusedForms.of(Map.of(), refusal, response));
			return security(model, request, person);
		}
	}

	@PostMapping("/sessions/{handle}/removal")
	String end(@PathVariable String handle, Principal person) {
		this.passwords.end(person.getName(), handle);
		return "redirect:/account/security?ended";
	}

	@PostMapping("/sessions/removal")
	String endOthers(HttpServletRequest request, Principal person) {
		this.passwords.endOthers(person.getName(), id(request));
		return "redirect:/account/security?ended";
	}

	private static @Nullable String id(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		return (session != null) ? session.getId() : null;
	}

}
