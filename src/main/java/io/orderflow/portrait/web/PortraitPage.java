package io.orderflow.portrait.web;

import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.account.Account;
import io.orderflow.account.AccountService;
import io.orderflow.attachment.AttachmentUse;
import io.orderflow.attachment.ReceivedForm;
import io.orderflow.attachment.SubmittedFormReader;
import io.orderflow.attachment.picture.ShownPictureService;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.web.RefusedFormFactory;
import io.orderflow.portrait.PortraitService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What one shows beside one's name: a picture, or one's initials. */
@Controller
@RequestMapping("/account/picture")
class PortraitPage {

	private static final String FIELD = "picture";

	private static final Map<String, AttachmentUse> USES = Map.of(FIELD,
			new AttachmentUse(null, "own-picture", ShownPictureService.KINDS));

	private final PortraitService portraits;

	private final AccountService accounts;

	private final SubmittedFormReader forms;

	private final RefusedFormFactory refusedForms;

	PortraitPage(PortraitService portraits, AccountService accounts, SubmittedFormReader forms,
			RefusedFormFactory refusedForms) {
		this.portraits = portraits;
		this.accounts = accounts;
		this.forms = forms;
		this.refusedForms = refusedForms;
	}

	@GetMapping
	String picture(Model model, Principal person) {
		Account account = this.accounts.get(person.getName());
		model.addAttribute("name", account.displayName());
		model.addAttribute("picture", account.picture().orElse(null));
		model.addAttribute("kinds", String.join(",", ShownPictureService.KINDS));
		return "portrait/portrait";
	}

	/** The CSRF token is in the address: nothing parses the body before. */
	@PostMapping
	String show(HttpServletRequest request, Model model, HttpServletResponse response, Principal person)
			throws IOException {
		ReceivedForm form = this.forms.read(person.getName(), USES, request);
		try {
			form.check();
			List<UUID> chosen = form.values().files(FIELD);
			if (chosen.isEmpty()) {
				throw Refusal.invalid(FIELD, "file-missing");
			}
			this.portraits.show(person.getName(), chosen.get(0), FIELD);
			return "redirect:/account/picture?shown";
		}
		catch (Refusal refusal) {
			model.addAttribute("form", this.refusedForms.of(form.fields(), refusal, response));
			return picture(model, person);
		}
	}

	@PostMapping("/removal")
	String remove(Principal person) {
		this.portraits.remove(person.getName());
		return "redirect:/account/picture?removed";
	}

}
