package io.orderflow.account.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.orderflow.account.Account;
import io.orderflow.account.Registration;
import io.orderflow.account.SignUpService;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.SubmittedForm;
import io.orderflow.platform.web.RefusedFormFactory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
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

	private static final AskedAddress ASKED = new AskedAddress("/register");

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
	String form(Model model, HttpServletRequest request, HttpServletResponse response) {
		return ASKED.show(model, request, response);
	}

	@PostMapping("/register")
	String ask(@RequestParam MultiValueMap<String, String> typed, Model model, HttpServletRequest request,
			HttpServletResponse response) {
		try {
			this.signUp.ask(values(typed), this.reader.locale());
			return ASKED.sent(typed.getFirst("email"), request, response);
		}
		catch (Refusal refusal) {
			model.addAttribute("form", this.refusedForms.of(typed, refusal, response));
			return "account/register";
		}
	}

	/** Looks only: programs that follow the links in mails use up nothing. */
	@GetMapping("/welcome/{token}")
	String choose(@PathVariable String token, Model model, HttpServletResponse response) {
		if (this.signUp.isOpen(token)) {
			return opened(response);
		}
		Registration asked;
		try {
			asked = this.signUp.asked(token);
		}
		catch (Refusal refusal) {
			return askAnew(refusal, model, response);
		}
		model.addAttribute("form", SubmittedForm.unsent(Map.of("firstName", List.of(asked.firstName()), "lastName",
				List.of(asked.lastName()), "roles", List.copyOf(asked.groups()))));
		return this.password.form("welcome", asked.email(), model);
	}

	@PostMapping("/welcome/{token}")
	String confirm(@PathVariable String token, @RequestParam MultiValueMap<String, String> typed, Model model,
			HttpServletRequest request, HttpServletResponse response) {
		try {
			Account account = this.signUp.confirm(token, values(typed), this.reader.locale());
			return this.password.signIn(account, typed.getFirst("password"), request);
		}
		catch (Refusal refusal) {
			if (this.signUp.isOpen(token)) {
				return opened(response);
			}
			String email;
			try {
				email = this.signUp.asked(token).email();
			}
			catch (Refusal expired) {
				return askAnew(expired, model, response);
			}
			model.addAttribute("form", this.refusedForms.of(typed, refusal, response));
			return this.password.form("welcome", email, model);
		}
	}

	/** A link that is good no more leads to the form that asks for another. */
	private String askAnew(Refusal refusal, Model model, HttpServletResponse response) {
		this.password.refused(refusal, model, response);
		return "account/register";
	}

	/** A link is good once; whoever opens theirs again is looking for the way in. */
	private static String opened(HttpServletResponse response) {
		response.setStatus(HttpStatus.CONFLICT.value());
		return "account/opened";
	}

	private static Map<String, Object> values(MultiValueMap<String, String> typed) {
		Map<String, Object> values = new LinkedHashMap<>(typed.toSingleValueMap());
		values.put("roles", typed.getOrDefault("roles", List.of()));
		return values;
	}

}
