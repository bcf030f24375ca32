package io.orderflow.order.web;

import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.attachment.ReceivedForm;
import io.orderflow.attachment.SubmittedFormReader;
import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.MessageBox;
import io.orderflow.conversation.MessageKind;
import io.orderflow.order.file.FileField;
import io.orderflow.order.file.FileFieldService;
import io.orderflow.order.flow.OrderDesk;
import io.orderflow.order.step.PostProgressUpdate;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.SubmittedForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What people do on the order's page unasked: write to the other side (S14), tell how the
 * work goes (S25), tick tasks off (S21), cancel (C3).
 */
@Controller
class MessagePage {

	private final ConversationService conversations;

	private final OrderDesk desk;

	private final FileFieldService uploads;

	private final SubmittedFormReader forms;

	private final OrderPageModel page;

	MessagePage(ConversationService conversations, OrderDesk desk, FileFieldService uploads, SubmittedFormReader forms,
			OrderPageModel page) {
		this.conversations = conversations;
		this.desk = desk;
		this.uploads = uploads;
		this.forms = forms;
		this.page = page;
	}

	/** The form's key makes that it writes once, however often it is sent. */
	@PostMapping("/orders/{number}/messages")
	String write(@PathVariable String number, HttpServletRequest request, HttpServletResponse response, Model model,
			Principal principal) throws IOException {
		String author = principal.getName();
		FileField place = this.uploads.fields(number, author)
			.stream()
			.filter((field) -> field.in(FileField.MESSAGE))
			.findFirst()
			.orElseThrow();
		ReceivedForm form = this.forms.read(author, FileField.uses(List.of(place)), request);
		try {
			form.check();
			if (form.unsent()) {
				model.addAttribute("messageForm", SubmittedForm.unsent(form.fields()));
				return this.page.page(number, null, author, model);
			}
			send(number, author, form);
			return "redirect:/orders/" + number + "?sent#conversation";
		}
		catch (Refusal refusal) {
			return this.page.refused(number, "messageForm", form.fields(), refusal, author, model, response);
		}
	}

	private void send(String number, String author, ReceivedForm form) {
		String key = MessageBox.messageKey(form);
		List<UUID> files = form.values().files("file");
		if (form.text("kind").equals("update")) {
			this.desk.postUpdate(number, author,
					new PostProgressUpdate.Decision(form.text("message"), new ArrayList<>(files), key));
		}
		else {
			this.conversations.post(number, author, MessageKind.MESSAGE, form.text("message"), files, key);
		}
	}

	@PostMapping("/orders/{number}/plan/{task}")
	String tick(@PathVariable String number, @PathVariable int task,
			@RequestParam(required = false) @Nullable Integer mark, @RequestParam(defaultValue = "false") boolean done,
			HttpServletResponse response, Model model, Principal principal) {
		try {
			this.desk.tick(number, principal.getName(), task, mark, done);
			return "redirect:/orders/" + number + "#plan";
		}
		catch (Refusal refusal) {
			return this.page.refused(number, "tickForm", Map.of(), refusal, principal.getName(), model, response);
		}
	}

	@PostMapping("/orders/{number}/cancellation")
	String cancel(@PathVariable String number, @RequestParam(required = false) @Nullable String reason,
			@RequestParam MultiValueMap<String, String> typed, HttpServletResponse response, Model model,
			Principal principal) {
		try {
			this.desk.cancel(number, principal.getName(), reason);
			return "redirect:/orders/" + number + "#now";
		}
		catch (Refusal refusal) {
			return this.page.refused(number, "cancelForm", typed, refusal, principal.getName(), model, response);
		}
	}

}
