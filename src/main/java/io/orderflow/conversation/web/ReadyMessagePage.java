package io.orderflow.conversation.web;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.conversation.ReadyMessageService;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Refusal;
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
		return "conversation/ready-messages";
	}

	/** One of them, all of it. */
	@GetMapping("/{id}")
	String one(@PathVariable UUID id, Model model, Principal principal) {
		model.addAttribute("one", true);
		model.addAttribute("messages",
				List.of(this.ready.one(id.toString(), null, principal.getName(), this.reader.locale())));
		return "conversation/ready-messages";
	}

	@PostMapping
	String save(@RequestParam(defaultValue = "") String title, @RequestParam(defaultValue = "") String text,
			HttpServletResponse response, Model model, Principal principal) {
		try {
			this.ready.save(principal.getName(), title, text);
			return "redirect:/ready-messages?sent";
		}
		catch (Refusal refusal) {
			model.addAttribute("form",
					this.refusedForms.of(Map.of("title", List.of(title), "text", List.of(text)), refusal, response));
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
