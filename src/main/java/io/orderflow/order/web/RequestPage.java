package io.orderflow.order.web;

import java.security.Principal;
import java.util.Locale;
import java.util.Objects;

import io.orderflow.order.request.NewRequest;
import io.orderflow.order.request.RequestDesk;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.SubmittedTime;
import io.orderflow.platform.web.BindingRefusal;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.validation.BindingResult;
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
	String ask(@PathVariable String number, @Nullable NewRequest request, BindingResult bound,
			@RequestParam MultiValueMap<String, String> typed, HttpServletResponse response, Model model,
			Principal principal, Locale writer) {
		String kind = "extension".equals(typed.getFirst("kind")) ? "extension" : "cancellation";
		return done(number, typed, kind, principal, model, response, () -> {
			BindingRefusal.check(bound);
			this.requests.ask(number, principal.getName(), typed(Objects.requireNonNull(request), writer));
		});
	}

	/** With the time as its writer writes times, where it is not as pages send it. */
	private static NewRequest typed(NewRequest request, Locale writer) {
		return (request.due() == null) ? request : new NewRequest(request.kind(), request.reason(),
				SubmittedTime.typed(request.due().written(), writer), request.responsible());
	}

	@PostMapping("/orders/{number}/requests/withdrawal")
	String withdraw(@PathVariable String number, @RequestParam(required = false) @Nullable Integer request,
			@RequestParam MultiValueMap<String, String> typed, HttpServletResponse response, Model model,
			Principal principal) {
		return done(number, typed, "withdrawn", principal, model, response,
				() -> this.requests.withdraw(number, principal.getName(), request));
	}

	@PostMapping("/orders/{number}/requests/dispute")
	String dispute(@PathVariable String number, @RequestParam(required = false) @Nullable Integer request,
			@RequestParam(required = false) @Nullable String reason, @RequestParam MultiValueMap<String, String> typed,
			HttpServletResponse response, Model model, Principal principal) {
		return done(number, typed, "disputed", principal, model, response,
				() -> this.requests.dispute(number, principal.getName(), request, reason));
	}

	/** Does it, or shows the page with everything that was typed. */
	private String done(String number, MultiValueMap<String, String> typed, String what, Principal principal,
			Model model, HttpServletResponse response, Runnable action) {
		try {
			action.run();
			return "redirect:/orders/" + number + "?requested=" + what + "#requests";
		}
		catch (Refusal refusal) {
			String place = what.equals("disputed") ? "disputeForm" : what + "Form";
			String view = this.page.refused(number, place, typed, refusal, principal.getName(), model, response);
			model.addAttribute("requestForm", model.getAttribute(place));
			model.addAttribute("requestsShown", true);
			return view;
		}
	}

}
