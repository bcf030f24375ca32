package io.orderflow.order.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.orderflow.order.dashboard.OrderDiagramService;
import io.orderflow.platform.EnginePaths;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.web.RefusedFormFactory;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The BPMN diagram of an order with its present steps marked, for process admins; all
 * others are stopped before they come here.
 */
@Controller
class DiagramPage {

	private final OrderDiagramService diagram;

	private final RefusedFormFactory refusedForms;

	DiagramPage(OrderDiagramService diagram, RefusedFormFactory refusedForms) {
		this.diagram = diagram;
		this.refusedForms = refusedForms;
	}

	/**
	 * Asks which order, and tells which have failed or wait the longest; an answer leads
	 * to its diagram.
	 */
	@GetMapping("/diagrams")
	String find(@RequestParam(required = false) @Nullable String number, HttpServletResponse response, Model model) {
		boolean asked = number != null && !number.isBlank();
		if (asked && !known(number)) {
			model.addAttribute("form", this.refusedForms.of(Map.of("number", List.of(number)),
					Refusal.invalid("number", "order-unknown", number.strip()), response));
		}
		else if (asked) {
			return "redirect:" + UriComponentsBuilder.fromPath("/orders/{number}/diagram")
				.encode()
				.buildAndExpand(number.strip())
				.toUriString();
		}
		model.addAttribute("overview", this.diagram.overview());
		return "order/diagrams";
	}

	private boolean known(String number) {
		try {
			this.diagram.of(number.strip(), null);
			return true;
		}
		catch (Refusal refusal) {
			if (refusal.kind() != Refusal.Kind.NOT_FOUND) {
				throw refusal;
			}
			return false;
		}
	}

	/**
	 * @param instance which of the order's processes; its own where it is not given
	 */
	@GetMapping("/orders/{number}/diagram")
	String diagram(@PathVariable String number, @RequestParam(required = false) @Nullable String instance,
			Model model) {
		OrderDiagramService.View view = this.diagram.of(number, instance);
		model.addAttribute("view", view);
		model.addAttribute("drawing", Optional.ofNullable(view.shown()).flatMap(this.diagram::drawing).orElse(null));
		model.addAttribute("cockpit", EnginePaths.COCKPIT);
		return "order/diagram";
	}

}
