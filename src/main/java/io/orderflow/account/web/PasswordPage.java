package io.orderflow.account.web;

import java.util.Map;

import io.orderflow.account.Account;
import io.orderflow.account.PasswordResetService;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.web.RefusedFormFactory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A new password for whoever forgot the old one; open to everyone. */
@Controller
class PasswordPage {

	private static final AskedAddress ASKED = new AskedAddress("/forgotten");

	private final PasswordResetService reset;

	private final RefusedFormFactory refusedForms;

	private final ChosenPassword password;

	PasswordPage(PasswordResetService reset, RefusedFormFactory refusedForms, ChosenPassword password) {
		this.reset = reset;
		this.refusedForms = refusedForms;
		this.password = password;
	}

	@GetMapping("/forgotten")
	String form(Model model, HttpServletRequest request, HttpServletResponse response) {
		return ASKED.show(model, request, response);
	}

	@PostMapping("/forgotten")
	String ask(@RequestParam MultiValueMap<String, String> typed, Model model, HttpServletRequest request,
			HttpServletResponse response) {
		try {
			this.reset.ask(typed.toSingleValueMap());
			return ASKED.sent(typed.getFirst("email"), request, response);
		}
		catch (Refusal refusal) {
			model.addAttribute("form", this.refusedForms.of(typed, refusal, response));
			return "account/forgotten";
		}
	}

	/** A link that is good no more leads to the form that asks for another. */
	@GetMapping("/reset/{token}")
	String choose(@PathVariable String token, Model model, HttpServletResponse response) {
		try {
			return this.password.form("reset", this.reset.email(token), model);
		}
		catch (Refusal refusal) {
			this.password.refused(refusal, model, response);
			return "account/forgotten";
		}
	}

	@PostMapping("/reset/{token}")
	String reset(@PathVariable String token, @RequestParam String password, Model model, HttpServletRequest request,
			HttpServletResponse response) {
		try {
			Account account = this.reset.reset(token, Map.of("password", password));
			return this.password.signIn(account, password, request);
		}
		catch (Refusal refusal) {
			this.password.refused(refusal, model, response);
			return choose(token, model, response);
		}
	}

}
