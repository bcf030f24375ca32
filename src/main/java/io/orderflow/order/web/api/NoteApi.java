package io.orderflow.order.web.api;

import java.security.Principal;
import java.util.List;

import io.orderflow.order.note.PrivateNote;
import io.orderflow.order.note.PrivateNoteService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The freelancer's private note (S12). */
@RestController
@RequestMapping("/api/orders/{number}/note")
@Tag(name = "Private note", description = "For the order's freelancer alone: 404 for everyone else")
class NoteApi {

	private final PrivateNoteService notes;

	NoteApi(PrivateNoteService notes) {
		this.notes = notes;
	}

	/**
	 * A note as it is to be.
	 *
	 * @param version of the note that was read; without it the last one wins
	 */
	record Change(@Nullable String text, @Nullable List<@Nullable Line> items, @Nullable Long version) {

	}

	/** A line of the check-list. */
	record Line(@Nullable String text, boolean done) {

		/** A line that is none is an empty one: the note refuses both. */
		static PrivateNote.Item item(@Nullable Line line) {
			return (line != null && line.text != null) ? new PrivateNote.Item(line.text, line.done)
					: new PrivateNote.Item("", false);
		}

	}

	@GetMapping
	@Operation(summary = "My private note on an order")
	PrivateNote note(@PathVariable String number, Principal freelancer) {
		return this.notes.of(number, freelancer.getName());
	}

	@PutMapping
	@Operation(operationId = "writeNote", summary = "Write it", description = "Also after the order is closed")
	PrivateNote write(@PathVariable String number, @RequestBody Change note, Principal freelancer) {
		return this.notes.write(number, freelancer.getName(), (note.text() != null) ? note.text() : "",
				(note.items() != null) ? note.items().stream().map(Line::item).toList() : List.of(), note.version());
	}

}
