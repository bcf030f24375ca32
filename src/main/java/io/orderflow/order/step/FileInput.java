package io.orderflow.order.step;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A field of a step's form that takes files.
 *
 * @param field the form's key
 * @param prompt the requirement question; null where the field is the step's only one
 * @param accepts media types; empty: any
 */
public record FileInput(String field, @Nullable String prompt, List<String> accepts) {

	/** The one field of a step that takes files of any kind. */
	static final FileInput ANY = new FileInput(Step.FILES, null, List.of());

}
