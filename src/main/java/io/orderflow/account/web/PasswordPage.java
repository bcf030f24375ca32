package io.orderflow.account.web;

import java.util.Map;

import io.orderflow.account.Account;
import io.orderflow.account.PasswordResetService;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.RefusalText;
import io.orderflow.platform.SubmittedForm;
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

	private final PasswordResetService reset;

	private final RefusalText texts;

	private final CurrentReader reader;

	private final ChosenPassword password;

	PasswordPage(PasswordResetService reset, RefusalText texts, CurrentReader reader, ChosenPassword password) {
		this.reset = reset;
		this.texts = texts;
		this.reader = reader;
		this.password = password;
	}

	@GetMapping("/forgotten")
	String form() {
		return "account/forgotten";
	}

	@PostMapping("/forgotten")
	String ask(@RequestParam MultiValueMap<String, String> typed, Model model, HttpServletResponse response) {
		try {
			this.reset.ask(typed.toSingleValueMap());
			return "redirect:/forgotten?sent";
		}
		catch (Refusal refusal) {
			response.setStatus(400);
			model.addAttribute("form", SubmittedForm.refused(typed, refusal, this.texts, this.reader.locale()));
			return "account/forgotten";
		}
	}

	@GetMapping("/reset/{token}")
	String choose(@PathVariable String token, Model model) {
		return this.password.form("reset", this.reset.email(token), model);
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
			return choose(token, model);
		}
	}

}
