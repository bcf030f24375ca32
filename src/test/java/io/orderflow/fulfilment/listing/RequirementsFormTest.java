package io.orderflow.fulfilment.listing;

import java.util.List;
import java.util.Map;

import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.catalog.RequirementQuestion.Kind;
import io.orderflow.fulfilment.TaskContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequirementsFormTest {

	@Test
	void every_question_but_for_files_has_a_field_of_its_own() {
		RequirementsForm form = form(new RequirementQuestion("story", Kind.TEXT, "Your story?", true),
				new RequirementQuestion("day", Kind.DATE, "Which day?", false),
				new RequirementQuestion("size", Kind.SINGLE_CHOICE, "Size?", true, List.of("A4", "A3"), List.of()),
				new RequirementQuestion("style", Kind.MULTIPLE_CHOICE, "Styles?", false, List.of("ink", "oil"),
						List.of()),
				new RequirementQuestion("logo", Kind.FILE, "Your logo?", true, List.of(), List.of("image/*")));

		assertThat(form.components()).extracting((component) -> component.get("key"))
			.containsExactly(null, TaskContext.BRIEF, "answer_story", "answer_day", "answer_size", "answer_style", null,
					"stagedFiles");
		assertThat(form.components()).extracting((component) -> component.get("type"))
			.containsExactly("text", "textarea", "textarea", "datetime", "radio", "checklist", "text", "radio");
		assertThat(form.components().get(6).get("text").toString()).contains("Your logo?", "(pictures)",
				"on the order page");
	}

	@Test
	void a_mandatory_question_is_marked_so() {
		RequirementsForm form = form(new RequirementQuestion("story", Kind.TEXT, "Your story?", true),
				new RequirementQuestion("wish", Kind.TEXT, "A wish?", false));

		assertThat(form.components().get(2)).extractingByKey("validate")
			.asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
			.containsEntry("required", true);
		assertThat(form.components().get(3)).extractingByKey("validate")
			.asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
			.containsEntry("required", false);
	}

	@Test
	void what_a_freelancer_wrote_is_no_expression_no_template_and_no_markup() {
		RequirementsForm form = form(new RequirementQuestion("sum", Kind.TEXT, "=1+1 {{orderBrief}}", false),
				new RequirementQuestion("file", Kind.FILE, "**{{orderBrief}}** <b>", false));

		assertThat(form.components().get(2).get("label").toString()).doesNotStartWith("=").doesNotContain("{{");
		assertThat(form.components().get(3).get("text").toString()).doesNotContain("{{").doesNotContain(" <b>");
	}

	/** As a browser trims it: non-breaking and invisible spaces too. */
	@ParameterizedTest
	@ValueSource(strings = { " =1+1", "\t=1+1", "\u00A0=1+1", "\u202F\u2007=1+1", "\uFEFF=1+1", "\u2028=1+1",
			"{{{1+1}}}", "{{{{1+1}}}}", "{={{1}}" })
	void however_it_is_written(String prompt) {
		RequirementsForm form = form(
				new RequirementQuestion("sum", Kind.SINGLE_CHOICE, prompt, false, List.of(prompt, "other"), List.of()));
		String label = form.components().get(2).get("label").toString();
		assertThat(form.components().get(2).get("values").toString()).contains("label=" + label);
		assertThat(label).doesNotContain("{{").doesNotMatch("(?s)[\\s\\u00A0\\u202F\\u2007\\u2028\\uFEFF]*=.*");
	}

	@Test
	void a_choice_is_submitted_as_it_was_written() {
		RequirementsForm form = form(new RequirementQuestion("sum", Kind.SINGLE_CHOICE, "Which?", false,
				List.of("=1+1", "{{x}}"), List.of()));

		assertThat((List<?>) form.components().get(2).get("values"))
			.extracting((choice) -> ((Map<?, ?>) choice).get("value"))
			.isEqualTo(List.of("=1+1", "{{x}}"));
	}

	private static RequirementsForm form(RequirementQuestion... questions) {
		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBasename("messages");
		messages.setDefaultEncoding("UTF-8");
		return RequirementsForm.of("requirements-1", List.of(questions), messages);
	}

}
