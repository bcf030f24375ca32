package io.orderflow.order.web;

import java.security.Principal;
import java.util.UUID;

import io.orderflow.order.OrderDesk;
import io.orderflow.order.PlaceOrder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Ordering a service from its page (S1); what it asks for comes first on the order's own
 * page.
 */
@Controller
class OrderingPage {

	private final OrderDesk desk;

	OrderingPage(OrderDesk desk) {
		this.desk = desk;
	}

	/**
	 * @param key of the page that was looked at: sent twice, it orders once
	 */
	@PostMapping("/services/{id}/orders")
	String order(@PathVariable UUID id, @RequestParam UUID key, Principal client) {
		String number = this.desk.place(client.getName(), new PlaceOrder(id, null, "page/" + key)).number();
		return "redirect:/orders/" + number + "#now";
	}

}
