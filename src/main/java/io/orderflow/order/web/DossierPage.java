package io.orderflow.order.web;

import java.security.Principal;

import io.orderflow.order.dossier.DossierService;
import io.orderflow.platform.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Asks for new dossiers from the order's page (B7). */
@Controller
class DossierPage {

	private final DossierService dossiers;

	private final OrderPageModel page;

	DossierPage(DossierService dossiers, OrderPageModel page) {
		this.dossiers = dossiers;
		this.page = page;
	}

	@PostMapping("/orders/{number}/dossier")
	String ask(@PathVariable String number, @RequestParam MultiValueMap<String, String> typed,
			HttpServletResponse response, Model model, Principal principal) {
		try {
			this.dossiers.ask(number, principal.getName());
			return "redirect:/orders/" + number + "#dossier";
		}
		catch (Refusal refusal) {
			return this.page.refused(number, "dossierForm", typed, refusal, principal.getName(), model, response);
		}
	}

}
