package io.orderflow.order.web;

import java.util.UUID;

import io.orderflow.order.OrderNumber;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * A form that came back refused stands at the address that it was sent to. Whoever loads
 * that anew, or comes back to it after signing in, gets the page that the form is on.
 */
@Controller
class FormAddresses {

	@GetMapping({ "/orders/{number}/steps/*", "/orders/{number}/messages", "/orders/{number}/plan/*",
			"/orders/{number}/cancellation", "/orders/{number}/note", "/orders/{number}/requests",
			"/orders/{number}/requests/withdrawal", "/orders/{number}/requests/dispute", "/orders/{number}/questions",
			"/orders/{number}/questions/withdrawal", "/orders/{number}/points/*/objection" })
	String order(@PathVariable String number) {
		return "redirect:/orders/" + OrderNumber.canonical(number);
	}

	@GetMapping("/services/{id}/orders")
	String service(@PathVariable UUID id) {
		return "redirect:/services/" + id;
	}

}
