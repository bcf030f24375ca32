package io.orderflow.catalog.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Questions on the form of a service: added, moved and removed before anything is saved.
 */
class QuestionFieldsTest {

	private final Map<String, List<String>> form = form("Who?", "What?", "When?");

	@Test
	void one_is_added_moved_or_removed() {
		assertThat(prompts(QuestionFields.changed(this.form, "add"))).containsExactly("Who?", "What?", "When?", "");
		assertThat(prompts(QuestionFields.changed(this.form, "earlier-2"))).containsExactly("Who?", "When?", "What?");
		assertThat(prompts(QuestionFields.changed(this.form, "later-0"))).containsExactly("What?", "Who?", "When?");
		assertThat(prompts(QuestionFields.changed(this.form, "remove-1"))).containsExactly("Who?", "When?");
	}

	@Test
	void what_is_not_there_stays_so() {
		for (String action : List.of("earlier-0", "later-2", "remove-3", "show", "picture-remove-0")) {
			assertThat(QuestionFields.changed(this.form, action)).as(action).isEqualTo(this.form);
		}
	}

	@Test
	void only_its_own_buttons_change_it() {
		assertThat(List.of("add", "earlier-0", "later-12", "remove-5")).allMatch(QuestionFields::changedBy);
		assertThat(List.of("pictures", "picture-remove-1", "remove-", "first-1", "save"))
			.noneMatch(QuestionFields::changedBy);
	}

	@Test
	void the_keyboard_stays_with_the_question_that_was_moved() {
		assertThat(QuestionFields.focus("earlier-2", 3)).isEqualTo("earlier-1");
		assertThat(QuestionFields.focus("earlier-1", 3)).as("up is not there any more").isEqualTo("later-0");
		assertThat(QuestionFields.focus("later-0", 3)).isEqualTo("later-1");
		assertThat(QuestionFields.focus("later-1", 3)).isEqualTo("earlier-2");
		assertThat(QuestionFields.focus("remove-2", 2)).isEqualTo("remove-1");
		assertThat(QuestionFields.focus("remove-0", 0)).as("none is left").isEqualTo("add");
		assertThat(QuestionFields.focus("add", 3)).isEqualTo("question-2-prompt");
		assertThat(QuestionFields.focus("show", 3)).isEmpty();
	}

	private static List<String> prompts(Map<String, List<String>> values) {
		return ListingForm.body(values).questions().stream().map((question) -> question.prompt()).toList();
	}

	private static Map<String, List<String>> form(String... prompts) {
		Map<String, List<String>> values = new LinkedHashMap<>(Map.of("title", List.of("Storyboard")));
		for (int i = 0; i < prompts.length; i++) {
			values.put("questions[" + i + "].kind", List.of("TEXT"));
			values.put("questions[" + i + "].prompt", List.of(prompts[i]));
		}
		return values;
	}

}
