package io.orderflow.notification.web;

import java.security.Principal;
import java.util.UUID;

import io.orderflow.notification.NotificationService;
import io.orderflow.notification.NotificationView;
import io.orderflow.platform.MenuEntry;
import io.orderflow.platform.MenuEntry.Place;
import io.orderflow.platform.Page;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What I was told, and how it reached me (B6). */
@Controller
@RequestMapping("/notifications")
class NotificationPage {

	private final NotificationService notifications;

	NotificationPage(NotificationService notifications) {
		this.notifications = notifications;
	}

	@Bean
	static MenuEntry notificationsEntry() {
		return new MenuEntry(Place.BELL, 10, "notifications.title", "/notifications");
	}

	@GetMapping
	String notifications(@RequestParam(required = false) @Nullable String cursor, Model model, Principal principal) {
		Page<NotificationView> page = this.notifications.page(principal.getName(), cursor, null);
		model.addAttribute("notifications", page.items());
		model.addAttribute("more", (page.next() != null) ? "/notifications?cursor=" + page.next() : null);
		return "notification/notifications";
	}

	/**
	 * Leads to what it is about; it is read then. A link, so that it opens in another tab
	 * too: following it twice changes nothing, and the mark is the reader's own.
	 */
	@GetMapping("/{id}")
	String open(@PathVariable UUID id, Principal principal) {
		return "redirect:" + this.notifications.open(principal.getName(), id);
	}

	/**
	 * Marks all as read that the reader had before them.
	 * @param upTo the newest of them
	 */
	@PostMapping("/read")
	String markAllRead(@RequestParam UUID upTo, Principal principal) {
		this.notifications.markAllRead(principal.getName(), upTo);
		return "redirect:/notifications";
	}

	@GetMapping("/{id}/deliveries")
	String deliveries(@PathVariable UUID id, Model model, Principal principal) {
		model.addAttribute("log", this.notifications.log(principal.getName(), id));
		return "notification/deliveries";
	}

}
