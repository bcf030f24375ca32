package io.orderflow.notification.web;

import java.util.Locale;

import io.orderflow.notification.mail.UnsubscribeService;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Where the link in a mail leads. Mail programs post to it by themselves (RFC 8058);
 * whatever only looks at links, as scanners do, changes nothing. In the language of the
 * account, whoever is signed in; it names no address, since whoever has an old mail would
 * learn the new one.
 */
@Controller
class UnsubscribePage {

	private final UnsubscribeService unsubscribing;

	private final MessageSource messages;

	UnsubscribePage(UnsubscribeService unsubscribing, MessageSource messages) {
		this.unsubscribing = unsubscribing;
		this.messages = messages;
	}

	@GetMapping("/unsubscribe/{token}")
	String ask(@PathVariable String token, Model page) {
		return page(this.unsubscribing.read(token), "ask", page);
	}

	@PostMapping("/unsubscribe/{token}")
	String switchOff(@PathVariable String token, Model page) {
		return page(this.unsubscribing.switchOff(token), "done", page);
	}

	private String page(UnsubscribeService.Link link, String state, Model page) {
		Locale locale = link.account().locale();
		String kind = text("notification.kind." + link.kind(), locale);
		page.addAttribute("language", locale.getLanguage());
		page.addAttribute("title", text("notifications.title", locale));
		page.addAttribute("asks", state.equals("ask"));
		page.addAttribute("sentence", text("unsubscribe." + state + "." + link.channel(), locale, kind));
		page.addAttribute("button", text("unsubscribe.button", locale));
		page.addAttribute("again", text("unsubscribe.again", locale));
		page.addAttribute("preferences", text("unsubscribe.preferences", locale));
		return "notification/unsubscribe";
	}

	private String text(String key, Locale locale, Object... args) {
		return this.messages.getMessage(key, args, locale);
	}

}
