package io.orderflow.order.note;

import java.util.List;
import java.util.Map;

import io.orderflow.order.note.PrivateNote.Item;
import io.orderflow.platform.SubmittedForm;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The lines that the form of a private note shows. */
class PrivateNoteRowsTest {

	private final PrivateNote note = new PrivateNote("", List.of(new Item("Fonts", true)), 1);

	@Test
	void a_form_begins_with_the_lines_there_are_and_one_more() {
		assertThat(this.note.rows(SubmittedForm.nothing())).containsExactly(new Item("Fonts", true),
				new Item("", false));
		assertThat(PrivateNote.EMPTY.rows(SubmittedForm.nothing())).containsExactly(new Item("", false));
	}

	@Test
	void a_form_that_comes_back_has_what_was_typed() {
		SubmittedForm form = SubmittedForm.unsent(Map.of("item", List.of("Fonts", "Colours"), "done", List.of("1")));
		assertThat(this.note.rows(form)).containsExactly(new Item("Fonts", false), new Item("Colours", true),
				new Item("", false));
		assertThat(this.note.rows(SubmittedForm.unsent(Map.of("text", List.of("x"))))).as("all lines were taken out")
			.containsExactly(new Item("", false));
	}

}
