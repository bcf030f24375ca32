package io.orderflow.conversation.web;

import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.attachment.ReceivedForm;
import io.orderflow.conversation.ConversationFilter;
import io.orderflow.conversation.ConversationFilter.Show;
import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.ConversationView;
import io.orderflow.conversation.ConversationViewService;
import io.orderflow.conversation.MessageBox;
import io.orderflow.conversation.OpenConversation;
import io.orderflow.conversation.ReadyMessageService;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.SubmittedForm;
import io.orderflow.platform.UserStore;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** My conversations, and each of them with a box to write in (S8, S14, S15). */
@Controller
@RequestMapping("/conversations")
class ConversationPage {

	private final ConversationService conversations;

	private final ConversationViewService reading;

	private final ReadyMessageService ready;

	private final MessageForms forms;

	private final CurrentReader reader;

	ConversationPage(ConversationService conversations, ConversationViewService reading, ReadyMessageService ready,
			MessageForms forms, CurrentReader reader) {
		this.conversations = conversations;
		this.reading = reading;
		this.ready = ready;
		this.forms = forms;
		this.reader = reader;
	}

	/**
	 * My conversations: those in which somebody has written, where nothing else is asked.
	 * @param with the account of the other side
	 * @param q words of the other side's name, of the order's number or title, or of one
	 * message
	 */
	@GetMapping
	String conversations(@RequestParam(required = false) @Nullable String with,
			@RequestParam(required = false) @Nullable String show, @RequestParam(defaultValue = "") String q,
			@RequestParam(required = false) @Nullable String cursor, HttpServletRequest request, Model model,
			Principal principal) {
		Show chosen = Show.of(show, (with != null) ? Show.ALL : Show.WRITTEN);
		Page<ConversationView> page = this.conversations.filtered(principal.getName(),
				new ConversationFilter(chosen, with, q), cursor, null);
		model.addAttribute("conversations", page.items());
		model.addAttribute("with", (with != null) ? page.items().stream().findFirst().orElse(null) : null);
		model.addAttribute("show", chosen);
		model.addAttribute("none", page.items().isEmpty() ? none(chosen, with, request) : null);
		model.addAttribute("shows", List.of(Show.WRITTEN, Show.UNREAD, Show.EMPTY));
		model.addAttribute("q", q);
		model.addAttribute("unread", this.conversations.unread(principal.getName()));
		model.addAttribute("more", (page.next() != null) ? more(with, chosen, q, page.next()) : null);
		return "conversation/conversations";
	}

	/** Ends the key of what is said where there is none, whatever is looked for. */
	private String none(Show show, @Nullable String with, HttpServletRequest request) {
		if (with != null) {
			return "with";
		}
		boolean unwritten = show == Show.WRITTEN && !this.conversations
			.filtered(request.getRemoteUser(), new ConversationFilter(Show.EMPTY, null, null), null, 1)
			.items()
			.isEmpty();
		if (unwritten) {
			return "unwritten";
		}
		return (show == Show.WRITTEN && request.isUserInRole(UserStore.CLIENTS)) ? "client" : show.name();
	}

	private static String more(@Nullable String with, Show show, String q, String cursor) {
		return UriComponentsBuilder.fromPath("/conversations")
			.queryParam("with", (with != null) ? List.of("{with}") : List.of())
			.queryParam("show", show)
			.queryParam("q", "{q}")
			.queryParam("cursor", cursor)
			.encode()
			.buildAndExpand(Map.of("with", (with != null) ? with : "", "q", q))
			.toUriString();
	}

	/**
	 * Shows one.
	 * @param service which of the other side's services the next message asks about
	 * @param ready a ready-made message to begin with, where no script puts it in
	 */
	@GetMapping("/{id}")
	String conversation(@PathVariable UUID id, @RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable UUID service,
			@RequestParam(required = false) @Nullable String ready, Model model, Principal principal) {
		OpenConversation open = open(id, cursor, principal);
		if (ready != null) {
			String text = this.ready.text(ready, id, principal.getName(), this.reader.locale());
			model.addAttribute("form", SubmittedForm.unsent(Map.of("message", List.of(text))));
		}
		this.forms.showService(service, open.conversation().other().id(), model);
		return show(open, model);
	}

	/** One message, all of it: the conversation shows the beginning of a long one. */
	@GetMapping("/{id}/messages/{message}")
	String message(@PathVariable UUID id, @PathVariable UUID message, Model model, Principal principal) {
		ConversationView conversation = this.conversations.get(id, principal.getName());
		model.addAttribute("message", this.conversations.message(id, message, principal.getName()));
		model.addAttribute("other", conversation.other().name());
		model.addAttribute("above", "/conversations/" + id);
		return "conversation/message";
	}

	/** Where a message that was refused is loaded anew. */
	@GetMapping("/{id}/messages")
	String form(@PathVariable UUID id) {
		return "redirect:/conversations/" + id;
	}

	/**
	 * Writes to the other side, with files or without; the CSRF token is in the address,
	 * for nothing parses the body before.
	 */
	@PostMapping("/{id}/messages")
	String write(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response, Model model,
			Principal principal) throws IOException {
		String account = principal.getName();
		ConversationView conversation = this.conversations.get(id, account);
		String slot = ConversationViewService.slot(conversation);
		ReceivedForm form = this.forms.read(request, slot, account);
		try {
			UUID service = this.forms.askedService(form, conversation.other().id(), model);
			form.check();
			if (form.unsent()) {
				model.addAttribute("form", SubmittedForm.unsent(form.fields()));
				return show(open(id, null, principal), model);
			}
			this.conversations.post(id, account, form.text("message"), service, MessageForms.files(form),
					MessageBox.messageKey(form));
			return "redirect:/conversations/" + id + "?sent#talk";
		}
		catch (Refusal refusal) {
			model.addAttribute("form", this.forms.refused(form, refusal, response));
			return show(open(id, null, principal), model);
		}
	}

	private OpenConversation open(UUID id, @Nullable String cursor, Principal principal) {
		return this.reading.open(id, principal.getName(), this.reader.locale(), cursor);
	}

	private static String show(OpenConversation open, Model model) {
		model.addAttribute("talk", open);
		model.addAttribute("settled", open.settled());
		model.addAttribute("other", open.conversation().other().name());
		return "conversation/conversation";
	}

}
