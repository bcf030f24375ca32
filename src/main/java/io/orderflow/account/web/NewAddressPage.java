package io.orderflow.account.web;

import io.orderflow.account.EmailChangeService;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the link leads that confirms a new address; open to everyone. */
@Controller
@RequestMapping("/new-address/{token}")
class NewAddressPage {

	private static final String VIEW = "account/new-address";

	private final EmailChangeService emails;

	NewAddressPage(EmailChangeService emails) {
		this.emails = emails;
	}

	/** Looks only: programs that follow the links in mails change nothing. */
	@GetMapping
	String ask(@PathVariable String token, Model model) {
		model.addAttribute("email", this.emails.email(token));
		model.addAttribute("done", false);
		return VIEW;
	}

	@PostMapping
	String confirm(@PathVariable String token, Model model) {
		model.addAttribute("email", this.emails.email(token));
		model.addAttribute("done", true);
		this.emails.confirm(token);
		return VIEW;
	}

}
