package io.orderflow.order.web;

import java.security.Principal;

import io.orderflow.order.preview.PreviewService;
import io.orderflow.platform.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Has a preview tried again from the order's page (B8). */
@Controller
class PreviewPage {

	private final PreviewService previews;

	private final OrderPageModel page;

	PreviewPage(PreviewService previews, OrderPageModel page) {
		this.previews = previews;
		this.page = page;
	}

	@PostMapping("/orders/{number}/preview")
	String askAgain(@PathVariable String number, @RequestParam MultiValueMap<String, String> typed,
			HttpServletResponse response, Model model, Principal principal) {
		try {
			this.previews.askAgain(number, principal.getName());
			return "redirect:/orders/" + number + "#now";
		}
		catch (Refusal refusal) {
			return this.page.refused(number, "previewForm", typed, refusal, principal.getName(), model, response);
		}
	}

}
