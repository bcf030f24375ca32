package io.orderflow.order.web;

import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;

import io.orderflow.attachment.ReceivedForm;
import io.orderflow.attachment.SubmittedFormReader;
import io.orderflow.order.ChangeRequest;
import io.orderflow.order.request.NewRequest;
import io.orderflow.order.request.RequestDesk;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Takes from the order's page what one side asks of the other, unasked: a later date, a
 * cancellation, to take it back, to put its refusal to a moderator (C1, C2, C4).
 */
@Controller
class RequestPage {

	private final RequestDesk requests;

	private final SubmittedFormReader forms;

	private final OrderPageModel page;

	RequestPage(RequestDesk requests, SubmittedFormReader forms, OrderPageModel page) {
		this.requests = requests;
		this.forms = forms;
		this.page = page;
	}

	@PostMapping("/orders/{number}/requests")
	String ask(@PathVariable String number, HttpServletRequest request, HttpServletResponse response, Model model,
			Principal principal) throws IOException {
		ReceivedForm form = this.forms.read(principal.getName(), Map.of(), request);
		String kind = form.text("kind").equals("extension") ? "extension" : "cancellation";
		return done(number, form, kind, principal, model, response,
				() -> this.requests.ask(number, principal.getName(), request(form)));
	}

	@PostMapping("/orders/{number}/requests/withdrawal")
	String withdraw(@PathVariable String number, HttpServletRequest request, HttpServletResponse response, Model model,
			Principal principal) throws IOException {
		ReceivedForm form = this.forms.read(principal.getName(), Map.of(), request);
		return done(number, form, "withdrawn", principal, model, response,
				() -> this.requests.withdraw(number, principal.getName()));
	}

	@PostMapping("/orders/{number}/requests/dispute")
	String dispute(@PathVariable String number, HttpServletRequest request, HttpServletResponse response, Model model,
			Principal principal) throws IOException {
		ReceivedForm form = this.forms.read(principal.getName(), Map.of(), request);
		return done(number, form, "disputed", principal, model, response,
				() -> this.requests.dispute(number, principal.getName(), form.text("reason")));
	}

	/** Does it, or shows the page with everything that was typed. */
	private String done(String number, ReceivedForm form, String what, Principal principal, Model model,
			HttpServletResponse response, Runnable action) {
		try {
			action.run();
			return "redirect:/orders/" + number + "?requested=" + what + "#requests";
		}
		catch (Refusal refusal) {
			String place = what.equals("disputed") ? "disputeForm" : what + "Form";
			String view = this.page.refused(number, place, form.fields(), refusal, principal.getName(), model,
					response);
			model.addAttribute("requestForm", model.getAttribute(place));
			return view;
		}
	}

	private static NewRequest request(ReceivedForm form) {
		FormFields fields = new FormFields(form.fields());
		return new NewRequest(fields.choice("kind", ChangeRequest.Kind.class), fields.text("reason"),
				fields.text("due"), fields.choice("responsible", ChangeRequest.ResponsibleParty.class));
	}

}
