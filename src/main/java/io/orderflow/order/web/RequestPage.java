package io.orderflow.order.web;

import java.security.Principal;

import io.orderflow.order.ChangeRequest;
import io.orderflow.order.request.NewRequest;
import io.orderflow.order.request.RequestDesk;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.SubmittedTime;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Takes from the order's page what one side asks of the other, unasked: a later date, a
 * cancellation, to take it back, to put its refusal to a moderator (C1, C2, C4).
 */
@Controller
class RequestPage {

	private final RequestDesk requests;

	private final OrderPageModel page;

	RequestPage(RequestDesk requests, OrderPageModel page) {
		this.requests = requests;
		this.page = page;
	}

	@PostMapping("/orders/{number}/requests")
	String ask(@PathVariable String number, @RequestParam MultiValueMap<String, String> typed,
			HttpServletResponse response, Model model, Principal principal) {
		FormFields form = new FormFields(typed);
		String kind = form.text("kind").equals("extension") ? "extension" : "cancellation";
		return done(number, form, kind, principal, model, response,
				() -> this.requests.ask(number, principal.getName(), request(form)));
	}

	@PostMapping("/orders/{number}/requests/withdrawal")
	String withdraw(@PathVariable String number, @RequestParam MultiValueMap<String, String> typed,
			HttpServletResponse response, Model model, Principal principal) {
		FormFields form = new FormFields(typed);
		return done(number, form, "withdrawn", principal, model, response,
				() -> this.requests.withdraw(number, principal.getName()));
	}

	@PostMapping("/orders/{number}/requests/dispute")
	String dispute(@PathVariable String number, @RequestParam MultiValueMap<String, String> typed,
			HttpServletResponse response, Model model, Principal principal) {
		FormFields form = new FormFields(typed);
		return done(number, form, "disputed", principal, model, response,
				() -> this.requests.dispute(number, principal.getName(), form.text("reason")));
	}

	/** Does it, or shows the page with everything that was typed. */
	private String done(String number, FormFields form, String what, Principal principal, Model model,
			HttpServletResponse response, Runnable action) {
		try {
			action.run();
			return "redirect:/orders/" + number + "?requested=" + what + "#requests";
		}
		catch (Refusal refusal) {
			String place = what.equals("disputed") ? "disputeForm" : what + "Form";
			String view = this.page.refused(number, place, form.values(), refusal, principal.getName(), model,
					response);
			model.addAttribute("requestForm", model.getAttribute(place));
			return view;
		}
	}

	private static NewRequest request(FormFields form) {
		String due = form.text("due");
		return new NewRequest(form.choice("kind", ChangeRequest.Kind.class), form.text("reason"),
				(due != null) ? SubmittedTime.of(due) : null,
				form.choice("responsible", ChangeRequest.ResponsibleParty.class));
	}

}
