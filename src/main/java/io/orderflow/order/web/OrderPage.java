package io.orderflow.order.web;

import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.UUID;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.Attachments;
import io.orderflow.attachment.MultipartUpload;
import io.orderflow.conversation.Conversations;
import io.orderflow.conversation.MessageKind;
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
 * The order's page as far as it goes: where the order stands, its files and conversation,
 * and where files are put down for the step that waits, which Tasklist cannot take
 * itself.
 */
@Controller
@RequestMapping("/orders")
class OrderPage {

	private static final int MESSAGES = 50;

	private final OrderReading reading;

	private final OrderUploads uploads;

	private final Attachments attachments;

	private final MultipartUpload multipart;

	private final Conversations conversations;

	private final RefusalText texts;

	private final CurrentReader reader;

	OrderPage(OrderReading reading, OrderUploads uploads, Attachments attachments, MultipartUpload multipart,
			Conversations conversations, RefusalText texts, CurrentReader reader) {
		this.reading = reading;
		this.uploads = uploads;
		this.attachments = attachments;
		this.multipart = multipart;
		this.conversations = conversations;
		this.texts = texts;
		this.reader = reader;
	}

	@GetMapping("/{number}")
	String order(@PathVariable String number, Model model, Principal principal, CsrfToken csrf) {
		OrderView order = this.reading.order(number, principal.getName());
		boolean buys = order.role().equals("client");
		model.addAttribute("order", order);
		model.addAttribute("other", (buys ? order.freelancer() : order.client()).name());
		model.addAttribute("turn", order.turn().name().equalsIgnoreCase(order.role()) ? "YOURS" : order.turn().name());
		model.addAttribute("fields", this.uploads.fields(number, principal.getName()));
		model.addAttribute("mine",
				order.steps().stream().filter((step) -> step.assignee().equals(principal.getName())).toList());
		model.addAttribute("messages",
				this.conversations.messages(order.number(), principal.getName(), null, MESSAGES).items());
		model.addAttribute("messageKey", UUID.randomUUID());
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
		UploadField field = this.uploads.fields(number, principal.getName())
			.stream()
			.filter((open) -> open.slot().equals(slot))
			.findFirst()
			.orElseThrow(() -> Refusal.conflict("step-not-open", number));
		try {
			List<Attachment> uploaded = this.multipart.receive(principal.getName(), slot, request);
			this.uploads.keepFitting(field, uploaded, principal.getName());
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

	/**
	 * Writes to the other side (S14).
	 * @param key of the form that was filled in: sent twice, it writes once
	 */
	@PostMapping("/{number}/messages")
	String write(@PathVariable String number, @RequestParam(defaultValue = "") String message, @RequestParam UUID key,
			HttpServletResponse response, Model model, Principal principal, CsrfToken csrf) {
		try {
			this.conversations.post(number, principal.getName(), MessageKind.MESSAGE, message, List.of(),
					"page/" + key);
			return "redirect:/orders/" + number + "#conversation";
		}
		catch (Refusal refusal) {
			if (refusal.kind() != Refusal.Kind.INVALID) {
				throw refusal;
			}
			response.setStatus(400);
			model.addAttribute("message", message);
			model.addAttribute("refusedMessage", this.texts.of(refusal, this.reader.locale()));
			return order(number, model, principal, csrf);
		}
	}

}
