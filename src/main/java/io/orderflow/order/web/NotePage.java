package io.orderflow.order.web;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.orderflow.order.note.PrivateNote;
import io.orderflow.order.note.PrivateNoteService;
import io.orderflow.platform.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Takes the private note from the order's page (S12). */
@Controller
class NotePage {

	private final PrivateNoteService notes;

	private final OrderPageModel page;

	NotePage(PrivateNoteService notes, OrderPageModel page) {
		this.notes = notes;
		this.page = page;
	}

	@PostMapping("/orders/{number}/note")
	String write(@PathVariable String number, @RequestParam MultiValueMap<String, String> typed,
			HttpServletResponse response, Model model, Principal freelancer) {
		try {
			String version = typed.getOrDefault("version", List.of("")).get(0);
			this.notes.write(number, freelancer.getName(), typed.getOrDefault("text", List.of("")).get(0), items(typed),
					version.matches("\\d{1,18}") ? Long.valueOf(version) : null);
			return "redirect:/orders/" + number + "?noted#note";
		}
		catch (Refusal refusal) {
			return this.page.refused(number, "noteForm", typed, refusal, freelancer.getName(), model, response);
		}
	}

	/** A line that was emptied is gone; each is ticked by its number. */
	private static List<PrivateNote.Item> items(Map<String, List<String>> typed) {
		List<String> texts = typed.getOrDefault("item", List.of());
		List<String> done = typed.getOrDefault("done", List.of());
		List<PrivateNote.Item> items = new ArrayList<>();
		for (int i = 0; i < texts.size(); i++) {
			if (!texts.get(i).isBlank()) {
				items.add(new PrivateNote.Item(texts.get(i).strip(), done.contains(String.valueOf(i))));
			}
		}
		return items;
	}

}
