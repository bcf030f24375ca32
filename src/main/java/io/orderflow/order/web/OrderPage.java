package io.orderflow.order.web;

import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.UUID;

import io.orderflow.attachment.Attachments;
import io.orderflow.attachment.MultipartUpload;
import io.orderflow.order.OrderReading;
import io.orderflow.order.OrderUploads;
import io.orderflow.order.OrderUploads.UploadField;
import io.orderflow.order.OrderView;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.RefusalText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The order's page as far as it goes: where the order stands, its files, and where files
 * are put down for the step that waits, which Tasklist cannot take itself.
 */
@Controller
@RequestMapping("/orders")
class OrderPage {

	private final OrderReading reading;

	private final OrderUploads uploads;

	private final Attachments attachments;

	private final MultipartUpload multipart;

	private final RefusalText texts;

	private final CurrentReader reader;

	OrderPage(OrderReading reading, OrderUploads uploads, Attachments attachments, MultipartUpload multipart,
			RefusalText texts, CurrentReader reader) {
		this.reading = reading;
		this.uploads = uploads;
		this.attachments = attachments;
		this.multipart = multipart;
		this.texts = texts;
		this.reader = reader;
	}

	@GetMapping
	String orders(Model model, Principal principal) {
		model.addAttribute("selling", this.reading.list(principal.getName(), true, null, null).items());
		model.addAttribute("buying", this.reading.list(principal.getName(), false, null, null).items());
		return "order/orders";
	}

	@GetMapping("/{number}")
	String order(@PathVariable String number, Model model, Principal principal, CsrfToken csrf) {
		OrderView order = this.reading.order(number, principal.getName());
		model.addAttribute("order", order);
		model.addAttribute("fields", this.uploads.fields(number, principal.getName()));
		model.addAttribute("mine",
				order.steps().stream().filter((step) -> step.assignee().equals(principal.getName())).toList());
		model.addAttribute("zone", this.reader.reader().orElseThrow().zone());
		model.addAttribute("csrf", csrf);
		return "order/order";
	}

	/**
	 * Takes files for a field of a step; the CSRF token is in the address, for nothing
	 * parses the body before.
	 */
	@PostMapping("/{number}/files")
	String upload(@PathVariable String number, @RequestParam String slot, HttpServletRequest request,
			HttpServletResponse response, Model model, Principal principal, CsrfToken csrf) throws IOException {
		List<UploadField> fields = this.uploads.fields(number, principal.getName());
		if (fields.stream().noneMatch((field) -> field.slot().equals(slot))) {
			throw Refusal.conflict("step-not-open", number);
		}
		try {
			this.multipart.receive(principal.getName(), slot, request);
			return "redirect:/orders/" + number;
		}
		catch (Refusal refusal) {
			response.setStatus((refusal.kind() == Refusal.Kind.TOO_LARGE) ? 413 : 400);
			model.addAttribute("refusedSlot", slot);
			model.addAttribute("refused", this.texts.of(refusal, this.reader.locale()));
			return order(number, model, principal, csrf);
		}
	}

	@PostMapping("/{number}/files/{id}/removal")
	String remove(@PathVariable String number, @PathVariable UUID id, Principal principal) {
		this.attachments.discard(principal.getName(), id);
		return "redirect:/orders/" + number;
	}

}
