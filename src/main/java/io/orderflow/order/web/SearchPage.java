package io.orderflow.order.web;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;

import io.orderflow.order.OrderNumber;
import io.orderflow.order.dashboard.FoundOrder;
import io.orderflow.order.dashboard.OrderSearch;
import io.orderflow.platform.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the field in the header finds: one's own orders; a whole number, also as people
 * say it, leads to its order.
 */
@Controller
class SearchPage {

	private final OrderSearch search;

	SearchPage(OrderSearch search) {
		this.search = search;
	}

	@GetMapping("/find")
	String find(@RequestParam(defaultValue = "") String q, @RequestParam(required = false) @Nullable String cursor,
			Model model, Principal reader) {
		Optional<String> number = OrderNumber.parse(q)
			.or(() -> OrderNumber.parse("OF" + q))
			.map(OrderNumber::value)
			.filter((written) -> this.search.has(reader.getName(), written));
		if (number.isPresent()) {
			return "redirect:/orders/" + number.get();
		}
		Page<FoundOrder> found = this.search.find(reader.getName(), q, cursor, null);
		model.addAttribute("q", q);
		model.addAttribute("found", found.items());
		model.addAttribute("more",
				(found.next() != null) ? UriComponentsBuilder.fromPath("/find")
					.queryParam("q", "{q}")
					.queryParam("cursor", found.next())
					.encode()
					.buildAndExpand(Map.of("q", q))
					.toUriString() : null);
		return "order/found";
	}

}
