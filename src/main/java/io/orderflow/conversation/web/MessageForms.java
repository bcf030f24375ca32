package io.orderflow.conversation.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.attachment.AttachmentUse;
import io.orderflow.attachment.ReceivedForm;
import io.orderflow.attachment.SubmittedFormReader;
import io.orderflow.conversation.InquiryService;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.SubmittedForm;
import io.orderflow.platform.web.RefusedFormFactory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the boxes in which messages are written have in common. */
@Component
class MessageForms {

	private static final String FILE = "file";

	private final SubmittedFormReader forms;

	private final RefusedFormFactory refusedForms;

	private final InquiryService inquiries;

	MessageForms(SubmittedFormReader forms, RefusedFormFactory refusedForms, InquiryService inquiries) {
		this.forms = forms;
		this.refusedForms = refusedForms;
		this.inquiries = inquiries;
	}

	/**
	 * Shows which service the next message asks about. Where it is not on sale any more,
	 * the page says so, and is there all the same.
	 * @throws Refusal {@code listing-not-found} where the freelancer sells no such thing
	 */
	void showService(@Nullable UUID service, String freelancer, Model model) {
		try {
			model.addAttribute("about", this.inquiries.service(service, freelancer));
		}
		catch (Refusal refusal) {
			if (refusal.kind() != Refusal.Kind.CONFLICT) {
				throw refusal;
			}
			model.addAttribute("aboutGone", true);
		}
	}

	/**
	 * The service that is asked about, which the answer shows with the form again.
	 * @return null where the message was begun without one
	 * @throws Refusal {@code asked-off-sale} where it is not on sale any more: what is
	 * sent from the form shown then names none; {@code listing-not-found} otherwise
	 */
	@Nullable UUID askedService(ReceivedForm form, String freelancer, Model model) {
		UUID service = service(form);
		showService(service, freelancer, model);
		if (model.containsAttribute("aboutGone")) {
			throw Refusal.conflict("asked-off-sale");
		}
		return service;
	}

	/**
	 * Takes what was written and the files that came along.
	 * @param slot what these are staged under
	 */
	ReceivedForm read(HttpServletRequest request, String slot, String account) throws IOException {
		return this.forms.read(account, Map.of(FILE, new AttachmentUse(null, slot)), request);
	}

	/**
	 * The files that go along: those that the form lists, and those that came with it.
	 */
	static List<UUID> files(ReceivedForm form) {
		return form.values().files(FILE);
	}

	/**
	 * The service that is asked about; null where the message was begun without one.
	 * @throws Refusal {@code listing-not-found} of what is no id
	 */
	private static @Nullable UUID service(ReceivedForm form) {
		String service = form.text("service");
		try {
			return service.isEmpty() ? null : UUID.fromString(service);
		}
		catch (IllegalArgumentException ex) {
			throw Refusal.notFound("listing-not-found");
		}
	}

	/**
	 * The form as it was typed, with what is wrong.
	 * @throws Refusal the same, where it is not about what was typed
	 */
	SubmittedForm refused(ReceivedForm form, Refusal refusal, HttpServletResponse response) {
		return this.refusedForms.of(form.fields(), refusal, response);
	}

}
