package io.orderflow.order.web;

import java.security.Principal;

import io.orderflow.order.revision.RevisionDesk;
import io.orderflow.platform.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Takes from the order's page what the freelancer objects to in a revision (B5). */
@Controller
class RevisionPage {

	private static final String FORM = "objectionForm";

	private final RevisionDesk revisions;

	private final OrderPageModel page;

	RevisionPage(RevisionDesk revisions, OrderPageModel page) {
		this.revisions = revisions;
		this.page = page;
	}

	@PostMapping("/orders/{number}/points/{point}/objection")
	String object(@PathVariable String number, @PathVariable int point,
			@RequestParam(required = false) @Nullable Integer round,
			@RequestParam(required = false) @Nullable String reason, @RequestParam MultiValueMap<String, String> typed,
			HttpServletResponse response, Model model, Principal principal) {
		try {
			this.revisions.object(number, principal.getName(), point, round, reason);
			return "redirect:/orders/" + number + "#deliveries";
		}
		catch (Refusal refusal) {
			// what was typed about a point of another round is not put into the form of
			// this one
			if (!refusal.code().equals("changed-meanwhile")) {
				model.addAttribute("objectedPoint", point);
			}
			return this.page.refused(number, FORM, typed, refusal, principal.getName(), model, response);
		}
	}

}
