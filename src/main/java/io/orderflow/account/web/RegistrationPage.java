package io.orderflow.account.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.orderflow.account.Account;
import io.orderflow.account.SignUpService;
import io.orderflow.platform.CurrentReader;
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

/** How strangers become clients and freelancers; open to everyone. */
@Controller
class RegistrationPage {

	private final SignUpService signUp;

	private final CurrentReader reader;

	private final RefusedFormFactory refusedForms;

	private final ChosenPassword password;

	RegistrationPage(SignUpService signUp, CurrentReader reader, RefusedFormFactory refusedForms,
			ChosenPassword password) {
		this.signUp = signUp;
		this.reader = reader;
		this.refusedForms = refusedForms;
		this.password = password;
	}

	@GetMapping("/register")
	String form() {
		return "account/register";
	}

	@PostMapping("/register")
	String ask(@RequestParam MultiValueMap<String, String> typed, Model model, HttpServletResponse response) {
		Map<String, Object> values = new LinkedHashMap<>(typed.toSingleValueMap());
		values.put("roles", typed.getOrDefault("roles", List.of()));
		try {
			this.signUp.ask(values, this.reader.locale());
			return "redirect:/register?sent";
		}
		catch (Refusal refusal) {
			model.addAttribute("form", this.refusedForms.of(typed, refusal, response));
			return "account/register";
		}
	}

	/** Looks only: programs that follow the links in mails use up nothing. */
	@GetMapping("/welcome/{token}")
	String choose(@PathVariable String token, Model model) {
		return this.password.form("welcome", this.signUp.email(token), model);
	}

	@PostMapping("/welcome/{token}")
	String confirm(@PathVariable String token, @RequestParam String password, Model model, HttpServletRequest request,
			HttpServletResponse response) {
		try {
			Account account = this.signUp.confirm(token, Map.of("password", password));
			return this.password.signIn(account, password, request);
		}
		catch (Refusal refusal) {
			this.password.refused(refusal, model, response);
			return choose(token, model);
		}
	}

}
