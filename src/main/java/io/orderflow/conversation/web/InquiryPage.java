package io.orderflow.conversation.web;

import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.attachment.ReceivedForm;
import io.orderflow.conversation.ConversationViewService;
import io.orderflow.conversation.InquiryService;
import io.orderflow.conversation.MessageBox;
import io.orderflow.conversation.ReadyMessageService;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.RefusalText;
import io.orderflow.platform.SubmittedForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A first message to somebody outside any order (S8): a client names the freelancer, a
 * freelancer the client, if the two have an order (S5, S6).
 */
@Controller
@RequestMapping("/conversations/new")
class InquiryPage {

	private final InquiryService inquiries;

	private final ConversationViewService reading;

	private final ReadyMessageService ready;

	private final MessageForms forms;

	private final RefusalText texts;

	private final CurrentReader reader;

	InquiryPage(InquiryService inquiries, ConversationViewService reading, ReadyMessageService ready,
			MessageForms forms, RefusalText texts, CurrentReader reader) {
		this.inquiries = inquiries;
		this.reading = reading;
		this.ready = ready;
		this.forms = forms;
		this.texts = texts;
		this.reader = reader;
	}

	/** Whom it is for, and as what the writer writes. */
	private record To(boolean freelancer, String id) {

		static To of(@Nullable String freelancer, @Nullable String client) {
			if (freelancer != null && client == null) {
				return new To(true, freelancer);
			}
			if (client != null && freelancer == null) {
				return new To(false, client);
			}
			throw Refusal.invalid("freelancer", "recipient-missing");
		}

		String field() {
			return this.freelancer ? "freelancer" : "client";
		}

	}

	/**
	 * Leads to the conversation where the two have one.
	 * @param service which of the freelancer's services the message asks about
	 */
	@GetMapping
	String begin(@RequestParam(required = false) @Nullable String freelancer,
			@RequestParam(required = false) @Nullable String client,
			@RequestParam(required = false) @Nullable UUID service,
			@RequestParam(required = false) @Nullable String ready, HttpServletResponse response, Model model,
			Principal principal) {
		To to = To.of(freelancer, client);
		model.addAttribute("asking", to.freelancer());
		try {
			InquiryService.Recipient recipient = recipient(to, principal.getName());
			if (recipient.inquiry() != null) {
				return "redirect:/conversations/" + recipient.inquiry()
						+ ((service != null) ? "?service=" + service + "#write" : "");
			}
			this.forms.showService(service, to.id(), model);
			MessageBox box = this.reading.boxFor(to.id(), principal.getName());
			if (ready != null) {
				String text = this.ready.text(ready, null, principal.getName(), this.reader.locale());
				model.addAttribute("form", SubmittedForm.unsent(Map.of("message", List.of(text))));
			}
			return show(to, recipient, box, model);
		}
		catch (Refusal refusal) {
			if (refusal.kind() != Refusal.Kind.FORBIDDEN) {
				throw refusal;
			}
			// the rule itself, on a page from which one can go on
			response.setStatus(refusal.kind().status());
			model.addAttribute("rule", this.texts.of(refusal, this.reader.locale()));
			return "conversation/new";
		}
	}

	@PostMapping
	String write(@RequestParam(required = false) @Nullable String freelancer,
			@RequestParam(required = false) @Nullable String client, HttpServletRequest request,
			HttpServletResponse response, Model model, Principal principal) throws IOException {
		String account = principal.getName();
		To to = To.of(freelancer, client);
		InquiryService.Recipient recipient = recipient(to, account);
		String slot = ConversationViewService.slot(to.id());
		ReceivedForm form = this.forms.read(request, slot, account);
		try {
			UUID service = this.forms.askedService(form, to.id(), model);
			form.check();
			if (form.unsent()) {
				model.addAttribute("form", SubmittedForm.unsent(form.fields()));
				return show(to, recipient, this.reading.boxFor(to.id(), account), model);
			}
			return "redirect:/conversations/" + write(to, form, service, account) + "?sent#talk";
		}
		catch (Refusal refusal) {
			model.addAttribute("form", this.forms.refused(form, refusal, response));
			return show(to, recipient, this.reading.boxFor(to.id(), account), model);
		}
	}

	private UUID write(To to, ReceivedForm form, @Nullable UUID service, String account) {
		List<UUID> files = MessageForms.files(form);
		String key = MessageBox.messageKey(form);
		return to.freelancer() ? this.inquiries.ask(account, to.id(), form.text("message"), service, files, key)
				: this.inquiries.answer(account, to.id(), form.text("message"), files, key);
	}

	private InquiryService.Recipient recipient(To to, String account) {
		return to.freelancer() ? this.inquiries.freelancer(account, to.id()) : this.inquiries.client(account, to.id());
	}

	private static String show(To to, InquiryService.Recipient recipient, MessageBox box, Model model) {
		model.addAttribute("to", to.field());
		model.addAttribute("recipient", recipient.person());
		model.addAttribute("box", box);
		return "conversation/new";
	}

}
