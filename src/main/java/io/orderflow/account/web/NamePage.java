package io.orderflow.account.web;

import java.security.Principal;
import java.util.List;
import java.util.Map;

import io.orderflow.account.NameChangeService;
import io.orderflow.account.Registration;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.SubmittedForm;
import io.orderflow.platform.web.RefusedFormFactory;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What one is called. */
@Controller
@RequestMapping("/account/name")
class NamePage {

	private static final String VIEW = "account/name";

	private final NameChangeService names;

	private final RefusedFormFactory refusedForms;

	NamePage(NameChangeService names, RefusedFormFactory refusedForms) {
		this.names = names;
		this.refusedForms = refusedForms;
	}

	@GetMapping
	String name(Model model, Principal person) {
		Registration.Name now = this.names.of(person.getName());
		model.addAttribute("form",
				SubmittedForm.kept(Map.of("firstName", List.of(now.first()), "lastName", List.of(now.last()))));
		return VIEW;
	}

	@PostMapping
	String change(@RequestParam MultiValueMap<String, String> typed, Model model, HttpServletResponse response,
			Principal person) {
		try {
			this.names.change(person.getName(), typed.toSingleValueMap());
			return "redirect:/account?named";
		}
		catch (Refusal refusal) {
			model.addAttribute("form", this.refusedForms.of(typed, refusal, response));
			return VIEW;
		}
	}

}
