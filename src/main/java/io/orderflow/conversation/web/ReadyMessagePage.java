package io.orderflow.conversation.web;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.conversation.ReadyMessage;
import io.orderflow.conversation.ReadyMessageService;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.SubmittedForm;
import io.orderflow.platform.web.RefusedFormFactory;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The messages that somebody has saved to write again (S22). */
@Controller
@RequestMapping("/ready-messages")
class ReadyMessagePage {

	private static final String VIEW = "conversation/ready-messages";

	private final ReadyMessageService ready;

	private final RefusedFormFactory refusedForms;

	private final CurrentReader reader;

	ReadyMessagePage(ReadyMessageService ready, RefusedFormFactory refusedForms, CurrentReader reader) {
		this.ready = ready;
		this.refusedForms = refusedForms;
		this.reader = reader;
	}

	@GetMapping
	String all(Model model, Principal principal) {
		model.addAttribute("messages", this.ready.own(principal.getName()));
		return VIEW;
	}

	/** One of them, all of it, to change. */
	@GetMapping("/{id}")
	String one(@PathVariable UUID id, Model model, Principal principal) {
		ReadyMessage one = add(id, model, principal);
		model.addAttribute("form", SubmittedForm.unsent(typed(one.title(), one.text())));
		return VIEW;
	}

	private ReadyMessage add(UUID id, Model model, Principal principal) {
		ReadyMessage one = this.ready.one(id.toString(), null, principal.getName(), this.reader.locale());
		model.addAttribute("one", one);
		model.addAttribute("messages", List.of(one));
		return one;
	}

	private static Map<String, List<String>> typed(String title, String text) {
		return Map.of("title", List.of(title), "text", List.of(text));
	}

	@PostMapping("/{id}")
	String change(@PathVariable UUID id, @RequestParam(defaultValue = "") String title,
			@RequestParam(defaultValue = "") String text, HttpServletResponse response, Model model,
			Principal principal) {
		try {
			this.ready.change(id, principal.getName(), title, text);
			return "redirect:/ready-messages?sent";
		}
		catch (Refusal refusal) {
			model.addAttribute("form", this.refusedForms.of(typed(title, text), refusal, response));
			add(id, model, principal);
			return VIEW;
		}
	}

	@PostMapping
	String save(@RequestParam(defaultValue = "") String title, @RequestParam(defaultValue = "") String text,
			HttpServletResponse response, Model model, Principal principal) {
		try {
			this.ready.save(principal.getName(), title, text);
			return "redirect:/ready-messages?sent";
		}
		catch (Refusal refusal) {
			model.addAttribute("form", this.refusedForms.of(typed(title, text), refusal, response));
			return all(model, principal);
		}
	}

	/** A repeat finds nothing left to do. */
	@PostMapping("/{id}/removal")
	String remove(@PathVariable UUID id, Principal principal) {
		try {
			this.ready.remove(id, principal.getName());
		}
		catch (Refusal refusal) {
			if (refusal.kind() != Refusal.Kind.NOT_FOUND) {
				throw refusal;
			}
		}
		return "redirect:/ready-messages";
	}

}
