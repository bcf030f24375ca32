package io.orderflow.fulfilment.listing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.fulfilment.TaskContext;
import io.orderflow.fulfilment.TasklistText;
import io.orderflow.order.step.ProvideRequirements;
import io.orderflow.order.step.StepFileHandler;
import io.orderflow.platform.ReaderFormats.FileKinds;
import org.springframework.context.MessageSource;

/**
 * A form as form-js 1.8 in Tasklist reads it, made of a listing's questions. What is
 * mandatory is only marked here: the order checks the answers.
 *
 * @param id by which the user task finds it
 * @param type always {@code default}
 * @param schemaVersion of form-js 1.8
 * @param executionPlatform what the form is for
 * @param executionPlatformVersion of the engine
 * @param components the fields and texts, from top to bottom
 */
record RequirementsForm(String id, String type, int schemaVersion, String executionPlatform,
		String executionPlatformVersion, List<Map<String, Object>> components) {

	private static final int MAX_RADIO_BUTTONS = 8;

	/**
	 * @param messages have the words for kinds of files; all of the form is in English
	 */
	static RequirementsForm of(String id, List<RequirementQuestion> questions, MessageSource messages) {
		Stream<Map<String, Object>> frame = Stream.of(text("Text_summary", "{{" + TaskContext.SUMMARY + "}}"),
				component("textarea", TaskContext.BRIEF, "label", "What it is about", "disabled", true));
		Stream<Map<String, Object>> asked = questions.stream().map((question) -> question(question, messages));
		boolean files = questions.stream().anyMatch((question) -> question.kind() == RequirementQuestion.Kind.FILE);
		return new RequirementsForm(id, "default", 16, "Camunda Platform", "7.24.0",
				Stream.of(frame, asked, files ? Stream.of(stagedFiles()) : Stream.<Map<String, Object>>empty())
					.flatMap((part) -> part)
					.toList());
	}

	private static Map<String, Object> question(RequirementQuestion question, MessageSource messages) {
		String key = question.field();
		String label = TasklistText.label(question.prompt());
		return switch (question.kind()) {
			case TEXT -> component("textarea", key, "label", label, "validate",
					Map.of("required", question.mandatory(), "maxLength", ProvideRequirements.MAX_ANSWER));
			case DATE -> component("datetime", key, "subtype", "date", "dateLabel", label, "validate",
					Map.of("required", question.mandatory()));
			case SINGLE_CHOICE -> component((question.choices().size() > MAX_RADIO_BUTTONS) ? "select" : "radio", key,
					"label", label, "values", choices(question), "validate", Map.of("required", question.mandatory()));
			case MULTIPLE_CHOICE -> component("checklist", key, "label", label, "values", choices(question), "validate",
					Map.of("required", question.mandatory()));
			case FILE -> text("Text_" + key, file(question, messages));
		};
	}

	private static String file(RequirementQuestion question, MessageSource messages) {
		String accepts = question.accepts().isEmpty() ? ""
				: " (" + TasklistText.plain(new FileKinds(question.accepts()).in(messages, Locale.ENGLISH)) + ")";
		return "**" + TasklistText.plain(question.prompt()) + "**" + (question.mandatory() ? " \\*" : "")
				+ "  \nFiles cannot be added here. Add yours" + accepts
				+ " on the order page first (the link is above), and say below that they go along.";
	}

	/** Says whether what was put down on the order's page goes along. */
	private static Map<String, Object> stagedFiles() {
		return component("radio", StepFileHandler.STAGED, "label", "Files on the order page", "description",
				"Where you have put files there for this step.", "values",
				List.of(Map.of("label", "Send them along", "value", "send"),
						Map.of("label", "Leave them there", "value", "leave")));
	}

	private static List<Map<String, Object>> choices(RequirementQuestion question) {
		return question.choices()
			.stream()
			.map((choice) -> Map.<String, Object>of("label", TasklistText.label(choice), "value", choice))
			.toList();
	}

	private static Map<String, Object> text(String id, String text) {
		return Map.of("type", "text", "id", id, "text", text);
	}

	private static Map<String, Object> component(String type, String key, Object... properties) {
		Map<String, Object> component = new LinkedHashMap<>();
		component.put("type", type);
		component.put("id", "Field_" + key);
		component.put("key", key);
		for (int i = 0; i < properties.length; i += 2) {
			component.put((String) properties[i], properties[i + 1]);
		}
		return component;
	}

}
