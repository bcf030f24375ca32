package io.orderflow.order.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Where a person who signs in arrives: at their orders. */
@Controller
class HomePage {

	@GetMapping("/")
	String home() {
		return "redirect:/orders";
	}

}
