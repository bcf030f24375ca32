package io.orderflow.order.web;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import io.orderflow.order.note.PrivateNote;
import io.orderflow.order.note.PrivateNoteService;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.web.BindingRefusal;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.validation.BindingResult;
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

	/**
	 * The note as it is to be.
	 *
	 * @param version of the note that was changed; null: whichever there is
	 * @param item the lines of the check-list
	 * @param done the numbers of those that are ticked, from 0
	 * @param tick the number of the one line that is ticked or no longer; null where the
	 * whole note is sent
	 * @param ticked which of the two
	 */
	record PrivateNoteForm(@Nullable String text, @Nullable Long version, @Nullable List<String> item,
			@Nullable List<Integer> done, @Nullable Integer tick, @Nullable Boolean ticked) {

		/** A line that was emptied is gone. */
		List<PrivateNote.Item> items() {
			List<String> lines = Objects.requireNonNullElse(this.item, List.of());
			List<Integer> ticked = Objects.requireNonNullElse(this.done, List.of());
			return IntStream.range(0, lines.size())
				.filter((line) -> !Objects.requireNonNullElse(lines.get(line), "").isBlank())
				.mapToObj((line) -> new PrivateNote.Item(lines.get(line).strip(), ticked.contains(line)))
				.toList();
		}

	}

	@PostMapping("/orders/{number}/note")
	String write(@PathVariable String number, @Nullable PrivateNoteForm note, BindingResult bound,
			@RequestParam MultiValueMap<String, String> typed, HttpServletResponse response, Model model,
			Principal freelancer) {
		try {
			BindingRefusal.check(bound);
			Objects.requireNonNull(note);
			if (note.tick() != null) {
				this.notes.tick(number, freelancer.getName(), note.tick(), Boolean.TRUE.equals(note.ticked()),
						note.version());
				return "redirect:/orders/" + number + "#note";
			}
			this.notes.write(number, freelancer.getName(), Objects.requireNonNullElse(note.text(), ""), note.items(),
					note.version());
			return "redirect:/orders/" + number + "?noted#note";
		}
		catch (Refusal refusal) {
			boolean ticks = note != null && note.tick() != null;
			return this.page.refused(number, ticks ? "noteTick" : "noteForm", ticks ? Map.of() : typed, refusal,
					freelancer.getName(), model, response);
		}
	}

}
